"""Who is here: the statement affirmed, who came or sent an apology, and who is in the room for each case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import uuid7
from meetings.room_presence import mark_missed
from meetings.seats import RUNS_THE_ROOM, find_seat, take_seat
from meetings.statements import version_for
from meetings.tables.meeting import Attendance, Meeting, Seat, Statement

HERE = frozenset({"present", "late"})
STATES = ("expected", "present", "late", "left", "apology", "absent")


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The confidentiality statement in force, and whether this reader has affirmed it for this meeting."""

    meeting_ref: str
    version: str
    words: str
    affirmed_at: datetime | None


async def statement_of(act: Act, meeting: Meeting) -> Statement:
    """The version that this meeting stands under."""
    found = await version_for(act, meeting)
    if found is None:
        raise Refused("This area has no confidentiality statement yet. Ask the coordinator to set one.")
    return found


async def read_statement(act: Act, meeting_ref: str) -> StatementWords:
    here = await find_seat(act, meeting_ref)
    statement = await statement_of(act, here.meeting)
    seat = await Seat.objects().get(Seat.id == here.seat_id) if here.seat_id else None
    affirmed_at = seat.affirmed_at if seat is not None and seat.statement == statement.id else None
    return StatementWords(meeting_ref, statement.version, statement.words, affirmed_at)


async def affirm_statement(act: Act, meeting_ref: str, *, how: str = "online") -> None:
    """I will keep to this. Nothing of a case opens for someone who has not said so."""
    here = await find_seat(act, meeting_ref)
    statement = await statement_of(act, here.meeting)
    async with transaction():
        seat = await take_seat(act, here.meeting)
        await _affirm(act, seat, statement, how)
        await _mark_arrived(act, seat, how)


async def affirm_person(act: Act, meeting_ref: str, key: str) -> None:
    """The same for a row of the roster, `officer-` and an id."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    try:
        officer = UUID(key.removeprefix("officer-"))
    except ValueError:
        raise Refused("That person has no seat at this meeting.") from None
    seat = await Seat.objects().get(
        (Seat.meeting == here.meeting.id) & (Seat.officer == officer) & Seat.to_at.is_null()
    )
    if seat is None:
        raise Refused("That person has no seat at this meeting.")
    await affirm_for(act, meeting_ref, seat.id)


async def affirm_for(act: Act, meeting_ref: str, seat_id: UUID, *, how: str = "in_person") -> None:
    """Affirmed aloud in the room, and ticked by whoever runs the meeting."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    statement = await statement_of(act, here.meeting)
    async with transaction():
        seat = await Seat.objects().get((Seat.id == seat_id) & (Seat.meeting == here.meeting.id))
        if seat is None:
            raise Refused("That person has no seat at this meeting.")
        await _affirm(act, seat, statement, how)
        await _mark_arrived(act, seat, how)


async def _affirm(act: Act, seat: Seat, statement: Statement, how: str) -> None:
    await Seat.update({Seat.affirmed_at: act.business_at, Seat.affirmed_how: how, Seat.statement: statement.id}).where(
        Seat.id == seat.id
    )
    await act.record(
        Event.STATEMENT_AFFIRMED, "seat", seat.id, meeting=seat.meeting, version=statement.version, way=how
    )


async def _mark_arrived(act: Act, seat: Seat, how: str) -> None:
    row = await _attendance_of(act, seat.meeting, seat.officer)
    if row is not None and row.state in HERE:
        return
    await mark_attendance(
        act, seat.meeting, seat.officer, state="present", how=how, agency=seat.agency, seat=SeatKind(seat.seat)
    )


async def _attendance_of(act: Act, meeting_id: UUID, officer_id: UUID | None) -> Attendance | None:
    """None for a guest without an account: each has a row of their own."""
    if officer_id is None:
        return None
    found: Attendance | None = await Attendance.objects().get(
        (Attendance.meeting == meeting_id) & (Attendance.officer == officer_id) & (Attendance.area == act.area.id)
    )
    return found


async def mark_attendance(  # noqa: PLR0913
    act: Act,
    meeting_id: UUID,
    officer_id: UUID | None,
    *,
    state: str,
    seat: SeatKind,
    agency: UUID | None = None,
    how: str | None = None,
    deputy_for: UUID | None = None,
    information_sent: str | None = None,
    information_sent_at: datetime | None = None,
    condition_signed: str | None = None,
    note: str | None = None,
    arrived_at: datetime | None = None,
    left_at: datetime | None = None,
) -> None:
    """Set where one person stands for the whole meeting. Inside a transaction."""
    if state not in STATES:
        raise InvalidForm({"state": "Choose here, late, left, apology or absent."})
    row = await _attendance_of(act, meeting_id, officer_id) or await _new_attendance(act, meeting_id, officer_id)
    was = row.state
    row.state, row.seat, row.agency, row.how = state, seat.value, agency or row.agency, how or row.how
    row.deputy_for = deputy_for or row.deputy_for
    row.arrived_at = row.arrived_at or arrived_at or (act.business_at if state in HERE else None)
    row.left_at = left_at or await _left_at(act, row, was=was, now=state)
    row.information_sent = information_sent or row.information_sent
    row.information_sent_at = information_sent_at or row.information_sent_at
    row.condition_signed = condition_signed or row.condition_signed
    row.changed_at = act.business_at
    if note is not None or row.note is None:
        await act.vault.seal(row, {Attendance.note: note})
    await row.save()
    await act.record(
        Event.PRESENCE_MARKED, "officer", officer_id, case=None, meeting=meeting_id, agency=row.agency, state=state
    )


async def _left_at(act: Act, row: Attendance, *, was: str, now: str) -> datetime | None:
    """Whoever comes back has missed the cases in between; whoever is marked as gone twice went the first time."""
    if now in HERE and row.left_at is not None and row.officer is not None:
        await mark_missed(act, row.meeting, row.officer, row.left_at)
    if now != "left":
        return None
    return row.left_at if was == "left" and row.left_at is not None else act.business_at


async def _new_attendance(act: Act, meeting_id: UUID, officer_id: UUID | None) -> Attendance:
    meeting = await Meeting.select(Meeting.dk).where(Meeting.id == meeting_id).first()
    if meeting is None:
        raise NotFound
    return Attendance(
        id=uuid7(),
        area=act.area.id,
        meeting=meeting_id,
        officer=officer_id,
        changed_at=act.business_at,
        dk=meeting["dk"],
    )
