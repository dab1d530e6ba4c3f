"""An emergency meeting called from a referral: one act from the page to the invitations and the agenda.

Coordinator and chair agree. The case is accepted if it was not, keeps its place on an ordinary meeting for an update,
and is one case heard.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.letters import tell
from agencies.roles import Role, SeatKind
from marac.audit.events import Event
from marac.database import transaction
from marac.dates import day_in_london
from marac.errors import InvalidForm, NotFound, Refused
from marac.post import Subject
from meetings.access import denied, find_case
from meetings.asking import asks_on
from meetings.calendar.invited import Invitable, invitable
from meetings.cases import Move, hold_case, move_case
from meetings.circulation import issue_agenda
from meetings.decisions import write_acceptance
from meetings.evidence import Evidence, open_evidence
from meetings.forms.findings import inside, rows_of
from meetings.guarded_sendings import clear
from meetings.listing import Listing, leave_for_update, put_on_meeting
from meetings.rules.asking import WHY
from meetings.rules.emergency import HOW, LENGTH, cautions, suggested_times
from meetings.rules.stage_clock import Stage, stage_limit
from meetings.rules.states import WORDS
from meetings.schedule import MeetingDay, make_meeting
from meetings.seats import give_seat, seat_those_asked
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Meeting, Seat

UNDECIDED = ("received", "information_requested", "accepted")
LISTED = ("listed", "deferred")
LONGEST_PLACE = 150
NOT_NOW = "An emergency meeting is called for a case that was not heard yet and does not stand on one already."
NO_REASON = "Write why this cannot wait for the next meeting; everybody invited reads it with the case."
NO_CHAIR = "Choose the chair who agreed; an emergency meeting is called by coordinator and chair together."
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgencyToInvite:
    """One agency, with why it is proposed and how many of its people would be told."""

    slug: str
    name: str
    why: str
    number_of_people: int
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class EmergencyPaper:
    """What the page proposes; everything is known but the reason and that the chair agrees."""

    case_ref: str
    status_words: str
    received_at: datetime
    is_asked_for: bool
    times: tuple[datetime, ...]
    until: datetime
    agencies: tuple[AgencyToInvite, ...]
    chairs: tuple[tuple[str, str], ...]
    listed_at: datetime | None  # the ordinary meeting on which it stands


@dataclass(frozen=True, slots=True)
class Call:
    """What was decided on the page. `agreed_by` is the chair's id as the page has it."""

    reason: str
    starts_at: datetime
    how: str
    place: str
    asked: tuple[str, ...]
    agreed_by: str
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """The meeting that was made, and how many people were told."""

    meeting_ref: str
    number_told: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What is opened and read before anything is decided."""

    case: Case
    evidence: Evidence
    people: Invitable
    proposed: Mapping[UUID, str]
    until: datetime

    @property
    def has_children(self) -> bool:
        return bool(list(rows_of(self.evidence.answers, "children")))

    @property
    def referrer(self) -> str:
        return str(inside(self.evidence.answers, "referring_agency"))


async def read_emergency(act: Act, case_ref: str) -> EmergencyPaper:
    """One leaf. Raises Refused where no emergency meeting can be called."""
    known = await _known(act, case_ref)
    names = await names_of(act, known.people.chairs)
    case = known.case
    return EmergencyPaper(
        case_ref=case.ref,
        status_words=WORDS[case.status],
        received_at=case.received_at,
        is_asked_for=case.emergency_asked_at is not None,
        times=suggested_times(act.business_at, until=known.until, nation=act.area.nation),
        until=known.until,
        agencies=_agencies(known),
        chairs=tuple((str(officer), name) for officer, name in sorted(names.items(), key=lambda each: each[1])),
        listed_at=await _listed_at(case),
    )


async def _known(act: Act, case_ref: str) -> _Known:
    case = await find_case(act, case_ref)
    if not (act.is_coordinator or act.is_chair or case.restricted):
        raise await denied(act, "case", row="meeting.emergency", about=case.id)
    if case.status not in UNDECIDED + LISTED:
        raise Refused(NOT_NOW)
    permit = act.permit(Event.REFERRAL_READ, "case", case.id, case=str(case.id))
    evidence = (await open_evidence(act, [case], permit))[case.id]
    people = await invitable(act, case)
    proposed = await asks_on(act, case, evidence.answers, act.today, is_emergency=True)
    rules = await settings_on(act, act.today)
    limit = stage_limit(Stage.EMERGENCY, act.business_at, act.business_at, nation=act.area.nation, rows=rules.rows)
    return _Known(case, evidence, people, proposed, limit.due_at)


def _agencies(known: _Known) -> tuple[AgencyToInvite, ...]:
    """Those the rule proposes first, each with why; then all others."""
    lines = [
        AgencyToInvite(
            slug=agency.slug,
            name=agency.name,
            why=WHY[known.proposed[agency.id]] if agency.id in known.proposed else "",
            number_of_people=len(known.people.people_of(agency.id)),
            is_proposed=agency.id in known.proposed,
        )
        for agency in known.people.agencies
    ]
    return tuple(sorted(lines, key=lambda line: (not line.is_proposed, line.name)))


async def _listed_at(case: Case) -> datetime | None:
    row = (
        await AgendaItem.select(AgendaItem.meeting.starts_at.as_alias("starts_at"))
        .where((AgendaItem.case == case.id) & (AgendaItem.state == "listed"))
        .first()
    )
    return row["starts_at"] if row else None


async def call_emergency(act: Act, case_ref: str, call: Call) -> Called:
    """Meeting, acceptance, asks, seats, invitations and agenda: all of it, or nothing."""
    known = await _known(act, case_ref)
    asked = _asked(known, call.asked)
    chair = _agreeing(act, known, call.agreed_by)
    _check(act, known, call, asked)
    cleared = await clear(act, known.case.id, _to_hear(act, known, asked, chair))
    async with transaction():
        meeting_ref = await make_meeting(act, _day_of(known.case, call))
        meeting = await Meeting.objects().get(Meeting.ref == meeting_ref)
        if meeting is None:
            raise NotFound
        listing = Listing("emergency", asked, emergency_by=chair, reason=call.reason.strip())
        await _list(act, known, meeting, listing)
        await _invite(act, known, meeting, chair)
        await issue_agenda(act, meeting_ref, cleared=cleared)
        told = await _tell(act, known, meeting)
        await act.record(
            Event.MEETING_EMERGENCY_CALLED,
            "meeting",
            meeting.id,
            case=str(known.case.id),
            agreed_by=str(chair),
            number_of_invitations=told,
        )
    return Called(meeting_ref, told)


def _to_hear(act: Act, known: _Known, asked: Collection[UUID], chair: UUID) -> set[UUID]:
    """Everybody who gets a seat."""
    people = {officer for agency in asked for officer in known.people.people_of(agency)}
    return people | {chair} | ({act.officer_id} if act.is_coordinator and act.officer_id else set())


def _asked(known: _Known, slugs: Collection[str]) -> dict[UUID, str]:
    agencies = {agency.slug: agency.id for agency in known.people.agencies}
    if not slugs or any(slug not in agencies for slug in slugs):
        raise InvalidForm({"asked": "Tick the agencies to invite, like the police and the Idva service."})
    return {agencies[slug]: known.proposed.get(agencies[slug], "added") for slug in slugs}


def _agreeing(act: Act, known: _Known, agreed_by: str) -> UUID:
    """A chair who calls it agrees by that; of a coordinator the chair who agreed is asked."""
    if act.officer_id in known.people.chairs and not act.is_coordinator:
        return act.officer_id
    chair = next((officer for officer in known.people.chairs if str(officer) == agreed_by), None)
    if chair is None:
        raise InvalidForm({"agreed_by": NO_CHAIR})
    return chair


def _check(act: Act, known: _Known, call: Call, asked: Mapping[UUID, str]) -> None:
    messages: dict[str, str] = {}
    if not call.reason.strip():
        messages["reason"] = NO_REASON
    if call.starts_at <= act.business_at:
        messages["when"] = "Choose a time to come, like the first one offered."
    if call.how not in HOW:
        messages["how"] = "Choose how people meet, like a video call."
    if len(call.place) > LONGEST_PLACE:
        messages["place"] = f"Enter the place in at most {LONGEST_PLACE} characters."
    said = _cautions(known, call, asked)
    if said and not call.goes_on and not messages:
        messages["goes_on"] = " ".join([*said, "Tick that the chair knows it and goes on, or change it."])
    if messages:
        raise InvalidForm(messages)


def _cautions(known: _Known, call: Call, asked: Mapping[UUID, str]) -> tuple[str, ...]:
    invited = {
        agency.slug: agency.type
        for agency in known.people.agencies
        if agency.id in asked and known.people.people_of(agency.id)
    }
    return cautions(
        invited,
        referrer=known.referrer,
        has_children=known.has_children,
        is_too_far=call.starts_at > known.until,
    )


def _day_of(case: Case, call: Call) -> MeetingDay:
    day: date = day_in_london(call.starts_at)
    place = f"{HOW[call.how]}: {call.place.strip()}" if call.place.strip() else HOW[call.how]
    return MeetingDay(
        "emergency", day, day, call.starts_at, call.starts_at + LENGTH, place, called_for=UUID(str(case.id))
    )


async def _list(act: Act, known: _Known, meeting: Meeting, listing: Listing) -> None:
    """A referral that waits is accepted; a case on an ordinary meeting stays there, to be updated."""
    held = await hold_case(known.case.id)
    if held.status == "information_requested":
        await move_case(act, held, Move("received", listing.reason))
    if held.status == "received":
        await write_acceptance(act, held.id, meeting, listing, evidence=known.evidence)
        return
    await leave_for_update(act, held, before=meeting.starts_at)
    await put_on_meeting(act, held, meeting, listing)


async def _invite(act: Act, known: _Known, meeting: Meeting, chair: UUID) -> None:
    """Seats for chair, coordinator and everybody asked; those asked get their invitation with the seat."""
    await give_seat(act, meeting.id, chair, SeatKind.CHAIR, agency_id=known.people.chairs[chair])
    if act.is_coordinator:
        await give_seat(act, meeting.id, act.officer_id, SeatKind.COORDINATOR, agency_id=act.agency_id)
    await seat_those_asked(act, meeting.id)


async def _tell(act: Act, known: _Known, meeting: Meeting) -> int:
    """An invitation to everybody seated and to those who run meetings; asking twice sends one."""
    seated = {row["officer"] for row in await Seat.select(Seat.officer).where(Seat.meeting == meeting.id)}
    chairs = {member.officer_id for member in known.people.members if member.role is Role.CHAIR}
    told = seated | known.people.coordinators | chairs
    for officer in sorted(told):
        await tell(act, officer, Subject.MEETING_ARRANGED, ref=meeting.ref, meeting=meeting.id)
    return len(told)
