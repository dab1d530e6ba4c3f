"""What each version of an agenda held: agencies see the one sent last until the next is sent, and what differs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.ids import uuid7
from meetings.access import visible
from meetings.rules.running_order import taken_up
from meetings.tables.agendas import AgendaVersionLine
from meetings.tables.meeting import AgendaItem, Circulation, CirculationReader

ON_THE_LIST = ["listed", "heard"]


@dataclass(frozen=True, slots=True)
class SentLine:
    """A case as it stood on a version."""

    item: UUID
    minutes: int


@dataclass(frozen=True, slots=True)
class Versions:
    """The lines of each version in order, and which version this reader looked at before the newest."""

    lines: Mapping[int, Sequence[SentLine]]
    looked_at: int  # 0 for none

    @property
    def newest(self) -> Sequence[SentLine]:
        return self.lines[max(self.lines)] if self.lines else ()

    @property
    def before(self) -> Sequence[SentLine]:
        return self.lines.get(self.looked_at, ())


@dataclass(frozen=True, slots=True)
class Differences:
    """Between two orders of one reader's own cases."""

    added: frozenset[UUID]
    removed: frozenset[UUID]
    moved: frozenset[UUID]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved)


def differences(before: Sequence[UUID], now: Sequence[UUID]) -> Differences:
    """A case counts as moved only if it changed places with others that stand on both."""
    shared = set(before) & set(now)
    moved = taken_up([item for item in before if item in shared], [item for item in now if item in shared])
    return Differences(frozenset(now) - shared, frozenset(before) - shared, moved)


async def keep_lines(act: Act, sent: Circulation) -> None:
    """The whole agenda as it is sent now. Inside the transaction of the sending, beyond exclusions."""
    rows = (
        await AgendaItem.select(AgendaItem.id, AgendaItem.minutes)
        .where((AgendaItem.meeting == sent.meeting) & AgendaItem.state.is_in(ON_THE_LIST))
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    lines = [
        AgendaVersionLine(
            id=uuid7(),
            area=act.area.id,
            circulation=sent.id,
            agenda_item=row["id"],
            position=place,
            minutes=row["minutes"],
        )
        for place, row in enumerate(rows, start=1)
    ]
    if lines:
        await AgendaVersionLine.insert(*lines)


async def read_versions(act: Act, meeting_id: UUID) -> Versions:
    """All versions of a meeting's agenda; which lines a reader may have is for the caller to say."""
    of_meeting = (AgendaVersionLine.circulation.meeting == meeting_id) & (AgendaVersionLine.area == act.area.id)
    rows = (
        await AgendaVersionLine.select(
            AgendaVersionLine.circulation.n.as_alias("n"), AgendaVersionLine.agenda_item, AgendaVersionLine.minutes
        )
        .where(of_meeting)
        .order_by(AgendaVersionLine.position)
    )
    lines: dict[int, list[SentLine]] = {}
    for row in rows:
        lines.setdefault(row["n"], []).append(SentLine(row["agenda_item"], row["minutes"]))
    return Versions(lines, await _looked_at(act, meeting_id, max(lines, default=0)))


async def _looked_at(act: Act, meeting_id: UUID, newest: int) -> int:
    """The last version before the newest that this reader opened; that the newest is open now is kept."""
    rows: list[dict[str, Any]] = await CirculationReader.select(
        CirculationReader.id, CirculationReader.first_opened_at, CirculationReader.circulation.n.as_alias("n")
    ).where(
        (CirculationReader.officer == act.officer_id)
        & (CirculationReader.circulation.meeting == meeting_id)
        & (CirculationReader.circulation.kind == "agenda")
    )
    unopened = [row["id"] for row in rows if row["n"] == newest and row["first_opened_at"] is None]
    if unopened:
        await CirculationReader.update({CirculationReader.first_opened_at: act.business_at}).where(
            CirculationReader.id.is_in(unopened)
        )
    return max((row["n"] for row in rows if row["n"] < newest and row["first_opened_at"] is not None), default=0)


async def numbers_of_removed(act: Act, items: Collection[UUID]) -> list[str]:
    """Case numbers of what was taken off, as far as this reader may still see the case."""
    if not items:
        return []
    rows = await AgendaItem.select(AgendaItem.case.case_number.as_alias("case_number")).where(
        AgendaItem.id.is_in(list(items)) & AgendaItem.state.not_in(ON_THE_LIST) & visible(act, AgendaItem.case)
    )
    return sorted(row["case_number"] or "" for row in rows)
