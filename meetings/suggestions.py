"""Suggestions: who the people of a case may already be, as shown, and what a person answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from meetings.reconciliation import Settled


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggestion as a page lists it; names and values are opened apart."""

    ref: str
    mention_id: UUID
    other_id: UUID
    role: str
    other_role: str
    other_person_id: UUID
    other_case_id: UUID
    other_case_ref: str
    other_case_number: str | None
    band: str
    weight: float
    levels: str
    model: str
    store_size: int
    shown_at: datetime
    is_later: bool
    answer: str | None


@dataclass(frozen=True, slots=True)
class SuggestedInCase:
    """What is suggested about the people of one case, strongest first."""

    shown: tuple[Suggested, ...] = ()
    weaker: tuple[Suggested, ...] = ()
    is_searching: bool = False

    @property
    def number_open(self) -> int:
        return sum(each.answer is None for each in self.shown)


async def suggestions_of_case(act: Act, case_id: UUID) -> SuggestedInCase:
    """What is suggested about the people of this case, without cases shut to this reader."""
    return (await suggestions_of_cases(act, [case_id]))[case_id]


async def suggestions_of_cases(act: Act, case_ids: Sequence[UUID]) -> Mapping[UUID, SuggestedInCase]:
    """The same for many cases: two statements, however many."""
    raise NotImplementedError


async def find_suggestion(act: Act, ref: str) -> Suggested:
    """The suggestion behind a reference. NotFound where either case is shut to this reader."""
    raise NotImplementedError


async def answer_suggestion(act: Act, ref: str, *, answer: str, reason: str = "") -> Settled | None:
    """Same, different or unsure. A verdict keeps the levels, weight and model that were shown; unsure makes none.

    Raises Refused where the verdict would contradict a document or an earlier verdict, and then nothing is kept.
    """
    raise NotImplementedError
