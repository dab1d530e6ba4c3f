"""The suggestions that wait for a person, one after the other: who is next, who was before, how many are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Refused
from meetings.access import Condition, visible
from meetings.reconciliation import Settled, undo_verdict
from meetings.suggestions import find_suggestion
from meetings.tables.matching import Suggestion

BANDS = ("strong", "possible")
ROLES = ("victim", "perpetrator", "child")
UNSURE = "unsure"
NOTHING_TO_UNDO = "That was taken back already."
# A sitting: what one decided in it keeps its place in the count, and can be gone back to.
SITTING = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class InQueue:
    """One suggestion that waits, or that this officer decided in this sitting."""

    ref: str
    case_ref: str
    band: str
    role: str
    other_case_ref: str
    other_case_number: str
    shown_at: datetime
    is_open: bool
    is_later: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """All of them, in turn."""

    lines: tuple[InQueue, ...]

    @property
    def waiting(self) -> tuple[InQueue, ...]:
        return tuple(line for line in self.lines if line.is_open)

    def number_open(self, band: str) -> int:
        return sum(line.band == band for line in self.waiting)

    def place_of(self, ref: str) -> int:
        """From 1; 0 for one that is not in the queue, such as a weaker one."""
        return next((place for place, line in enumerate(self.lines, start=1) if line.ref == ref), 0)

    def beside(self, ref: str, *, by: int) -> str:
        """The suggestion after this one, or before it; nothing beyond the ends."""
        place = self.place_of(ref) - 1 + by
        return self.lines[place].ref if self.place_of(ref) and 0 <= place < len(self.lines) else ""

    def next_open(self, ref: str) -> str:
        """The next that waits: after this one, then from the top; nothing once all are decided."""
        place = self.place_of(ref)
        round_from_here = [*self.lines[place:], *self.lines[: max(0, place - 1)]]
        return next((line.ref for line in round_from_here if line.is_open), "")


async def read_queue(act: Act) -> Queue:
    """One statement; nothing is opened."""
    rows = await Suggestion.select(*_columns()).where(
        (Suggestion.area == act.area.id)
        & Suggestion.band.is_in(list(BANDS))
        & (_waits() | _mine(act))
        & visible(act, Suggestion.mention.case)
        & visible(act, Suggestion.other.case)
    )
    lines = [_line(row) for row in rows if _is_shown(row)]
    return Queue(tuple(sorted(lines, key=_in_turn)))


def _in_turn(line: InQueue) -> tuple[object, ...]:
    """Strong before possible, the oldest first, and the people of one referral together as it names them."""
    return BANDS.index(line.band), line.shown_at, line.case_ref, ROLES.index(line.role), line.ref


async def shown_at(act: Act, ref: str) -> datetime:
    """When a suggestion was first shown, in the area's own time."""
    [row] = await Suggestion.select(Suggestion.business_at).where(
        (Suggestion.ref == ref) & (Suggestion.area == act.area.id)
    )
    at: datetime = row["business_at"]
    return at


async def verdict_of(act: Act, ref: str) -> UUID | None:
    """The verdict that a suggestion came to, if it stands."""
    row = await (
        Suggestion.select(Suggestion.verdict, Suggestion.verdict.withdrawn_at.as_alias("withdrawn_at"))
        .where((Suggestion.ref == ref) & (Suggestion.area == act.area.id))
        .first()
    )
    return row["verdict"] if row and row["withdrawn_at"] is None else None


def _waits() -> Condition:
    return Suggestion.answer.is_null() | Suggestion.verdict.withdrawn_at.is_not_null()


def _mine(act: Act) -> Condition:
    return (Suggestion.answered_by == act.officer_id) & (Suggestion.answered_at >= act.at - SITTING)


def _columns() -> Sequence[Any]:
    mention: Any = Suggestion.mention
    other: Any = Suggestion.other
    return (
        Suggestion.ref,
        Suggestion.band,
        Suggestion.shown_at,
        Suggestion.business_at,
        Suggestion.is_later,
        Suggestion.answer,
        Suggestion.verdict.withdrawn_at.as_alias("withdrawn_at"),
        mention.role.as_alias("role"),
        mention.person_id.as_alias("person"),
        mention.case.ref.as_alias("case_ref"),
        other.person_id.as_alias("other_person"),
        other.case.ref.as_alias("other_case_ref"),
        other.case.case_number.as_alias("other_case_number"),
    )


def _is_answered(row: dict[str, Any]) -> bool:
    return row["answer"] is not None and row["withdrawn_at"] is None


def _is_shown(row: dict[str, Any]) -> bool:
    """Who is one person already, by another verdict, needs no answer."""
    return _is_answered(row) or bool(row["person"] != row["other_person"])


def _line(row: dict[str, Any]) -> InQueue:
    return InQueue(
        row["ref"],
        row["case_ref"],
        row["band"],
        row["role"],
        row["other_case_ref"],
        row["other_case_number"] or "",
        row["business_at"],
        not _is_answered(row),
        row["is_later"],
    )


async def undo_answer(act: Act, ref: str) -> Settled | None:
    """Take an answer back: the verdict it came to, or that one was not sure. Raises Refused where nothing stands."""
    shown = await find_suggestion(act, ref)
    verdict = await verdict_of(act, ref)
    if verdict is not None:
        return await undo_verdict(act, verdict)
    if shown.answer != UNSURE:
        raise Refused(NOTHING_TO_UNDO)
    async with transaction():
        await Suggestion.update({Suggestion.answer: None, Suggestion.answered_at: None}).where(
            (Suggestion.ref == ref) & (Suggestion.area == act.area.id)
        )
        await act.record(
            Event.SUGGESTION_ANSWERED,
            "mention",
            shown.mention_id,
            other=str(shown.other_id),
            answer="taken_back",
            band=shown.band,
            verdict=None,
        )
    return None
