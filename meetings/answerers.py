"""Those who answer for an agency follow its people: what a leaver had to answer passes on to who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.members import members_of
from agencies.officers import end_officer
from marac.audit.events import Event
from marac.database import transaction
from marac.ids import uuid7
from meetings.asking import ANSWERS
from meetings.many import among
from meetings.research import OPEN_STATES, standing
from meetings.tables.documents import NamedReader
from meetings.tables.research import Ask, Assignment


@dataclass(frozen=True, slots=True)
class _Answering:
    """One open ask: who answers now, who ever did, and who could."""

    ask: dict[str, Any]
    running: frozenset[UUID]
    ever: frozenset[UUID]
    able: frozenset[UUID]

    @property
    def gone(self) -> frozenset[UUID]:
        return self.running - self.able

    @property
    def to_add(self) -> frozenset[UUID]:
        """Who came later; and everybody who can, where nobody is left. Who was taken off by a colleague stays off."""
        return self.able - self.ever if self.running & self.able else self.able


async def end_leaver(act: Act, officer_id: UUID) -> None:
    """All access ends, and what they had to answer passes on, in one act."""
    async with transaction():
        await end_officer(act, officer_id)
        await pass_on_asks(act)


async def pass_on_asks(act: Act) -> int:
    """For every open ask of a meeting to come; returns how many people were taken off or added."""
    changes = [each for each in await _answering(act) if each.gone or each.to_add]
    async with transaction():
        for each in changes:
            await _follow(act, each)
    return sum(len(each.gone) + len(each.to_add) for each in changes)


async def _answering(act: Act) -> list[_Answering]:
    to_come = Ask.meeting.status.is_in(["planned", "open"]) & Ask.state.is_in(list(OPEN_STATES))
    asks = await Ask.select(Ask.id, Ask.case, Ask.agency, Ask.case.restricted.as_alias("restricted")).where(
        (Ask.area == act.area.id) & to_come & standing()
    )
    rows = await _assignments([ask["id"] for ask in asks])
    named = await _named([ask["case"] for ask in asks if ask["restricted"]])
    members = await members_of(act.area.id, on=act.today, roles=ANSWERS)
    found = []
    for ask in asks:
        able = {member.officer_id for member in members if member.agency_id == ask["agency"]}
        if ask["restricted"]:
            able &= named.get(ask["case"], set())
        mine = [row for row in rows if row["ask"] == ask["id"]]
        running = frozenset(row["officer"] for row in mine if row["to_at"] is None)
        found.append(_Answering(ask, running, frozenset(row["officer"] for row in mine), frozenset(able)))
    return found


async def _assignments(asks: Sequence[UUID]) -> list[dict[str, Any]]:
    if not asks:
        return []
    return await Assignment.select(Assignment.ask, Assignment.officer, Assignment.to_at).where(
        among(Assignment.ask, asks)
    )


async def _named(cases: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    if cases:
        rows = await NamedReader.select(NamedReader.case, NamedReader.officer).where(
            among(NamedReader.case, cases) & NamedReader.to_at.is_null()
        )
        for row in rows:
            found.setdefault(row["case"], set()).add(row["officer"])
    return found


async def _follow(act: Act, each: _Answering) -> None:
    ask = each.ask
    if each.gone:
        await Assignment.update({Assignment.to_at: act.business_at}).where(
            (Assignment.ask == ask["id"]) & among(Assignment.officer, sorted(each.gone)) & Assignment.to_at.is_null()
        )
        await act.record(Event.RESEARCH_ASSIGNED, "case", ask["case"], case=str(ask["case"]), officer=None)
    for officer in sorted(each.to_add):
        await Assignment.insert(
            Assignment(id=uuid7(), area=act.area.id, ask=ask["id"], officer=officer, from_at=act.business_at)
        )
        await act.record(Event.RESEARCH_ASSIGNED, "case", ask["case"], case=str(ask["case"]), officer=str(officer))
