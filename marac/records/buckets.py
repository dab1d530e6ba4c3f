"""Rows that share a token with others, found in one walk over the index: most tokens are one row's and fall away."""

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from marac.records.index import ONLY_ASKS, ROW_MASK, TOKEN_SHIFT, TYPE_BITS, TYPES
from meetings.people.sharing import FEW, Sharing

# As a search in the service opens no more than the likeliest three hundred.
MOST_CANDIDATES = 300
ROWS_A_BLOCK = 500
FEW_PARTNERS = 5
"""Who shares little is compared only where no more others are likelier; each pair stands under one of its rows only."""
_LENGTH_BITS, _START_BITS = 10, 31
_LENGTH_MASK, _START_MASK = (1 << _LENGTH_BITS) - 1, (1 << _START_BITS) - 1
_ROW_SHIFT = _LENGTH_BITS + _START_BITS
_TYPE_MASK = (1 << TYPE_BITS) - 1
_KINDS = [bytes((kind,)) for kind in range(len(TYPES))]


class Bucketed(NamedTuple):
    """One part of the index, walked."""

    members: "array[int]"
    """Rows kept under one token, then those that only ask for it, then those of the next."""
    kinds: bytes
    """The type of the token, for every member."""
    asks: "array[int]"
    """A row, where among the members those begin that it is compared with, and how many they are."""


def bucketed(part: Iterable[int], turns: Sequence[int]) -> Bucketed:
    """So that over all rows each pair comes up once a token, and always under the row whose turn is first.

    `turns` holds a number for each row: who lacks something comes first, as all the world shares a name with him and
    the likeliest are chosen once, beside him.
    """
    members, kinds, asks = array("I"), bytearray(), array("Q")
    turn = turns.__getitem__
    for token, kept, asking in _shared(part):
        rows, others = sorted(kept, key=turn), sorted(asking, key=turn)
        start = len(members)
        last = start + len(rows)
        members.extend(rows)
        members.extend(others)
        kinds += _KINDS[token & _TYPE_MASK] * (len(rows) + len(others))
        for place in range(start + 1, last):
            asks.append(rows[place - start - 1] << _ROW_SHIFT | place << _LENGTH_BITS | last - place)
        if others:
            asks.extend(_between(rows, others, last, turns))
            asks.extend(_between(others, rows, start, turns))
    return Bucketed(members, bytes(kinds), asks)


def _between(rows: list[int], others: list[int], start: int, turns: Sequence[int]) -> Iterator[int]:
    """Each of the rows beside those of the others whose turn is later; the first of these others stands at `start`."""
    later = [turns[row] for row in others]
    for row in rows:
        place = bisect(later, turns[row])
        if place < len(others):
            length = min(len(others) - place, _LENGTH_MASK)
            yield row << _ROW_SHIFT | start + place << _LENGTH_BITS | length


def _shared(part: Iterable[int]) -> Iterator[tuple[int, list[int], list[int]]]:
    """Token, rows kept under it until the limit of its type, and rows that only ask; not where nobody meets."""
    entries = part if isinstance(part, array) else array("Q", part)
    numbers = Counter([entry >> TOKEN_SHIFT for entry in entries])
    several = sorted([entry for entry in entries if numbers[entry >> TOKEN_SHIFT] > 1])
    for token, group in groupby(several, key=_token):
        rows = list(group)
        # Those that only ask stand last.
        number = len(rows) if not rows[-1] & ONLY_ASKS else bisect(rows, (token << TOKEN_SHIFT) + ONLY_ASKS - 1)
        kind = TYPES[token & _TYPE_MASK]
        if number and not (kind.is_loose and number > kind.limit):
            kept = [entry & ROW_MASK for entry in rows[: min(number, kind.limit)]]
            yield token, kept, [entry & ROW_MASK for entry in rows[number:]]


def _token(entry: int) -> int:
    return entry >> TOKEN_SHIFT


class Buckets:
    """Of the whole index. Memory: about 150 bytes a row."""

    def __init__(self, number_of_rows: int, parts: Iterable[Bucketed]) -> None:
        self._members, self._kinds = array("I"), bytearray()
        self._asks = [array("Q") for _ in range(0, number_of_rows, ROWS_A_BLOCK)]
        for part in parts:
            self._add(part)

    def _add(self, part: Bucketed) -> None:
        shift, put = len(self._members) << _LENGTH_BITS, [block.append for block in self._asks]
        for ask in part.asks:
            put[(ask >> _ROW_SHIFT) // ROWS_A_BLOCK](ask + shift)
        self._members += part.members
        self._kinds += part.kinds

    def __len__(self) -> int:
        """Number of blocks."""
        return len(self._asks)

    def partners(self, block: int) -> Iterator[tuple[int, Sequence[int]]]:
        """Rows of a block, each with the rows to compare it with, the likeliest where they are very many."""
        members, kinds = self._members, self._kinds
        for row, asks in groupby(sorted(self._asks[block]), key=_row_of_ask):
            sharing = Sharing[int]()
            for ask in asks:
                start = ask >> _LENGTH_BITS & _START_MASK
                sharing.note(TYPES[kinds[start]], members[start : start + (ask & _LENGTH_MASK)])
            yield row, likeliest(sharing, FEW_PARTNERS)


def _row_of_ask(ask: int) -> int:
    return ask >> _ROW_SHIFT


def likeliest(sharing: Sharing[int], few: int = FEW) -> Sequence[int]:
    return sharing.likeliest(few)[:MOST_CANDIDATES]
