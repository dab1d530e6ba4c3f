"""The meeting calendar: loaded, made, moved and cancelled; deadlines; the next meeting with room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from piccolo.columns import Column
from piccolo.query.functions import Count

from agencies.acts import Act
from agencies.area_document import MeetingPart
from marac.audit.events import Event
from marac.database import for_everybody, for_update, transaction
from marac.dates import LONDON, day_in_london
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import new_ref, uuid7
from meetings.access import visible
from meetings.rules.deadlines import MeetingDeadlines, before_emergency, is_late, meeting_deadlines
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask

KINDS = ("ordinary", "emergency")
TAKES_CASES = ("planned", "open")
UNANSWERED = ("not_started", "in_progress")


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """When and where a meeting is."""

    kind: str
    planned_on: date
    held_on: date
    starts_at: datetime
    ends_at: datetime
    venue: str
    status: str = "planned"
    outside_id: str | None = None
    called_for: UUID | None = None  # the case of an emergency
    series: UUID | None = None


@dataclass(frozen=True, slots=True)
class MeetingOffer:
    """A meeting a case may go on: how full it is, and whether the case comes after its close."""

    meeting_ref: str
    kind: str
    held_on: date
    starts_at: datetime
    close_at: datetime
    number_of_cases: int
    capacity: int
    is_late: bool

    @property
    def has_room(self) -> bool:
        return self.number_of_cases < self.capacity


async def load_calendar(act: Act, meetings: Iterable[MeetingPart]) -> int:
    """Make or change the meetings of an area document; returns how many were made or changed."""
    days = [_day_of(part) for part in meetings if part.forum == act.area.forum and part.kind in KINDS]
    known = {row.outside_id: row for row in await Meeting.objects().where(Meeting.area == act.area.id)}
    changed = 0
    for day in days:
        found = known.get(day.outside_id or "")
        if found is None:
            await make_meeting(act, day)
        elif not _differs(found, day):
            continue
        else:
            await _change(act, found, day)
        changed += 1
    return changed


def _day_of(part: MeetingPart) -> MeetingDay:
    return MeetingDay(
        kind=part.kind,
        planned_on=part.planned_on,
        held_on=part.held_on,
        starts_at=part.starts_at,
        ends_at=part.ends_at,
        venue=part.venue,
        status="cancelled" if part.status == "cancelled" else "planned",
        outside_id=part.meeting_id,
    )


async def make_meeting(act: Act, day: MeetingDay) -> str:
    """Put a meeting in the calendar; returns its reference."""
    if day.ends_at <= day.starts_at:
        raise InvalidForm({"ends_at": "Enter an end that is after the start."})
    async with transaction():
        meeting = await _meeting_row(act, day)
        await Meeting.insert(meeting)
        await act.record(
            Event.MEETING_SET, "meeting", meeting.id, meeting_kind=day.kind, planned_on=day.planned_on.isoformat()
        )
    return str(meeting.ref)


async def _meeting_row(act: Act, day: MeetingDay) -> Meeting:
    meeting_id = uuid7()
    return Meeting(
        id=meeting_id,
        ref=new_ref(),
        area=act.area.id,
        outside_id=day.outside_id,
        kind=day.kind,
        planned_on=day.planned_on,
        held_on=day.held_on,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        zone=str(LONDON),
        venue=day.venue,
        status=day.status,
        moved=day.held_on != day.planned_on,
        # An identifier for the life of the meeting, that says nothing in a calendar.
        uid=f"{new_ref()}{new_ref()}@meeting-desk",
        sequence=0,
        dk=await act.vault.make_data_key(act.area.id, "meeting", meeting_id),
        arranged_at=act.at,
        called_for=day.called_for,
        series=day.series,
    )


async def move_meeting(act: Act, meeting_ref: str, *, starts_at: datetime, ends_at: datetime, venue: str) -> None:
    """Another time or place; calendars follow by the raised sequence."""
    if ends_at <= starts_at:
        raise InvalidForm({"ends_at": "Enter an end that is after the start."})
    meeting = await _meeting(act, meeting_ref)
    if meeting.status not in TAKES_CASES:
        raise Refused("This meeting is over or cancelled, so it cannot be moved.")
    held_on = day_in_london(starts_at)
    await _change(act, meeting, MeetingDay(meeting.kind, meeting.planned_on, held_on, starts_at, ends_at, venue))


async def cancel_meeting(act: Act, meeting_ref: str) -> None:
    """Cancel a meeting; its cases are deferred one by one, each with a reason."""
    meeting = await _meeting(act, meeting_ref)
    if meeting.status != "planned":
        raise Refused("Only a meeting that has not begun can be cancelled.")
    listed = (AgendaItem.meeting == meeting.id) & (AgendaItem.state == "listed")
    if await AgendaItem.exists().where(listed & visible(act, AgendaItem.case)):
        raise Refused("Cases stand on this meeting. Defer them first.")
    day = MeetingDay(
        meeting.kind,
        meeting.planned_on,
        meeting.held_on,
        meeting.starts_at,
        meeting.ends_at,
        meeting.venue,
        "cancelled",
    )
    await _change(act, meeting, day)


async def _meeting(act: Act, meeting_ref: str) -> Meeting:
    meeting: Meeting | None = await Meeting.objects().get((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id))
    if meeting is None:
        raise NotFound
    return meeting


def _differs(meeting: Meeting, day: MeetingDay) -> bool:
    stands = (meeting.held_on, meeting.starts_at, meeting.ends_at, meeting.venue)
    is_cancelled_now = day.status == "cancelled" and meeting.status == "planned"
    return stands != (day.held_on, day.starts_at, day.ends_at, day.venue) or is_cancelled_now


async def _change(act: Act, meeting: Meeting, day: MeetingDay) -> None:
    rules = await settings_on(act, day.held_on)
    async with transaction():
        [held] = await for_update(Meeting.objects().where(Meeting.id == meeting.id))
        values: dict[Column | str, object] = {
            Meeting.held_on: day.held_on,
            Meeting.starts_at: day.starts_at,
            Meeting.ends_at: day.ends_at,
            Meeting.venue: day.venue,
            Meeting.moved: day.held_on != held.planned_on,
            Meeting.sequence: held.sequence + 1,
            Meeting.arranged_at: act.at,
        }
        if day.status == "cancelled":
            values[Meeting.status] = "cancelled"
        await Meeting.update(values).where(Meeting.id == meeting.id)
        await _ask_until(meeting.id, research_due_after(act, held, day, rules))
        await act.record(
            Event.MEETING_SET, "meeting", meeting.id, meeting_kind=held.kind, planned_on=held.planned_on.isoformat()
        )


def research_due_after(act: Act, meeting: Meeting, day: MeetingDay, rules: RulesOfDay) -> datetime:
    """When research is due after a move; where that moment is past already, when the meeting starts."""
    if meeting.kind != "ordinary":
        return day.starts_at
    due_at = deadlines_of(act, day.held_on, rules).research_due
    return due_at if due_at > act.business_at else day.starts_at


@for_everybody
async def _ask_until(meeting_id: UUID, due_at: datetime) -> None:
    """Whoever has not answered has the new time; what was answered stays as early or late as it was."""
    await Ask.update({Ask.due_at: due_at}).where((Ask.meeting == meeting_id) & Ask.state.is_in(list(UNANSWERED)))


def deadlines_of(act: Act, held_on: date, rules: RulesOfDay) -> MeetingDeadlines:
    """The moments that hang on one meeting, by the rules in force on its day."""
    return meeting_deadlines(held_on, nation=act.area.nation, rows=rules.rows)


def deadlines_of_meeting(act: Act, meeting: Meeting, rules: RulesOfDay) -> MeetingDeadlines:
    """Before an emergency meeting everything is due when it starts: it is called and held within a working day."""
    deadlines = deadlines_of(act, meeting.held_on, rules)
    return deadlines if meeting.kind == "ordinary" else before_emergency(deadlines, meeting.starts_at)


async def offer_meetings(act: Act, *, received_at: datetime, most: int = 6) -> list[MeetingOffer]:
    """The coming meetings in order, each with its cases counted and whether this referral is late for it."""
    rules = await settings_on(act, act.today)
    meetings = (
        await Meeting.objects()
        .where(
            (Meeting.area == act.area.id)
            & (Meeting.held_on >= act.today)
            & Meeting.status.is_in(list(TAKES_CASES))
            # An emergency meeting called for one case is no place for another.
            & Meeting.called_for.is_null()
        )
        .order_by(Meeting.starts_at)
        .limit(most)
    )
    counts = await number_of_cases(act, [meeting.id for meeting in meetings])
    return [_offer(act, meeting, rules, received_at, counts.get(meeting.id, 0)) for meeting in meetings]


def next_with_room(offers: Iterable[MeetingOffer]) -> MeetingOffer | None:
    """The first ordinary meeting that has room and whose close has not passed."""
    fit = (offer for offer in offers if offer.kind == "ordinary" and offer.has_room and not offer.is_late)
    return next(fit, None)


def _offer(act: Act, meeting: Meeting, rules: RulesOfDay, received_at: datetime, number_of_cases: int) -> MeetingOffer:
    close_at = deadlines_of_meeting(act, meeting, rules).referral_close
    return MeetingOffer(
        meeting.ref,
        meeting.kind,
        meeting.held_on,
        meeting.starts_at,
        close_at,
        number_of_cases,
        int(rules.on(meeting.held_on).value("meeting_capacity")),
        meeting.kind == "ordinary" and is_late(received_at, close=close_at),
    )


async def number_of_cases(act: Act, meetings: list[UUID]) -> dict[UUID, int]:
    """By what this reader may see: a number that counts a hidden case would tell of it."""
    if not meetings:
        return {}
    rows = (
        await AgendaItem.select(AgendaItem.meeting, Count())
        .where(
            AgendaItem.meeting.is_in(meetings)
            & AgendaItem.state.is_in(["listed", "heard"])
            & visible(act, AgendaItem.case)
        )
        .group_by(AgendaItem.meeting)
    )
    return {row["meeting"]: row["count"] for row in rows}
