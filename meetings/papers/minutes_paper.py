"""The minutes as one reader gets them: how the meeting was held, and the cases this reader may have.

They are an audit trail, not a transcript: who was there, who shared what, which risks, what was decided and given.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from meetings.papers.marking import CONFIDENTIALITY_REMINDER, MeetingLine, Stamp
from meetings.papers.person_lines import PersonLines


class UnfinishedBin(StrEnum):
    """Why an action of an earlier meeting is not done. The two reasons must never share a word."""

    THINGS_CHANGED = "Could not be done because things changed"
    NOT_DONE = "Agency did not do it"


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Somebody who was in the room."""

    name: str
    agency: str
    seat: str
    """In words: `Chair`, `Representative`, `Idva`, `Minute-taker`."""
    deputy_for: str = ""
    """Name of the one replaced."""
    how: str = ""
    """`in person`, `online` or empty."""
    arrived_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Apology:
    """Somebody expected who was not there; an absence without a word has `is_absent`."""

    name: str
    agency: str
    is_information_sent: bool | None = None
    """None: not recorded."""
    information_sent_at: datetime | None = None
    note: str = ""
    is_absent: bool = False


@dataclass(frozen=True, kw_only=True)
class Observer:
    """A guest, and whether the condition for being there was signed."""

    name: str
    agency: str
    is_condition_signed: bool


@dataclass(frozen=True, kw_only=True)
class Affirmation:
    """Who affirmed the confidentiality statement, how and when."""

    name: str
    how: str
    affirmed_at: datetime


@dataclass(frozen=True, kw_only=True)
class UnfinishedAction:
    """An action of an earlier meeting that came to nothing."""

    case_number: str
    text: str
    owner: str
    """`Fern Cole, Wayside Domestic Abuse Service`."""
    bin: UnfinishedBin


@dataclass(frozen=True, kw_only=True)
class SharedLine:
    """One thing the meeting was told, fact kept apart from opinion."""

    text: str
    agency: str = ""
    """Empty where the line does not say who shared it."""
    kind: Literal["fact", "opinion", ""] = ""
    """Empty where the line does not say which."""
    spoken_by: str = ""
    """The person who said it, or `read out` for an agency that was not in the room; empty when not recorded."""


@dataclass(frozen=True, kw_only=True)
class RiskLine:
    """A risk the chair named."""

    label: str
    dash_item: int | None = None
    """Number of the checklist's question it hangs on."""
    actions: tuple[str, ...] = ()
    """References of the actions that answer it; empty reads `no action`."""


@dataclass(frozen=True, kw_only=True)
class VictimView:
    """What the victim wants, and who said it for them; or why nobody could."""

    text: str
    spoken_by: str = ""


@dataclass(frozen=True, kw_only=True)
class TellingVictim:
    """Who tells the victim what was agreed, and what became of it."""

    by: str
    method: str = ""
    due_on: date | None = None
    outcome: str = ""
    """`told`, `not told` or empty while it is open."""
    told_on: date | None = None
    reason: str = ""
    """Why not told."""


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """One action with its one owner."""

    ref: str
    """Short name inside its case, `A1`; agencies quote it with the case number."""
    text: str
    owner_agency: str
    owner_person: str
    due_on: date
    status: str
    """In words: `Agreed`, `Accepted`, `Done`, `Could not be done because things changed`, `Agency did not do it`."""
    helpers: tuple[str, ...] = ()
    risk: str = ""
    safe_to_tell: str = ""
    """Whether and how the victim may be told, where the action contacts the victim."""

    @property
    def owner(self) -> str:
        """`Bryn Price, Northmoor Constabulary`."""
        return ", ".join(part for part in (self.owner_person, self.owner_agency) if part)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A change after the chair signed: seen beside what stood before, never instead of it."""

    corrected_at: datetime
    by: str
    section: str
    """Which part of the minutes it mends, `Risks`."""
    now: str
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class MinutesCase:
    """One case as it was heard."""

    number: int
    """Counts this reader's cases from 1."""
    case_number: str
    case_ref: str
    victim: PersonLines
    perpetrators: tuple[PersonLines, ...]
    children: tuple[PersonLines, ...] = ()
    kind: str = ""
    """`Emergency`, `Update` or empty."""
    repeat: str = ""
    """The tag and its sentence; empty when this reader may not know."""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    not_in_room: tuple[str, ...] = ()
    """Those of the meeting who were out for this case, with the reason this reader may know."""
    summary: str = ""
    """Why the case is here: the referrer's summary of the risk."""
    shared: tuple[SharedLine, ...] = ()
    risks: tuple[RiskLine, ...] = ()
    victim_view: VictimView | None = None
    decisions: tuple[str, ...] = ()
    dissent: str = ""
    """Who disagreed and why; empty reads `none`."""
    telling_victim: TellingVictim | None = None
    actions: tuple[ActionLine, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MinutesPaper:
    """The minutes in one rendering for one recipient."""

    stamp: Stamp
    meeting: MeetingLine
    cases: tuple[MinutesCase, ...]
    attendees: tuple[Attendee, ...] = ()
    apologies: tuple[Apology, ...] = ()
    observers: tuple[Observer, ...] = ()
    quorum: str = ""
    """One sentence: whether the meeting was quorate, and by which rule."""
    statement_version: str = ""
    affirmations: tuple[Affirmation, ...] = ()
    unfinished: tuple[UnfinishedAction, ...] = ()
    minutes_taken_by: str = ""
    approved_by: str = ""
    """Who signed; empty marks the paper as a draft."""
    approved_at: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    """Those that mend no single case."""
    reminder: str = CONFIDENTIALITY_REMINDER

    @property
    def is_approved(self) -> bool:
        """Signed by the chair."""
        return self.approved_at is not None

    def unfinished_in(self, which: UnfinishedBin) -> tuple[UnfinishedAction, ...]:
        """The unfinished actions of one bin."""
        return tuple(action for action in self.unfinished if action.bin is which)
