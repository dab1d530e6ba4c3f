"""Before an agenda is sent: who will get it, which agency asked cannot be reached, and the words of the letter."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.letters import letter_text
from agencies.members import agencies_of
from agencies.roles import SeatKind
from meetings.declaring import last_sent
from meetings.meeting_reading import SEAT_WORDS
from meetings.ordering.running import BUILDERS
from meetings.rules.redaction import needs_of
from meetings.schedule import number_of_cases
from meetings.seats import assigned_without_seat, find_seat
from meetings.tables.meeting import CirculationReader, Meeting, Seat
from meetings.tables.research import Ask

SEES_ALL = frozenset({"coordinator", "chair", "minute_taker"})


@dataclass(frozen=True, slots=True)
class WillGet:
    """One person who gets the agenda."""

    name: str
    agency: str
    seat: str
    withheld: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Sending:
    """An agenda about to be sent."""

    meeting: Meeting
    version: int  # the one that will be sent
    number_of_cases: int
    recipients: tuple[WillGet, ...]
    unreached: tuple[str, ...]  # agencies asked in which nobody is assigned
    letter: str


async def read_sending(act: Act, meeting_ref: str) -> Sending:
    """Nothing is written: those not seated yet are seated when it is sent."""
    here = await find_seat(act, meeting_ref, BUILDERS)
    meeting = here.meeting
    seats = await Seat.select(Seat.officer, Seat.agency, Seat.seat).where(
        (Seat.meeting == meeting.id) & Seat.to_at.is_null()
    )
    asked = await assigned_without_seat(act, meeting.id)
    to_seat = [{"officer": row["officer"], "agency": row["agency"], "seat": "representative"} for row in asked]
    rows = list({row["officer"]: row for row in [*to_seat, *seats]}.values())
    names = await names_of(act, [row["officer"] for row in rows])
    agencies = {agency.id: agency for agency in await agencies_of(act.area.id, on=meeting.held_on)}
    before = await _had_before(meeting.id)
    recipients = [
        WillGet(
            name=names.get(row["officer"], ""),
            agency=agencies[row["agency"]].name if row["agency"] in agencies else "",
            seat=SEAT_WORDS[row["seat"]],
            withheld=_withheld(row["seat"], agencies[row["agency"]].type if row["agency"] in agencies else ""),
            is_new=bool(before) and row["officer"] not in before,
        )
        for row in rows
    ]
    reached = {row["agency"] for row in rows}
    silent = {ask["agency"] for ask in await Ask.select(Ask.agency).where(Ask.meeting == meeting.id)} - reached
    counts = await number_of_cases(act, [meeting.id])
    return Sending(
        meeting=meeting,
        version=(await last_sent(act, meeting.id)).version + 1,
        number_of_cases=counts.get(meeting.id, 0),
        recipients=tuple(sorted(recipients, key=lambda one: (one.agency, one.name))),
        unreached=tuple(sorted(agencies[agency].name for agency in silent if agency in agencies)),
        letter=letter_text(address=act.desk.address, ref=meeting.ref, due_at=None),
    )


async def _had_before(meeting_id: UUID) -> set[UUID]:
    rows = await CirculationReader.select(CirculationReader.officer).where(
        (CirculationReader.circulation.meeting == meeting_id) & (CirculationReader.circulation.kind == "agenda")
    )
    return {row["officer"] for row in rows}


def _withheld(seat: str, agency_type: str) -> str:
    """What this reader's rendering leaves out, in words."""
    if seat in SEES_ALL or seat == SeatKind.OBSERVER:
        return "Nothing" if seat in SEES_ALL else "Everything but the list"
    needs = needs_of(agency_type)
    parts = ["Held addresses"]
    if not needs.addresses:
        parts = ["All addresses"]
    if not needs.children:
        parts.append("children")
    elif not needs.schools:
        parts.append("schools")
    return ", ".join(parts)
