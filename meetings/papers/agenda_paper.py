"""The agenda as one reader gets it: own numbers without gaps, own times, and only the lines this reader may see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from meetings.papers.marking import CONFIDENTIALITY_REMINDER, MeetingLine, Stamp
from meetings.papers.person_lines import PersonLines


class Route(StrEnum):
    """Why a case may be heard; the value is its code in exchange documents."""

    VISIBLE_HIGH_RISK = "VHR"
    PROFESSIONAL_JUDGEMENT = "PJ"
    POTENTIAL_ESCALATION = "ESC"
    REPEAT = "REP"
    TRANSFER = "TRF"

    @property
    def words(self) -> str:
        """As people say it."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, kw_only=True)
class RouteLine:
    """One route: what the referrer said beside what the evidence shows."""

    route: Route
    is_said: bool
    is_shown: bool

    @property
    def words(self) -> str:
        """The route with its verdict, in one phrase."""
        if self.is_said and self.is_shown:
            return f"{self.route.words} (said and shown by evidence)"
        if self.is_said:
            return f"{self.route.words} (claimed, not evidenced)"
        return f"{self.route.words} (shown by evidence, not claimed)"


@dataclass(frozen=True, kw_only=True)
class RepeatMark:
    """The repeat verdict with its reason, on the reported clock, and what the other clock says."""

    tag: str
    """`Repeat`, `Not a repeat` or `Same incident?`."""
    sentence: str
    """Clock, pair and earlier date in one sentence."""
    other_clock: str = ""
    """`By last heard: the same.`, or its own verdict; empty where the reader may not know it."""


@dataclass(frozen=True, kw_only=True)
class AnswerLine:
    """Where one agency's research stands. State is in words: `in`, `nil`, `begun`, `not begun`, `late`."""

    agency: str
    state: str
    detail: str = ""
    """Who answered and when, `8 Sep, Bryn Price`; empty when nobody has."""
    ask_ref: str = ""
    """What the answer is given under; it is shown on no paper."""


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """One case, as far as this reader may see it."""

    number: int
    """Counts this reader's lines from 1, so that an excluded case leaves no gap."""
    case_number: str
    """What agencies quote back, `NM-25-051`."""
    case_ref: str
    """The reference with its area prefix as shown, `NM 7K3Q9-XBD2H`."""
    starts_at: datetime | None
    """Planned start, computed from this reader's lines; None while the agenda has no times."""
    minutes: int
    victim: PersonLines
    perpetrators: tuple[PersonLines, ...]
    children: tuple[PersonLines, ...] = ()
    """Empty as well for a reader whose work does not need the children."""
    routes: tuple[RouteLine, ...] = ()
    repeat: RepeatMark | None = None
    """None only where this reader may not know of the earlier case and shows nothing instead."""
    transfer_from: str = ""
    """Area a transferred case came from."""
    referred_by: str = ""
    victim_aware: str = ""
    """`yes`, `no`, `not known` or `not asked`; never which agency said so."""
    idva_engaged: str = ""
    cross_references: tuple[str, ...] = ()
    """Sentences that name the other case by its number, `Same perpetrator as NM-25-047`."""
    why_here: str = ""
    """Why it stands at this place, under 30 words."""
    kind: str = ""
    """`Emergency`, `Update`, `Late item` or empty."""
    is_restricted: bool = False
    answer: AnswerLine | None = None
    """The reader's own agency's answer; None when it was not asked."""
    asked: tuple[AnswerLine, ...] = ()
    """Every agency asked; filled for coordinator and chair alone."""

    @property
    def is_needed(self) -> bool:
        """Asked, and not answered with nothing."""
        return self.answer is None or self.answer.state not in ("nil", "not needed")


@dataclass(frozen=True, kw_only=True)
class OwnTime:
    """One stretch in which this reader is needed."""

    from_at: datetime
    to_at: datetime


@dataclass(frozen=True, kw_only=True)
class AgendaPaper:
    """The agenda in one rendering for one recipient."""

    stamp: Stamp
    meeting: MeetingLine
    version: int
    """1 at the first issue; 0 while it is being built."""
    items: tuple[AgendaItem, ...]
    own_times: tuple[OwnTime, ...] = ()
    answer_by: datetime | None = None
    """When research is due."""
    changes: tuple[str, ...] = ()
    """What differs from the version this reader had before, one sentence each."""
    new_cases: frozenset[str] = frozenset()
    """References of the cases that came since."""
    reminder: str = CONFIDENTIALITY_REMINDER
