"""Pairs of records that may be one person, found over a whole file: first each pair by itself, then once more the
people of cases that share somebody, because who is known in a case speaks for the others in it.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marac.records.filling import LARGE, Progress
from marac.records.store import Store
from marac.records.workers import shared_out
from meetings.people.comparing import compare
from meetings.people.finding import Candidate, find_together
from meetings.people.guards import STRONG_FROM
from meetings.people.model import Model
from meetings.people.scoring import Band, score

ROWS_A_TASK = 500
CASES_A_TASK = 500
# Of a household that came forty times, or a list with one case_id for all, only this many people are weighed together.
MOST_IN_CASE = 30


class Pair(NamedTuple):
    row: int
    other: int
    bits: float


class Work(NamedTuple):
    """What workers work with: it stands here before they are forked."""

    store: Store
    model: Model
    rows_by_case: dict[int, list[int]]


_standing: list[Work] = []


class Pairs:
    """Some millions of pairs in two arrays: later rows that name the same pair count as found twice."""

    def __init__(self) -> None:
        self.rows, self.others, self.bits = array("L"), array("L"), array("d")

    def add(self, found: Iterable[Pair]) -> None:
        for row, other, bits in found:
            self.rows.append(row)
            self.others.append(other)
            self.bits.append(bits)

    def __len__(self) -> int:
        return len(self.bits)

    def __iter__(self) -> Iterator[Pair]:
        return map(Pair, self.rows, self.others, self.bits)


def find_pairs(store: Store, model: Model, progress: Progress) -> Pairs:
    """All pairs that are not hidden, none twice, none within one case."""
    _standing[:] = [Work(store, model, store.rows_by_case())]
    tasks = [range(at, min(at + ROWS_A_TASK, len(store))) for at in range(0, len(store), ROWS_A_TASK)]
    alone, done = Pairs(), 0
    for task, found in zip(tasks, shared_out(_pairs_of_rows, tasks, is_large=len(store) >= LARGE), strict=True):
        alone.add(found)
        done += len(task)
        progress(done)
    return _in_company(store, alone)


def _pairs_of_rows(rows: range) -> list[Pair]:
    store, model, _ = _standing[0]
    found, size = [], len(store)
    for row in rows:
        prepared = store.prepared(row)
        for other in store.partners(row):
            weighed = score(model, compare(prepared, store.prepared(other)), store_size=size)
            if weighed.band != Band.HIDDEN:
                found.append(Pair(min(row, other), max(row, other), weighed.bits))
    return found


def _in_company(store: Store, alone: Pairs) -> Pairs:
    """Pairs of cases with a strong pair are weighed anew, all their people together."""
    linked = _linked(store, alone)
    together, seen = Pairs(), set[tuple[int, int]]()
    for pair in alone:
        if _cases_of(store, pair) not in linked and pair[:2] not in seen:
            seen.add(pair[:2])
            together.add([pair])
    ordered = sorted(linked)
    tasks = [ordered[at : at + CASES_A_TASK] for at in range(0, len(ordered), CASES_A_TASK)]
    for found in shared_out(_pairs_of_cases, tasks, is_large=len(ordered) >= LARGE):
        together.add(found)
    return together


def _linked(store: Store, alone: Pairs) -> set[tuple[int, int]]:
    """Cases that share somebody and have others to speak for. Where all are strongly found, nothing is left to say."""
    strong: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for pair in alone:
        cases = _cases_of(store, pair)
        if pair.bits >= STRONG_FROM and cases[0]:
            strong.setdefault(cases, set()).add(pair[:2])
    rows_by_case = _standing[0].rows_by_case
    return {cases for cases, pairs in strong.items() if len(pairs) < min(len(rows_by_case[case]) for case in cases)}


def _cases_of(store: Store, pair: Pair) -> tuple[int, int]:
    """In rising order; 0 is no case."""
    case, other = store.case(pair.row), store.case(pair.other)
    return (case, other) if case < other else (other, case)


def _pairs_of_cases(linked: list[tuple[int, int]]) -> list[Pair]:
    store, model, rows_by_case = _standing[0]
    return [
        pair
        for case, other in linked
        for pair in _weighed_together(
            store, model, rows_by_case[case][:MOST_IN_CASE], rows_by_case[other][:MOST_IN_CASE]
        )
    ]


def _weighed_together(store: Store, model: Model, rows: list[int], others: list[int]) -> Iterator[Pair]:
    candidates = [Candidate(other, 1, store.prepared(other)) for other in others]
    found = find_together(model, [store.prepared(row) for row in rows], [candidates] * len(rows), store_size=len(store))
    for row, known in zip(rows, found, strict=True):
        for each in known:
            other = int(str(each.key))
            yield Pair(min(row, other), max(row, other), each.score.bits)
