"""The agenda as one reader gets it: own lines, own numbers, own times; what is withheld is not in it at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import AgencyLine, agencies_of
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.errors import Refused
from meetings.access import visible
from meetings.agenda_lines import Lines, item_of
from meetings.declaring import has_declared
from meetings.evidence import Evidence, open_evidence
from meetings.meeting_reading import stamp_for
from meetings.papers.agenda_paper import AgendaItem as ItemLine
from meetings.papers.agenda_paper import AgendaPaper, OwnTime
from meetings.papers.marking import MeetingLine
from meetings.rules.agenda_order import CaseToPlace, order_cases
from meetings.schedule import deadlines_of
from meetings.seats import SeatHere, find_seat
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Circulation, Meeting, Seat
from meetings.tables.people import Mention
from meetings.tables.research import Ask

WAITS = "Somebody must send this agenda before you can open it."


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
    here = await find_seat(act, meeting_ref)
    version = await _issued_version(here.meeting)
    if not here.runs_the_room and version == 0:
        raise Refused(WAITS)
    if here.kind is not SeatKind.MINUTE_TAKER and version:
        await has_declared(act, here.meeting, version)
    return await paper_of(act, here, version=version, copy_number=copy_number)


async def _issued_version(meeting: Meeting) -> int:
    rows = (
        await Circulation.select(Circulation.n)
        .where((Circulation.meeting == meeting.id) & (Circulation.kind == "agenda"))
        .order_by(Circulation.n, ascending=False)
        .limit(1)
    )
    return int(rows[0]["n"]) if rows else 0


async def paper_of(act: Act, here: SeatHere, *, version: int, copy_number: int = 0) -> AgendaPaper:
    opened = await open_agenda(act, here, version=version)
    rules = await settings_on(act, here.meeting.held_on)
    reader = Lines(
        act=act,
        seat=here.kind,
        agency=opened.agencies.get(act.agency_id) if act.agency_id else None,
        agencies=opened.agencies,
        names=opened.names,
        sentences=_why_here(opened),
    )
    lines = _lines(here.meeting, opened, reader)
    return AgendaPaper(
        stamp=await stamp_for(act, opened.agencies, opened.names, copy_number=copy_number, rules=rules),
        meeting=await _meeting_line(act, here.meeting, opened),
        version=version,
        items=lines,
        own_times=_own_times(lines),
        answer_by=deadlines_of(act, here.meeting.held_on, rules).research_due,
    )


async def open_agenda(act: Act, here: SeatHere, *, version: int) -> Opened:
    """Every line this reader may see, opened under two leaves."""
    items = (
        await AgendaItem.objects(AgendaItem.case)
        .where(
            (AgendaItem.meeting == here.meeting.id)
            & AgendaItem.state.is_in(["listed", "heard"])
            & visible(act, AgendaItem.case)
        )
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    cases: list[Case] = [item.case for item in items]
    permit = act.permit(Event.AGENDA_READ, "meeting", here.meeting.id, version=version)
    evidence = await open_evidence(act, cases, permit)
    agencies = await agencies_of(act.area.id, on=here.meeting.held_on)
    people = {act.officer_id} if act.officer_id else set()
    return Opened(
        items=items,
        evidence=evidence,
        cards=await _cards(act, cases, permit),
        asks=await _asks(act, here),
        agencies={agency.id: agency for agency in agencies},
        names=await names_of(act, people | await _chair(here.meeting)),
    )


async def _cards(act: Act, cases: Sequence[Case], permit: Any) -> dict[UUID, list[tuple[Mention, dict[str, Any]]]]:
    if not cases:
        return {}
    mentions = (
        await Mention.objects().where(Mention.document.is_in([case.opened_by for case in cases])).order_by(Mention.n)
    )
    opened = await act.vault.open_records(permit.showing([case.id for case in cases]), mentions)
    cards: dict[UUID, list[tuple[Mention, dict[str, Any]]]] = {}
    for mention, values in zip(mentions, opened, strict=True):
        cards.setdefault(mention.case, []).append((mention, values["card"]))
    return cards


async def _asks(act: Act, here: SeatHere) -> dict[UUID, list[Mapping[str, Any]]]:
    """Every agency asked for coordinator and chair; else the own agency's asks alone."""
    which = Ask.meeting == here.meeting.id
    if not here.runs_the_room:
        which = which & (Ask.agency == act.agency_id)  # type: ignore[assignment]
    asks: dict[UUID, list[Mapping[str, Any]]] = {}
    for row in await Ask.select(Ask.ref, Ask.case, Ask.agency, Ask.state, Ask.due_at, Ask.answered_at).where(which):
        asks.setdefault(row["case"], []).append(row)
    return asks


async def _chair(meeting: Meeting) -> set[UUID]:
    rows = await Seat.select(Seat.officer).where(
        (Seat.meeting == meeting.id) & (Seat.seat == SeatKind.CHAIR.value) & Seat.to_at.is_null()
    )
    return {row["officer"] for row in rows[:1]}


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


def _why_here(opened: Opened) -> dict[str, str]:
    """The reason of the rule where a case stands by it; else that somebody placed it."""
    cases = [
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
    placed = {place.ref: place for place in order_cases(cases)}
    return {
        case.ref: placed[case.ref].sentence if placed[case.ref].position == place else "Placed by the coordinator."
        for place, case in enumerate(cases, start=1)
    }


def _own_times(lines: Sequence[ItemLine]) -> tuple[OwnTime, ...]:
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


async def _meeting_line(act: Act, meeting: Meeting, opened: Opened) -> MeetingLine:
    chair = next(iter(set(opened.names) - {act.officer_id}), None)
    return MeetingLine(
        ref=meeting.ref,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.venue,
        chair=opened.names.get(chair, "") if chair else "",
        kind="Emergency meeting" if meeting.kind == "emergency" else "Meeting",
    )
