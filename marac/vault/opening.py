"""The only ways to plain text. Each opening is recorded, and committed, before anything is decrypted."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from marac.audit.events import OPENINGS, Event
from marac.audit.leaves import LeafRefused
from marac.audit.trail import Actor, Trail
from marac.database import TransactionMisused, in_transaction
from marac.errors import SealBroken
from marac.vault.area_keys import AreaKeys, Purpose
from marac.vault.data_keys import DataKeys
from marac.vault.envelope import OpenKey, Sealing
from marac.vault.primitives import fingerprint, keyed_hash
from marac.vault.sealing import area_of, is_never_sealed, open_row

# A leaf names what was shown up to this many; beyond, it says how many and keeps the hash of the list.
MOST_NAMED = 200
_ROWS_BEFORE_OTHERS_MAY_RUN = 500


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to open: who, under which event, about what. The trail keeps exactly this."""

    by: Actor
    event: Event
    kind: str
    about: UUID | None
    keys: Mapping[str, Any] = field(default_factory=dict)
    # What the reader is shown, where that is not the rows themselves: the cases of an agenda, say.
    objects: tuple[UUID, ...] | None = None

    def showing(self, objects: Sequence[UUID]) -> "Permit":
        """The same permit, its leaf naming these objects instead of the rows."""
        return replace(self, objects=tuple(objects))


class Opener:
    """Opens sealed rows for a permit."""

    def __init__(self, area_keys: AreaKeys, data_keys: DataKeys, trail: Trail, sealing: Sealing) -> None:
        self._area_keys = area_keys
        self._data_keys = data_keys
        self._trail = trail
        self._sealing = sealing

    async def open(self, permit: Permit, rows: Sequence[Any], *, hold: bool) -> list[dict[str, Any]]:
        """The values of each row, in the order given, for one leaf and at most one query for their keys."""
        _refuse_misuse(permit)
        if not rows:
            return []
        area = permit.by.area_id or area_of(rows[0])
        shown = await self._shown(area, _objects(permit, rows))
        await self._trail.record_apart(
            permit.event, by=permit.by, kind=permit.kind, about=permit.about, **permit.keys, **shown
        )
        keys = await self._keys(permit.by, rows, hold=hold)
        return await self._open_each(permit.by, rows, keys)

    async def note(self, permit: Permit, objects: Sequence[UUID]) -> None:
        """The same leaf for a list that shows objects and needs no plain text for it; none for an empty list."""
        _refuse_misuse(permit)
        if not objects or permit.by.area_id is None:
            return
        shown = await self._shown(permit.by.area_id, objects)
        await self._trail.record_apart(
            permit.event, by=permit.by, kind=permit.kind, about=permit.about, **permit.keys, **shown
        )

    async def pseudonyms(self, area: UUID, objects: Iterable[UUID]) -> frozenset[str]:
        """What leaves of this area call these objects in the lists of what was shown, under every key they had."""
        keys = await self._area_keys.every(area, Purpose.AUDIT)
        return frozenset(_pseudonym(version, key, each) for each in objects for version, key in keys.items())

    async def _shown(self, area: UUID, objects: Sequence[UUID]) -> dict[str, Any]:
        version, key = await self._area_keys.newest(area, Purpose.AUDIT)
        names = sorted({_pseudonym(version, key, object_id) for object_id in objects})
        return {
            "objects": names if len(names) <= MOST_NAMED else [],
            "number_of_objects": len(names),
            "objects_hash": fingerprint("\n".join(names).encode()).hex(),
        }

    async def _keys(self, by: Actor, rows: Sequence[Any], *, hold: bool) -> dict[UUID, OpenKey]:
        sealed = [row for row in rows if row.dk is not None and not is_never_sealed(row)]
        try:
            return await self._data_keys.opened({row.dk for row in sealed}, hold=hold)
        except SealBroken:
            await self._record_break(by, sealed[0], code="key")
            raise

    async def _open_each(self, by: Actor, rows: Sequence[Any], keys: Mapping[UUID, OpenKey]) -> list[dict[str, Any]]:
        opened = []
        for number, row in enumerate(rows, start=1):
            try:
                opened.append(open_row(self._sealing, keys.get(row.dk), row))
            except SealBroken:
                await self._record_break(by, row, code="row")
                raise
            if number % _ROWS_BEFORE_OTHERS_MAY_RUN == 0:
                await asyncio.sleep(0)
        return opened

    async def _record_break(self, by: Actor, row: Any, *, code: str) -> None:
        table = row._meta.tablename
        await self._trail.record_apart(
            Event.SEAL_BROKEN, by=by, kind=table, about=row.id, decision="deny", table=table, code=code
        )


def as_machine(permit: Permit) -> Permit:
    """The same permit for the service itself, which works for whoever asked."""
    by = permit.by
    return replace(permit, by=replace(by, officer_id=None, acting_for=by.officer_id or by.acting_for))


def _refuse_misuse(permit: Permit) -> None:
    if in_transaction():
        raise TransactionMisused("Open first, then begin the transaction: a look stands even if the deed does not")
    if permit.event not in OPENINGS:
        raise LeafRefused(f"{permit.event.name} does not tell what was shown")


def _objects(permit: Permit, rows: Sequence[Any]) -> Sequence[UUID]:
    return [row.id for row in rows] if permit.objects is None else permit.objects


def _pseudonym(version: int, key: bytes, object_id: UUID) -> str:
    return f"{version}.{keyed_hash(key, b'marac-pseudonym/1' + object_id.bytes)[:16].hex()}"
