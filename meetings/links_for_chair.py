"""Links that weigh more than an everyday one: shown to the chair at the next agenda, and taken back by one key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.roles import SeatKind
from marac.errors import NotFound
from meetings.people_around import BY_SERVICE, MemberLine, member_lines, verdict_rows
from meetings.reconciliation import Settled, undo_verdict
from meetings.seats import find_seat
from meetings.tables.meeting import Meeting
from meetings.tables.people import Verdict
from meetings.verdict_rows import in_effect

MAY_LOOK = frozenset({SeatKind.CHAIR, SeatKind.COORDINATOR})
WHY = {
    "repeat": "It changed whether a referral is a repeat.",
    "clash": "An address of a victim touches another case since.",
    "cases": "It joins people of three or more cases.",
}


@dataclass(frozen=True, slots=True)
class ChairLink:
    """One link, with the two cases it joins, and no name."""

    verdict_id: UUID
    why: tuple[str, ...]
    first: MemberLine
    second: MemberLine
    by: str
    at: datetime


async def list_for_chair(act: Act, meeting_ref: str) -> tuple[ChairLink, ...]:
    """Links in effect made since the meeting before this one, oldest first. Raises NotFound without a seat."""
    here = await find_seat(act, meeting_ref, MAY_LOOK)
    rows = await _rows(act, here.meeting)
    if not rows:
        return ()
    lines = await member_lines(act, {end for row in rows for end in (row["a"], row["b"])})
    names = await names_of(act, {row["by"] for row in rows if row["by"]})
    return tuple(_link(row, lines, names) for row in rows if row["a"] in lines and row["b"] in lines)


async def take_back_for_chair(act: Act, meeting_ref: str, verdict_id: UUID) -> Settled:
    """Take back one of the links in that list."""
    if verdict_id not in {link.verdict_id for link in await list_for_chair(act, meeting_ref)}:
        raise NotFound
    return await undo_verdict(act, verdict_id)


async def _rows(act: Act, meeting: Meeting) -> list[dict[str, Any]]:
    same_kind = (Meeting.area == act.area.id) & (Meeting.kind == "ordinary") & (Meeting.status != "cancelled")
    earlier = (
        await Meeting.select(Meeting.starts_at)
        .where(same_kind & (Meeting.starts_at < meeting.starts_at))
        .order_by(Meeting.starts_at, ascending=False)
        .first()
    )
    since = in_effect(act, "same") & Verdict.for_chair.is_not_null() & (Verdict.business_at <= meeting.starts_at)
    return await verdict_rows(act, since & (Verdict.business_at > earlier["starts_at"]) if earlier else since)


def _link(row: Mapping[str, Any], lines: Mapping[UUID, MemberLine], names: Mapping[UUID, str]) -> ChairLink:
    return ChairLink(
        row["id"],
        tuple(WHY[reason] for reason in row["for_chair"].split()),
        lines[row["a"]],
        lines[row["b"]],
        names.get(row["by"], BY_SERVICE),
        row["business_at"],
    )
