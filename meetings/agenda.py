"""The agenda as one reader gets it: own lines, own numbers, own times; what is withheld is not in it at all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_by_version
from agencies.members import AgencyLine, agencies_of
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.dates import show_time
from marac.errors import Refused
from marac.vault.opening import Permit
from meetings.access import not_barred, visible
from meetings.agenda_lines import Lines, item_of
from meetings.agenda_versions import Differences, SentLine, Versions, differences, numbers_of_removed, read_versions
from meetings.declaring import last_sent, requires_declared
from meetings.evidence import Evidence, open_evidence_and_cards
from meetings.meeting_reading import stamp_for
from meetings.papers.agenda_paper import AgendaItem as ItemLine
from meetings.papers.agenda_paper import AgendaPaper, OwnTime
from meetings.papers.marking import MeetingLine
from meetings.planned_times import pause_of
from meetings.rules.agenda_order import CaseToPlace
from meetings.rules.agenda_reasons import Stood, reasons, reasons_for_agency
from meetings.rules.running_times import Pause, planned
from meetings.schedule import deadlines_of_meeting
from meetings.seats import Roster, SeatHere, find_roster
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.people import Mention
from meetings.tables.research import Ask

TOLD_WHY = frozenset({SeatKind.COORDINATOR, SeatKind.CHAIR})
NO_VERSIONS = Versions({}, 0)
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
    versions: Versions
    starts: Mapping[UUID, datetime]


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
        sentences=why_here(opened, here.kind),
    )
    lines = _lines(opened, reader)
    return AgendaPaper(
        stamp=await stamp_for(act, opened.agencies, opened.names, copy_number=copy_number, rules=rules),
        meeting=_meeting_line(here.meeting, opened, roster.chair),
        version=version,
        items=lines,
        own_times=own_times(lines),
        answer_by=deadlines_of_meeting(act, here.meeting, rules).research_due,
        changes=await _changes(act, opened, lines),
        new_cases=_new_cases(opened),
    )


async def open_agenda(
    act: Act, roster: Roster, permit: Permit, *, rules: RulesOfDay, has_versions: bool = True
) -> Opened:
    """Every line this reader may see, opened under one leaf; for agencies as the version sent last had it."""
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
    versions = await read_versions(act, meeting.id) if has_versions else NO_VERSIONS
    heard = [SentLine(item.id, item.minutes) for item in items]
    if not roster.here.runs_the_room:
        items, heard = _as_sent(items, versions), await _heard_around(act, meeting, versions)
    cases = [item.case for item in items]
    evidence, cards = await open_evidence_and_cards(act, cases, permit, rules=rules.on(act.today))
    agencies = await agencies_of(act.area.id, on=meeting.held_on)
    wanted = [person for person in (act.officer_id, roster.chair) if person is not None]
    sealed = {person: roster.versions[person] for person in wanted if person in roster.versions}
    return Opened(
        items=items,
        evidence=evidence,
        cards=cards,
        asks=await _asks(act, roster.here),
        agencies={agency.id: agency for agency in agencies},
        names=await names_by_version(act, sealed, wanted),
        versions=versions,
        starts=starts_of(meeting.starts_at, heard, pause_of(rules)),
    )


def _as_sent(items: Sequence[AgendaItem], versions: Versions) -> list[AgendaItem]:
    """What was listed or moved since waits for the next version; what was taken off is off at once."""
    standing = {item.id: item for item in items}
    sent = [line for line in versions.newest if line.item in standing]
    for line in sent:
        standing[line.item].minutes = line.minutes
    return [standing[line.item] for line in sent]


async def _heard_around(act: Act, meeting: Meeting, versions: Versions) -> list[SentLine]:
    """Every case of the version that is not shut to this reader: one's own begin when those before have been heard.

    A case that is shut to somebody is placed last, so that its absence moves no time.
    """
    rows = await AgendaItem.select(AgendaItem.id).where(
        (AgendaItem.meeting == meeting.id)
        & AgendaItem.state.is_in(["listed", "heard"])
        & not_barred(act, AgendaItem.case)
    )
    open_to_all = {row["id"] for row in rows}
    return [line for line in versions.newest if line.item in open_to_all]


def starts_of(starts_at: datetime, lines: Sequence[SentLine], pause: Pause) -> dict[UUID, datetime]:
    """When each case begins."""
    times = planned(starts_at, [line.minutes for line in lines], pause)
    return {line.item: start for line, (start, _) in zip(lines, times, strict=True)}


def _differences(opened: Opened) -> Differences | None:
    """Against the version that this reader looked at before; None where there is none."""
    if not opened.versions.before:
        return None
    now = [item.id for item in opened.items]
    return differences([line.item for line in opened.versions.before], now)


def _new_cases(opened: Opened) -> frozenset[str]:
    found = _differences(opened)
    return frozenset(item.case.ref for item in opened.items if found and item.id in found.added)


async def _changes(act: Act, opened: Opened, lines: Sequence[ItemLine]) -> tuple[str, ...]:
    """One sentence for each of this reader's own cases that came, went or moved."""
    found = _differences(opened)
    if not found:
        return ()
    by_item = {item.id: line for item, line in zip(opened.items, lines, strict=True)}
    added = [f"{_name(line)} is new, as number {line.number}." for item, line in by_item.items() if item in found.added]
    moved = [
        f"{_name(line)} moved to number {line.number}{_at(line)}."
        for item, line in by_item.items()
        if item in found.moved
    ]
    gone = [f"{number or 'A case'} was taken off." for number in await numbers_of_removed(act, found.removed)]
    return (*added, *moved, *gone)


