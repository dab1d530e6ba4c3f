"""Who stands around a verdict, as far as this reader may know: roles and cases, no names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from meetings.access import visible
from meetings.many import among
from meetings.tables.people import Mention, Verdict
from meetings.verdict_rows import in_effect

BY_SERVICE = "Practice replay"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One mention of a group."""

    mention_id: UUID
    person_id: UUID
    role: str
    case_ref: str
    case_number: str


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One verdict with its author."""

    verdict_id: UUID
    a: UUID
    b: UUID
    kind: str  # same different unsure
    by: str
    at: datetime
    held_for: str
    is_withdrawn: bool
    by_joining: bool
    """It came with two referrals that are one, and goes with that alone."""


async def member_lines(act: Act, mention_ids: Iterable[UUID]) -> dict[UUID, MemberLine]:
    """Those of cases that this reader may see, oldest first."""
    rows = await (
        Mention.select(
            Mention.id,
            Mention.person_id,
            Mention.role,
            Mention.case.ref.as_alias("case_ref"),
            Mention.case.case_number.as_alias("case_number"),
        )
        .where(among(Mention.id, list(mention_ids)) & visible(act, Mention.case))
        .order_by(Mention.id)
    )
    return {
        row["id"]: MemberLine(
            row["id"], row["person_id"], str(row["role"]).capitalize(), row["case_ref"], row["case_number"] or ""
        )
        for row in rows
    }


async def verdicts_between(act: Act, a: UUID, b: UUID) -> tuple[VerdictLine, ...]:
    """What was said of these very two before, newest first, with what was taken back."""
    forth, back = (Verdict.a == a) & (Verdict.b == b), (Verdict.a == b) & (Verdict.b == a)
    rows = await verdict_rows(act, forth | back)
    return tuple(reversed(await verdict_lines(act, rows)))


async def verdicts_among(act: Act, mention_ids: Sequence[UUID]) -> tuple[VerdictLine, ...]:
    """The verdicts in effect between these people, oldest first."""
    ids = list(mention_ids)
    some = among(Verdict.a, ids) & among(Verdict.b, ids)
    rows = await verdict_rows(act, some & (in_effect(act, "same") | in_effect(act, "different")))
    return await verdict_lines(act, rows)


async def verdict_rows(act: Act, which: Any) -> list[dict[str, Any]]:
    """Without the reasons, which are sealed; oldest first."""
    found: list[dict[str, Any]] = await (
        Verdict.select(
            Verdict.id,
            Verdict.a,
            Verdict.b,
            Verdict.kind,
            Verdict.by,
            Verdict.business_at,
            Verdict.held_for,
            Verdict.withdrawn_at,
            Verdict.for_chair,
            Verdict.joined,
        )
        .where((Verdict.area == act.area.id) & which)
        .order_by(Verdict.id)
    )
    return found


async def verdict_lines(act: Act, rows: Sequence[Mapping[str, Any]]) -> tuple[VerdictLine, ...]:
    names = await names_of(act, {row["by"] for row in rows if row["by"]})
    return tuple(
        VerdictLine(
            row["id"],
            row["a"],
            row["b"],
            row["kind"],
            names.get(row["by"], BY_SERVICE),
            row["business_at"],
            row["held_for"] or "",
            row["withdrawn_at"] is not None,
            row["joined"] is not None,
        )
        for row in rows
    )
