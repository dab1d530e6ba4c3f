"""What is done in the room beside writing sections: a line said, an action given, who tells the victim, the closing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from meetings.action_owners import may_act_in
from meetings.actions import OPEN, NewAction, end_action, give_action_in
from meetings.minutes import add_line
from meetings.minutes_lines import one_line, write_risk, write_shared
from meetings.room import close_case_in_room
from meetings.room_access import RoomCase, find_room_case
from meetings.room_list import next_meeting_after
from meetings.room_roster import agencies_by_id, roster_of
from meetings.rules.action_due import Calendar
from meetings.rules.deadlines import action_due_on
from meetings.rules.spoken_line import KINDS, Typed, Understood, understand_fields, understand_line
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import Meeting, Presence
from meetings.tables.minutes import Action, ActionEvent, MinutesPart, MinutesRevision
from meetings.tables.research import Research, ResearchLine
from meetings.telling import TellingPlan, plan_telling

SECTION_OF = {
    "information": "information",
    "risk": "risks",
    "victim_view": "victim_view",
    "decision": "decision",
}
MISSING = {
    "victim_view": "What the victim wants is not written",
    "decision": "No decision is written",
    "risk": "A risk has no action",
    "owner": "An action has no owner in person",
    "telling": "Nobody is named to tell the victim",
}
WHY_MISSING = {
    "idva_absent": "the Idva is not here",
    "next_meeting": "it is taken up at the next meeting",
    "not_safe": "it is not safe to do",
    "not_needed": "the meeting saw no need",
}
DECISIONS = {
    "plan": "Plan agreed.",
    "again": "To be listed again.",
    "pass_on": "To be passed to another forum.",
}
MAX_LINE = 2_000


@dataclass(frozen=True, kw_only=True)
class Extra:
    """What only an action needs, from the plain fields."""

    dash_item: int | None = None
    risk: str = ""
    contacts_victim: bool = False
    safe_method: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a line: its kind, the day and the agency that were understood."""

    kind: str
    due_on: date | None
    agency: str
    action_ref: str = ""
    due_rule: str = ""


async def understand_in_room(act: Act, meeting_ref: str, case_ref: str, said: str | Typed) -> Understood:
    """The understanding alone, to be shown before the line is kept."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    return await _understand(act, room, said)


async def _understand(act: Act, room: RoomCase, said: str | Typed) -> Understood:
    meeting = room.here.meeting
    roster = await roster_of(act, meeting, await agencies_by_id(act, meeting), case_id=room.case.id)
    days = await _days_of(act, meeting)
    if isinstance(said, str):
        return understand_line(said, roster=roster, days=days)
    return understand_fields(said, roster=roster, days=days)


async def _days_of(act: Act, meeting: Meeting) -> Calendar:
    following = await next_meeting_after(act, meeting)
    next_on = following.held_on if following else None
    rules = await settings_on(act, meeting.held_on)
    by_rule = action_due_on(meeting.held_on, next_ordinary_on=next_on, nation=act.area.nation, rows=rules.rows)
    return Calendar(act.today, meeting.held_on, next_on, by_rule)


async def say_line(act: Act, meeting_ref: str, case_ref: str, said: str | Typed, extra: Extra) -> Kept:
    """Keep one line: under its section of the minutes, or as an action."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    _check_length(said)
    understood = await _understand(act, room, said)
    if understood.messages:
        raise InvalidForm(dict(understood.messages))
    if understood.kind == "action":
        return await _give(act, room, understood, extra, is_line=isinstance(said, str))
    await add_line(act, meeting_ref, case_ref, SECTION_OF[understood.kind], _written(understood, extra))
    return Kept(KINDS[understood.kind], None, understood.who.name if understood.who else "")


def _check_length(said: str | Typed) -> None:
    name, text = ("line", said) if isinstance(said, str) else ("text", said.text)
    if len(text) > MAX_LINE:
        raise InvalidForm({name: f"Write at most {MAX_LINE:,} characters in one line."})


def _written(understood: Understood, extra: Extra) -> str:
    if understood.kind == "information" and understood.who is not None:
        return write_shared(understood.who.short, "opinion" if understood.is_opinion else "fact", understood.text)
    if understood.kind == "risk":
        return write_risk(understood.text, understood.dash_item or extra.dash_item)
    return one_line(understood.text)


async def _give(act: Act, room: RoomCase, understood: Understood, extra: Extra, *, is_line: bool) -> Kept:
    who = understood.who
    if who is None:
        raise InvalidForm({"who": "Choose who will do this."})
    new = NewAction(
        text=understood.text[:1].upper() + understood.text[1:],
        agency_id=who.agency_id,
        owner=who.person,
        due_on=understood.due_on,
        due_rule=understood.due_rule,
        contacts_victim=extra.contacts_victim,
        safe_method=extra.safe_method or None,
        risk=extra.risk or None,
        dash_item=understood.dash_item or extra.dash_item,
    )
    try:
        action = await give_action_in(act, room, new)
    except InvalidForm as refusal:
        raise InvalidForm(_at_fields(refusal.messages, is_line=is_line)) from refusal
    return Kept(KINDS["action"], understood.due_on, who.name, action.ref, due_rule=understood.due_rule)


