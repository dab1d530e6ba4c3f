"""Who is at a meeting, as agencies that can be spoken of: for the composer, and for who is here for a case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import AgencyLine, agencies_of
from agencies.roles import SeatKind
from meetings.attendance import HERE
from meetings.guarding.shut_out import agencies_of_officers, shut_out_of
from meetings.meeting_reading import REASON_WORDS, SEAT_WORDS
from meetings.room_access import RoomCase
from meetings.rules.in_the_room import CameAndWent, Heard, why_away
from meetings.rules.spoken_line import AtMeeting
from meetings.tables.meeting import Attendance, Meeting, Presence, Seat

SPEAKS = (SeatKind.REPRESENTATIVE.value, SeatKind.IDVA.value)


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody who came to the meeting, and whether they are in the room for this case."""

    officer_id: UUID
    name: str
    agency: str
    seat: str
    is_in_room: bool
    why_not: str


async def agencies_by_id(act: Act, meeting: Meeting) -> dict[UUID, AgencyLine]:
    return {agency.id: agency for agency in await agencies_of(act.area.id, on=meeting.held_on)}


async def roster_of(
    act: Act, meeting: Meeting, agencies: Mapping[UUID, AgencyLine], *, case_id: UUID
) -> tuple[AtMeeting, ...]:
    """Every agency with a seat or somebody here; its person where exactly one speaks for it. None shut out."""
    people = await speakers_for(act, meeting, case_id)
    names = await names_of(act, {officer for officers in people.values() for officer in officers})
    entries = [
        _entry(agencies[agency], sorted(officers), names) for agency, officers in people.items() if agency in agencies
    ]
    return tuple(sorted(entries, key=lambda entry: entry.name))


async def speakers_for(act: Act, meeting: Meeting, case_id: UUID) -> dict[UUID, set[UUID]]:
    """The officers of each agency that may be given something to do in this case."""
    people = await _speakers(meeting)
    shut_out = await shut_out_of(act.area.id, [case_id])
    theirs = await agencies_of_officers(act.area.id, {one for some in people.values() for one in some}, on=act.today)
    return {
        agency: {one for one in officers if not shut_out.keeps_out(case_id, one, {agency, *theirs.get(one, ())})}
        for agency, officers in people.items()
        if not shut_out.keeps_out_agency(case_id, agency)
    }


async def _speakers(meeting: Meeting) -> dict[UUID, set[UUID]]:
    """Those here go before those who only have a seat: an action is given to somebody in the room where one is."""
    seated = await Seat.select(Seat.agency, Seat.officer).where(
        (Seat.meeting == meeting.id) & Seat.to_at.is_null() & Seat.seat.is_in(list(SPEAKS))
    )
    here = await Attendance.select(Attendance.agency, Attendance.officer).where(
        (Attendance.meeting == meeting.id)
        & Attendance.state.is_in(sorted(HERE))
        & Attendance.seat.is_in(list(SPEAKS))
        & Attendance.officer.is_not_null()
    )
    by_seat, by_presence = _by_agency(seated), _by_agency(here)
    return {agency: by_presence.get(agency, officers) for agency, officers in (by_seat | by_presence).items()}


def _by_agency(rows: Iterable[Mapping[str, UUID | None]]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for row in rows:
        agency, officer = row["agency"], row["officer"]
        if agency is not None and officer is not None:
            found.setdefault(agency, set()).add(officer)
    return found


def _entry(agency: AgencyLine, officers: list[UUID], names: Mapping[UUID, str]) -> AtMeeting:
    families = {names[officer].split()[-1].lower() for officer in officers if names.get(officer)}
    parts = {part for part in agency.slug.split("-") if len(part) > 2}  # noqa: PLR2004
    kind = agency.type.replace("_", "-")
    only = officers[0] if len(officers) == 1 else None
    return AtMeeting(
        agency_id=agency.id,
        name=agency.name,
        short=agency.short,
        handles=frozenset({agency.short.lower(), agency.slug, kind} | parts | families),
        person=only,
        person_name=names.get(only, "") if only else "",
        kind=agency.type.replace("_", " "),
    )


async def people_here(act: Act, room: RoomCase, agencies: Mapping[UUID, AgencyLine]) -> tuple[PersonHere, ...]:
    """Everyone who came, by agency, with the last mark for this case, or else by when they came and went."""
    heard = Heard(room.item.opened_at, room.item.closed_at)
    rows = await Attendance.select(
        Attendance.officer, Attendance.agency, Attendance.seat, Attendance.arrived_at, Attendance.left_at
    ).where(
        (Attendance.meeting == room.item.meeting)
        & Attendance.state.is_in([*sorted(HERE), "left"])
        & Attendance.officer.is_not_null()
    )
    marks = await Presence.objects().where(Presence.agenda_item == room.item.id).order_by(Presence.id)
    last = {mark.officer: mark for mark in marks}
    names = await names_of(act, {row["officer"] for row in rows})
    people = []
    for row in rows:
        mark = last.get(row["officer"])
        agency = agencies.get(row["agency"])
        why_not = _why_not(mark) if mark else why_away(CameAndWent(row["arrived_at"], row["left_at"]), heard)
        people.append(
            PersonHere(
                officer_id=row["officer"],
                name=names.get(row["officer"], ""),
                agency=agency.short if agency else "",
                seat=SEAT_WORDS[row["seat"]],
                is_in_room=not why_not,
                why_not=REASON_WORDS.get(why_not, "out of the room") if why_not else "",
            )
        )
    return tuple(sorted(people, key=lambda person: (person.agency, person.name)))


def _why_not(mark: Presence) -> str:
    return "" if mark.state == "in_room" else mark.reason_code or "out"
