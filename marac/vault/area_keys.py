"""The keys of each area: one for each purpose, random, versioned, wrapped by the root. No two areas share one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from marac.clock import Clock
from marac.errors import NotFound, Refused, SealBroken
from marac.vault.primitives import BROKEN, Key, derive, is_equal, new_key
from marac.vault.roots import RootKey
from marac.vault.sweep import Sweep
from marac.vault.tables import AreaKey

# Unwrapped keys nobody asked for this long are dropped.
IDLE_LIMIT = timedelta(minutes=15)
ACTIVE = "active"
DESTROYED = "destroyed"


class Purpose(StrEnum):
    """What a key of an area is for. It is used for nothing else."""

    WRAP = "wrap"  # Wraps the data keys of cases, meetings, research, files and drafts.
    SEAL = "seal"  # Wraps the private keys of sealed forms. Hangs under a root of its own.
    IDX = "idx"  # Parent of the keys for case numbers and tokens.
    RESTRICT = "restrict"  # Wraps the data keys of restricted cases a second time.
    AUDIT = "audit"  # Pseudonyms in the trail.
    DIRECTORY = "directory"  # Wraps the data keys of the staff directory.


# What the ordinary root opens. The key of sealed forms is not among it: web processes hold this root.
OF_THE_ROOT = frozenset(Purpose) - {Purpose.SEAL}

# Asked by every search, so past Piccolo, which takes longer to write it than the database to answer.
_LIVE = "SELECT version FROM area_key WHERE area = {} AND purpose = {} AND state = {}"


@dataclass(slots=True)
class _HeldKeys:
    keys: dict[tuple[Purpose, int], Key] = field(repr=False)
    used_at: datetime


class AreaKeys:
    """Makes area keys, and keeps unwrapped ones for as long as they are in use."""

    def __init__(self, root: RootKey, clock: Clock, *, purposes: frozenset[Purpose] = OF_THE_ROOT) -> None:
        self._root = root
        self._purposes = purposes
        self._clock = clock
        self._held: dict[UUID, _HeldKeys] = {}
        self._sweep = Sweep(self.drop_idle, every=IDLE_LIMIT)

    async def make(self, area: UUID) -> None:
        """The whole set under this root for a new area, in the caller's transaction if there is one."""
        await AreaKey.insert(*(self._new(area, purpose, version=1) for purpose in sorted(self._purposes)))

    def _new(self, area: UUID, purpose: Purpose, *, version: int) -> AreaKey:
        key = new_key()
        return AreaKey(
            area=area,
            purpose=purpose.value,
            version=version,
            wrapped=self._root.wrap(area, _label(purpose, version), key),
            commitment=_commitment(key, area, purpose, version),
            state=ACTIVE,
            made_at=self._clock.now(),
        )

    async def newest(self, area: UUID, purpose: Purpose) -> tuple[int, Key]:
        """The version to use for anything new."""
        keys = await self._keys(area)
        version = max((number for kind, number in keys if kind is purpose), default=0)
        return version, _found(keys, purpose, version)

    async def one(self, area: UUID, purpose: Purpose, version: int) -> Key:
        """The key something older was made with."""
        return _found(await self._keys(area), purpose, version)

    async def every(self, area: UUID, purpose: Purpose) -> dict[int, Key]:
        """Every key there is for this purpose, by version: for finding what was named under any of them."""
        return {version: key for (kind, version), key in (await self._keys(area)).items() if kind is purpose}

    async def live(self, area: UUID, purpose: Purpose) -> dict[int, Key]:
        """The versions in use now, asked anew: another process may have begun one or ended one."""
        rows = await AreaKey.raw(_LIVE, area, purpose.value, ACTIVE)
        versions = {row["version"] for row in rows}
        if versions - {version for kind, version in await self._keys(area) if kind is purpose}:
            self._held.pop(area)
        keys = await self._keys(area)
        return {version: _found(keys, purpose, version) for version in sorted(versions)}

    async def add(self, area: UUID, purpose: Purpose) -> int:
        """A further version beside those in use, in the caller's transaction; returns its number."""
        row = self._new(area, purpose, version=max(await self.live(area, purpose)) + 1)
        await AreaKey.insert(row)
        return int(row.version)

    async def destroy(self, area: UUID, purpose: Purpose, version: int) -> None:
        """Remove an older version for good, in the caller's transaction. Raises NotFound, or Refused for the newest."""
        versions = await self.live(area, purpose)
        if version not in versions:
            raise NotFound
        if version == max(versions):
            raise Refused("The newest key is in use. Begin another one first.")
        one = (AreaKey.area == area) & (AreaKey.purpose == purpose.value) & (AreaKey.version == version)
        await AreaKey.update({AreaKey.wrapped: b"", AreaKey.state: DESTROYED}).where(one)
        self._held.pop(area, None)

    def drop_idle(self) -> bool:
        """Forget the keys of areas in which nothing happened for a while, and say whether any are left."""
        limit = self._clock.now() - IDLE_LIMIT
        for area in [area for area, held in self._held.items() if held.used_at < limit]:
            del self._held[area]
        return bool(self._held)

    def forget(self) -> None:
        self._held.clear()

    async def _keys(self, area: UUID) -> dict[tuple[Purpose, int], Key]:
        self.drop_idle()
        held = self._held.get(area)
        if held is None:
            held = self._held[area] = _HeldKeys(await self._unwrapped(area), self._clock.now())
            self._sweep.later()
        held.used_at = self._clock.now()
        return held.keys

    async def _unwrapped(self, area: UUID) -> dict[tuple[Purpose, int], Key]:
        rows = await AreaKey.objects().where(
            (AreaKey.area == area) & (AreaKey.state != DESTROYED) & AreaKey.purpose.is_in(sorted(self._purposes))
        )
        return {(Purpose(row.purpose), row.version): self._unwrap(row) for row in rows}

    def _unwrap(self, row: AreaKey) -> Key:
        purpose = Purpose(row.purpose)
        key = self._root.unwrap(row.area, _label(purpose, row.version), bytes(row.wrapped))
        if not is_equal(_commitment(key, row.area, purpose, row.version), bytes(row.commitment)):
            raise SealBroken(BROKEN)
        return key


def _found(keys: dict[tuple[Purpose, int], Key], purpose: Purpose, version: int) -> Key:
    key = keys.get((purpose, version))
    if key is None:
        raise SealBroken(BROKEN)
    return key


def _label(purpose: Purpose, version: int) -> str:
    return f"{purpose.value}/{version}"


def _commitment(key: Key, area: UUID, purpose: Purpose, version: int) -> bytes:
    return bytes(derive(key, b"marac-area-key-commitment/1" + area.bytes + _label(purpose, version).encode()))
