"""Rows that share a token with others, found in one walk over the index: most tokens are one row's and fall away."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from marac.records.index import ONLY_ASKS, ROW_MASK, TOKEN_SHIFT, TYPE_BITS, TYPES

# As a search in the service opens no more than the likeliest three hundred.
MOST_CANDIDATES = 300
ROWS_A_BLOCK = 500
_LENGTH_BITS, _START_BITS = 10, 31
_LENGTH_MASK, _START_MASK = (1 << _LENGTH_BITS) - 1, (1 << _START_BITS) - 1
_ROW_SHIFT = _LENGTH_BITS + _START_BITS
_TYPE_MASK = (1 << TYPE_BITS) - 1
_WEIGHTS = tuple(kind.weight for kind in TYPES)


class Bucketed(NamedTuple):
    """One part of the index, walked."""

    members: "array[int]"
    """Rows kept under one token, then those of the next."""
    kinds: bytes
    """The type of the token, for every member."""
    asks: "array[int]"
    """A row, where among the members those begin that it is compared with, and how many they are."""


def bucketed(part: Iterable[int]) -> Bucketed:
    """So that over all rows each pair comes up once a token: of rows that are kept, with later ones; of rows that only
    ask, with all that are kept.
    """
    members, kinds, asks = array("I"), bytearray(), array("Q")
    for token, kept, asking in _shared(part):
        start, kind, number = len(members), token & _TYPE_MASK, len(kept)
        members.extend(kept)
        kinds += bytes((kind,)) * number
        asks.extend([_ask(row, start + place, number - place) for place, row in enumerate(kept[:-1], start=1)])
        asks.extend([_ask(row, start, number) for row in asking])
    return Bucketed(members, bytes(kinds), asks)


def _ask(row: int, start: int, length: int) -> int:
    return row << _ROW_SHIFT | start << _LENGTH_BITS | length


def _shared(part: Iterable[int]) -> Iterator[tuple[int, list[int], list[int]]]:
    """Token, rows kept under it until the limit of its type, and rows that only ask; not where nobody meets."""
    entries = part if isinstance(part, array) else array("Q", part)
    numbers = Counter([entry >> TOKEN_SHIFT for entry in entries])
    several = sorted([entry for entry in entries if numbers[entry >> TOKEN_SHIFT] > 1])
    for token, group in groupby(several, key=_token):
        rows = list(group)
        kept = [entry & ROW_MASK for entry in rows if not entry & ONLY_ASKS]
        limit, is_loose = TYPES[token & _TYPE_MASK].limit, TYPES[token & _TYPE_MASK].is_loose
        if kept and not (is_loose and len(kept) > limit):
            yield token, kept[:limit], [entry & ROW_MASK for entry in rows[len(kept) :]]


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

    def partners(self, block: int) -> Iterator[tuple[int, list[int]]]:
        """Rows of a block, each with the rows to compare it with, the likeliest where they are very many."""
        members, kinds = self._members, self._kinds
        for row, asks in groupby(sorted(self._asks[block]), key=_row_of_ask):
            weights = dict[int, float]()
            for ask in asks:
                start = ask >> _LENGTH_BITS & _START_MASK
                weight = _WEIGHTS[kinds[start]]
                for other in members[start : start + (ask & _LENGTH_MASK)]:
                    weights[other] = weights.get(other, 0.0) + weight
            yield row, likeliest(weights)


def _row_of_ask(ask: int) -> int:
    return ask >> _ROW_SHIFT


def likeliest(weights: dict[int, float]) -> list[int]:
    if len(weights) <= MOST_CANDIDATES:
        return list(weights)
    return sorted(weights, key=lambda row: (-weights[row], row))[:MOST_CANDIDATES]
