"""Arranging a meeting so that everybody with a seat hears of it: a neutral letter with the entry for their calendar."""

from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell
from agencies.members import members_of
from agencies.roles import CHAIRS, COORDINATORS
from agencies.seats import service_act
from marac.database import for_everybody, transaction
from marac.errors import NotFound
from marac.post import Subject
from meetings.access import not_barred
from meetings.asked_people import asked_officers
from meetings.carrying_over import carry_over
from meetings.schedule import MeetingDay, cancel_meeting, make_meeting, move_meeting
from meetings.tables.meeting import Meeting, Seat
from meetings.tables.research import Ask
from meetings.updates import list_waiting_updates


async def arrange(act: Act, day: MeetingDay) -> str:
    """Put a meeting in the calendar and tell those whose role seats them; the others hear when they are asked."""
    invited = await _seated_by_role(act)
    async with transaction():
        meeting_ref = await make_meeting(act, day)
        await _list_updates(act, meeting_ref)
        await _tell_all(act, meeting_ref, Subject.MEETING_ARRANGED, invited)
    return meeting_ref


async def _list_updates(act: Act, meeting_ref: str) -> None:
    """Cases heard in an emergency while no ordinary meeting was in the calendar."""
    meeting = await Meeting.objects().get((Meeting.ref == meeting_ref) & (Meeting.kind == "ordinary"))
    if meeting is not None:
        await list_waiting_updates(act, meeting)


async def move(act: Act, meeting_ref: str, *, starts_at: datetime, ends_at: datetime, venue: str) -> int:
    """Move a meeting; returns how many people were told: those seated, and those asked who have no seat yet."""
    invited = await _everyone_invited(act, meeting_ref)
    told = await number_invited(act, meeting_ref)
    async with transaction():
        await move_meeting(act, meeting_ref, starts_at=starts_at, ends_at=ends_at, venue=venue)
        await _tell_all(act, meeting_ref, Subject.MEETING_MOVED, invited)
    return told


async def cancel(act: Act, meeting_ref: str) -> int:
    """Cancel a meeting on which no case stands that this officer sees; returns how many people were told.

    A case that is shut to this officer goes on the next meeting by itself, so that it is neither lost nor told of.
    """
    invited = await _everyone_invited(act, meeting_ref)
    told = await number_invited(act, meeting_ref)
    service = await service_act(act.desk, act.area.id)
    async with transaction():
        await cancel_meeting(act, meeting_ref)
        await carry_over(service, meeting_ref)
        await _tell_all(act, meeting_ref, Subject.MEETING_CANCELLED, invited)
    return told


async def number_invited(act: Act, meeting_ref: str) -> int:
    """How many a letter about this meeting goes to, by the cases this officer sees; said before it is sent."""
    return len(await _seated(act, meeting_ref) | await asked_officers(meeting_ref, not_barred(act, Ask.case)))


@for_everybody
async def _everyone_invited(act: Act, meeting_ref: str) -> set[UUID]:
    return await _seated(act, meeting_ref) | await asked_officers(meeting_ref)


async def _seated(act: Act, meeting_ref: str) -> set[UUID]:
    seats = await Seat.select(Seat.officer).where(
        (Seat.meeting.ref == meeting_ref) & (Seat.area == act.area.id) & Seat.to_at.is_null()
    )
    return {row["officer"] for row in seats} | await _seated_by_role(act)


async def _seated_by_role(act: Act) -> set[UUID]:
    members = await members_of(act.area.id, on=act.today, roles=COORDINATORS | CHAIRS)
    return {member.officer_id for member in members}


async def _tell_all(act: Act, meeting_ref: str, subject: Subject, officers: set[UUID]) -> None:
    row = await Meeting.select(Meeting.id, Meeting.sequence).where(Meeting.ref == meeting_ref).first()
    if row is None:
        raise NotFound
    for officer in sorted(officers):
        await tell(act, officer, subject, ref=meeting_ref, meeting=row["id"], sequence=row["sequence"])
