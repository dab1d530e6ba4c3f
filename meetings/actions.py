"""Actions: something one agency, and one person in it, does by a day. Two ways of failing never share a word."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from meetings.access import Condition, denied, not_barred
from meetings.action_owners import may_act_in
from meetings.room_access import RoomCase, find_room_case
from meetings.tables.meeting import AgendaItem
from meetings.tables.minutes import Action, ActionEvent

# From each state, what its owner (or those who gave it) may report next.
NEXT = {
    "agreed": {
        "refused",
        "accepted",
        "in_progress",
        "done",
        "not_possible_changed",
        "not_done",
        "superseded",
        "transferred",
    },
    "accepted": {"refused", "in_progress", "done", "not_possible_changed", "not_done", "superseded", "transferred"},
    "in_progress": {"done", "not_possible_changed", "not_done", "superseded", "transferred"},
    "not_done": {"in_progress", "done", "not_possible_changed", "superseded"},
    "not_possible_changed": {"in_progress", "done", "superseded"},
    "transferred": {"refused", "accepted", "in_progress", "done", "not_possible_changed", "not_done"},
    "refused": {"superseded"},
    "done": set(),
    "superseded": set(),
}
OPEN = ("agreed", "accepted", "in_progress", "transferred")
MAY_BE_MOVED = (*OPEN, "not_done", "refused")
NEEDS_A_NOTE = {"done", "not_possible_changed", "not_done", "superseded", "transferred"}
STATUS_WORDS = {
    "agreed": "Agreed",
    "accepted": "Accepted",
    "in_progress": "In progress",
    "done": "Done",
    "not_possible_changed": "Not possible, circumstances changed",
    "not_done": "Not done",
    "superseded": "Superseded",
    "transferred": "Given to a colleague",
    "refused": "Refused, with the coordinator",
}
MAX_TEXT = 500


@dataclass(frozen=True, kw_only=True)
class NewAction:
    """What is agreed in the room. `owner` may be open until the action sheet goes out."""

    text: str
    agency_id: UUID
    owner: UUID | None
    due_on: date | None = None
    due_rule: str = "earlier"
    contacts_victim: bool = False
    safe_method: str | None = None
    risk: str | None = None
    dash_item: int | None = None


async def give_action(act: Act, meeting_ref: str, case_ref: str, new: NewAction) -> Action:
    """Give one agency something to do. One owner only."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    return await give_action_in(act, room, new)


async def give_action_in(act: Act, room: RoomCase, new: NewAction) -> Action:
    await _check(act, room, new)
    async with transaction():
        action = await _new_row(act, room, new)
        await action.save()
        await note_event(act, action, "agreed", note=None, reported_on=act.today, owner=new.owner, dk=room.case.dk)
        await act.record(
            Event.ACTION_GIVEN,
            "action",
            action.id,
            case=room.case.id,
            meeting=room.item.meeting,
            agency=new.agency_id,
            owner=new.owner,
            due_on=str(new.due_on),
        )
    return action


async def _check(act: Act, room: RoomCase, new: NewAction) -> None:
    messages: dict[str, str] = {}
    if not new.text.strip():
        messages["text"] = "Start with a verb: what, for whom, by when."
    if len(new.text) > MAX_TEXT:
        messages["text"] = f"Write at most {MAX_TEXT} characters; the minutes hold the rest."
    if new.due_on is None:
        messages["due_on"] = "Enter a date, like fri, 18/9 or 2w."
    elif new.due_on < room.here.meeting.held_on:
        messages["due_on"] = "Enter a date on or after the meeting day."
    if new.contacts_victim and not (new.safe_method or "").strip():
        messages["safe_method"] = "Say how the victim can be contacted safely."
    if not await may_act_in(act, room.case.id, new.agency_id, new.owner):
        messages["owner"] = "Choose someone of the agency that does this."
    if messages:
        raise InvalidForm(messages)


async def _new_row(act: Act, room: RoomCase, new: NewAction) -> Action:
    before = await Action.count().where(Action.case == room.case.id)
    action = Action(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        case=room.case.id,
        meeting=room.item.meeting,
        agenda_item=room.item.id,
        n=before + 1,
        agency=new.agency_id,
        owner=new.owner,
        due_on=new.due_on,
        due_rule=new.due_rule,
        status="agreed",
        contacts_victim=new.contacts_victim,
        dash_item=new.dash_item,
        given_at=act.business_at,
        dk=room.case.dk,
    )
    await act.vault.seal(
        action,
        {Action.text: new.text.strip(), Action.risk: new.risk, Action.safe_method: new.safe_method},
    )
    return action