def _name(line: ItemLine) -> str:
    return line.case_number or "A case"


def _at(line: ItemLine) -> str:
    return f", planned {show_time(line.starts_at)}" if line.starts_at else ""


async def _asks(act: Act, here: SeatHere) -> dict[UUID, list[Mapping[str, Any]]]:
    """Every agency asked for coordinator and chair; else the own agency's asks alone."""
    which = Ask.meeting == here.meeting.id
    if not here.runs_the_room:
        which = which & (Ask.agency == act.agency_id)  # type: ignore[assignment]
    asks: dict[UUID, list[Mapping[str, Any]]] = {}
    for row in await Ask.select(Ask.ref, Ask.case, Ask.agency, Ask.state, Ask.due_at, Ask.answered_at).where(which):
        asks.setdefault(row["case"], []).append(row)
    return asks


def _lines(opened: Opened, reader: Lines) -> tuple[ItemLine, ...]:
    """Numbered by the lines this reader sees."""
    lines = []
    for number, item in enumerate(opened.items, start=1):
        asks, at = opened.asks.get(item.case.id, ()), opened.starts[item.id]
        lines.append(
            item_of(reader, item, opened.evidence[item.case.id], opened.cards[item.case.id], asks, number=number, at=at)
        )
    return tuple(lines)


def why_here(opened: Opened, seat: SeatKind) -> dict[str, str]:
    """As it was kept when the case was placed, for those who build the agenda; for others what its own facts say."""
    stood = [
        Stood(case, item.why, item.pinned_by) for case, item in zip(cases_to_place(opened), opened.items, strict=True)
    ]
    return reasons(stood) if seat in TOLD_WHY else reasons_for_agency(stood)


def cases_to_place(
    opened: Opened, *, unseen: Collection[UUID] = (), leaves_early: Collection[UUID] = ()
) -> list[CaseToPlace]:
    """The cases in the order they stand in, as the rule of the order reads them.

    `unseen` are cases that somebody may not see, `leaves_early` those that need somebody who has to go.
    """
    return [
        CaseToPlace(
            ref=item.case.ref,
            referred_on=item.case.referred_on,
            people=frozenset(str(mention.person_id) for mention, _ in opened.cards[item.case.id]),
            routes=tuple(route.code for route in opened.evidence[item.case.id].routes.shown if route.is_evidenced),
            pinned_to=item.pinned_to,
            is_emergency_update=item.kind == "update",
            is_repeat=opened.evidence[item.case.id].reported.verdict.is_repeat,
            has_protection_plan=item.has_plan,
            leaves_early=item.case.id in leaves_early,
            is_unseen_by_some=item.case.restricted is not None or item.case.id in unseen,
        )
        for item in opened.items
    ]


def own_times(lines: Sequence[ItemLine]) -> tuple[OwnTime, ...]:
    """Stretches without a break between this reader's needed lines."""
    times: list[OwnTime] = []
    for line in lines:
        if line.starts_at is None or not line.is_needed:
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
