"""Repeat verdicts that changed because people were linked or parted, shown until a coordinator has seen them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.audit.events import Event
from marac.database import transaction
from meetings.access import Condition, visible
from meetings.many import among
from meetings.people_around import BY_SERVICE
from meetings.rules.repeat_sentences import in_short
from meetings.rules.repeats import RepeatClock
from meetings.tables.documents import Case
from meetings.tables.people import RepeatNotice


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One referral: what was said of it before, and since."""

    notice_id: UUID
    case_ref: str
    case_number: str
    before: str
    after: str
    by_other_clock: str
    """Before and after by the clock that is not reported, where that changed too."""
    verdict_id: UUID
    deed: str  # linked parted undone joined apart
    by: str
    at: datetime
    can_undo: bool
    return_on: date | None
    """The meeting in whose line of the data return the case is counted; None where it was not heard yet."""


async def list_notices(act: Act) -> tuple[NoticeLine, ...]:
    """Newest first: unseen ones about cases that this reader may see, with all that they rest on."""
    rows = await _unseen_rows(act)
    anchors = await _anchors(act, rows)
    seen = [row for row in rows if {row["before_anchor"], row["after_anchor"]} - {None} <= anchors.keys()]
    names = await names_of(act, {row["by"] for row in seen if row["by"]})
    return tuple(_line(row, anchors, act.today, by=names.get(row["by"], BY_SERVICE)) for row in seen)


async def count_notices(act: Act) -> int:
    """How many stand in that list."""
    rows = await _unseen_rows(act)
    anchors = await _anchors(act, rows)
    return sum({row["before_anchor"], row["after_anchor"]} - {None} <= anchors.keys() for row in rows)


async def mark_seen(act: Act, notice_ids: Sequence[UUID]) -> int:
    """Take these off the list; returns how many there were."""
    mine = [row["id"] for row in await _unseen_rows(act) if row["id"] in set(notice_ids)]
    if not mine:
        return 0
    async with transaction():
        await RepeatNotice.update({RepeatNotice.seen_at: act.at, RepeatNotice.seen_by: act.officer_id}).where(
            among(RepeatNotice.id, mine)
        )
        await act.record(Event.REPEAT_SEEN, "area", act.area.id, notices=len(mine))
    return len(mine)


def _unseen(act: Act) -> Condition:
    return (RepeatNotice.area == act.area.id) & RepeatNotice.seen_at.is_null() & visible(act, RepeatNotice.case)


async def _unseen_rows(act: Act) -> list[dict[str, Any]]:
    case: Any = RepeatNotice.case
    rows = await (
        RepeatNotice.select(
            *RepeatNotice.all_columns(exclude=[RepeatNotice.case]),
            case.ref.as_alias("case_ref"),
            case.case_number.as_alias("case_number"),
            case.heard_on.as_alias("heard_on"),
            case.decided_at.as_alias("decided_at"),
            RepeatNotice.verdict.withdrawn_at.as_alias("withdrawn_at"),
        )
        .where(_unseen(act))
        .order_by(RepeatNotice.id, ascending=False)
    )
    # Whoever decided on the referral since then has read what is said of it now.
    return [row for row in rows if row["decided_at"] is None or row["business_at"] > row["decided_at"]]


async def _anchors(act: Act, rows: Sequence[Mapping[str, Any]]) -> dict[UUID, Mapping[str, Any]]:
    """The earlier cases that started a clock, of those this reader may see."""
    ids = sorted({anchor for row in rows for anchor in (row["before_anchor"], row["after_anchor"]) if anchor})
    if not ids:
        return {}
    found = await Case.select(Case.id, Case.referred_on, Case.heard_on).where(
        among(Case.id, ids) & visible(act, Case.id)
    )
    return {row["id"]: row for row in found}


def _line(row: Mapping[str, Any], anchors: Mapping[UUID, Mapping[str, Any]], today: date, *, by: str) -> NoticeLine:
    reported = RepeatClock(row["reported_clock"])
    before, after = (
        in_short(_reason(row, when, reported), reported, anchor_on=_day(row, when, anchors, reported), today=today)
        for when in ("before", "after")
    )
    return NoticeLine(
        notice_id=row["id"],
        case_ref=row["case_ref"],
        case_number=row["case_number"] or "",
        before=before,
        after=after,
        by_other_clock=_by_other_clock(row, reported, today),
        verdict_id=row["verdict"],
        deed=row["deed"],
        by=by,
        at=row["business_at"],
        can_undo=row["deed"] not in ("undone", "apart") and row["withdrawn_at"] is None,
        return_on=row["heard_on"],
    )


def _by_other_clock(row: Mapping[str, Any], reported: RepeatClock, today: date) -> str:
    other = next(clock for clock in RepeatClock if clock is not reported)
    reasons = [[_reason(row, when, clock) for when in ("before", "after")] for clock in (reported, other)]
    if reasons[0] == reasons[1]:
        return "the same."
    was, now = (in_short(reason, other, anchor_on=None, today=today) for reason in reasons[1])
    return f"{was}, now {now[0].lower()}{now[1:]}" if was != now else ""


def _reason(row: Mapping[str, Any], when: str, clock: RepeatClock) -> str:
    return str(row[f"{when}_by_{'referral' if clock is RepeatClock.LAST_REFERRAL else 'heard'}"])


def _day(
    row: Mapping[str, Any], when: str, anchors: Mapping[UUID, Mapping[str, Any]], clock: RepeatClock
) -> date | None:
    anchor = anchors.get(row[f"{when}_anchor"])
    if anchor is None:
        return None
    found: date | None = anchor["referred_on" if clock is RepeatClock.LAST_REFERRAL else "heard_on"]
    return found
