"""Two rows of one case are two people, and so are all who are one with either: pairs that would say otherwise go."""

from collections.abc import Iterator

from marac.records.pairs import Pair, Pairs
from marac.records.store import Store

JOINED_FROM = 4.0
"""Pairs of at least so many bits form groups of records; weaker ones only must not contradict a group."""


class Groups:
    """Records that are held for one person, with the cases in which that person stands."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.head: dict[int, int] = {}
        self.cases: dict[int, set[int]] = {}

    def of(self, row: int) -> int:
        head = self.head
        while (above := head.get(row, row)) != row:
            head[row] = head.get(above, above)
            row = above
        return row

    def cases_of(self, group: int) -> set[int]:
        found = self.cases.get(group)
        return found if found is not None else ({self.store.case(group)} - {0})

    def join(self, group: int, other: int) -> None:
        if len(self.cases_of(group)) < len(self.cases_of(other)):
            group, other = other, group
        cases = self.cases[group] = self.cases_of(group)
        cases |= self.cases_of(other)
        self.cases.pop(other, None)
        self.head[other] = group


def settled(store: Store, pairs: Pairs) -> Iterator[Pair]:
    """The best first. A pair is left out when it puts two rows of one case into one group."""
    groups, bits = Groups(store), pairs.bits
    for place in sorted(range(len(pairs)), key=lambda at: (-bits[at], pairs.rows[at], pairs.others[at])):
        pair = Pair(pairs.rows[place], pairs.others[place], bits[place])
        group, other = groups.of(pair.row), groups.of(pair.other)
        if group != other:
            if groups.cases_of(group) & groups.cases_of(other):
                continue
            if pair.bits >= JOINED_FROM:
                groups.join(group, other)
        yield pair
