"""The meeting as a list: its cases in running order, where each stands, and what is left over from earlier meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.counts import show_count
from meetings.access import not_barred, visible
from meetings.action_lists import ActionRow, unfinished_before
from meetings.attendance import HERE
from meetings.planned_times import pause_of
from meetings.room import quorum_here
from meetings.rules.quorum import Quorum
from meetings.rules.running_times import planned
from meetings.seats import SeatHere, find_seat
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import AgendaItem, Attendance, Meeting
from meetings.tables.minutes import Action, UnfinishedAction

TYPE_WORDS = {
    "police": "police",
    "idva": "the Idva service",
    "childrens_social_care": "children’s social care",
}


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One case of the running order, as this reader counts them."""

    item_id: UUID
    case_ref: str
    case_number: str
    place: int
    minutes: int
    planned_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    kind: str

    @property
    def state(self) -> str:
        if self.closed_at is not None:
            return "Heard"
        return "In progress" if self.opened_at is not None else "Listed"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """An action of an earlier meeting that is not done, and the bin it was put in."""

    action: ActionRow
    bin: str


@dataclass(frozen=True, slots=True)
class MeetingRoom:
    """The page on which a meeting is opened and closed."""

    meeting_ref: str
    starts_at: datetime
    venue: str
    status: str
    opened_at: datetime | None
    closed_at: datetime | None
    runs_the_room: bool
    has_affirmed: bool
    number_here: int
    quorum: str
    lines: tuple[RoomLine, ...]
    left_over: tuple[LeftOver, ...]

    @property
    def next_case(self) -> str:
        """The case to open or go on with."""
        return next((line.case_ref for line in self.lines if line.closed_at is None), "")


async def read_room(act: Act, meeting_ref: str) -> MeetingRoom:
    """For everyone with a seat; who does not run the room sees the own cases, and neither bins nor quorum."""
    here = await find_seat(act, meeting_ref)
    meeting = here.meeting
    is_shut = not here.has_affirmed
    return MeetingRoom(
        meeting_ref=meeting.ref,
        starts_at=meeting.starts_at,
        venue=meeting.venue,
        status=meeting.status,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        runs_the_room=here.runs_the_room,
        has_affirmed=here.has_affirmed,
        number_here=await number_here(meeting.id),
        quorum=quorum_words(await quorum_here(act, meeting)) if here.runs_the_room else "",
        lines=() if is_shut else await lines_of(act, here),
        left_over=await _left_over(act, meeting) if here.runs_the_room and not is_shut else (),
    )


async def number_here(meeting_id: UUID) -> int:
    return int(
        await Attendance.count().where((Attendance.meeting == meeting_id) & Attendance.state.is_in(sorted(HERE)))
    )


def quorum_words(quorum: Quorum) -> str:
    """One sentence: whether enough are here, and who is missing."""
    if quorum.is_met:
        return "Enough agencies are here by the area’s rule."
    missing = [TYPE_WORDS.get(kind, kind.replace("_", " ")) for kind in quorum.missing_types]
    if quorum.others < quorum.others_needed:
        short = quorum.others_needed - quorum.others
        missing.append(show_count(short, "more agency", "more agencies"))
    return f"Below quorum: {', '.join(missing)} not here. Only emergencies can be heard unless the chair decides."


async def lines_of(act: Act, here: SeatHere) -> tuple[RoomLine, ...]:
    """Places are counted from the cases of this reader; times from all that are not shut to them."""
    rows = (
        await AgendaItem.select(
            AgendaItem.id,
            AgendaItem.minutes,
            AgendaItem.opened_at,
            AgendaItem.closed_at,
            AgendaItem.kind,
            AgendaItem.case.ref.as_alias("case_ref"),
            AgendaItem.case.case_number.as_alias("case_number"),
        )
        .where(
            (AgendaItem.meeting == here.meeting.id)
            & AgendaItem.state.is_in(["listed", "heard"])
            & not_barred(act, AgendaItem.case)
        )
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    own = None if here.runs_the_room else await _own(act, here.meeting)
    rules = await settings_on(act, here.meeting.held_on)
    times = planned(here.meeting.starts_at, [row["minutes"] for row in rows], pause_of(rules))
    known = [(row, at) for row, (at, _) in zip(rows, times, strict=True) if own is None or row["id"] in own]
    return tuple(_line(place, row, at) for place, (row, at) in enumerate(known, start=1))


async def _own(act: Act, meeting: Meeting) -> set[UUID]:
    """The own cases, and what is before the room just now."""
    in_the_room_now = AgendaItem.opened_at.is_not_null() & AgendaItem.closed_at.is_null()
    rows = await AgendaItem.select(AgendaItem.id).where(
        (AgendaItem.meeting == meeting.id) & (visible(act, AgendaItem.case) | in_the_room_now)
    )
    return {row["id"] for row in rows}


def _line(place: int, row: Mapping[str, Any], at: datetime) -> RoomLine:
    return RoomLine(
        item_id=row["id"],
        case_ref=row["case_ref"],
        case_number=row["case_number"] or "",
        place=place,
        minutes=row["minutes"],
        planned_at=at,
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
        kind={"emergency": "Emergency", "update": "Update only"}.get(row["kind"], ""),
    )


async def _left_over(act: Act, meeting: Meeting) -> tuple[LeftOver, ...]:
    binned = await UnfinishedAction.select(
        UnfinishedAction.bin, UnfinishedAction.action.ref.as_alias("ref"), UnfinishedAction.at
    ).where(UnfinishedAction.meeting == meeting.id)
    bins = {row["ref"]: row["bin"] for row in binned}
    return tuple(LeftOver(action, bins.get(action.ref, "")) for action in await unfinished_before(act, meeting))


async def next_meeting_after(act: Act, meeting: Meeting) -> Meeting | None:
    """The one planned next: what "next meeting" means as a due date."""
    found: Meeting | None = (
        await Meeting.objects()
        .where((Meeting.area == act.area.id) & (Meeting.held_on > meeting.held_on) & (Meeting.status != "cancelled"))
        .order_by(Meeting.held_on)
        .first()
    )
    return found


async def actions_of(item_ids: Sequence[UUID]) -> list[Action]:
    """Actions given in these items, in their order, without those struck out."""
    if not item_ids:
        return []
    rows: list[Action] = (
        await Action.objects()
        .where(Action.agenda_item.is_in(list(item_ids)) & (Action.status != "superseded"))
        .order_by(Action.n)
    )
    return rows