def _at_fields(messages: dict[str, str], *, is_line: bool) -> dict[str, str]:
    """The page calls two fields otherwise, and the one-line field takes every message."""
    names = {"due_on": "by_when", "owner": "who"}
    if is_line:
        return {"line": next(iter(messages.values()))}
    return {names.get(name, name): message for name, message in messages.items()}


async def decide(act: Act, meeting_ref: str, case_ref: str, decision: str) -> None:
    """One of the three usual decisions, as a line of the minutes."""
    if decision not in DECISIONS:
        raise InvalidForm({"decision": "Choose what was decided."})
    await add_line(act, meeting_ref, case_ref, "decision", DECISIONS[decision])


async def name_owner(act: Act, meeting_ref: str, case_ref: str, action_ref: str, *, owner: UUID) -> None:
    """Say who in person does an action."""
    room, action = await _action_in(act, meeting_ref, case_ref, action_ref)
    if action.status not in OPEN:
        raise Refused("This action has ended already.")
    if not await may_act_in(act, room.case.id, action.agency, owner):
        raise InvalidForm({"owner": "Choose someone of the agency that does this."})
    async with transaction():
        await Action.update({Action.owner: owner}).where(Action.id == action.id)
        await act.record(Event.ACTION_CHANGED, "action", action.id, case=room.case.id, field="owner")


async def strike_action(act: Act, meeting_ref: str, case_ref: str, action_ref: str) -> None:
    """Given by mistake: it ends at once, and stays on record as superseded."""
    _, action = await _action_in(act, meeting_ref, case_ref, action_ref)
    await end_action(act, action, "superseded", note="Struck out in the room.")


async def _action_in(act: Act, meeting_ref: str, case_ref: str, action_ref: str) -> tuple[RoomCase, Action]:
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    action = await Action.objects().where((Action.ref == action_ref) & (Action.agenda_item == room.item.id)).first()
    if action is None:
        raise Refused("That action is not one of this case.")
    return room, action


async def agree_telling(
    act: Act, meeting_ref: str, case_ref: str, *, officer: UUID | None, method: str, due_on: date | None
) -> None:
    """Who tells the victim, how that is safe, and by when."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    messages = {}
    if officer is None:
        messages["teller"] = "Choose who tells the victim."
    if not method.strip():
        messages["method"] = "Say how the victim can be told safely."
    if due_on is None:
        messages["tell_by"] = "Enter a date, like fri, 18/9 or 2w."
    if messages or officer is None or due_on is None:
        raise InvalidForm(messages)
    async with transaction():
        await plan_telling(act, room, TellingPlan(officer=officer, method=method.strip(), due_on=due_on))


async def close_with(act: Act, meeting_ref: str, case_ref: str, missing: tuple[str, ...], *, why: str) -> list[str]:
    """Close the case. What is missing needs a reason, which the minutes then show."""
    if missing and why not in WHY_MISSING:
        raise InvalidForm({"why": "Settle what is missing, or say why the case is closed without it."})
    for what in missing:
        await add_line(act, meeting_ref, case_ref, "decision", f"{MISSING[what]}: {WHY_MISSING[why]}.")
    return await close_case_in_room(act, meeting_ref, case_ref)


async def number_by_others(act: Act, meeting_ref: str, case_ref: str) -> int:
    """How many things others have done in this case so far; a page at rest asks whether there are more."""
    return await number_by_others_in(act, await find_room_case(act, meeting_ref, case_ref))


async def number_by_others_in(act: Act, room: RoomCase) -> int:
    shared = await _number_shared(act, room)
    others = ActionEvent.by != act.officer_id
    given = ActionEvent.action.agenda_item == room.item.id
    if not room.here.runs_the_room:
        given = given & (ActionEvent.action.agency == act.agency_id)
        return shared + int(await ActionEvent.count().where(given & others))
    parts = MinutesPart.select(MinutesPart.id).where(MinutesPart.agenda_item == room.item.id)
    written = await MinutesRevision.count().where(
        MinutesRevision.part.is_in(parts) & (MinutesRevision.by != act.officer_id)
    )
    marks = await Presence.count().where((Presence.agenda_item == room.item.id) & (Presence.by != act.officer_id))
    return shared + int(await ActionEvent.count().where(given & others)) + int(written) + int(marks)


async def _number_shared(act: Act, room: RoomCase) -> int:
    """Lines of other agencies that the meeting has by now."""
    returns = Research.select(Research.id).where(
        (Research.case == room.case.id) & (Research.meeting == room.item.meeting) & (Research.agency != act.agency_id)
    )
    return int(
        await ResearchLine.count().where(ResearchLine.research.is_in(returns) & ResearchLine.shared_at.is_not_null())
    )
