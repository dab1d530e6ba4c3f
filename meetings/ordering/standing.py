"""The whole agenda as it stands, held while it is changed; what one reader sees of it, and every change kept."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from piccolo.query.functions import Max

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_update
from marac.ids import uuid7
from meetings.access import not_barred
from meetings.rules.order_merge import merge_orders
from meetings.tables.agendas import AgendaChange
from meetings.tables.meeting import AgendaItem, Meeting

ON_THE_LIST = ["listed", "heard"]
LOOKED_BACK = 60  # changes within which the order is found that a page was made from


@dataclass(frozen=True, slots=True)
class Stand:
    """One case at its place."""

    item: UUID
    minutes: int
    pinned_to: int | None
    pinned_by: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """An agenda held for a change: all of it, what this reader sees of it, and what they ever saw of it."""

    meeting_id: UUID
    whole: tuple[Stand, ...]
    refs: Mapping[UUID, str]  # of the cases this reader sees, also of those taken off since
    newest_first: tuple[UUID, ...]
    as_listed: tuple[UUID, ...]  # all places ever given, also of those taken off

    @property
    def seen(self) -> tuple[Stand, ...]:
        return tuple(stand for stand in self.whole if stand.item in self.refs)

    @property
    def order(self) -> list[UUID]:
        return [stand.item for stand in self.seen]

    def item_of(self, case_ref: str) -> UUID | None:
        return next((item for item in self.order if self.refs[item] == case_ref), None)


async def hold(act: Act, meeting_id: UUID) -> Held:
    """Inside a transaction that began beyond exclusions: an order is that of all cases, whoever changes it."""
    await for_update(Meeting.select(Meeting.id).where(Meeting.id == meeting_id))
    rows = (
        await AgendaItem.select(
            AgendaItem.id,
            AgendaItem.state,
            AgendaItem.minutes,
            AgendaItem.pinned_to,
            AgendaItem.pinned_by,
            AgendaItem.why,
            AgendaItem.listed_at,
        )
        .where(AgendaItem.meeting == meeting_id)
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    refs = await AgendaItem.select(AgendaItem.id, AgendaItem.case.ref.as_alias("case_ref")).where(
        (AgendaItem.meeting == meeting_id) & not_barred(act, AgendaItem.case)
    )
    return Held(
        meeting_id=meeting_id,
        whole=tuple(_stand(row) for row in rows if row["state"] in ON_THE_LIST),
        refs={row["id"]: row["case_ref"] for row in refs},
        newest_first=tuple(row["id"] for row in sorted(rows, key=lambda row: row["listed_at"], reverse=True)),
        as_listed=tuple(row["id"] for row in rows),
    )


def _stand(row: Mapping[str, Any]) -> Stand:
    return Stand(row["id"], row["minutes"], row["pinned_to"], row["pinned_by"], row["why"])


def order_mark(items: Iterable[UUID]) -> str:
    """A short mark of an order as one reader sees it: another order has another mark."""
    return sha256(b"".join(item.bytes for item in items)).hexdigest()[:12]


async def order_behind(held: Held, mark: str) -> list[UUID] | None:
    """The order from which a page was made, of the cases that its reader sees; None if it is not found any more."""
    changes = await last_changes(held.meeting_id)
    states = [[stand.item for stand in side] for change in changes for side in (change.after, change.before)]
    for state in ([stand.item for stand in held.whole], list(held.as_listed), *states):
        order = [item for item in state if item in held.refs]
        newest = [item for item in held.newest_first if item in order]
        for number in range(len(newest) + 1):
            known = [item for item in order if item not in newest[:number]]
            if order_mark(known) == mark:
                return known
    return None


def woven(held: Held, order: Sequence[UUID]) -> tuple[Stand, ...]:
    """The whole agenda with the cases this reader sees in that order; all others keep their places."""
    stands = {stand.item: stand for stand in held.whole}
    wanted = iter(order)
    return tuple(stands[next(wanted)] if stand.item in held.refs else stand for stand in held.whole)


def merged(held: Held, base: Sequence[UUID], mine: Sequence[UUID]) -> list[UUID] | None:
    return merge_orders(base, mine, held.order)


def marked(stands: Iterable[Stand], items: Collection[UUID], why: str) -> tuple[Stand, ...]:
    """The same with a reason for these cases."""
    return tuple(replace(stand, why=why) if stand.item in items else stand for stand in stands)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it was kept."""

    n: int
    kind: str
    undoes: int | None
    by: UUID | None
    before: tuple[Stand, ...]
    after: tuple[Stand, ...]


async def last_changes(meeting_id: UUID, number: int = LOOKED_BACK) -> list[Change]:
    """Newest first."""
    rows = (
        await AgendaChange.select()
        .where(AgendaChange.meeting == meeting_id)
        .order_by(AgendaChange.n, ascending=False)
        .limit(number)
    )
    return [
        Change(row["n"], row["kind"], row["undoes"], row["by"], _read(row["before"]), _read(row["after"]))
        for row in rows
    ]


def _read(text: str) -> tuple[Stand, ...]:
    return tuple(Stand(UUID(item), *rest) for item, *rest in json.loads(text))


def _written(stands: Iterable[Stand]) -> str:
    return json.dumps([[str(s.item), s.minutes, s.pinned_to, s.pinned_by, s.why] for s in stands])


async def write(
    act: Act, held: Held, after: tuple[Stand, ...], *, kind: str, undoes: int | None = None, by_service: bool = False
) -> int:
    """Put the agenda so, and keep what it was; returns how many cases stand elsewhere. Inside the transaction."""
    last = await AgendaChange.select(Max(AgendaChange.n)).where(AgendaChange.meeting == held.meeting_id).first()
    was = {stand.item: (place, stand) for place, stand in enumerate(held.whole, start=1)}
    for place, stand in enumerate(after, start=1):
        if was[stand.item] != (place, stand):
            await AgendaItem.update(_columns(place, stand)).where(AgendaItem.id == stand.item)
    change = AgendaChange(
        id=uuid7(),
        area=act.area.id,
        meeting=held.meeting_id,
        n=((last or {}).get("max") or 0) + 1,
        kind=kind,
        undoes=undoes,
        by=None if by_service else act.officer_id,
        at=act.business_at,
        before=_written(held.whole),
        after=_written(after),
    )
    await AgendaChange.insert(change)
    moved = sum(now.item != before.item for now, before in zip(after, held.whole, strict=True))
    revision = order_mark(stand.item for stand in after)
    await act.record(Event.AGENDA_ORDERED, "meeting", held.meeting_id, revision=revision, moved=moved)
    return moved


def _columns(place: int, stand: Stand) -> dict[Any, Any]:
    return {
        AgendaItem.position: place,
        AgendaItem.minutes: stand.minutes,
        AgendaItem.pinned_to: stand.pinned_to,
        AgendaItem.pinned_by: stand.pinned_by,
        AgendaItem.why: stand.why,
    }
