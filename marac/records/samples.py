"""Pairs to learn from: all that share a token, and blind ones drawn over the whole file."""

from collections.abc import Iterator

from marac.records.filling import Progress
from marac.records.store import Store
from meetings.people.comparing import compare
from meetings.people.levels import Levels

MOST_ROWS = 100_000
"""So many records teach all there is to learn; of a larger file every second, third … row is taken."""
BLIND_PAIRS = 1_000_000
# A step that shares no factor with any number of rows drawn makes pairs of rows far apart, the same in every run.
STRIDE = 2_654_435_761


def near_pairs(store: Store, progress: Progress) -> Iterator[Levels]:
    """Levels of every pair that shares a token and no case."""
    step = -(-len(store) // MOST_ROWS)
    for row in range(0, len(store), step):
        prepared = store.prepared(row)
        for other in store.partners(row):
            yield compare(prepared, store.prepared(other))
        progress(row)


def blind_pairs(store: Store, progress: Progress) -> Iterator[Levels]:
    size = len(store)
    for number in range(min(BLIND_PAIRS, size * (size - 1) // 2)):
        row, other = number % size, (number * STRIDE + number // size + 1) % size
        if row != other and (not store.case(row) or store.case(row) != store.case(other)):
            yield compare(store.prepared(row), store.prepared(other))
        progress(number)
