"""The life of a case: every move is an event with who, when and why, in the transaction of the deed."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.database import for_update
from marac.errors import Conflict, Refused
from marac.ids import uuid7
from meetings.rules.states import NOT_WITH_A_SECOND, may_move
from meetings.tables.documents import Case, CaseEvent

HAS_SECOND = "Another referral has joined this one. Take those two apart first."
MOVED_MEANWHILE = "Somebody decided this case meanwhile. Look at it again before you go on."


@dataclass(frozen=True, slots=True)
class Move:
    """Where a case goes, and why."""

    to: str
    reason: str = ""
    reason_code: str | None = None
    second: UUID | None = None
    meeting: UUID | None = None


async def hold_case(case_id: UUID) -> Case:
    """The case with its present status, held until the transaction ends."""
    held: list[Case] = await for_update(Case.objects().where(Case.id == case_id))
    return held[0]


async def has_second(case_id: UUID) -> bool:
    """Another referral has joined this case."""
    return bool(await Case.exists().where(Case.joined_to == case_id))


async def move_case(act: Act, case: Case, move: Move) -> None:
    """Set the status by an event. Inside a transaction, on a held case; the caller records the deed."""
    if not may_move(case.status, move.to):
        raise Conflict(MOVED_MEANWHILE)
    if move.to in NOT_WITH_A_SECOND and await has_second(case.id):
        raise Refused(HAS_SECOND)
    await note_move(act, case, move, came_from=case.status)
    case.status = move.to
    await Case.update({Case.status: move.to}).where(Case.id == case.id)


async def note_move(act: Act, case: Case, move: Move, *, came_from: str) -> None:
    """The event alone."""
    event = CaseEvent(
        id=uuid7(),
        area=act.area.id,
        case=case.id,
        from_status=came_from,
        to_status=move.to,
        at=act.at,
        business_at=act.business_at,
        by=act.officer_id,
        second=move.second,
        meeting=move.meeting,
        reason_code=move.reason_code,
        dk=case.dk,
    )
    await act.vault.seal(event, {CaseEvent.reason: move.reason or None})
    await CaseEvent.insert(event)
