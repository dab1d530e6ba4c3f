"""The keys forms are sealed to: made, listed, followed by the next ones and destroyed, under a root of their own.

Whoever holds this object can open what is queued. Pages are never handed it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from marac.audit.events import Event
from marac.audit.trail import Actor, Trail
from marac.clock import Clock
from marac.database import across_areas, transaction
from marac.errors import SealBroken, WrongRootKey
from marac.vault.area_keys import AreaKeys, Purpose
from marac.vault.joining import joined
from marac.vault.key_lists import ACCEPTED_AFTER, SKEW, encoded, list_bytes
from marac.vault.primitives import (
    BROKEN,
    SEAL_P256,
    SEAL_X25519,
    WRITE_SUITE,
    Key,
    SealPair,
    SigningPair,
    cipher,
    decrypt,
    encrypt,
    is_equal,
    new_seal_pair,
    new_signing_pair,
    seal_pair,
    sign,
    signing_pair,
)
from marac.vault.roots import RootKey
from marac.vault.tables import AreaKey, SealKey, SealList, SealRoot

OFFERED = (SEAL_X25519, SEAL_P256)
USED_FOR = timedelta(days=90)
PUBLISHED_AHEAD = timedelta(days=14)
WRONG = "MARAC_SEAL_ROOT_KEY: this key does not fit this data. Nothing was changed."


@dataclass(frozen=True, slots=True)
class SealedArea:
    """The area the keys are for, as its list names it, and the forms that may be sealed: name and schema hash."""

    id: UUID
    slug: str
    forms: Sequence[tuple[str, str]] = field(default=())


class SealKeys:
    """Opened with the second root key."""

    def __init__(self, root: RootKey, trail: Trail, clock: Clock) -> None:
        self._area_keys = AreaKeys(root, clock, purposes=frozenset({Purpose.SEAL}))
        self._trail = trail
        self._clock = clock

    @across_areas
    async def requires_right_root(self) -> None:
        """Raises WrongRootKey where the keys of these data hang under another one."""
        first = await AreaKey.select(AreaKey.area).where(AreaKey.purpose == Purpose.SEAL.value).first()
        try:
            if first is not None:
                await self._area_keys.newest(first["area"], Purpose.SEAL)
        except SealBroken:
            raise WrongRootKey(WRONG) from None

    async def tend(self, area: SealedArea, *, by: Actor, waiting: Collection[UUID] = ()) -> int | None:
        """Make what is due, destroy what is over and publish what changed; the new serial, or None.

        A key in `waiting` still has forms to open and is kept.
        """
        async with transaction():
            if not await SealRoot.exists().where(SealRoot.area == area.id):
                await self._make_root(area.id)
            for suite in OFFERED:
                await self._follow(area.id, suite, by=by)
            await self._destroy_old(area.id, by=by, waiting=waiting)
            serial = await self._publish(area, by=by)
        return serial

    async def rotate(self, area: SealedArea, *, by: Actor) -> int | None:
        """New keys from this moment on; those in use end now, and what was sealed to them still opens for 30 days."""
        now = self._clock.now()
        async with transaction():
            await SealKey.update({SealKey.not_after: now}).where((SealKey.area == area.id) & (SealKey.not_after > now))
            serial = await self.tend(area, by=by)
        return serial

    async def pair(self, area: UUID, key_id: UUID) -> SealPair:
        """Raises SealBroken where there is no such key, or none any more."""
        row: SealKey | None = await SealKey.objects().get((SealKey.id == key_id) & (SealKey.area == area))
        if row is None or row.destroyed_at is not None:
            raise SealBroken(BROKEN)
        under = await self._area_keys.one(area, Purpose.SEAL, row.area_key_version)
        pair = seal_pair(row.suite, _unwrapped(under, row.wrapped, _label(area, key_id, row.suite)))
        if not is_equal(pair.public, bytes(row.public)):
            raise SealBroken(BROKEN)
        return pair

    async def _make_root(self, area: UUID) -> None:
        if not await AreaKey.exists().where((AreaKey.area == area) & (AreaKey.purpose == Purpose.SEAL.value)):
            await self._area_keys.make(area)
        version, under = await self._area_keys.newest(area, Purpose.SEAL)
        pair = new_signing_pair()
        wrapped = _wrapped(under, pair.seed, _label(area, area, 0))
        now = self._clock.now()
        await SealRoot.insert(
            SealRoot(id=area, area=area, public=pair.public, wrapped=wrapped, area_key_version=version, made_at=now)
        )

    async def _follow(self, area: UUID, suite: int, *, by: Actor) -> None:
        """A key from now on where there is none; the next one where the newest ends within a fortnight."""
        now = self._clock.now()
        newest = await (
            SealKey.select(SealKey.not_after)
            .where((SealKey.area == area) & (SealKey.suite == suite))
            .order_by(SealKey.not_after, ascending=False)
            .first()
        )
        if newest is None or newest["not_after"] <= now:
            await self._make(area, suite, by=by, from_=now)
        elif newest["not_after"] <= now + PUBLISHED_AHEAD:
            await self._make(area, suite, by=by, from_=newest["not_after"])

    async def _make(self, area: UUID, suite: int, *, by: Actor, from_: datetime) -> None:
        version, under = await self._area_keys.newest(area, Purpose.SEAL)
        # Random, not by time: an envelope tells nothing of when its key was made.
        key_id, pair = uuid4(), new_seal_pair(suite)
        await SealKey.insert(
            SealKey(
                id=key_id,
                area=area,
                suite=suite,
                public=pair.public,
                wrapped=_wrapped(under, pair.private, _label(area, key_id, suite)),
                area_key_version=version,
                not_before=from_,
                not_after=from_ + USED_FOR,
                made_at=self._clock.now(),
            )
        )
        await self._trail.record(Event.SEAL_KEY_MADE, by=by, kind="seal_key", about=key_id, suite=suite)

    async def _destroy_old(self, area: UUID, *, by: Actor, waiting: Collection[UUID]) -> None:
        over = self._clock.now() - ACCEPTED_AFTER - SKEW
        rows = await SealKey.select(SealKey.id, SealKey.suite).where(
            (SealKey.area == area) & (SealKey.not_after < over) & SealKey.destroyed_at.is_null()
        )
        for row in rows:
            if row["id"] not in waiting:
                gone: Mapping[Any, Any] = {SealKey.wrapped: b"", SealKey.destroyed_at: self._clock.now()}
                await SealKey.update(dict(gone)).where(SealKey.id == row["id"])
                await self._trail.record(
                    Event.SEAL_KEY_DESTROYED, by=by, kind="seal_key", about=row["id"], suite=row["suite"]
                )

    async def _publish(self, area: SealedArea, *, by: Actor) -> int | None:
        last = await (
            SealList.select().where(SealList.area == area.id).order_by(SealList.serial, ascending=False).first()
        )
        said = await self._said(area)
        if last is not None and _without_edition(json.loads(bytes(last["body"]))) == said:
            return None
        serial, now = (last["serial"] if last else 0) + 1, self._clock.now()
        body = _canonical({**said, "serial": serial, "issued_at": int(now.timestamp())})
        root = await self._root(area.id)
        await SealList.insert(
            SealList(
                id=UUID(bytes=sha256(area.id.bytes + serial.to_bytes(8, "big")).digest()[:16]),
                area=area.id,
                slug=area.slug,
                serial=serial,
                body=body,
                root=root.public,
                signature=sign(root.seed, list_bytes(body)),
                made_at=now,
            )
        )
        await self._trail.record(
            Event.SEAL_LIST_PUBLISHED,
            by=by,
            kind="area",
            about=area.id,
            serial=serial,
            sha256=sha256(body).hexdigest(),
            number_of_keys=len(said["keys"]),
        )
        return serial

    async def _said(self, area: SealedArea) -> dict[str, Any]:
        """Without serial and moment: what changed since the last edition, if anything."""
        rows = await (
            SealKey.select(SealKey.id, SealKey.suite, SealKey.public, SealKey.not_before, SealKey.not_after)
            .where((SealKey.area == area.id) & (SealKey.not_after > self._clock.now()))
            .order_by(SealKey.not_before)
            .order_by(SealKey.suite)
        )
        return {
            "area": {"id": str(area.id), "slug": area.slug},
            "keys": [_listed(row) for row in rows],
            "forms": [{"form": form, "schema": schema} for form, schema in area.forms],
        }

    async def _root(self, area: UUID) -> SigningPair:
        row = await SealRoot.objects().get(SealRoot.area == area)
        if row is None:
            raise SealBroken(BROKEN)
        under = await self._area_keys.one(area, Purpose.SEAL, row.area_key_version)
        return signing_pair(_unwrapped(under, row.wrapped, _label(area, area, 0)))


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "suite": row["suite"],
        "public": encoded(bytes(row["public"])),
        "not_before": int(row["not_before"].timestamp()),
        "not_after": int(row["not_after"].timestamp()),
    }


def _without_edition(listed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in listed.items() if name not in ("serial", "issued_at")}


def _canonical(listed: dict[str, Any]) -> bytes:
    """RFC 8785 for what stands in a list: ASCII names, texts and whole numbers."""
    return json.dumps(listed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _label(area: UUID, key_id: UUID, suite: int) -> bytes:
    return joined(b"marac-seal-private/1", area.bytes, key_id.bytes, bytes([suite]))


def _wrapped(under: Key, secret: Key, bound: bytes) -> bytes:
    return encrypt(cipher(WRITE_SUITE, under), secret, bound=bound)


def _unwrapped(under: Key, wrapped: bytes, bound: bytes) -> Key:
    return Key(decrypt(cipher(WRITE_SUITE, under), bytes(wrapped), bound=bound))
