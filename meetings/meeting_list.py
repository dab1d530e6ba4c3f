"""The meetings of an area as one reader may know of them: what comes, what was, and in what state each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from piccolo.query.methods.select import SelectRaw

from agencies.acts import Act
from agencies.roles import FOR_AN_AGENCY
from meetings.access import Condition, may_see_every_case, not_barred
from meetings.rules.deadlines import MeetingDeadlines
from meetings.schedule import deadlines_of_meeting, number_of_cases
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.meeting import Meeting, Seat
from meetings.tables.research import Ask

MOST_SOON = 6
MOST_PAST = 26
KIND_WORDS = {"ordinary": "Meeting", "emergency": "Emergency meeting"}


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """One meeting in a list."""

    id: UUID
    ref: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str
    status: str
    state: str  # in words
    number_of_cases: int
    capacity: int
    was_moved: bool
    planned_on: date
    agenda_version: int
    deadlines: MeetingDeadlines

    @property
    def is_over_capacity(self) -> bool:
        return self.number_of_cases > self.capacity

    @property
    def is_ordinary(self) -> bool:
        return self.kind == KIND_WORDS["ordinary"]


@dataclass(frozen=True, slots=True)
class MeetingsPaper:
    """What comes, soonest first, with what is further off apart; what was, latest first."""

    coming: tuple[MeetingEntry, ...]
    past: tuple[MeetingEntry, ...]

    @property
    def soon(self) -> tuple[MeetingEntry, ...]:
        return self.coming[:MOST_SOON]

    @property
    def later(self) -> tuple[MeetingEntry, ...]:
        return self.coming[MOST_SOON:]

    @property
    def next_one(self) -> MeetingEntry | None:
        """The next that takes place."""
        return next((entry for entry in self.coming if entry.status != "cancelled"), None)


async def list_meetings(act: Act, *, rules: RulesOfDay | None = None) -> MeetingsPaper:
    """Coordinator and chair: all; others those they have a part in. `rules` where the caller has read them already."""
    rows = (
        await Meeting.objects()
        .where((Meeting.area == act.area.id) & own_meetings(act))
        .order_by(Meeting.starts_at, ascending=False)
        .limit(MOST_PAST + 40)
    )
    entries = await _entries(act, rows, rules or await settings_on(act, act.today))
    coming = [entry for row, entry in zip(rows, entries, strict=True) if _is_coming(act, row)]
    past = [entry for row, entry in zip(rows, entries, strict=True) if not _is_coming(act, row)]
    return MeetingsPaper(tuple(reversed(coming)), tuple(past[:MOST_PAST]))


async def next_meeting(act: Act) -> MeetingEntry | None:
    """The next one this reader has a part in."""
    rows = (
        await Meeting.objects()
        .where(
            (Meeting.area == act.area.id)
            & (Meeting.held_on >= act.today)
            & Meeting.status.is_in(["planned", "open"])
            & own_meetings(act)
        )
        .order_by(Meeting.starts_at)
        .limit(1)
    )
    entries = await _entries(act, rows, await settings_on(act, act.today))
    return entries[0] if entries else None


async def entry_of(act: Act, meeting: Meeting) -> MeetingEntry:
    return (await _entries(act, [meeting], await settings_on(act, act.today)))[0]


def own_meetings(act: Act) -> Condition:
    """Meetings this officer has a part in. One called for a single case is as hidden as the case."""
    return (Meeting.called_for.is_null() | not_barred(act, Meeting.called_for)) & _with_a_part(act)


def _with_a_part(act: Act) -> Condition:
    if may_see_every_case(act):
        everywhere: Condition = Meeting.area == act.area.id
        return everywhere
    seats = Seat.select(Seat.meeting).where((Seat.officer == act.officer_id) & Seat.to_at.is_null())
    mine: Condition = Meeting.id.is_in(seats)
    if act.agency_id is not None and act.roles & FOR_AN_AGENCY:
        asked = Ask.select(Ask.meeting).where((Ask.agency == act.agency_id) & (Ask.area == act.area.id))
        mine = mine | Meeting.id.is_in(asked)
    return mine


def _is_coming(act: Act, meeting: Meeting) -> bool:
    return meeting.held_on >= act.today and meeting.status != "held"


async def _entries(act: Act, meetings: Sequence[Meeting], rules: RulesOfDay) -> list[MeetingEntry]:
    if not meetings:
        return []
    ids = [meeting.id for meeting in meetings]
    counts = await number_of_cases(act, ids)
    papers = await _papers(ids)
    return [
        MeetingEntry(
            id=meeting.id,
            ref=meeting.ref,
            kind=KIND_WORDS.get(meeting.kind, "Meeting"),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=meeting.venue,
            status=meeting.status,
            state=_state(act, meeting, papers[meeting.id]),
            number_of_cases=counts.get(meeting.id, 0),
            capacity=int(rules.on(meeting.held_on).value("meeting_capacity")),
            was_moved=bool(meeting.moved),
            planned_on=meeting.planned_on,
            agenda_version=papers[meeting.id].agenda_version,
            deadlines=deadlines_of_meeting(act, meeting, rules.on(meeting.held_on)),
        )
        for meeting in meetings
    ]


@dataclass(frozen=True, slots=True)
class _Papers:
    """How far the papers of a meeting have come."""

    agenda_version: int
    is_written: bool
    is_signed: bool
    is_sent: bool


async def _papers(ids: Sequence[UUID]) -> dict[UUID, _Papers]:
    """Of all these meetings in one statement."""
    rows = await Meeting.select(Meeting.id, *_PAPERS).where(Meeting.id.is_in(list(ids)))
    return {
        row["id"]: _Papers(
            row["agenda_version"] or 0, bool(row["is_written"]), bool(row["is_signed"]), bool(row["is_sent"])
        )
        for row in rows
    }


_STANDING = "FROM circulation WHERE circulation.meeting = meeting.id AND circulation.recalled_at IS NULL"
_PAPERS = (
    SelectRaw(f"(SELECT MAX(circulation.n) {_STANDING} AND circulation.kind = 'agenda') AS agenda_version"),
    SelectRaw("EXISTS (SELECT 1 FROM minutes_part WHERE minutes_part.meeting = meeting.id) AS is_written"),
    SelectRaw("EXISTS (SELECT 1 FROM approval WHERE approval.meeting = meeting.id) AS is_signed"),
    SelectRaw(f"EXISTS (SELECT 1 {_STANDING} AND circulation.kind = 'minutes') AS is_sent"),
)


def _state(act: Act, meeting: Meeting, papers: _Papers) -> str:
    if meeting.status == "cancelled":
        return "Cancelled"
    if meeting.status == "open":
        return "Open now"
    if meeting.status == "held":
        return _minutes_state(papers)
    if meeting.held_on < act.today:
        return "Not held"
    version = papers.agenda_version
    return f"Planned, agenda sent (version {version})" if version else "Planned, agenda not sent"


def _minutes_state(papers: _Papers) -> str:
    """A meeting of which nothing was written here has no minutes that anybody could sign."""
    if papers.is_sent:
        return "Held, minutes sent"
    if papers.is_signed:
        return "Held, minutes signed"
    return "Held, minutes not signed" if papers.is_written else "Held, no minutes written"
