"""Telling the victim: who does it and how, and what became of it. Nobody else is ever told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm
from marac.ids import uuid7
from meetings.access import denied, visible
from meetings.room_access import RoomCase
from meetings.tables.documents import Case
from meetings.tables.minutes import Telling

OUTCOMES = ("told", "not_told")


@dataclass(frozen=True, kw_only=True)
class TellingPlan:
    """Agreed in the room: who tells the victim, how it is safe, and by when."""

    officer: UUID
    method: str
    due_on: date


async def plan_telling(act: Act, room: RoomCase, plan: TellingPlan) -> None:
    """Inside a transaction."""
    row = Telling(
        id=uuid7(),
        area=act.area.id,
        case=room.case.id,
        agenda_item=room.item.id,
        officer=plan.officer,
        due_on=plan.due_on,
        dk=room.case.dk,
    )
    await act.vault.seal(row, {Telling.method: plan.method, Telling.reason: None})
    await row.save()
    await act.record(Event.FEEDBACK_RECORDED, "case", room.case.id, case=room.case.id, outcome="planned", code=None)


async def record_telling(
    act: Act, case_ref: str, outcome: str, *, told_on: date | None = None, reason: str | None = None
) -> None:
    """Told, with the day; or not told, with the reason."""
    _check(act, outcome, told_on, reason)
    case = await _visible_case(act, case_ref)
    telling = await _open_telling(case.id) if case else None
    if case is None or telling is None:
        raise await denied(act, "case", row="feedback.record")
    opened = await act.vault.open_record(act.permit(Event.FEEDBACK_READ, "case", case.id), telling)
    telling.outcome, telling.told_on = outcome, told_on if outcome == "told" else None
    async with transaction():
        await act.vault.seal(telling, {Telling.method: opened["method"], Telling.reason: reason})
        await telling.save()
        await act.record(Event.FEEDBACK_RECORDED, "case", case.id, case=case.id, outcome=outcome, code=None)


def _check(act: Act, outcome: str, told_on: date | None, reason: str | None) -> None:
    messages: dict[str, str] = {}
    if outcome not in OUTCOMES:
        messages["outcome"] = "Choose told or not told."
    if outcome == "told" and (told_on is None or told_on > act.today):
        messages["told_on"] = "Enter the day the victim was told, up to today."
    if outcome == "not_told" and not (reason or "").strip():
        messages["reason"] = "Say why the victim was not told."
    if messages:
        raise InvalidForm(messages)


async def _open_telling(case_id: UUID) -> Telling | None:
    found: Telling | None = (
        await Telling.objects().where(Telling.case == case_id).order_by(Telling.due_on, ascending=False).first()
    )
    return found


@dataclass(frozen=True, slots=True)
class TellingPage:
    """What was agreed about telling the victim of one case, and what became of it."""

    case_ref: str
    case_number: str
    by: str
    method: str
    due_on: date
    outcome: str  # told, not_told or empty
    told_on: date | None
    reason: str


async def read_telling(act: Act, case_ref: str) -> TellingPage:
    """For whoever may see the case; NotFound where nothing was agreed yet."""
    case = await _visible_case(act, case_ref)
    telling = await _open_telling(case.id) if case else None
    if case is None or telling is None:
        raise await denied(act, "case", row="feedback.record")
    opened = await act.vault.open_record(act.permit(Event.FEEDBACK_READ, "case", case.id), telling)
    names = await names_of(act, [telling.officer] if telling.officer else [])
    return TellingPage(
        case_ref=case.ref,
        case_number=case.case_number or "",
        by=names.get(telling.officer, ""),
        method=opened["method"] or "",
        due_on=telling.due_on,
        outcome=telling.outcome or "",
        told_on=telling.told_on,
        reason=opened["reason"] or "",
    )


async def _visible_case(act: Act, case_ref: str) -> Case | None:
    mine = (Case.ref == case_ref) & (Case.area == act.area.id) & visible(act, Case.id)
    found: Case | None = await Case.objects().where(mine).first()
    return found
