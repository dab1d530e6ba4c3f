"""The roster of a meeting: everyone with a seat or expected, where each stands, and the marks that are set on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import MemberLine, members_of
from agencies.roles import FOR_AN_AGENCY, ROLE_NAMES, SeatKind
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from meetings.attendance import HERE, mark_attendance
from meetings.meeting_reading import SEAT_WORDS
from meetings.room import quorum_here
from meetings.room_list import quorum_words
from meetings.room_roster import agencies_by_id
from meetings.seats import RUNS_THE_ROOM, SeatHere, find_seat, give_seat, seat_those_asked
from meetings.statements import version_for
from meetings.tables.meeting import Attendance, Meeting, Seat

STATE_WORDS = {
    "expected": "Expected",
    "present": "Here",
    "late": "Came late",
    "left": "Left",
    "apology": "Apology",
    "absent": "Absent",
}
MARKS = ("present", "late", "left", "apology", "absent")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person of the meeting. `key` names the row in the page's forms."""

    key: str
    name: str
    agency: str
    seat: str
    state: str
    state_words: str
    arrived_at: datetime | None
    left_at: datetime | None
    information_sent: str  # yes no or empty
    deputy_for: str
    condition_signed: str
    affirmed_at: datetime | None
    is_guest: bool


@dataclass(frozen=True, slots=True)
class Someone:
    """A member of the area who may come to the meeting."""

    officer_id: UUID
    name: str
    agency: str
    role: str


@dataclass(frozen=True, slots=True)
class RosterOfMeeting:
    meeting_ref: str
    starts_at: datetime
    is_open: bool
    quorum: str
    lines: tuple[RosterLine, ...]
    others: tuple[Someone, ...]  # who may come as a deputy or observer, and has no seat yet
    agencies: tuple[tuple[str, str], ...]

    @property
    def number_here(self) -> int:
        return sum(line.state in HERE for line in self.lines)


