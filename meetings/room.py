"""The meeting as it runs: opened, one case after the other, closed. What happens to a case is its own record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from agencies.tables import AgencyType
from marac.audit.events import Event
from marac.database import beyond_exclusions, transaction
from marac.errors import InvalidForm, Refused
from meetings.flags import ask_for_flags
from meetings.hearing import hear_item
from meetings.many import among
from meetings.room_access import RoomCase, find_room_case, is_guest_unsigned
from meetings.room_presence import mark_presence
from meetings.rules.in_the_room import CameAndWent, Heard, why_away
from meetings.rules.quorum import Quorum, quorum_of
from meetings.seats import RUNS_THE_ROOM, SeatHere, find_seat
from meetings.settings_in_force import settings_on
from meetings.signing import open_points
from meetings.tables.meeting import AgendaItem, Attendance, Meeting, Presence
from meetings.tables.minutes import Action, UnfinishedAction
from meetings.tables.research import Research, ResearchLine

BINS = ("could_not_be_done", "agency_did_not_do_it")
OUT_OF_ROOM = (
    "left_early",
    "condition_not_signed",
    "not_yet_arrived",
    "not_listed",
    "conflict_declared",
    "staff_case",
)


@dataclass(frozen=True, slots=True)
class OpenedMeeting:
    """A running meeting: when it opened, and whether enough of those named are here."""

    meeting: Meeting
    opened_at: datetime
    quorum: Quorum


async def open_meeting(act: Act, meeting_ref: str) -> OpenedMeeting:
    """Open the meeting. Below quorum it may still open: the chair decides, and the minutes say so."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    _requires_affirmed(here)
    meeting = here.meeting
    if meeting.status == "cancelled":
        raise Refused("This meeting was cancelled.")
    quorum = await quorum_here(act, meeting)
    if meeting.opened_at is None:
        async with transaction():
            await Meeting.update(
                {
                    Meeting.opened_at: act.business_at,
                    Meeting.opened_by: act.officer_id,
                    Meeting.status: "open",
                    Meeting.quorate: "yes" if quorum.is_met else "no",
                }
            ).where(Meeting.id == meeting.id)
            await act.record(Event.MEETING_OPENED, "meeting", meeting.id, quorum="met" if quorum.is_met else "not_met")
    return OpenedMeeting(meeting, meeting.opened_at or act.business_at, quorum)


def _requires_affirmed(here: SeatHere) -> None:
    if not here.has_affirmed:
        raise Refused("Affirm the confidentiality statement first. Nothing opens before.")


async def quorum_here(act: Act, meeting: Meeting) -> Quorum:
    """Whether the agencies in the room meet the area's dated rule."""
    agencies = await Attendance.select(Attendance.agency).where(
        (Attendance.meeting == meeting.id)
        & Attendance.state.is_in(["present", "late"])
        & Attendance.seat.is_in([SeatKind.REPRESENTATIVE.value, SeatKind.IDVA.value])
    )
    present = {row["agency"] for row in agencies if row["agency"]}
    settings = await settings_on(act, meeting.held_on)
    types = await _types_of(list(present))
    return quorum_of(settings.value("quorum"), present=[types.get(agency, frozenset()) for agency in present])


async def _types_of(agencies: list[UUID]) -> dict[UUID, frozenset[str]]:
    if not agencies:
        return {}
    rows = await AgencyType.select(AgencyType.agency, AgencyType.type).where(AgencyType.agency.is_in(agencies))
    found: dict[UUID, frozenset[str]] = {}
    for row in rows:
        found[row["agency"]] = found.get(row["agency"], frozenset()) | {row["type"]}
    return found


async def bin_unfinished(act: Act, meeting_ref: str, action_ref: str, which: str) -> None:
    """Put an unfinished action of an earlier meeting in one of the two bins: things changed, or not done."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    _requires_affirmed(here)
    if which not in BINS:
        raise InvalidForm({"bin": "Choose whether things changed or the agency did not do it."})
    action = await Action.objects().where((Action.ref == action_ref) & (Action.area == act.area.id)).first()
    if action is None or action.meeting == here.meeting.id:
        raise Refused("That action is not one of an earlier meeting.")
    async with transaction():
        await bin_row(act, here.meeting.id, action.id, which)


async def bin_row(act: Act, meeting_id: UUID, action_id: UUID, which: str) -> None:
    """The newest choice stands. Inside a transaction."""
    await UnfinishedAction.delete().where(
        (UnfinishedAction.meeting == meeting_id) & (UnfinishedAction.action == action_id)
    )
    await UnfinishedAction(
        area=act.area.id, meeting=meeting_id, action=action_id, bin=which, at=act.business_at, by=act.officer_id
    ).save()
    await act.record(Event.ACTION_CHANGED, "action", action_id, case=None, field=f"bin:{which}")


async def open_case(act: Act, meeting_ref: str, case_ref: str) -> RoomCase:
    """Open a case in the room. From now on shared lines may be read by those present for it."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    if room.here.meeting.opened_at is None:
        raise Refused("Open the meeting first.")
    if room.item.opened_at is None:
        async with transaction():
            await AgendaItem.update({AgendaItem.opened_at: act.business_at}).where(AgendaItem.id == room.item.id)
            await share_lines(act, room)
            await act.record(Event.CASE_HEARD, "case", room.case.id, meeting=room.here.meeting.id, outcome="opened")
        room.item.opened_at = act.business_at
    return room


