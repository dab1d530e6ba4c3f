"""Linking by hand: the people of a referral beside those of an earlier case, and the links that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.audit.events import Event
from marac.errors import InvalidForm
from meetings.access import find_case, visible
from meetings.people_around import BY_SERVICE
from meetings.people_rows import PersonRow, person_rows
from meetings.reconciliation import Settled, settle_pair, undo_verdict
from meetings.tables.documents import Case
from meetings.tables.people import Mention, Verdict
from meetings.verdict_rows import standing


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One standing verdict about somebody of this case."""

    verdict: str
    kind: str  # same different
    role: str
    other_case_ref: str
    other_case_number: str
    by: str
    at: datetime  # business time
    by_joining: bool  # of two referrals that are one, with which alone it goes


@dataclass(frozen=True, slots=True)
class PeoplePaper:
    """The people of a case, and what was decided about them so far."""

    case_ref: str
    people: tuple[PersonRow, ...]
    links: tuple[LinkLine, ...]


@dataclass(frozen=True, slots=True)
class PairPaper:
    """Two cases side by side."""

    case_ref: str
    other_ref: str
    other_number: str
    people: tuple[PersonRow, ...]
    others: tuple[PersonRow, ...]


async def read_people(act: Act, case_ref: str) -> PeoplePaper:
    case = await find_case(act, case_ref)
    [people] = await _people(act, [case])
    return PeoplePaper(case.ref, people, await _links(act, case))


async def read_pair(act: Act, case_ref: str, other_ref: str) -> PairPaper:
    """Both cases must be this reader's to see."""
    case, other = await find_case(act, case_ref), await find_case(act, other_ref)
    if case.id == other.id:
        raise InvalidForm({"case": "Enter the reference of another case."})
    people, others = await _people(act, [case, other])
    return PairPaper(case.ref, other.ref, other.case_number or "", people, others)


async def decide_pair(
    act: Act, case_ref: str, other_ref: str, *, mention: str, other: str, kind: str, reason: str = ""
) -> Settled:
    """Same person or different people, of these two cases. One person decides, and it can be taken back."""
    case, beside = await find_case(act, case_ref), await find_case(act, other_ref)
    messages: dict[str, str] = {}
    a, b = await _mention_of(case, mention), await _mention_of(beside, other)
    if a is None:
        messages["mention"] = "Choose somebody of this referral."
    if b is None:
        messages["other"] = "Choose somebody of the other case."
    if a is None or b is None:
        raise InvalidForm(messages)
    return await settle_pair(act, a, b, kind=kind, reason=reason.strip())


async def take_back(act: Act, case_ref: str, verdict: str) -> Settled:
    """Take back a verdict about somebody of this case; the groups are again what they were."""
    case = await find_case(act, case_ref)
    for line in await _links(act, case):
        if line.verdict == verdict:
            return await undo_verdict(act, UUID(verdict))
    raise InvalidForm({"verdict": "That link was taken back already."})


async def _people(act: Act, cases: Sequence[Case]) -> list[tuple[PersonRow, ...]]:
    """Everyone in these cases, opened under one leaf."""
    mentions = await Mention.objects().where(Mention.document.is_in([case.opened_by for case in cases]))
    permit = act.permit(Event.IDENTITY_READ, "case", cases[0].id)
    opened = await act.vault.open_records(permit, mentions)
    cards = {mention.id: values["card"] for mention, values in zip(mentions, opened, strict=True)}
    found = []
    for case in cases:
        ours = [mention for mention in mentions if mention.case == case.id]
        found.append(tuple(person_rows(ours, [cards[mention.id] for mention in ours], {})))
    return found


async def _mention_of(case: Case, text: str) -> UUID | None:
    rows = await Mention.select(Mention.id).where((Mention.case == case.id) & (Mention.document == case.opened_by))
    return next((row["id"] for row in rows if str(row["id"]) == text), None)


async def _links(act: Act, case: Case) -> tuple[LinkLine, ...]:
    ours = Mention.select(Mention.id).where(Mention.case == case.id)
    verdicts = (
        await Verdict.select(
            Verdict.id, Verdict.kind, Verdict.a, Verdict.b, Verdict.by, Verdict.business_at, Verdict.joined
        )
        .where(
            (Verdict.a.is_in(ours) | Verdict.b.is_in(ours))
            & standing(act)
            & Verdict.held_for.is_null()
            & (Verdict.kind != "unsure")
        )
        .order_by(Verdict.id)
    )
    ends = {row["a"] for row in verdicts} | {row["b"] for row in verdicts}
    if not ends:
        return ()
    seen = await Mention.select(
        Mention.id,
        Mention.role,
        Mention.case.as_alias("case"),
        Mention.case.ref.as_alias("case_ref"),
        Mention.case.case_number.as_alias("case_number"),
    ).where(Mention.id.is_in(sorted(ends)) & visible(act, Mention.case))
    by_id = {row["id"]: row for row in seen}
    names = await names_of(act, {row["by"] for row in verdicts if row["by"]})
    return tuple(_line(row, by_id, case, names) for row in verdicts if row["a"] in by_id and row["b"] in by_id)


def _line(
    row: Mapping[str, Any], by_id: Mapping[UUID, Mapping[str, Any]], case: Case, names: Mapping[UUID, str]
) -> LinkLine:
    here, there = by_id[row["a"]], by_id[row["b"]]
    if here["case"] != case.id:
        here, there = there, here
    return LinkLine(
        verdict=str(row["id"]),
        kind=row["kind"],
        role=str(here["role"]).capitalize(),
        other_case_ref=there["case_ref"],
        other_case_number=there["case_number"] or "",
        by=names.get(row["by"], BY_SERVICE),
        at=row["business_at"],
        by_joining=row["joined"] is not None,
    )
