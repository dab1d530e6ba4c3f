"""Whom one knows: asked before an agenda opens, in the same words for everybody, so that nothing is given away."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, MaracError, Refused
from marac.ids import uuid7
from meetings.access import visible
from meetings.seats import find_seat
from meetings.tables.documents import Case, Exclusion
from meetings.tables.meeting import AgendaItem, Circulation, Declaration, Meeting

ANSWERS = ("nobody", "someone")
KINDS = ("family", "household", "friend", "past_relationship", "colleague", "other")


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


async def has_declared(act: Act, meeting: Meeting, version: int) -> None:
    """Raises MustDeclare before this version was answered for."""
    answered = await Declaration.exists().where(
        (Declaration.meeting == meeting.id)
        & (Declaration.officer == act.officer_id)
        & (Declaration.circulation.n == version)
    )
    if not answered:
        raise MustDeclare(meeting.ref)


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


async def step_aside(act: Act, meeting_ref: str, case_ref: str, kind: str) -> UUID:
    """I know someone in this case: it leaves this reader's sight at once, everywhere."""
    if kind not in KINDS:
        raise InvalidForm({"kind": "Choose how you know them."})
    here = await find_seat(act, meeting_ref)
    on_agenda = AgendaItem.select(AgendaItem.case).where(AgendaItem.meeting == here.meeting.id)
    case = (
        await Case.objects()
        .where((Case.ref == case_ref) & (Case.area == act.area.id) & Case.id.is_in(on_agenda) & visible(act, Case.id))
        .first()
    )
    if case is None:
        raise Refused("That case is not on your list any more.")
    async with transaction():
        await Exclusion.insert(
            Exclusion(
                id=uuid7(),
                area=act.area.id,
                case=case.id,
                officer=act.officer_id,
                kind="conflict",
                from_at=act.business_at,
                by=act.officer_id,
            )
        )
        await act.record(
            Event.ACCESS_CHANGED,
            "case",
            case.id,
            change="exclude",
            exclusion="conflict",
            agency=None,
            officer=act.officer_id,
        )
    return UUID(str(case.id))
