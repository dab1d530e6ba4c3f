"""What one person opened last: their own looks, by reference and kind, without a name."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.tables import Leaf
from meetings.access import visible
from meetings.meeting_list import own_meetings
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting
from meetings.work_parts import Recent

MOST = 8
LOOKED_AT_ONCE = 80
# What an opening is called, and the page that opens it again.
CASE_PAGES = {"case:read": ("case", "/cases/"), "referral:read": ("referral", "/referrals/")}
MEETING_PAGES = {"agenda:read": ("agenda", "/agenda"), "minutes:read": ("minutes", "/minutes")}


async def read_recent(act: Act) -> tuple[Recent, ...]:
    """At most eight, newest first; what this reader may no longer open is left out."""
    leaves = (
        await Leaf.select(Leaf.event, Leaf.about)
        .where(
            (Leaf.actor == act.officer_id)
            & (Leaf.area == act.area.id)
            & Leaf.event.is_in([*CASE_PAGES, *MEETING_PAGES])
            & Leaf.about.is_not_null()
            & (Leaf.decision == "allow")
        )
        .order_by(Leaf.id, ascending=False)
        .limit(LOOKED_AT_ONCE)
    )
    looks = list(dict.fromkeys((leaf["event"], leaf["about"]) for leaf in leaves))
    cases = await _cases(act, [about for event, about in looks if event in CASE_PAGES])
    meetings = await _meetings(act, [about for event, about in looks if event in MEETING_PAGES])
    found = [_recent(act, event, about, cases, meetings) for event, about in looks]
    return tuple(one for one in found if one is not None)[:MOST]


async def _cases(act: Act, ids: Sequence[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows = await Case.select(Case.id, Case.ref).where(Case.id.is_in(list(set(ids))) & visible(act, Case.id))
    return {row["id"]: row["ref"] for row in rows}


async def _meetings(act: Act, ids: Sequence[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows: list[dict[str, Any]] = await Meeting.select(Meeting.id, Meeting.ref).where(
        Meeting.id.is_in(list(set(ids))) & own_meetings(act)
    )
    return {row["id"]: row["ref"] for row in rows}


def _recent(act: Act, event: str, about: UUID, cases: dict[UUID, str], meetings: dict[UUID, str]) -> Recent | None:
    if event in CASE_PAGES and about in cases:
        words, path = CASE_PAGES[event]
        # Only those who decide on referrals have a page of them.
        if words == "referral" and not act.is_coordinator:
            return None
        return Recent(cases[about], words, f"{path}{cases[about]}")
    if event in MEETING_PAGES and about in meetings:
        words, tail = MEETING_PAGES[event]
        return Recent(meetings[about], words, f"/meetings/{meetings[about]}{tail}")
    return None