async def read_roster(act: Act, meeting_ref: str) -> RosterOfMeeting:
    """For those who run the room."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    meeting = here.meeting
    await seat_those_asked(act, meeting.id)
    seats = await Seat.objects().where((Seat.meeting == meeting.id) & Seat.to_at.is_null()).order_by(Seat.from_at)
    rows = await Attendance.objects().where(Attendance.meeting == meeting.id).order_by(Attendance.id)
    opened = await act.vault.open_records(act.permit(Event.MEETING_READ, "meeting", meeting.id), rows)
    guests = {row.id: values["note"] or "" for row, values in zip(rows, opened, strict=True)}
    agencies = await agencies_by_id(act, meeting)
    members = await members_of(act.area.id, on=meeting.held_on, roles=FOR_AN_AGENCY)
    people = {seat.officer for seat in seats} | {row.officer for row in rows} | {row.deputy_for for row in rows}
    names = await names_of(act, {person for person in people if person} | {member.officer_id for member in members})
    known = {row.officer: row for row in rows if row.officer is not None}
    short = {agency.id: agency.name for agency in agencies.values()}
    statement = await version_for(act, meeting)
    version = statement.id if statement else None
    lines = [_line(seat, known.get(seat.officer), names, short, version=version) for seat in seats]
    seated = {seat.officer for seat in seats}
    lines += [_line(None, row, names, short, guests[row.id]) for row in rows if row.officer not in seated]
    return RosterOfMeeting(
        meeting_ref=meeting.ref,
        starts_at=meeting.starts_at,
        is_open=meeting.closed_at is None and meeting.status != "cancelled",
        quorum=quorum_words(await quorum_here(act, meeting)),
        lines=tuple(sorted(lines, key=lambda line: (line.agency, line.name))),
        others=_others(members, seated, names, short),
        agencies=tuple((agency.slug, agency.name) for agency in agencies.values() if agency.left_on is None),
    )


def _others(
    members: Sequence[MemberLine],
    seated: set[UUID],
    names: Mapping[UUID, str],
    agencies: Mapping[UUID, str],
) -> tuple[Someone, ...]:
    by_officer = {member.officer_id: member for member in members}
    return tuple(
        Someone(officer, names[officer], agencies[member.agency_id], ROLE_NAMES[member.role])
        for officer, member in by_officer.items()
        if officer not in seated and member.agency_id is not None and member.agency_id in agencies
    )


def _line(
    seat: Seat | None,
    row: Attendance | None,
    names: Mapping[UUID, str],
    agencies: Mapping[UUID, str],
    note: str = "",
    *,
    version: UUID | None = None,
) -> RosterLine:
    who = (seat or row).officer  # type: ignore[union-attr]
    agency = (seat.agency if seat else None) or (row.agency if row else None)
    kind = seat.seat if seat else row.seat  # type: ignore[union-attr]
    state = row.state if row else "expected"
    return RosterLine(
        key=f"officer-{who}" if who else f"guest-{row.id}",  # type: ignore[union-attr]
        name=names.get(who, "") if who else note,
        agency=agencies.get(agency, "") if agency else "",
        seat=SEAT_WORDS[kind],
        state=state,
        state_words=STATE_WORDS[state],
        arrived_at=row.arrived_at if row else None,
        left_at=row.left_at if row else None,
        information_sent=(row.information_sent or "") if row else "",
        deputy_for=names.get(row.deputy_for, "") if row and row.deputy_for else "",
        condition_signed=(row.condition_signed or "") if row else "",
        affirmed_at=seat.affirmed_at if seat and seat.statement == version else None,
        is_guest=who is None,
    )


async def mark_person(act: Act, meeting_ref: str, key: str, state: str, *, information_sent: str | None = None) -> None:
    """Set where one person of the roster stands. `present` means from the start; who came later is `late`."""
    if state not in MARKS:
        raise InvalidForm({"state": "Choose here, late, left, apology or absent."})
    meeting = (await _running(act, meeting_ref)).meeting
    seat, row = await _of_key(act, meeting, key)
    async with transaction():
        if row is not None and row.officer is None:
            await _mark_guest(act, row, state)
        else:
            await mark_attendance(
                act,
                meeting.id,
                seat.officer if seat else row.officer,  # type: ignore[union-attr]
                state=state,
                seat=SeatKind(seat.seat if seat else row.seat),  # type: ignore[union-attr]
                agency=seat.agency if seat else row.agency,  # type: ignore[union-attr]
                information_sent=information_sent,
                information_sent_at=act.business_at if information_sent == "yes" else None,
                arrived_at=meeting.opened_at if state == "present" else None,
            )


async def _running(act: Act, meeting_ref: str) -> SeatHere:
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    if here.meeting.status == "cancelled":
        raise Refused("This meeting was cancelled.")
    return here


async def _of_key(act: Act, meeting: Meeting, key: str) -> tuple[Seat | None, Attendance | None]:
    kind, _, text = key.partition("-")
    wanted = _uuid(text)
    seat = row = None
    if kind == "officer" and wanted is not None:
        seat = await Seat.objects().get(
            (Seat.meeting == meeting.id) & (Seat.officer == wanted) & Seat.to_at.is_null() & (Seat.area == act.area.id)
        )
        row = await Attendance.objects().get((Attendance.meeting == meeting.id) & (Attendance.officer == wanted))
    elif kind == "guest" and wanted is not None:
        row = await Attendance.objects().get((Attendance.meeting == meeting.id) & (Attendance.id == wanted))
    if seat is None and row is None:
        raise Refused("That person is not on the list of this meeting any more.")
    return seat, row


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _mark_guest(act: Act, row: Attendance, state: str) -> None:
    """A guest without an account: only where they stand changes."""
    changes: dict[Any, Any] = {Attendance.state: state, Attendance.changed_at: act.business_at}
    if state == "left":
        changes[Attendance.left_at] = act.business_at
    await Attendance.update(changes).where(Attendance.id == row.id)
    await act.record(
        Event.PRESENCE_MARKED, "officer", None, case=None, meeting=row.meeting, agency=row.agency, state=state
    )


async def seat_deputy(act: Act, meeting_ref: str, *, officer: UUID | None, instead_of: str) -> None:
    """Somebody stands in for a person of the roster: they get the seat, the other sends an apology."""
    meeting = (await _running(act, meeting_ref)).meeting
    if officer is None:
        raise InvalidForm({"deputy": "Choose who is here instead."})
    if not instead_of:
        raise InvalidForm({"instead_of": "Choose whose place they take."})
    seat, row = await _of_key(act, meeting, instead_of)
    member = await _member(act, meeting, officer)
    if member.agency_id != (seat.agency if seat else row.agency):  # type: ignore[union-attr]
        raise InvalidForm({"deputy": "Choose someone of the same agency."})
    away = seat.officer if seat else row.officer  # type: ignore[union-attr]
    kind = SeatKind(seat.seat if seat else row.seat)  # type: ignore[union-attr]
    async with transaction():
        await give_seat(act, meeting.id, officer, kind, agency_id=member.agency_id, deputy_for=away)
        await mark_attendance(
            act, meeting.id, officer, state="present", seat=kind, agency=member.agency_id, deputy_for=away
        )
        await mark_attendance(act, meeting.id, away, state="apology", seat=kind, agency=member.agency_id)


async def _member(act: Act, meeting: Meeting, officer: UUID) -> MemberLine:
    found = [member for member in await members_of(act.area.id, on=meeting.held_on) if member.officer_id == officer]
    if not found:
        raise InvalidForm({"deputy": "Choose someone who has a role in this area."})
    return found[0]


async def add_observer(act: Act, meeting_ref: str, *, name: str, agency_slug: str, is_condition_signed: bool) -> None:
    """A guest in the room, by name, with the condition for being there signed or not."""
    meeting = (await _running(act, meeting_ref)).meeting
    if not name.strip():
        raise InvalidForm({"observer": "Enter the name of the observer."})
    agencies = {agency.slug: agency.id for agency in (await agencies_by_id(act, meeting)).values()}
    async with transaction():
        await mark_attendance(
            act,
            meeting.id,
            None,
            state="present",
            seat=SeatKind.OBSERVER,
            agency=agencies.get(agency_slug),
            condition_signed="yes" if is_condition_signed else "no",
            note=name.strip()[:200],
        )
