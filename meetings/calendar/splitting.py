"""A list with too many cases split onto a second day: proposed with each case's reason, made in one act.

Families stay whole, also where one of their cases is shut to whoever splits; that one goes with them untold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell
from agencies.seats import service_act
from marac.audit.events import Event
from marac.database import for_everybody, for_update, transaction
from marac.dates import LONDON, add_working_days, at_london, day_in_london
from marac.errors import Conflict, NotFound, Refused
from marac.ids import uuid7
from marac.post import Subject
from meetings.access import visible
from meetings.agenda_build import order_mark
from meetings.arranging import arrange
from meetings.asked_people import asked_officers
from meetings.cases import Move, hold_case, move_case
from meetings.many import among
from meetings.rules.split import CaseToSplit, Split, split
from meetings.schedule import UNANSWERED, MeetingDay, deadlines_of_meeting
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import AgendaItem, Circulation, Meeting
from meetings.tables.people import Mention
from meetings.tables.research import Ask, Research

REASON = "The list was split over two days."
FITS = "This list fits: every case has a place. Nothing needs a second list."
CHANGED = "The list changed meanwhile. Look at the two lists again; nothing was moved."
MOST_DAYS = 10


@dataclass(frozen=True, slots=True)
class SplitLine:
    """One case of a list, with why it is there."""

    case_ref: str
    case_number: str
    why: str


@dataclass(frozen=True, slots=True)
class SplitPaper:
    """Both lists and the second day, before anything is done."""

    meeting_ref: str
    starts_at: datetime
    capacity: int
    stay: tuple[SplitLine, ...]
    move: tuple[SplitLine, ...]
    is_enough: bool
    was_sent: bool
    second_starts_at: datetime
    second_ends_at: datetime
    place: str
    mark: str

    @property
    def number_of_cases(self) -> int:
        return len(self.stay) + len(self.move)


@dataclass(frozen=True, slots=True)
class SecondDay:
    """When and where the second list is heard."""

    starts_at: datetime
    ends_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class _Standing:
    """The cases of a meeting in running order, and how they would be split."""

    meeting: Meeting
    rows: Sequence[Mapping[str, Any]]  # those this officer sees
    proposal: Split
    people: Mapping[UUID, frozenset[str]]

    @property
    def mark(self) -> str:
        return order_mark([row["id"] for row in self.rows])


async def read_split(act: Act, meeting_ref: str) -> SplitPaper:
    """Nothing is opened and nothing is written. Raises Refused where all cases have a place."""
    standing = await _standing(act, meeting_ref)
    meeting, proposal = standing.meeting, standing.proposal
    second = await _second_day(act, meeting)
    moving = set(proposal.move)
    return SplitPaper(
        meeting_ref=meeting.ref,
        starts_at=meeting.starts_at,
        capacity=proposal.capacity,
        stay=tuple(_line(standing, row) for row in standing.rows if row["case_ref"] not in moving),
        move=tuple(_line(standing, row) for row in standing.rows if row["case_ref"] in moving),
        is_enough=proposal.is_enough,
        was_sent=await _was_sent(meeting),
        second_starts_at=second.starts_at,
        second_ends_at=second.ends_at,
        place=second.place,
        mark=standing.mark,
    )


async def _standing(act: Act, meeting_ref: str) -> _Standing:
    meeting: Meeting | None = await Meeting.objects().get((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id))
    if meeting is None or meeting.kind != "ordinary":
        raise NotFound
    if meeting.status != "planned":
        raise Refused("Only the list of a meeting that has not begun is split.")
    rows = await _rows(meeting.id, act)
    capacity = int((await settings_on(act, meeting.held_on)).value("meeting_capacity"))
    if len(rows) <= capacity:
        raise Refused(FITS)
    people = await _people([row["case"] for row in rows])
    hidden = await _hidden_ties(meeting.id, rows)
    return _Standing(meeting, rows, split([_to_split(row, people, hidden) for row in rows], capacity), people)


async def _rows(meeting_id: UUID, act: Act) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        await AgendaItem.select(
            AgendaItem.id,
            AgendaItem.case,
            AgendaItem.kind,
            AgendaItem.pinned,
            AgendaItem.late_by,
            AgendaItem.case.ref.as_alias("case_ref"),
            AgendaItem.case.case_number.as_alias("case_number"),
            AgendaItem.case.referred_on.as_alias("referred_on"),
        )
        .where((AgendaItem.meeting == meeting_id) & (AgendaItem.state == "listed") & visible(act, AgendaItem.case))
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    return rows


async def _people(cases: Sequence[UUID]) -> dict[UUID, frozenset[str]]:
    """The persons of each case, by who is who as of now."""
    rows = await Mention.select(Mention.case, Mention.person_id).where(among(Mention.case, cases))
    people: dict[UUID, set[str]] = {}
    for row in rows:
        people.setdefault(row["case"], set()).add(str(row["person_id"]))
    return {case: frozenset(persons) for case, persons in people.items()}


@for_everybody
async def _hidden_ties(meeting_id: UUID, seen: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """Persons of one family that only a hidden case ties together, by each of them."""
    known = {row["case"] for row in seen}
    items = await AgendaItem.select(AgendaItem.case).where(
        (AgendaItem.meeting == meeting_id) & (AgendaItem.state == "listed")
    )
    people = await _people([row["case"] for row in items if row["case"] not in known])
    ties: dict[str, frozenset[str]] = {}
    for persons in people.values():
        for person in persons:
            ties[person] = ties.get(person, frozenset()) | persons
    return ties


def _to_split(
    row: Mapping[str, Any], people: Mapping[UUID, frozenset[str]], hidden: Mapping[str, frozenset[str]]
) -> CaseToSplit:
    own = people.get(row["case"], frozenset())
    tied = frozenset[str]().union(*(hidden.get(person, frozenset()) for person in own))
    return CaseToSplit(row["case_ref"], row["referred_on"], own | tied, holds=_held(row))


def _held(row: Mapping[str, Any]) -> str:
    if row["pinned"]:
        return "Pinned by the chair."
    if row["kind"] != "ordinary":
        return "Update of a case heard in an emergency."
    return "Late; the chair agreed to this meeting." if row["late_by"] is not None else ""


def _line(standing: _Standing, row: Mapping[str, Any]) -> SplitLine:
    """The reason by what this officer sees: its own hold, its visible family, or when it was referred."""
    own = standing.people.get(row["case"], frozenset())
    kin = [
        str(other["case_number"] or "")
        for other in standing.rows
        if other["id"] != row["id"] and standing.people.get(other["case"], frozenset()) & own
    ]
    together = f"Same people as {', '.join(sorted(kin))}." if kin else ""
    on = row["referred_on"]
    why = _held(row) or together or f"Referred {on.day} {on:%B %Y}."
    return SplitLine(row["case_ref"], row["case_number"] or "", why)


async def _second_day(act: Act, meeting: Meeting) -> SecondDay:
    """The next working day without a meeting, at the same hours and place."""
    rows = await Meeting.select(Meeting.held_on).where(
        (Meeting.area == act.area.id)
        & (Meeting.status != "cancelled")
        & (Meeting.held_on > meeting.held_on)
        & (Meeting.held_on <= meeting.held_on + timedelta(days=MOST_DAYS * 2))
    )
    taken = {row["held_on"] for row in rows}
    days = [add_working_days(meeting.held_on, n, act.area.nation) for n in range(1, MOST_DAYS + 1)]
    day = next((day for day in days if day not in taken), days[-1])
    starts_at, ends_at = (
        at_london(day, f"{at.astimezone(LONDON):%H:%M}") for at in (meeting.starts_at, meeting.ends_at)
    )
    return SecondDay(starts_at, ends_at, meeting.venue)


async def _was_sent(meeting: Meeting) -> bool:
    return bool(
        await Circulation.exists().where(
            (Circulation.meeting == meeting.id) & (Circulation.kind == "agenda") & Circulation.recalled_at.is_null()
        )
    )


async def split_meeting(act: Act, meeting_ref: str, second: SecondDay, *, mark: str) -> tuple[str, int]:
    """Make the second meeting and move the cases with all who were asked; returns its reference and how many moved."""
    standing = await _standing(act, meeting_ref)
    if mark != standing.mark:
        raise Conflict(CHANGED)
    service = await service_act(act.desk, act.area.id)
    day = day_in_london(second.starts_at)
    async with transaction():
        await for_update(Meeting.select(Meeting.id).where(Meeting.id == standing.meeting.id))
        if order_mark([row["id"] for row in await _rows(standing.meeting.id, act)]) != mark:
            raise Conflict(CHANGED)  # Between the look above and the lock.
        second_ref = await arrange(
            act, MeetingDay("ordinary", day, day, second.starts_at, second.ends_at, second.place)
        )
        to = await Meeting.objects().get(Meeting.ref == second_ref)
        if to is None:
            raise NotFound
        seen = {row["case"]: row["case_ref"] for row in standing.rows}
        for item in await _moving(standing):
            await _move(act if item.case in seen else service, item, to)
        for officer in sorted(await asked_officers(second_ref)):
            await tell(act, officer, Subject.MEETING_ARRANGED, ref=second_ref, meeting=to.id)
        await act.record(
            Event.MEETING_SPLIT, "meeting", standing.meeting.id, into=str(to.id), moved=len(standing.proposal.move)
        )
    return second_ref, len(standing.proposal.move)


@for_everybody
async def _moving(standing: _Standing) -> list[AgendaItem]:
    """The items of the proposal, and those of hidden cases of the same families, in running order."""
    items = (
        await AgendaItem.objects()
        .where((AgendaItem.meeting == standing.meeting.id) & (AgendaItem.state == "listed"))
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    moving = set(standing.proposal.move)
    seen = {row["case"]: row["case_ref"] for row in standing.rows}
    people = await _people([item.case for item in items])
    persons = frozenset[str]().union(*(people.get(case, frozenset()) for case, ref in seen.items() if ref in moving))
    return [
        item
        for item in items
        if seen.get(item.case) in moving or (item.case not in seen and people.get(item.case, frozenset()) & persons)
    ]


@for_everybody
async def _move(act: Act, item: AgendaItem, to: Meeting) -> None:
    """One case with its asks: who was asked stays asked, what was answered stays answered."""
    case = await hold_case(item.case)
    await AgendaItem.update({AgendaItem.state: "moved"}).where(AgendaItem.id == item.id)
    number = await AgendaItem.count().where(AgendaItem.meeting == to.id)
    await AgendaItem.insert(
        AgendaItem(
            id=uuid7(),
            area=act.area.id,
            meeting=to.id,
            case=case.id,
            kind=item.kind,
            state="listed",
            position=number + 1,
            minutes=item.minutes,
            listed_at=act.business_at,
            separate_paper=item.separate_paper,
        )
    )
    await move_case(act, case, Move("listed", REASON, "split", meeting=to.id))
    await _carry_asks(act, item, to)
    await act.record(Event.AGENDA_CASE_LISTED, "meeting", to.id, case=str(case.id), position=number + 1, item=item.kind)


async def _carry_asks(act: Act, item: AgendaItem, to: Meeting) -> None:
    theirs = (Ask.case == item.case) & (Ask.meeting == item.meeting)
    due_at = deadlines_of_meeting(act, to, await settings_on(act, to.held_on)).research_due
    later = due_at if due_at > act.business_at else to.starts_at
    await Ask.update({Ask.due_at: later}).where(theirs & Ask.state.is_in(list(UNANSWERED)))
    rows = await Ask.update({Ask.meeting: to.id}).where(theirs).returning(Ask.id)
    if rows:
        await Research.update({Research.meeting: to.id}).where(Research.ask.is_in([row["id"] for row in rows]))
