"""Which rows share a token: numbers of eight bytes in parts, each sorted when it is searched.

An entry is thirty-five bits of the token's text, five of its type, one that says whether the row only asks for it, and
twenty-three of the row. Two tokens that meet in forty bits only add a candidate, whom the comparison sends away again.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from meetings.people.tokens import TOKEN_TYPES, TokenTexts

TYPE_BITS, ROW_BITS = 5, 23
MOST_ROWS = 1 << ROW_BITS
ROW_MASK = MOST_ROWS - 1
ONLY_ASKS = 1 << ROW_BITS
TOKEN_SHIFT = ROW_BITS + 1
TYPES = tuple(TOKEN_TYPES.values())
NUMBER_OF_PARTS = 64
_PART_SHIFT = 58
_TEXT_SHIFT = TOKEN_SHIFT + TYPE_BITS
_TEXT_MASK = (1 << 64) - (1 << _TEXT_SHIFT)
_PLACES = {letter: place << TOKEN_SHIFT for place, letter in enumerate(TOKEN_TYPES)}

Parts = Sequence["array[int]"]


def entries_of(tokens: TokenTexts, row: int) -> list[int]:
    """Of one row."""
    kept, asks = row, row | ONLY_ASKS
    entries = [hash(text) << _TEXT_SHIFT & _TEXT_MASK | _PLACES[text[0]] | kept for text in tokens.stored]
    entries += [hash(text) << _TEXT_SHIFT & _TEXT_MASK | _PLACES[text[0]] | asks for text in tokens.only_asked]
    return entries


def in_parts(entries: Iterable[int]) -> Parts:
    parts = tuple(array("Q") for _ in range(NUMBER_OF_PARTS))
    put = [part.append for part in parts]
    for entry in entries:
        put[entry >> _PART_SHIFT](entry)
    return parts


class TokenIndex:
    """It holds no object a token, so forked processes share its memory."""

    def __init__(self) -> None:
        self.parts = in_parts(())

    def add(self, parts: Parts) -> None:
        for part, added in zip(self.parts, parts, strict=True):
            part.extend(added)

    def seal(self) -> None:
        """Ready for `rows`; nothing is added any more, and who only asks is forgotten."""
        self.parts = tuple(array("Q", sorted(_kept(part))) for part in self.parts)

    def rows(self, text: str) -> list[int]:
        """Rows kept under a token until the limit of its type; of a loose one that more rows share, none."""
        kind = TOKEN_TYPES[text[0]]
        lowest = hash(text) << _TEXT_SHIFT & _TEXT_MASK | _PLACES[text[0]]
        part = self.parts[lowest >> _PART_SHIFT]
        at = bisect_left(part, lowest)
        end = bisect_left(part, lowest + ONLY_ASKS, at, min(at + kind.limit + 1, len(part)))
        if end - at > kind.limit:
            if kind.is_loose:
                return []
            end = at + kind.limit
        return [entry & ROW_MASK for entry in part[at:end]]


def _kept(part: "array[int]") -> Iterator[int]:
    return (entry for entry in part if not entry & ONLY_ASKS)
