"""Who is known in a case speaks for the others in it: people of cases that share somebody are weighed once more."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from marac.records.filling import LARGE, Progress
from marac.records.pairs import Pair, Pairs, weigh_pairs
from marac.records.store import Store
from marac.records.workers import shared_out
from meetings.people.finding import Candidate, find_together
from meetings.people.guards import STRONG_FROM
from meetings.people.model import Model

CASES_A_TASK = 500
MOST_IN_COMPANY = 12
"""Among more people, of a hostel say, that one is known says little of another."""
Linked = tuple[int, int]
"""Two cases in rising order; 0 is no case."""


class Work(NamedTuple):
    """What workers work with: it stands here before they are forked."""

    store: Store
    model: Model
    rows_by_case: dict[int, list[int]]


_standing: list[Work] = []


def find_pairs(store: Store, model: Model, progress: Progress, *, is_fitted: bool = True) -> Pairs:
    """All pairs that are not hidden, none twice, none within one case; `is_fitted` to the records of the store."""
    alone, model = weigh_pairs(store, model, progress, is_fitted=is_fitted)
    _standing[:] = [Work(store, model, store.rows_by_case())]
    linked = _linked(store, alone)
    together = _without(store, alone, linked)
    ordered = sorted(linked)
    tasks = [ordered[at : at + CASES_A_TASK] for at in range(0, len(ordered), CASES_A_TASK)]
    for found in shared_out(_pairs_of_cases, tasks, is_large=len(ordered) >= LARGE):
        together.add(found)
    _standing.clear()
    return together


def _linked(store: Store, alone: Pairs) -> set[Linked]:
    """Cases that share somebody and have others to speak for. Where all are strongly found, nothing is left to say."""
    strong = Counter(_cases_of(store, pair) for pair in alone if pair.bits >= STRONG_FROM)
    sizes = {case: len(rows) for case, rows in _standing[0].rows_by_case.items()}
    return {
        (case, other)
        for (case, other), number in strong.items()
        if case and number < min(sizes[case], sizes[other]) and max(sizes[case], sizes[other]) <= MOST_IN_COMPANY
    }


def _without(store: Store, alone: Pairs, linked: set[Linked]) -> Pairs:
    """Pairs of other cases."""
    kept = Pairs()
    kept.add(pair for pair in alone if _cases_of(store, pair) not in linked)
    return kept


def _cases_of(store: Store, pair: Pair) -> Linked:
    case, other = store.case(pair.row), store.case(pair.other)
    return (case, other) if case < other else (other, case)


def _pairs_of_cases(linked: list[Linked]) -> list[Pair]:
    store, model, rows_by_case = _standing[0]
    return [
        pair
        for case, other in linked
        for pair in _weighed_together(store, model, rows_by_case[case], rows_by_case[other])
    ]


def _weighed_together(store: Store, model: Model, rows: list[int], others: list[int]) -> Iterator[Pair]:
    candidates = [Candidate(other, 1, store.prepared(other)) for other in others]
    found = find_together(model, [store.prepared(row) for row in rows], [candidates] * len(rows), store_size=len(store))
    for row, known in zip(rows, found, strict=True):
        for each in known:
            other = int(str(each.key))
            yield Pair(min(row, other), max(row, other), each.score.bits)
