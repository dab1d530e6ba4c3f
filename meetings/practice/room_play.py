"""Plays the deeds of the rooms into a practice area, through the same functions as the pages."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import transaction
from meetings.actions import NewAction, give_action_in, report_action, verify_action
from meetings.attendance import mark_attendance
from meetings.circulation import issue_action_sheet, issue_minutes
from meetings.flags import ask_for_flags, confirm_flag
from meetings.minutes import correct_section, write_first
from meetings.minutes_lines import one_line, write_risk, write_shared
from meetings.practice.room_deeds import Deed
from meetings.practice.room_stage import Stage, the_action, the_action_id, the_case, the_meeting, the_room
from meetings.room import bin_row, share_lines
from meetings.room_presence import mark_presence
from meetings.seats import give_seat
from meetings.signing import sign_minutes
from meetings.tables.meeting import AgendaItem, Meeting, Seat, Statement
from meetings.tables.minutes import Flag
from meetings.telling import TellingPlan, plan_telling, record_telling

Json = dict[str, Any]
ActAs = Callable[[str, datetime], Awaitable[Act]]
SEATS = {"deputy": SeatKind.REPRESENTATIVE}


async def play(stage: Stage, deed: Deed) -> None:
    """Do one deed. The caller plays each deed once, in order."""
    await _VERBS[deed.verb](stage, deed)


async def _gather(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    meeting = await the_meeting(act, deed.meeting)
    statement = await Statement.objects().get(
        (Statement.area == act.area.id) & (Statement.version == deed.told["statement"]["version"])
    )
    affirmed = {told["user_id"]: told for told in deed.told["statement"]["affirmed"]}
    async with transaction():
        for told in deed.told["attendance"]:
            await _seat(stage, act, meeting, told, statement, affirmed.get(told["user_id"]))
    async with transaction():
        for told in deed.told["unfinished_actions"]:
            await bin_row(act, meeting.id, await the_action_id(act, told["action_id"]), told["bin"])
        await Meeting.update(
            {
                Meeting.opened_at: deed.at,
                Meeting.opened_by: stage.officers[str(deed.by)],
                Meeting.status: "open",
                Meeting.quorate: "yes" if deed.told["quorate"] else "no",
            }
        ).where(Meeting.id == meeting.id)
        await act.record(
            Event.MEETING_OPENED, "meeting", meeting.id, quorum="met" if deed.told["quorate"] else "not_met"
        )


async def _seat(
    stage: Stage, act: Act, meeting: Meeting, told: Json, statement: Statement | None, affirmed: Json | None
) -> None:
    officer, agency = stage.officers[told["user_id"]], stage.agencies[told["agency"]]
    kind = SEATS.get(told["seat"]) or SeatKind(told["seat"])
    deputy_for = stage.officers.get(told["deputy_for"] or "")
    if told["state"] == "present":
        seat = await give_seat(act, meeting.id, officer, kind, agency_id=agency, deputy_for=deputy_for)
        if affirmed is not None and statement is not None:
            await _affirmed(act, seat, statement, affirmed)
    await mark_attendance(
        act,
        meeting.id,
        officer,
        state=told["state"],
        seat=kind,
        agency=agency,
        how=told["how"],
        deputy_for=deputy_for,
        arrived_at=_moment(told["arrived_at"]),
        left_at=_moment(told["left_at"]),
        information_sent=_yes_no(told["information_sent"]),
        information_sent_at=_moment(told["information_sent_at"]),
        condition_signed=_yes_no(told["condition_signed"]),
        note=told["note"],
    )


async def _affirmed(act: Act, seat: Seat, statement: Statement, affirmed: Json) -> None:
    await Seat.update(
        {
            Seat.affirmed_at: datetime.fromisoformat(affirmed["affirmed_at"]),
            Seat.affirmed_how: affirmed["how"],
            Seat.statement: statement.id,
        }
    ).where(Seat.id == seat.id)
    await act.record(
        Event.STATEMENT_AFFIRMED,
        "seat",
        seat.id,
        meeting=seat.meeting,
        version=statement.version,
        way=affirmed["how"],
    )


async def _open_case(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    room = await the_room(act, deed)
    async with transaction():
        await AgendaItem.update(
            {AgendaItem.opened_at: deed.at, AgendaItem.separate_paper: deed.told["separate_paper"]}
        ).where(AgendaItem.id == room.item.id)
        await share_lines(act, room)
        for told in deed.told["presence"]:
            await mark_presence(
                act, room.item, stage.officers[told["user_id"]], in_room=False, reason_code=told["reason"]
            )
        await act.record(Event.CASE_HEARD, "case", room.case.id, meeting=room.item.meeting, outcome="opened")


async def _close_case(stage: Stage, deed: Deed) -> None:
    """Minutes are written by the minute-taker, or by the chair where a restricted case is heard without one."""
    writer = deed.told["chaired_by"] if deed.told["separate_paper"] else deed.told["minutes_taken_by"]
    act = await stage.act_as(writer, deed.at)
    room = await the_room(act, deed)
    await write_first(act, room, _sections(stage, deed.told["minutes"]))
    chair = await stage.act_as(deed.told["chaired_by"], deed.at)
    for told in deed.told["actions"]:
        await give_action_in(chair, room, _new_action(stage, told))
    async with transaction():
        telling = deed.told["minutes"]["telling_victim"]
        if telling:
            plan = TellingPlan(
                officer=stage.officers[telling["by"]],
                method=telling["method"],
                due_on=date.fromisoformat(telling["due_on"]),
            )
            await plan_telling(chair, room, plan)
        await AgendaItem.update({AgendaItem.closed_at: deed.at}).where(AgendaItem.id == room.item.id)
        await chair.record(Event.CASE_HEARD, "case", room.case.id, meeting=room.item.meeting, outcome="closed")


def _sections(stage: Stage, minutes: Json) -> dict[str, str]:
    shared = [write_shared(stage.shorts[line["agency"]], line["kind"], line["text"]) for line in minutes["shared"]]
    sections = {
        "summary": minutes["summary_of_risk"],
        "victim_view": minutes["victim_view"]["text"] if minutes["victim_view"] else "",
        "information": "\n".join(shared),
        "risks": "\n".join(write_risk(risk["label"], risk["dash_item"]) for risk in minutes["risks"]),
        "decision": "\n".join(one_line(decision) for decision in minutes["decisions"]),
        "dissent": minutes["dissent"]["text"] if minutes["dissent"] else "",
    }
    return {heading: text for heading, text in sections.items() if text}


def _new_action(stage: Stage, told: Json) -> NewAction:
    risk = told["risk_link"] or {"label": None, "dash_item": None}
    return NewAction(
        text=told["text"],
        agency_id=stage.agencies[told["owner_agency"]],
        owner=stage.officers[told["owner_user"]],
        due_on=date.fromisoformat(told["due_on"]),
        due_rule=told["due_rule"],
        contacts_victim=told["contacts_victim"],
        safe_method=told["safe_method"],
        risk=risk["label"],
        dash_item=risk["dash_item"],
    )


async def _close_meeting(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    meeting = await the_meeting(act, deed.meeting)
    async with transaction():
        await Meeting.update({Meeting.closed_at: deed.at, Meeting.status: "held"}).where(Meeting.id == meeting.id)
        await act.record(Event.MEETING_CLOSED, "meeting", meeting.id, number_heard=len(deed.told["cases"]))


async def _send_actions(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    await issue_action_sheet(act, (await the_meeting(act, deed.meeting)).ref)


async def _sign(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    await sign_minutes(act, (await the_meeting(act, deed.meeting)).ref)


async def _send_minutes(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    await issue_minutes(act, (await the_meeting(act, deed.meeting)).ref, late_reason=deed.told["reason"])


async def _correct(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    room = await the_room(act, deed)
    await correct_section(act, room, "decision", one_line(deed.told["text"]))


async def _report(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    action = await the_action(act, deed.told["action_id"])
    note = deed.told["note"] or ("Reported without a note." if deed.told["status"] in _NEEDS_NOTE else "")
    await report_action(act, action.ref, deed.told["status"], note=note)


_NEEDS_NOTE = ("done", "not_possible_changed", "not_done")


async def _verify(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    await verify_action(act, (await the_action(act, deed.told["action_id"])).ref)


async def _tell(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    case = await the_case(act, deed.told["case_number"])
    told_on = date.fromisoformat(deed.told["told_on"]) if deed.told["told_on"] else None
    await record_telling(act, case.ref, deed.told["outcome"], told_on=told_on, reason=deed.told["reason"])


async def _ask_flag(stage: Stage, deed: Deed) -> None:
    """Asked by the coordinator's desk itself; the file names nobody."""
    act = await stage.act_as("", deed.at)
    case = await the_case(act, deed.told["case_number"])
    async with transaction():
        await ask_for_flags(act, case, [stage.agencies[deed.told["agency"]]])


async def _confirm_flag(stage: Stage, deed: Deed) -> None:
    act = await stage.act_as(str(deed.by), deed.at)
    case = await the_case(act, deed.told["case_number"])
    flag = await Flag.objects().get((Flag.case == case.id) & (Flag.agency == stage.agencies[deed.told["agency"]]))
    if flag is not None:
        await confirm_flag(act, flag.ref, is_set=deed.verb == "set_flag")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


_VERBS: dict[str, Callable[[Stage, Deed], Awaitable[None]]] = {
    "gather": _gather,
    "open_case": _open_case,
    "close_case": _close_case,
    "close_meeting": _close_meeting,
    "send_actions": _send_actions,
    "sign": _sign,
    "send_minutes": _send_minutes,
    "correct": _correct,
    "report": _report,
    "verify": _verify,
    "tell": _tell,
    "ask_flag": _ask_flag,
    "set_flag": _confirm_flag,
    "remove_flag": _confirm_flag,
}
