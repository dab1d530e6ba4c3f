"""Who of a store an incoming person may be: each person by the tokens, then once more beside the others of its case."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marac.records.filling import LARGE, Progress
from marac.records.people import person_from_row
from marac.records.reading import Cells
from marac.records.store import MOST_IN_CASE, Store
from marac.records.workers import shared_out
from meetings.people.finding import Candidate, Found, find, find_together, strong_cases
from meetings.people.model import Model
from meetings.people.prepared import Prepared, prepare
from meetings.people.scoring import Score
from meetings.people.tokens import asked_tokens

CASES_A_TASK = 100
# Nobody reads on; a person with more earlier records has all cases among these.
MOST_ANSWERS = 25


class Answer(NamedTuple):
    query_id: str
    record_id: str
    score: Score


class Work(NamedTuple):
    """What workers work with: it stands here before they are forked."""

    store: Store
    model: Model
    rows_by_case: dict[int, list[int]]


_standing: list[Work] = []
Document = Sequence[Cells]
"""People of one case, or one person without a case."""


def answers(store: Store, model: Model, queries: Iterable[Cells], progress: Progress) -> Iterator[Answer]:
    """Best first for each query; queries of one case stand together."""
    store.seal()
    _standing[:] = [Work(store, model, store.rows_by_case())]
    documents = _documents(queries)
    tasks = [documents[at : at + CASES_A_TASK] for at in range(0, len(documents), CASES_A_TASK)]
    done = 0
    number = sum(map(len, documents))
    for task, found in zip(tasks, shared_out(_answered, tasks, is_large=number >= LARGE), strict=True):
        yield from found
        done += sum(map(len, task))
        progress(done)


def _documents(queries: Iterable[Cells]) -> list[list[Cells]]:
    by_case: dict[str, list[Cells]] = {}
    for number, row in enumerate(queries):
        by_case.setdefault(row.get("case_id") or f"\n{number}", []).append(row)
    whole = [rows for rows in by_case.values() if len(rows) <= MOST_IN_CASE]
    # The name of a list is no case: its people come one by one.
    return whole + [[row] for rows in by_case.values() if len(rows) > MOST_IN_CASE for row in rows]


def _answered(documents: Sequence[Document]) -> list[Answer]:
    store, model, rows_by_case = _standing[0]
    return [answer for document in documents for answer in _of_document(store, model, rows_by_case, document)]


def _of_document(
    store: Store, model: Model, rows_by_case: dict[int, list[int]], document: Document
) -> Iterator[Answer]:
    people = [prepare(person_from_row(row)) for row in document]
    rows = [store.candidates(asked_tokens(person)) for person in people]
    found = [_found(store, model, person, known) for person, known in zip(people, rows, strict=True)]
    if len(people) > 1:
        found = _together(store, model, people, found, rows_by_case)
    for row, known in zip(document, found, strict=True):
        for each in known[:MOST_ANSWERS]:
            yield Answer(row["record_id"], store.record_id(int(str(each.key))), each.score)


def _found(store: Store, model: Model, person: Prepared, rows: Iterable[int]) -> list[Found]:
    return find(model, person, (_candidate(store, row) for row in rows), store_size=len(store))


def _candidate(store: Store, row: int) -> Candidate:
    return Candidate(row, store.case(row) or None, store.prepared(row))


def _together(
    store: Store, model: Model, people: list[Prepared], found: list[list[Found]], rows_by_case: dict[int, list[int]]
) -> list[list[Found]]:
    """Candidates that are not hidden, and everybody of a case in which another person of the document is strong."""
    cases = [strong_cases(known) for known in found]
    candidates = []
    for place, known in enumerate(found):
        company = {case for other, strong in enumerate(cases) if other != place for case in strong}
        rows = {int(str(each.key)) for each in known}
        rows.update(row for case in company for row in rows_by_case[int(str(case))])
        candidates.append([_candidate(store, row) for row in sorted(rows)])
    return find_together(model, people, candidates, store_size=len(store))
