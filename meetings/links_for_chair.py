"""Links that weigh more than an everyday one: shown to the chair at the next agenda, and taken back by one key.

A link is shown with all that it rests on, or not at all: whoever is shut out of a case of that person learns of none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import for_everybody
from marac.errors import NotFound
from meetings.access import visible
from meetings.many import among
from meetings.people_around import BY_SERVICE, MemberLine, member_lines, verdict_rows
from meetings.reconciliation import Settled, undo_verdict
from meetings.seats import find_seat
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting
from meetings.tables.people import Mention, Verdict
from meetings.verdict_rows import groups_around, in_effect
from meetings.weighing import open_scales

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
    links = await links_before(act, here.meeting.starts_at)
    ends = [end.mention_id for link in links for end in (link.first, link.second)]
    await act.vault.record_list(act.permit(Event.IDENTITY_LISTED, "meeting", here.meeting.id), ends)
    return links


async def take_back_for_chair(act: Act, meeting_ref: str, verdict_id: UUID) -> Settled:
    """Take back one of the links in that list."""
    here = await find_seat(act, meeting_ref, MAY_LOOK)
    if verdict_id not in {link.verdict_id for link in await links_before(act, here.meeting.starts_at)}:
        raise NotFound
    return await undo_verdict(act, verdict_id)


async def links_before(act: Act, starts_at: datetime) -> tuple[ChairLink, ...]:
    """The same list for whoever counts it; that is no look. The caller has found the seat at the meeting."""
    rows = await _rows(act, starts_at)
    if not rows:
        return ()
    groups = await _groups(act, {row["a"] for row in rows})
    lines = await member_lines(act, {member for group in groups.values() for member in group})
    whole = [row for row in rows if groups[row["a"]] <= lines.keys()]
    names = await names_of(act, {row["by"] for row in whole if row["by"]})
    told = [_link(row, await _reasons(act, row), lines, names) for row in whole]
    return tuple(link for link in told if link.why)


@for_everybody
async def _groups(act: Act, ends: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Everybody who is one person with each of these, in cases shut to this reader as well."""
    persons = Mention.select(Mention.person_id).where(among(Mention.id, list(ends)) & (Mention.area == act.area.id))
    rows = await Mention.select(Mention.id, Mention.person_id).where(
        Mention.person_id.is_in(persons) & (Mention.area == act.area.id)
    )
    by_person: dict[UUID, set[UUID]] = {}
    for row in rows:
        by_person.setdefault(row["person_id"], set()).add(row["id"])
    return {row["id"]: frozenset(by_person[row["person_id"]]) for row in rows}


async def _reasons(act: Act, row: Mapping[str, Any]) -> tuple[str, ...]:
    """In words; of a clash only where both its cases are this reader's to see."""
    reasons: Sequence[str] = row["for_chair"].split()
    if "clash" in reasons and await _is_shut_somewhere(act) and not await _sees_clash(act, row["a"], row["b"]):
        reasons = [reason for reason in reasons if reason != "clash"]
    return tuple(WHY[reason] for reason in reasons)


@for_everybody
async def _is_shut_somewhere(act: Act) -> bool:
    seen = Case.select(Case.id).where((Case.area == act.area.id) & visible(act, Case.id))
    return bool(await Case.exists().where((Case.area == act.area.id) & Case.id.not_in(seen)))


async def _sees_clash(act: Act, a: UUID, b: UUID) -> bool:
    touched = await _touched(act, a, b)
    rows = await Case.select(Case.id).where(among(Case.id, sorted(touched)) & visible(act, Case.id))
    return bool(rows)


@for_everybody
async def _touched(act: Act, a: UUID, b: UUID) -> set[UUID]:
    """Cases that an address of these people touches as they are linked now."""
    members = await groups_around(act, a, b)
    weighed = await (await open_scales(act, members)).weigh(members)
    return {UUID(case_id) for each in weighed.values() for case_id in each.clashes}


async def _rows(act: Act, starts_at: datetime) -> list[dict[str, Any]]:
    same_kind = (Meeting.area == act.area.id) & (Meeting.kind == "ordinary") & (Meeting.status != "cancelled")
    earlier = (
        await Meeting.select(Meeting.starts_at)
        .where(same_kind & (Meeting.starts_at < starts_at))
        .order_by(Meeting.starts_at, ascending=False)
        .first()
    )
    since = in_effect(act, "same") & Verdict.for_chair.is_not_null() & (Verdict.business_at <= starts_at)
    return await verdict_rows(act, since & (Verdict.business_at > earlier["starts_at"]) if earlier else since)


def _link(
    row: Mapping[str, Any], why: tuple[str, ...], lines: Mapping[UUID, MemberLine], names: Mapping[UUID, str]
) -> ChairLink:
    return ChairLink(
        row["id"],
        why,
        lines[row["a"]],
        lines[row["b"]],
        names.get(row["by"], BY_SERVICE),
        row["business_at"],
    )
