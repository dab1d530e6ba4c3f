"""Pairs of records that may be one person, found over a whole file: first each pair by itself, then once more the
people of cases that share somebody, because who is known in a case speaks for the others in it.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marac.records.buckets import ROWS_A_BLOCK, Bucketed, Buckets, bucketed
from marac.records.filling import LARGE, Progress
from marac.records.index import NUMBER_OF_PARTS
from marac.records.store import Store
from marac.records.workers import shared_out
from meetings.people.comparing import compare
from meetings.people.finding import Candidate, find_together
from meetings.people.guards import STRONG_FROM
from meetings.people.model import Model
from meetings.people.scoring import Band, score

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
    buckets: Buckets


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
    standing = Work(store, model, store.rows_by_case(), Buckets(0, ()))
    _standing[:] = [standing]
    is_large = len(store) >= LARGE
    parts = shared_out(_bucketed, range(NUMBER_OF_PARTS), is_large=is_large)
    buckets = Buckets(len(store), parts)
    _standing[:] = [standing._replace(buckets=buckets)]
    alone = Pairs()
    for number, found in enumerate(shared_out(_pairs_of_block, range(len(buckets)), is_large=is_large), start=1):
        alone.add(found)
        progress(min(number * ROWS_A_BLOCK, len(store)))
    return _in_company(store, alone)


def _bucketed(part: int) -> Bucketed:
    return bucketed(_standing[0].store.index.parts[part])


def _pairs_of_block(block: int) -> list[Pair]:
    store, model, _, buckets = _standing[0]
    found, size = [], len(store)
    for row, others in buckets.partners(block):
        prepared, case = store.prepared(row), store.case(row)
        for other in others:
            if case and store.case(other) == case:
                continue
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
    store, model, rows_by_case, _ = _standing[0]
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