async def share_lines(act: Act, room: RoomCase) -> None:
    """Lines marked to be shared are shared at this moment."""
    returns = Research.select(Research.id).where(
        (Research.case == room.case.id) & (Research.meeting == room.here.meeting.id) & (Research.state == "sent")
    )
    await ResearchLine.update({ResearchLine.shared_at: act.business_at}).where(
        ResearchLine.research.is_in(returns) & (ResearchLine.share == "share") & ResearchLine.shared_at.is_null()
    )


async def mark_for_case(
    act: Act, meeting_ref: str, case_ref: str, officer_id: UUID, *, in_room: bool, reason_code: str | None = None
) -> None:
    """Someone steps out of the room for one case, or comes back."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    async with transaction():
        await mark_presence(act, room.item, officer_id, in_room=in_room, reason_code=reason_code)


async def present_for(item: AgendaItem) -> set[UUID]:
    """Officers who heard this case: here while it was heard, less those marked out for it."""
    came = await Attendance.select(
        Attendance.officer, Attendance.seat, Attendance.condition_signed, Attendance.arrived_at, Attendance.left_at
    ).where(
        (Attendance.meeting == item.meeting)
        & Attendance.state.is_in(["present", "late", "left"])
        & Attendance.officer.is_not_null()
    )
    marks = (
        await Presence.select(Presence.officer, Presence.state)
        .where(Presence.agenda_item == item.id)
        .order_by(Presence.id)
    )
    last = {row["officer"]: row["state"] for row in marks}
    heard = Heard(item.opened_at, item.closed_at)
    return {
        row["officer"]
        for row in came
        if last.get(row["officer"], _state_by_times(row, heard)) == "in_room" and not is_guest_unsigned(row)
    }


def _state_by_times(row: Mapping[str, Any], heard: Heard) -> str:
    return "not_in_room" if why_away(CameAndWent(row["arrived_at"], row["left_at"]), heard) else "in_room"


async def close_case_in_room(act: Act, meeting_ref: str, case_ref: str) -> list[str]:
    """Close a case and count it as heard; returns what is still missing, by code, for the page to show as links."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    if room.item.opened_at is None:
        raise Refused("Open the case first.")
    async with transaction():
        if room.item.closed_at is None:
            await AgendaItem.update({AgendaItem.closed_at: act.business_at}).where(AgendaItem.id == room.item.id)
        if room.item.state == "listed":
            await hear_item(act, room.item)
            await ask_for_flags(act, room.case, await _agencies_in_the_room(room.item))
        else:
            await act.record(
                Event.CASE_HEARD, "case", room.case.id, meeting=room.here.meeting.id, outcome="closed_again"
            )
    return [point.what for point in await open_points(act, meeting_ref) if point.case_ref == case_ref]


async def _agencies_in_the_room(item: AgendaItem) -> list[UUID]:
    """Those who heard the case, and nobody who stepped out for it: only they may learn of it by a flag."""
    rows = await Attendance.select(Attendance.agency).where(
        (Attendance.meeting == item.meeting)
        & among(Attendance.officer, list(await present_for(item)))
        & Attendance.seat.is_in([SeatKind.REPRESENTATIVE.value, SeatKind.IDVA.value])
    )
    return sorted({row["agency"] for row in rows if row["agency"]})


async def close_meeting(act: Act, meeting_ref: str) -> int:
    """End the meeting; returns how many cases were heard. Cases not heard stay listed and must be deferred."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    if here.meeting.opened_at is None:
        raise Refused("This meeting was not opened.")
    with beyond_exclusions():
        heard = int(
            await AgendaItem.count().where((AgendaItem.meeting == here.meeting.id) & (AgendaItem.state == "heard"))
        )
    if here.meeting.closed_at is None:
        async with transaction():
            await Meeting.update({Meeting.closed_at: act.business_at, Meeting.status: "held"}).where(
                Meeting.id == here.meeting.id
            )
            await act.record(Event.MEETING_CLOSED, "meeting", here.meeting.id, number_heard=heard)
    return heard
