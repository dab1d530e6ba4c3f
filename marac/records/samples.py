"""Pairs to learn from: all that share a token, those of one case, and blind ones drawn over the whole file."""

from collections.abc import Hashable
from typing import NamedTuple

from marac.records.store import Store
from meetings.people.prepared import Prepared

MOST_ROWS = 100_000
"""So many records teach all there is to learn; of a larger file a run of rows from its middle is taken."""


class Sample(NamedTuple):
    people: list[Prepared]
    cases: list[Hashable]


def sample_of(store: Store) -> Sample:
    """A run of rows and not every tenth: who stands twice in a file mostly stands near."""
    first = max(0, (len(store) - MOST_ROWS) // 2)
    rows = range(first, min(first + MOST_ROWS, len(store)))
    return Sample([store.prepared(row) for row in rows], [store.case(row) or None for row in rows])
