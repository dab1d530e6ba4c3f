"""Seats: what one is at this meeting. A role says what one may be; guards in the room ask the seat."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell
from agencies.roles import COORDINATORS, FOR_AN_AGENCY, Role, SeatKind
from agencies.tables import Membership
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import NotFound
from marac.post import Subject
from meetings.access import denied
from meetings.statements import is_affirmed
from meetings.tables.meeting import Meeting, Seat
from meetings.tables.research import Ask, Assignment

RUNS_THE_ROOM = frozenset({SeatKind.COORDINATOR, SeatKind.CHAIR, SeatKind.MINUTE_TAKER})
SPEAKS_FOR_AN_AGENCY = frozenset({SeatKind.REPRESENTATIVE, SeatKind.IDVA})


@dataclass(frozen=True, slots=True)
class SeatHere:
    """An officer's seat at one meeting; `seat_id` is None while it follows from the role alone."""

    meeting: Meeting
    kind: SeatKind
    seat_id: UUID | None
    has_affirmed: bool

    @property
    def runs_the_room(self) -> bool:
        return self.kind in RUNS_THE_ROOM


@dataclass(frozen=True, slots=True)
class Roster:
    """One's own seat, with who sits in the chair and how each name of those seated was last sealed."""

    here: SeatHere
    chair: UUID | None
    versions: Mapping[UUID, int]


def seat_by_role(act: Act) -> SeatKind | None:
    """The seat a role brings without being given one. A deputy chair must be given the seat."""
    if act.roles & COORDINATORS:
        return SeatKind.COORDINATOR
    if Role.CHAIR in act.roles:
        return SeatKind.CHAIR
    return None


async def find_meeting(act: Act, ref: str) -> Meeting:
    """The meeting behind a reference, if this officer has any part in it."""
    meeting = await Meeting.objects().where((Meeting.ref == ref) & (Meeting.area == act.area.id)).first()
    if meeting is None or not await has_part_in(act, meeting):
        raise await denied(act, "meeting", row="meeting.see")
    return meeting


async def has_part_in(act: Act, meeting: Meeting) -> bool:
    """Runs meetings here, has a seat, or answers for an agency that was asked."""
    if seat_by_role(act) is not None or await _given_seat(act, meeting.id) is not None:
        return True
    if act.agency_id is None or not act.roles & FOR_AN_AGENCY:
        return False
    return bool(await Ask.exists().where((Ask.meeting == meeting.id) & (Ask.agency == act.agency_id)))


async def seat_at(act: Act, meeting: Meeting) -> SeatHere | None:
    """The seat this officer holds: one given by name first, else the one the role brings."""
    given = await _given_seat(act, meeting.id)
    if given is not None:
        has_affirmed = await is_affirmed(act, meeting, given.statement)
        return SeatHere(meeting, SeatKind(given.seat), given.id, has_affirmed)
    by_role = seat_by_role(act)
    return SeatHere(meeting, by_role, None, False) if by_role else None


async def find_seat(act: Act, ref: str, allowed: frozenset[SeatKind] = frozenset(SeatKind)) -> SeatHere:
    """The seat at the meeting behind a reference, one of those allowed; else NotFound."""
    meeting = await Meeting.objects().where((Meeting.ref == ref) & (Meeting.area == act.area.id)).first()
    here = await seat_at(act, meeting) if meeting else None
    if here is None or here.kind not in allowed:
        raise await denied(act, "meeting", row="meeting.seat")
    return here


async def find_roster(act: Act, ref: str) -> Roster:
    """The seat at a meeting with all seats beside it, in one statement; NotFound without a seat."""
    seats = (
        await Seat.objects(Seat.meeting, Seat.officer)
        .where((Seat.meeting.ref == ref) & (Seat.area == act.area.id) & Seat.to_at.is_null())
        .order_by(Seat.from_at)
    )
    if not seats:
        return Roster(await find_seat(act, ref), None, {})
    own = next((seat for seat in seats if seat.officer.id == act.officer_id), None)
    by_role = seat_by_role(act)
    if own is not None:
        has_affirmed = await is_affirmed(act, own.meeting, own.statement)
        here = SeatHere(own.meeting, SeatKind(own.seat), own.id, has_affirmed)
    elif by_role is not None:
        here = SeatHere(seats[0].meeting, by_role, None, False)
    else:
        raise await denied(act, "meeting", row="meeting.seat")
    chair = next((seat.officer.id for seat in seats if seat.seat == SeatKind.CHAIR), None)
    return Roster(here, chair, {seat.officer.id: seat.officer.sealed_version for seat in seats})


