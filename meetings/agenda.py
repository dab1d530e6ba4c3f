"""The agenda as one reader gets it: own lines, own numbers, own times; what is withheld is not in it at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_by_version
from agencies.members import AgencyLine, agencies_of
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.errors import Refused
from marac.vault.opening import Permit
from meetings.access import visible
from meetings.agenda_lines import Lines, item_of
from meetings.declaring import last_sent, requires_declared
from meetings.evidence import Evidence, open_evidence_and_cards
from meetings.meeting_reading import stamp_for
from meetings.papers.agenda_paper import AgendaItem as ItemLine
from meetings.papers.agenda_paper import AgendaPaper, OwnTime
from meetings.papers.marking import MeetingLine
from meetings.rules.agenda_order import CaseToPlace, order_cases
from meetings.schedule import deadlines_of
from meetings.seats import Roster, SeatHere, find_roster
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.people import Mention
from meetings.tables.research import Ask

WAITS = "This agenda has not been sent yet. You get a letter when it is."


@dataclass(frozen=True, slots=True)
class Opened:
    """What the lines of an agenda are made of, read once for all of them."""

    items: Sequence[AgendaItem]
    evidence: Mapping[UUID, Evidence]
    cards: Mapping[UUID, Sequence[tuple[Mention, dict[str, Any]]]]
    asks: Mapping[UUID, Sequence[Mapping[str, Any]]]
    agencies: Mapping[UUID, AgencyLine]
    names: Mapping[UUID, str]


async def read_agenda(act: Act, meeting_ref: str, *, copy_number: int = 0) -> AgendaPaper:
    """The agenda for this reader. Raises Refused before it was sent, and `declaring.MustDeclare` before the question
    whom they know was answered."""
    roster = await find_roster(act, meeting_ref)
    here = roster.here
    sent = await last_sent(act, here.meeting.id)
    if not here.runs_the_room and sent.version == 0:
        raise Refused(WAITS)
    if here.kind is not SeatKind.MINUTE_TAKER and sent.version:
        requires_declared(sent, here.meeting)
    return await paper_of(act, roster, version=sent.version, copy_number=copy_number)


async def paper_of(act: Act, roster: Roster, *, version: int, copy_number: int = 0) -> AgendaPaper:
    """The agenda for the seat of a roster, whether it was sent or not."""
    here = roster.here
    rules = await settings_on(act, here.meeting.held_on)
    permit = act.permit(Event.AGENDA_READ, "meeting", here.meeting.id, version=version)
    opened = await open_agenda(act, roster, permit, rules=rules)
    reader = Lines(
        act=act,
        seat=here.kind,
        agency=opened.agencies.get(act.agency_id) if act.agency_id else None,
        agencies=opened.agencies,
        names=opened.names,
        sentences=why_here(opened),
    )
    lines = _lines(here.meeting, opened, reader)
    return AgendaPaper(
        stamp=await stamp_for(act, opened.agencies, opened.names, copy_number=copy_number, rules=rules),
        meeting=_meeting_line(here.meeting, opened, roster.chair),
        version=version,
        items=lines,
        own_times=own_times(lines),
        answer_by=deadlines_of(act, here.meeting.held_on, rules).research_due,
    )


async def open_agenda(act: Act, roster: Roster, permit: Permit, *, rules: RulesOfDay) -> Opened:
    """Every line this reader may see, opened under one leaf."""
    meeting = roster.here.meeting
    items = (
        await AgendaItem.objects(AgendaItem.case)
        .where(
            (AgendaItem.meeting == meeting.id)
            & AgendaItem.state.is_in(["listed", "heard"])
            & visible(act, AgendaItem.case)
        )
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    cases = [item.case for item in items]
    evidence, cards = await open_evidence_and_cards(act, cases, permit, rules=rules.on(act.today))
    agencies = await agencies_of(act.area.id, on=meeting.held_on)
    wanted = [person for person in (act.officer_id, roster.chair) if person is not None]
    versions = {person: roster.versions[person] for person in wanted if person in roster.versions}
    return Opened(
        items=items,
        evidence=evidence,
        cards=cards,
        asks=await _asks(act, roster.here),
        agencies={agency.id: agency for agency in agencies},
        names=await names_by_version(act, versions, wanted),
    )


async def _asks(act: Act, here: SeatHere) -> dict[UUID, list[Mapping[str, Any]]]:
    """Every agency asked for coordinator and chair; else the own agency's asks alone."""
    which = Ask.meeting == here.meeting.id
    if not here.runs_the_room:
        which = which & (Ask.agency == act.agency_id)  # type: ignore[assignment]
    asks: dict[UUID, list[Mapping[str, Any]]] = {}
    for row in await Ask.select(Ask.ref, Ask.case, Ask.agency, Ask.state, Ask.due_at, Ask.answered_at).where(which):
        asks.setdefault(row["case"], []).append(row)
    return asks


def _lines(meeting: Meeting, opened: Opened, reader: Lines) -> tuple[ItemLine, ...]:
    """Numbers and times are computed from the lines this reader sees, so that nothing hidden leaves a gap."""
    lines, at = [], meeting.starts_at
    for number, item in enumerate(opened.items, start=1):
        asks = opened.asks.get(item.case.id, ())
        lines.append(
            item_of(reader, item, opened.evidence[item.case.id], opened.cards[item.case.id], asks, number=number, at=at)
        )
        at += timedelta(minutes=item.minutes)
    return tuple(lines)


def why_here(opened: Opened) -> dict[str, str]:
    """The reason of the rule where a case stands by it; else that somebody placed it."""
    cases = cases_to_place(opened)
    placed = {place.ref: place for place in order_cases(cases)}
    return {
        case.ref: placed[case.ref].sentence if placed[case.ref].position == place else "Placed by the coordinator."
        for place, case in enumerate(cases, start=1)
    }


def cases_to_place(opened: Opened) -> list[CaseToPlace]:
    """The cases in the order they stand in, as the rule of the order reads them."""
    return [
        CaseToPlace(
            ref=item.case.ref,
            referred_on=item.case.referred_on,
            people=frozenset(str(mention.person_id) for mention, _ in opened.cards[item.case.id]),
            routes=tuple(route.code for route in opened.evidence[item.case.id].routes.shown if route.is_evidenced),
            pinned_to=place if item.pinned else None,
            is_emergency_update=item.kind == "update",
            is_repeat=opened.evidence[item.case.id].reported.verdict.is_repeat,
            is_unseen_by_some=item.case.restricted is not None,
        )
        for place, item in enumerate(opened.items, start=1)
    ]


def own_times(lines: Sequence[ItemLine]) -> tuple[OwnTime, ...]:
    """Stretches without a break between this reader's needed lines."""
    times: list[OwnTime] = []
    for line in lines:
        if line.starts_at is None or (line.answer is not None and line.answer.state == "nil"):
            continue
        ends_at = line.starts_at + timedelta(minutes=line.minutes)
        if times and times[-1].to_at == line.starts_at:
            times[-1] = OwnTime(from_at=times[-1].from_at, to_at=ends_at)
        else:
            times.append(OwnTime(from_at=line.starts_at, to_at=ends_at))
    return tuple(times)


def _meeting_line(meeting: Meeting, opened: Opened, chair: UUID | None) -> MeetingLine:
    return MeetingLine(
        ref=meeting.ref,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.venue,
        chair=opened.names.get(chair, "") if chair else "",
        kind="Emergency meeting" if meeting.kind == "emergency" else "Meeting",
    )
