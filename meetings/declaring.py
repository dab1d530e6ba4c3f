"""Whom one knows: asked before an agenda opens, in the same words for everybody, so that nothing is given away."""

from dataclasses import dataclass
from uuid import UUID

from piccolo.query.methods.select import SelectRaw

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, MaracError, Refused
from marac.ids import uuid7
from meetings.access import visible
from meetings.joined_cases import as_one
from meetings.seats import find_seat
from meetings.tables.documents import Case, Exclusion
from meetings.tables.meeting import AgendaItem, Circulation, Declaration, Meeting

ANSWERS = ("nobody", "someone")
WAITS_FOR_OWNER = (
    "You said that you may know someone. The coordinator finds out which case it is; until then the list is shut."
)
KIND_WORDS = {
    "family": "Family",
    "household": "Someone in the same household",
    "friend": "A friend",
    "past_relationship": "A past relationship",
    "colleague": "A colleague",
    "other": "Something else",
}
KINDS = tuple(KIND_WORDS)


class MustDeclare(MaracError):
    """The question comes first; the page leads there."""

    def __init__(self, meeting_ref: str) -> None:
        super().__init__("Say first whether you know anybody in these cases.")
        self.meeting_ref = meeting_ref


@dataclass(frozen=True, slots=True)
class Declared:
    """An answer. `someone` closes the agenda to this officer until the named owner has cleared which case it is."""

    answer: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class LastSent:
    """The version of the agenda sent last, 0 before any, and what this reader answered for it."""

    version: int
    answer: str | None


async def last_sent(act: Act, meeting_id: UUID) -> LastSent:
    """In one statement, for it stands before every agenda."""
    answer = SelectRaw(
        "(SELECT declaration.answer FROM declaration WHERE declaration.circulation = circulation.id"
        " AND declaration.officer = {} ORDER BY declaration.id DESC LIMIT 1) AS answer",
        act.officer_id,
    )
    row = (
        await Circulation.select(Circulation.n, answer)
        .where((Circulation.meeting == meeting_id) & (Circulation.kind == "agenda"))
        .order_by(Circulation.n, ascending=False)
        .first()
    )
    return LastSent(int(row["n"]), row["answer"]) if row else LastSent(0, None)


def requires_declared(sent: LastSent, meeting: Meeting) -> None:
    """Raises MustDeclare before the question was answered, and Refused while somebody must say which case it is."""
    if sent.answer is None:
        raise MustDeclare(meeting.ref)
    if sent.answer == "someone":
        raise Refused(WAITS_FOR_OWNER)


async def declare(act: Act, meeting_ref: str, declared: Declared) -> None:
    """Keep the answer for the version sent last."""
    _check(declared)
    here = await find_seat(act, meeting_ref)
    sent = (
        await Circulation.objects()
        .where((Circulation.meeting == here.meeting.id) & (Circulation.kind == "agenda"))
        .order_by(Circulation.n, ascending=False)
        .first()
    )
    if sent is None:
        raise Refused("This agenda has not been sent yet.")
    async with transaction():
        await Declaration.insert(
            Declaration(
                id=uuid7(),
                area=act.area.id,
                meeting=here.meeting.id,
                officer=act.officer_id,
                circulation=sent.id,
                answer=declared.answer,
                kind=declared.kind,
                at=act.business_at,
            )
        )
        await act.record(
            Event.CONFLICT_DECLARED,
            "meeting",
            here.meeting.id,
            meeting=here.meeting.id,
            answer=declared.answer,
            relation=declared.kind,
            version=sent.n,
        )


def _check(declared: Declared) -> None:
    if declared.answer not in ANSWERS:
        raise InvalidForm({"answer": "Choose one before the list opens."})
    if declared.answer == "someone" and declared.kind not in KINDS:
        raise InvalidForm({"kind": "Choose how you know them."})


async def may_declare(act: Act, meeting_ref: str) -> None:
    """Whether the question is this officer's to answer; NotFound if not. It says nothing of what the list holds."""
    await find_seat(act, meeting_ref)


async def may_step_aside(act: Act, meeting_ref: str, case_ref: str) -> None:
    """The case stands on this reader's list; else it is gone already."""
    here = await find_seat(act, meeting_ref)
    await _case_on_list(act, here.meeting, case_ref)


async def step_aside(act: Act, meeting_ref: str, case_ref: str, kind: str) -> UUID:
    """I know someone in this case: it leaves this reader's sight at once, everywhere."""
    if kind not in KINDS:
        raise InvalidForm({"kind": "Choose how you know them."})
    here = await find_seat(act, meeting_ref)
    case = await _case_on_list(act, here.meeting, case_ref)
    async with transaction():
        for each in await as_one(case.id):
            await shut_case(act, each, act.officer_id)
    return UUID(str(case.id))


async def _case_on_list(act: Act, meeting: Meeting, case_ref: str) -> Case:
    on_agenda = AgendaItem.select(AgendaItem.case).where(AgendaItem.meeting == meeting.id)
    case: Case | None = (
        await Case.objects()
        .where((Case.ref == case_ref) & (Case.area == act.area.id) & Case.id.is_in(on_agenda) & visible(act, Case.id))
        .first()
    )
    if case is None:
        raise Refused("That case is not on your list any more.")
    return case


async def shut_case(act: Act, case_id: UUID, officer_id: UUID | None) -> None:
    """Nothing of this case exists for that officer from now on. Inside a transaction."""
    await Exclusion.insert(
        Exclusion(
            id=uuid7(),
            area=act.area.id,
            case=case_id,
            officer=officer_id,
            kind="conflict",
            from_at=act.business_at,
            by=act.officer_id,
        )
    )
    await act.record(
        Event.ACCESS_CHANGED,
        "case",
        case_id,
        change="exclude",
        exclusion="conflict",
        agency=None,
        officer=officer_id,
    )
