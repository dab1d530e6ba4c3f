"""Questions to the referrer: the coordinator returns a referral with them, the sender answers on the same lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from meetings.access import denied
from meetings.cases import Move, hold_case, move_case
from meetings.decisions import find_case_to_decide
from meetings.tables.documents import Case, Document, Question

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question with its answer, if there is one yet."""

    ref: str
    question: str
    answer: str
    asked_at: datetime
    answered_at: datetime | None


async def ask_referrer(act: Act, case_ref: str, questions: Sequence[str]) -> None:
    """Return a referral with questions; it waits with the sender until they are answered."""
    asked = [question.strip() for question in questions if question.strip()]
    if not asked:
        raise InvalidForm({"questions": "Tick at least one question"})
    if any(len(question) > LONGEST for question in asked):
        raise InvalidForm({"questions": f"Write {LONGEST:,} characters at most for a question"})
    case = await find_case_to_decide(act, case_ref)
    async with transaction():
        held = await hold_case(case.id)
        await move_case(act, held, Move("information_requested"))
        rows = [await _row(act, held, question) for question in asked]
        await Question.insert(*rows)
        await act.record(Event.REFERRAL_ASKED, "case", held.id, case=str(held.id), number_of_questions=len(rows))


async def _row(act: Act, case: Case, question: str) -> Question:
    row = Question(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        case=case.id,
        asked_at=act.business_at,
        asked_by=act.officer_id,
        dk=case.dk,
    )
    await act.vault.seal(row, {Question.body: {"question": question, "answer": ""}})
    return row


async def questions_of(case: Case) -> list[Question]:
    found: list[Question] = await Question.objects().where(Question.case == case.id).order_by(Question.id)
    return found


def question_line(row: Question, body: Mapping[str, str]) -> QuestionLine:
    return QuestionLine(row.ref, body["question"], body["answer"], row.asked_at, row.answered_at)


async def read_questions(act: Act, document_ref: str) -> tuple[QuestionLine, ...]:
    """The questions to the sender of a document."""
    case = await _sent_case(act, document_ref)
    rows = await questions_of(case)
    opened = await act.vault.open_records(act.permit(Event.REFERRAL_READ, "case", case.id, case=str(case.id)), rows)
    return tuple(question_line(row, record["body"]) for row, record in zip(rows, opened, strict=True))


async def answer_questions(act: Act, document_ref: str, answers: Mapping[str, str]) -> None:
    """Answer by question reference. When none is left open the referral goes back to the coordinator."""
    case = await _sent_case(act, document_ref)
    rows = [row for row in await questions_of(case) if row.answered_at is None]
    given = {row.ref: answers.get(row.ref, "").strip() for row in rows}
    if not any(given.values()):
        raise InvalidForm({"answers": "Answer at least one question"})
    if any(len(answer) > LONGEST for answer in given.values()):
        raise InvalidForm({"answers": f"Write {LONGEST:,} characters at most for an answer"})
    permit = act.permit(Event.REFERRAL_READ, "case", case.id, case=str(case.id))
    opened = await act.vault.open_records(permit, rows)
    async with transaction():
        held = await hold_case(case.id)
        if held.status != "information_requested":
            raise Refused("This referral was decided meanwhile; nothing more is asked.")
        number = 0
        for row, record in zip(rows, opened, strict=True):
            if given[row.ref]:
                await act.vault.seal(row, {Question.body: record["body"] | {"answer": given[row.ref]}})
                row.answered_at, row.answered_by = act.business_at, act.officer_id
                await row.save()
                number += 1
        if number == len(rows):
            await move_case(act, held, Move("received"))
        await act.record(Event.REFERRAL_ANSWERED, "case", held.id, case=str(held.id), number_of_answers=number)


async def _sent_case(act: Act, document_ref: str) -> Case:
    """The case of a document this officer's agency sent."""
    document = (
        await Document.select(Document.case)
        .where((Document.ref == document_ref) & (Document.area == act.area.id) & (Document.sender == act.agency_id))
        .first()
    )
    case = await Case.objects().where(Case.id == document["case"]).first() if document and document["case"] else None
    if case is None:
        raise await denied(act, "document", row="referral.sent")
    return case
