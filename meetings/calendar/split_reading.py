"""What splitting a list would come to: which cases stay, which go, each with why, and the second day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.database import for_everybody
from marac.dates import LONDON, add_working_days, at_london
from marac.errors import NotFound, Refused
from meetings.access import visible
from meetings.many import among
from meetings.ordering.standing import order_mark
from meetings.rules.split import CaseToSplit, Split, split
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import AgendaItem, Circulation, Meeting
from meetings.tables.people import Mention

FITS = "This list fits: every case has a place. Nothing needs a second list."
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
class Standing:
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
    standing = await standing_of(act, meeting_ref)
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


async def standing_of(act: Act, meeting_ref: str) -> Standing:
    meeting: Meeting | None = await Meeting.objects().get((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id))
    if meeting is None or meeting.kind != "ordinary":
        raise NotFound
    if meeting.status != "planned":
        raise Refused("Only the list of a meeting that has not begun is split.")
    rows = await rows_of_list(meeting.id, act)
    capacity = int((await settings_on(act, meeting.held_on)).value("meeting_capacity"))
    if len(rows) <= capacity:
        raise Refused(FITS)
    people = await people_of([row["case"] for row in rows])
    hidden = await _hidden_ties(meeting.id, rows)
    return Standing(meeting, rows, split([_to_split(row, people, hidden) for row in rows], capacity), people)


async def rows_of_list(meeting_id: UUID, act: Act) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        await AgendaItem.select(
            AgendaItem.id,
            AgendaItem.case,
            AgendaItem.kind,
            AgendaItem.pinned_to,
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


async def people_of(cases: Sequence[UUID]) -> dict[UUID, frozenset[str]]:
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
    people = await people_of([row["case"] for row in items if row["case"] not in known])
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
    if row["pinned_to"]:
        return "Pinned by the chair."
    if row["kind"] != "ordinary":
        return "Update of a case heard in an emergency."
    return "Late; the chair agreed to this meeting." if row["late_by"] is not None else ""


def _line(standing: Standing, row: Mapping[str, Any]) -> SplitLine:
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
