"""Suggestions: who the people of a case may already be, as shown, and what a person answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from marac.audit.events import Event
from marac.errors import InvalidForm
from meetings.access import Condition, denied, visible
from meetings.many import among
from meetings.people.scoring import Band
from meetings.reconciliation import Evidence, Settled, settle_pair
from meetings.tables.matching import PeopleSearch, Suggestion

ANSWERS = ("same", "different", "unsure")
CHOOSE = "Choose the same person, different people or not sure."


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggestion as a page lists it; names and values are opened apart."""

    ref: str
    mention_id: UUID
    other_id: UUID
    role: str
    other_role: str
    other_person_id: UUID
    case_id: UUID
    case_ref: str
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
    verdict_id: UUID | None  # the one that stands

    @property
    def is_weak(self) -> bool:
        return self.band == Band.WEAK.value

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.levels, self.weight, self.model)


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
    """The same for many cases: two statements, however many. The caller has filtered the cases."""
    if not case_ids:
        return {}
    found = await _read(act, among(Suggestion.mention.case, case_ids))
    searching = await _searching(case_ids)
    return {
        case_id: _in_case([each for each in found if each.case_id == case_id], is_searching=case_id in searching)
        for case_id in case_ids
    }


async def find_suggestion(act: Act, ref: str) -> Suggested:
    """The suggestion behind a reference. NotFound where either case is shut to this reader, and that is on record."""
    found = await _read(act, (Suggestion.ref == ref) & visible(act, Suggestion.mention.case))
    if not found:
        raise await denied(act, "suggestion", row="case.see")
    return found[0]


async def answer_suggestion(act: Act, ref: str, *, answer: str, reason: str = "") -> Settled:
    """Same, different or unsure. The verdict keeps the levels, weight and model that were shown.

    One that contradicts what is known is kept for attention, and is an answer too.
    """
    if answer not in ANSWERS:
        raise InvalidForm({"answer": CHOOSE})
    return await settle_suggestion(act, await find_suggestion(act, ref), answer=answer, reason=reason)


async def settle_suggestion(act: Act, shown: Suggested, *, answer: str, reason: str = "") -> Settled:
    """The verdict, and beside the suggestion what became of it: both or neither."""

    async def note(settled: Settled) -> None:
        await _note_answer(act, shown, answer, settled.verdict_id)

    return await settle_pair(
        act,
        shown.mention_id,
        shown.other_id,
        kind=answer,
        reason=reason,
        evidence=shown.evidence,
        and_then=note,
    )


async def _note_answer(act: Act, shown: Suggested, answer: str, verdict_id: UUID) -> None:
    said: dict[Column | str, object] = {
        Suggestion.answer: answer,
        Suggestion.answered_at: act.at,
        Suggestion.answered_by: act.officer_id,
        Suggestion.verdict: verdict_id,
    }
    await Suggestion.update(said).where((Suggestion.ref == shown.ref) & (Suggestion.area == act.area.id))
    await act.record(
        Event.SUGGESTION_ANSWERED,
        "mention",
        shown.mention_id,
        other=str(shown.other_id),
        answer=answer,
        band=shown.band,
        verdict=str(verdict_id),
    )


async def suggested_by(act: Act, search_ids: Sequence[UUID]) -> list[Suggested]:
    """Everything that these searches came to and that is shown without being asked for, strongest first."""
    found = await _read(act, among(Suggestion.search, search_ids))
    return [each for each in found if not each.is_weak]


async def _read(act: Act, which: Condition) -> list[Suggested]:
    """The service itself sees every case; a reader none that is shut to them."""
    ours: Condition = which & (Suggestion.area == act.area.id)
    if act.officer_id is not None:
        ours = ours & visible(act, Suggestion.other.case)
    rows = await Suggestion.select(*_columns()).where(ours).order_by(Suggestion.weight, ascending=False)
    return [_suggested(row) for row in rows]


def _columns() -> list[Any]:
    mention: Any = Suggestion.mention
    other: Any = Suggestion.other
    return [
        Suggestion.ref,
        Suggestion.band,
        Suggestion.weight,
        Suggestion.levels,
        Suggestion.model,
        Suggestion.store_size,
        Suggestion.shown_at,
        Suggestion.is_later,
        Suggestion.answer,
        mention.id.as_alias("mention_id"),
        mention.role.as_alias("role"),
        mention.person_id.as_alias("person_id"),
        mention.case.id.as_alias("case_id"),
        mention.case.ref.as_alias("case_ref"),
        other.id.as_alias("other_id"),
        other.role.as_alias("other_role"),
        other.person_id.as_alias("other_person_id"),
        other.case.id.as_alias("other_case_id"),
        other.case.ref.as_alias("other_case_ref"),
        other.case.case_number.as_alias("other_case_number"),
        Suggestion.verdict,
        Suggestion.verdict.withdrawn_at.as_alias("withdrawn_at"),
    ]


def _suggested(row: dict[str, Any]) -> Suggested:
    told = {key: value for key, value in row.items() if key not in ("person_id", "withdrawn_at", "answer", "verdict")}
    is_standing = row["verdict"] is not None and row["withdrawn_at"] is None
    # Whoever is one person by other verdicts needs no answer; a verdict taken back is none.
    is_one = row["person_id"] == row["other_person_id"]
    answer = row["answer"] if is_standing else "same" if is_one else None
    return Suggested(**told, answer=answer, verdict_id=row["verdict"] if is_standing else None)


async def _searching(case_ids: Sequence[UUID]) -> set[UUID]:
    scan_missing = PeopleSearch.is_scan_needed.eq(True) & PeopleSearch.scanned_at.is_null()
    unfinished = PeopleSearch.searched_at.is_null() | scan_missing
    rows = await PeopleSearch.select(PeopleSearch.case).where(among(PeopleSearch.case, case_ids) & unfinished)
    return {row["case"] for row in rows}


def _in_case(found: Sequence[Suggested], *, is_searching: bool) -> SuggestedInCase:
    return SuggestedInCase(
        shown=tuple(each for each in found if not each.is_weak),
        weaker=tuple(each for each in found if each.is_weak),
        is_searching=is_searching,
    )
