"""Who has answered for a meeting: agencies against cases, each state as a word with a shape."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agencies.acts import Act
from agencies.members import AgencyLine, agencies_of
from marac.dates import show_due, show_moment
from marac.errors import NotFound
from meetings.research import OPEN_STATES, AskLine, asks_of_meeting
from meetings.rules.chase_ladder import Kind, next_step, steps_of
from meetings.seats import find_meeting
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.meeting import Meeting

SHAPES = {"in": "●", "nil": "●", "begun": "◐", "not begun": "○", "late": "○", "not needed": "–", "not asked": ""}
ANSWERED = frozenset({"in", "nil"})
WAITING = frozenset({"begun", "not begun", "late"})
_WORDS = {
    "submitted": "in",
    "nil_known": "nil",
    "nil_no_trace": "nil",
    "in_progress": "begun",
    "not_started": "not begun",
    "not_required": "not needed",
}


@dataclass(frozen=True, slots=True)
class Square:
    """One agency and one case."""

    words: str

    @property
    def shape(self) -> str:
        return SHAPES[self.words]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One agency with its squares in the order of the cases."""

    slug: str
    name: str
    short: str
    telephone: str
    squares: tuple[Square, ...]
    asked: int
    answered: int
    is_late: bool
    next_chase: str  # when they are reminded next by the service; empty where nothing is open or no step comes


@dataclass(frozen=True, slots=True)
class Grid:
    """Every agency asked for one meeting."""

    starts_at: datetime
    due: str  # when the first of them is or was due; empty where nobody was asked
    cases: tuple[tuple[str, str], ...]  # reference and number
    rows: tuple[GridRow, ...]
    case_totals: tuple[str, ...]
    asked: int
    answered: int

    @property
    def to_ring(self) -> tuple[GridRow, ...]:
        """Agencies that are late, with their work numbers."""
        return tuple(row for row in self.rows if row.is_late)


@dataclass(frozen=True, slots=True)
class AgencyAnswers:
    """One agency, case by case: what a narrow screen shows instead of the grid."""

    name: str
    telephone: str
    lines: tuple[tuple[str, str, str], ...]  # reference, number and state of each case


async def read_grid(act: Act, meeting_ref: str) -> Grid:
    meeting = await find_meeting(act, meeting_ref)
    asks = await asks_of_meeting(act, meeting_ref)
    agencies = {agency.id: agency for agency in await agencies_of(act.area.id, on=meeting.held_on)}
    cases = sorted({(ask.case_ref, ask.case_number) for ask in asks}, key=lambda case: (case[1], case[0]))
    asked_agencies = sorted({ask.agency_id for ask in asks}, key=lambda one: agencies[one].name)
    rules = await settings_on(act, meeting.held_on)
    rows = []
    for one in asked_agencies:
        theirs = [ask for ask in asks if ask.agency_id == one]
        rows.append(_row(agencies[one], theirs, cases, next_chase=_next_chase(act, meeting, theirs, rules)))
    counted = [ask for ask in asks if ask.state != "not_required"]
    return Grid(
        starts_at=meeting.starts_at,
        due=show_due(min(ask.due_at for ask in asks), act.business_at) if asks else "",
        cases=tuple(cases),
        rows=tuple(rows),
        case_totals=tuple(_total([ask for ask in counted if ask.case_ref == ref]) for ref, _ in cases),
        asked=len(counted),
        answered=_answered(counted),
    )


def state_of(ask: AskLine) -> str:
    """In words; what is not answered by its time is late."""
    words = _WORDS[ask.state]
    return "late" if ask.is_late and words in WAITING else words


def _answered(asks: Sequence[AskLine]) -> int:
    return sum(_WORDS[ask.state] in ANSWERED for ask in asks)


def _total(asks: Sequence[AskLine]) -> str:
    return f"{_answered(asks)} of {len(asks)}"


def _next_chase(act: Act, meeting: Meeting, asks: Sequence[AskLine], rules: RulesOfDay) -> str:
    """The next step of the ladder; once the meeting begins nobody is chased for it."""
    due = [ask.due_at for ask in asks if ask.state in OPEN_STATES]
    if not due:
        return ""
    steps = steps_of(min(due), kind=Kind.RESEARCH, nation=act.area.nation, rows=rules.rows)
    step = next_step(steps, now=act.business_at)
    return show_moment(step.at) if step and step.at < meeting.starts_at else ""


def _row(agency: AgencyLine, asks: Sequence[AskLine], cases: Sequence[tuple[str, str]], *, next_chase: str) -> GridRow:
    states = {ask.case_ref: state_of(ask) for ask in asks}
    counts = Counter(states.values())
    return GridRow(
        slug=agency.slug,
        name=agency.name,
        short=agency.short,
        telephone=agency.telephone,
        squares=tuple(Square(states.get(ref, "not asked")) for ref, _ in cases),
        asked=len(asks) - counts["not needed"],
        answered=counts["in"] + counts["nil"],
        is_late=counts["late"] > 0,
        next_chase=next_chase,
    )


async def read_agency_answers(act: Act, meeting_ref: str, slug: str) -> AgencyAnswers:
    """Raises NotFound for an agency that was not asked."""
    grid = await read_grid(act, meeting_ref)
    row = next((row for row in grid.rows if row.slug == slug), None)
    if row is None:
        raise NotFound
    lines = tuple(
        (ref, number, square.words)
        for (ref, number), square in zip(grid.cases, row.squares, strict=True)
        if square.words != "not asked"
    )
    return AgencyAnswers(row.name, row.telephone, lines)
