"""Which rows share a token: one sorted array of numbers, eight bytes an entry, searched by halving.

An entry is forty bits of the token, twenty-three of the row and one that says whether the row asks for the token too.
Two tokens that meet in forty bits only add a candidate, whom the comparison sends away again.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable

TOKEN_BITS, ROW_BITS = 40, 23
MOST_ROWS = 1 << ROW_BITS
TOKEN_MASK = (1 << TOKEN_BITS) - 1
_SHIFT = ROW_BITS + 1
_ROW_MASK = (1 << _SHIFT) - 1
_PARTS = 64


def entry_of(token: int, row: int, *, is_asked: bool) -> int:
    return (token & TOKEN_MASK) << _SHIFT | row << 1 | is_asked


class TokenIndex:
    """Filled once, then only read; it holds no object a token, so forked processes share its memory."""

    def __init__(self) -> None:
        self._parts = [array("Q") for _ in range(_PARTS)]
        self._entries = array("Q")

    def add(self, entries: Iterable[int]) -> None:
        parts = self._parts
        for entry in entries:
            parts[entry >> 58].append(entry)

    def seal(self) -> None:
        """Sorted part by part, so that never more than a part stands in memory twice."""
        for place, part in enumerate(self._parts):
            self._entries.extend(sorted(part))
            self._parts[place] = array("Q")

    def rows(self, token: int, limit: int, *, is_loose: bool = False) -> list[tuple[int, int]]:
        """Rows kept under the token, and whether each asks for it too, until the limit; of a loose token that more
        rows share, none.
        """
        entries = self._entries
        lowest = (token & TOKEN_MASK) << _SHIFT
        at = bisect_left(entries, lowest)
        end = bisect_left(entries, lowest + (1 << _SHIFT), at, min(at + limit + 1, len(entries)))
        if end - at > limit:
            if is_loose:
                return []
            end = at + limit
        return [((entry & _ROW_MASK) >> 1, entry & 1) for entry in entries[at:end]]