async def note_event(
    act: Act, action: Action, status: str, *, note: str | None, reported_on: date, owner: UUID | None, dk: UUID
) -> None:
    row = ActionEvent(
        id=uuid7(),
        area=act.area.id,
        action=action.id,
        status=status,
        at=act.at,
        business_at=act.business_at,
        reported_on=reported_on,
        by=act.officer_id,
        owner=owner,
        dk=dk,
    )
    await act.vault.seal(row, {ActionEvent.note: note})
    await row.save()


async def find_action(act: Act, ref: str) -> Action:
    """An action this officer may see: of the own agency, or any for those who run meetings."""
    theirs: Condition = Action.area == act.area.id
    if not (act.is_coordinator or act.is_chair):
        theirs = theirs & (Action.agency == act.agency_id)
    action = await Action.objects().where((Action.ref == ref) & theirs & not_barred(act, Action.case)).first()
    if action is None:
        raise await denied(act, "action", row="action.see")
    return action


async def report_action(act: Act, ref: str, status: str, *, note: str = "", done_on: date | None = None) -> None:
    """What became of an action. Done, could not be done and not done each say why in their own words."""
    action = await find_action(act, ref)
    _check_report(act, action, status, note, done_on)
    await move_action(
        act, action, status, note=note.strip() or None, reported_on=done_on or act.today, owner=action.owner
    )


def _check_report(act: Act, action: Action, status: str, note: str, done_on: date | None) -> None:
    if status not in NEXT[action.status]:
        raise Refused("This action has already ended, or has moved on meanwhile. Open it again.")
    if status in NEEDS_A_NOTE and not note.strip():
        raise InvalidForm({"note": "Say what was done, or why it was not."})
    if done_on is not None and done_on > act.today:
        raise InvalidForm({"done_on": "Enter a date up to today."})


async def verify_action(act: Act, ref: str) -> None:
    """Coordinator or chair has checked that it was done."""
    action = await find_action(act, ref)
    if not (act.is_coordinator or act.is_chair):
        raise await denied(act, "action", row="action.verify", about=action.id)
    if action.status != "done":
        raise Refused("Only an action that is done can be checked.")
    async with transaction():
        await note_event(act, action, "verified", note=None, reported_on=act.today, owner=action.owner, dk=action.dk)
        await act.record(Event.ACTION_REPORTED, "action", action.id, case=action.case, status="verified", code=None)


async def end_action(act: Act, action: Action, status: str, *, note: str) -> None:
    """End an action as decided in the room, whoever owns it."""
    if action.status not in OPEN:
        raise Refused("This action has ended already.")
    await move_action(act, action, status, note=note, reported_on=act.today, owner=action.owner)


async def move_action(
    act: Act, action: Action, status: str, *, note: str | None, reported_on: date, owner: UUID | None
) -> None:
    async with transaction():
        moved = (
            await Action.update({Action.status: status, Action.owner: owner})
            .where((Action.id == action.id) & (Action.status == action.status))
            .returning(Action.id)
        )
        if not moved:
            raise Refused("Someone reported on this action meanwhile. Open it again; your text is kept here.")
        await note_event(act, action, status, note=note, reported_on=reported_on, owner=owner, dk=action.dk)
        await _record_move(act, action, status, owner)


async def _record_move(act: Act, action: Action, status: str, owner: UUID | None) -> None:
    if status == "transferred":
        await act.record(Event.ACTION_PASSED, "action", action.id, case=action.case, to=owner)
    elif status == "refused":
        await act.record(Event.ACTION_REFUSED, "action", action.id, case=action.case)
    elif status == "accepted":
        await act.record(Event.ACTION_ACCEPTED, "action", action.id, case=action.case)
    else:
        code = status if status in ("not_possible_changed", "not_done") else None
        await act.record(Event.ACTION_REPORTED, "action", action.id, case=action.case, status=status, code=code)


async def actions_without_owner(item_ids: list[UUID]) -> int:
    """Actions of these agenda items that nobody in person owns yet."""
    if not item_ids:
        return 0
    return int(
        await Action.count().where(
            Action.agenda_item.is_in(item_ids) & Action.owner.is_null() & (Action.status != "superseded")
        )
    )


async def items_of(meeting_id: UUID) -> list[UUID]:
    rows = await AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting == meeting_id)
    return [row["id"] for row in rows]