async def take_seat(act: Act, meeting: Meeting) -> Seat:
    """The row of this officer's seat, made when it followed from the role alone so far. Inside a transaction."""
    given = await _given_seat(act, meeting.id)
    if given is not None:
        return given
    by_role = seat_by_role(act)
    if by_role is None:
        raise NotFound
    return await give_seat(act, meeting.id, act.officer_id, by_role, agency_id=act.agency_id)


async def give_seat(
    act: Act,
    meeting_id: UUID,
    officer_id: UUID | None,
    kind: SeatKind,
    *,
    agency_id: UUID | None = None,
    deputy_for: UUID | None = None,
) -> Seat:
    """Seat an officer. One seat a person a meeting: an earlier one ends. Inside a transaction."""
    await Seat.update({Seat.to_at: act.business_at}).where(
        (Seat.meeting == meeting_id) & (Seat.officer == officer_id) & Seat.to_at.is_null()
    )
    seat = Seat(
        area=act.area.id,
        meeting=meeting_id,
        officer=officer_id,
        agency=agency_id,
        seat=kind.value,
        deputy_for=deputy_for,
        from_at=act.business_at,
    )
    await seat.save()
    await act.record(Event.SEAT_GIVEN, "seat", seat.id, officer=officer_id, role=kind.value, meeting=meeting_id)
    return seat


async def seat_those_asked(act: Act, meeting_id: UUID) -> int:
    """Give every assigned officer who has none yet a seat for the own agency, and send them an invitation.

    Returns how many were seated.
    """
    assigned = await assigned_without_seat(act, meeting_id)
    if not assigned:
        return 0
    ref = await Meeting.select(Meeting.ref).where(Meeting.id == meeting_id).first()
    async with transaction():
        for row in assigned:
            kind = SeatKind.IDVA if row["role"] == Role.IDVA else SeatKind.REPRESENTATIVE
            await give_seat(act, meeting_id, row["officer"], kind, agency_id=row["agency"])
            if ref is not None:
                await tell(act, row["officer"], Subject.MEETING_ARRANGED, ref=ref["ref"], meeting=meeting_id)
    return len(assigned)


async def assigned_without_seat(act: Act, meeting_id: UUID) -> list[dict[str, UUID]]:
    seated = Seat.select(Seat.officer).where((Seat.meeting == meeting_id) & Seat.to_at.is_null())
    rows = (
        await Assignment.select(Assignment.officer, Assignment.ask.agency.as_alias("agency"))
        .where((Assignment.ask.meeting == meeting_id) & Assignment.to_at.is_null() & Assignment.officer.not_in(seated))
        .distinct()
    )
    roles = await _roles_of(act, [row["officer"] for row in rows])
    return [row | {"role": roles.get(row["officer"])} for row in rows]


async def _roles_of(act: Act, officers: list[UUID]) -> dict[UUID, str]:
    if not officers:
        return {}
    running = Membership.to_on.is_null() | (Membership.to_on >= act.today)
    rows = await Membership.select(Membership.officer, Membership.role).where(
        (Membership.area == act.area.id) & Membership.officer.is_in(officers) & running
    )
    # An Idva who also represents the service sits as Idva: only that seat may speak for the victim.
    return {row["officer"]: row["role"] for row in sorted(rows, key=lambda row: row["role"] == Role.IDVA)}


async def _given_seat(act: Act, meeting_id: UUID) -> Seat | None:
    found: Seat | None = (
        await Seat.objects()
        .where((Seat.meeting == meeting_id) & (Seat.officer == act.officer_id) & Seat.to_at.is_null())
        .first()
    )
    return found
