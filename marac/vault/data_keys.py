"""The key of each case, meeting, research return, file, draft and staff directory: made, unwrapped, counted.

Seals are counted without a query for each: a process sets a block of seals aside in the key's row, and asks again
only when it has used them up. What is counted is never less than what was sealed, a lost transaction apart.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from marac.clock import Clock
from marac.database import insert_many, one_of
from marac.errors import NotFound, NotNow, SealBroken
from marac.ids import uuid7
from marac.vault.area_keys import AreaKeys, Purpose
from marac.vault.envelope import OpenKey, ready_key, split_data_key
from marac.vault.joining import joined
from marac.vault.primitives import BROKEN, WRITE_SUITE, Cipher, Key, cipher, decrypt, encrypt, new_key
from marac.vault.sweep import Sweep
from marac.vault.tables import DataKey

HOLD_FOR = timedelta(seconds=60)
MOST_HELD = 2000
_MOST_COUNTED = 20_000
FORMAT = 1
HEADER_BYTES = 4  # Format, suite, area key version (2).


class KeyKind(StrEnum):
    """What a data key is the key of."""

    CASE = "case"
    RESEARCH = "research"
    MEETING = "meeting"
    FILE = "file"
    DRAFT = "draft"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class SealLimits:
    """How often one key may seal. NIST allows 2^32 random nonces a key; we stop far below (SP 800-38D, 8.3)."""

    soft: int = 1 << 20
    hard: int = 1 << 24
    block: int = 1 << 10


class KeptKey(NamedTuple):
    """The row of a wrapped key, as far as unwrapping reads it: a search unwraps hundreds at once."""

    id: UUID
    area: UUID
    kind: str
    owner_id: UUID
    version: int
    area_key_version: int
    wrapped: bytes | None
    commitment: bytes


def new_data_key(
    area: UUID, kind: KeyKind, owner: UUID, *, wrapping: tuple[int, Key], version: int = 1
) -> tuple[KeptKey, OpenKey]:
    """A key as it is kept and as it is used, wrapped by the area's key of that version; nothing is written."""
    key_id, key = uuid7(), new_key()
    area_version, area_key = wrapping
    commitment = split_data_key(key, suite=WRITE_SUITE, key_id=key_id, version=version)[1]
    bare = KeptKey(key_id, area, kind.value, owner, version, area_version, None, commitment)
    kept = bare._replace(wrapped=_wrapped(key, area_key, bare))
    return kept, _opened(kept, key)


_KEPT = ", ".join(KeptKey._fields)


class KeyWornOut(NotNow):
    """This key has sealed as often as a key may."""


class DataKeys:
    """Data keys, unwrapped for at most a minute."""

    def __init__(self, area_keys: AreaKeys, clock: Clock, limits: SealLimits) -> None:
        self._area_keys = area_keys
        self._clock = clock
        self._limits = limits
        self._held: OrderedDict[UUID, tuple[OpenKey, datetime]] = OrderedDict()
        self._sweep = Sweep(self.drop_idle, every=HOLD_FOR)
        self._set_aside: OrderedDict[UUID, int] = OrderedDict()

    async def make(self, area: UUID, kind: KeyKind, owner: UUID, *, version: int = 1) -> UUID:
        """A new key, in the caller's transaction. The area's key wraps it, bound to what it is for."""
        wrapping = await self._area_keys.newest(area, wrapping_purpose(kind))
        kept, key = new_data_key(area, kind, owner, wrapping=wrapping, version=version)
        await DataKey.insert(DataKey(**kept._asdict(), seals=self._limits.block, made_at=self._clock.now()))
        self._hold(key)
        self._set_aside[key.id] = self._limits.block
        return key.id

    async def make_many(self, area: UUID, kind: KeyKind, owners: Sequence[UUID]) -> list[UUID]:
        """A new key for each of these owners, by one statement, in the caller's transaction."""
        wrapping = await self._area_keys.newest(area, wrapping_purpose(kind))
        made = [new_data_key(area, kind, owner, wrapping=wrapping) for owner in owners]
        block, now = self._limits.block, self._clock.now()
        rows = [(*kept, block, now) for kept, _ in made]
        await insert_many("data_key", (*KeptKey._fields, "seals", "made_at"), rows)
        for _, key in made:
            self._hold(key)
            self._set_aside[key.id] = block
        return [key.id for _, key in made]

    async def for_sealing(self, key_id: UUID, number_of_seals: int) -> OpenKey:
        """The key, with that many seals counted. Raises KeyWornOut when it may seal no more."""
        await self._count(key_id, number_of_seals)
        return (await self.opened([key_id], hold=True))[key_id]

    async def opened(self, key_ids: Iterable[UUID], *, hold: bool) -> dict[UUID, OpenKey]:
        """The keys, with one query for those not at hand. A machine's reading holds none of them afterwards."""
        wanted = set(key_ids)
        found = {key_id: key for key_id in wanted if (key := self._at_hand(key_id)) is not None}
        missing = sorted(wanted - found.keys())
        for key in await self._unwrapped(missing) if missing else []:
            found[key.id] = key
            if hold:
                self._hold(key)
        if found.keys() != wanted:
            raise SealBroken(BROKEN)
        return found

    async def worn(self) -> list[UUID]:
        """The keys that should be replaced because they have sealed often."""
        rows = await DataKey.select(DataKey.id).where(DataKey.seals >= self._limits.soft)
        return [row["id"] for row in rows]

    async def destroy(self, key_id: UUID, at: datetime) -> tuple[UUID, str]:
        """Remove the key for good and give its owner and kind, in the caller's transaction. Raises NotFound."""
        rows = (
            await DataKey.update({DataKey.wrapped: None, DataKey.destroyed_at: at})
            .where((DataKey.id == key_id) & DataKey.destroyed_at.is_null())
            .returning(DataKey.owner_id, DataKey.kind)
        )
        if not rows:
            raise NotFound
        self.forget(key_id)
        return rows[0]["owner_id"], rows[0]["kind"]

    async def destroy_many(self, key_ids: Sequence[UUID], at: datetime) -> None:
        """Remove these keys for good, in the caller's transaction; one that is gone already stays gone."""
        among, ids = one_of("id", key_ids)
        await DataKey.raw(
            f"UPDATE data_key SET wrapped = NULL, destroyed_at = {{}} WHERE {among} AND destroyed_at IS NULL",  # noqa: S608
            at, ids,
        )  # fmt: skip
        for key_id in key_ids:
            self.forget(key_id)

    def forget(self, key_id: UUID | None = None) -> None:
        """Drop one key from memory, or all."""
        if key_id is None:
            self._held.clear()
        else:
            self._held.pop(key_id, None)

    def drop_idle(self) -> bool:
        """Forget the keys whose minute is over, and say whether any are left."""
        now = self._clock.now()
        for key_id in [key_id for key_id, (_, until) in self._held.items() if until <= now]:
            del self._held[key_id]
        return bool(self._held)

    def _at_hand(self, key_id: UUID) -> OpenKey | None:
        held = self._held.get(key_id)
        if held is None or held[1] <= self._clock.now():
            return None
        self._held.move_to_end(key_id)
        return held[0]

    def _hold(self, key: OpenKey) -> None:
        self._held[key.id] = key, self._clock.now() + HOLD_FOR
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        self._sweep.later()

    async def _unwrapped(self, key_ids: list[UUID]) -> list[OpenKey]:
        among, ids = one_of("id", key_ids)
        rows = await DataKey.raw(f"SELECT {_KEPT} FROM data_key WHERE {among}", ids)  # noqa: S608
        try:
            return await self._unwrap([KeptKey(**row) for row in rows])
        except (ValueError, OverflowError, IndexError):
            raise SealBroken(BROKEN) from None  # Somebody wrote into a row what we never write.

    async def _unwrap(self, rows: list[KeptKey]) -> list[OpenKey]:
        """Hundreds of keys of an area are wrapped under one key, which is made ready once."""
        ciphers: dict[tuple[UUID, str, int, int], Cipher] = {}
        unwrapped = []
        for row in rows:
            if row.wrapped is None:
                raise SealBroken(BROKEN)
            under = row.area, row.kind, row.area_key_version, row.wrapped[1]
            if under not in ciphers:
                purpose = wrapping_purpose(KeyKind(row.kind))
                ciphers[under] = cipher(under[3], await self._area_keys.one(row.area, purpose, row.area_key_version))
            unwrapped.append(_unwrapped(row, ciphers[under]))
        return unwrapped

    async def _count(self, key_id: UUID, number: int) -> None:
        left = self._set_aside.get(key_id, 0)
        if left < number:
            left += await self._set_block_aside(key_id, max(number, self._limits.block))
        self._set_aside[key_id] = left - number
        self._set_aside.move_to_end(key_id)
        while len(self._set_aside) > _MOST_COUNTED:
            self._set_aside.popitem(last=False)

    async def _set_block_aside(self, key_id: UUID, number: int) -> int:
        rows = (
            await DataKey.update({DataKey.seals: DataKey.seals + number})
            .where(DataKey.id == key_id, DataKey.seals <= self._limits.hard - number)
            .returning(DataKey.seals)
        )
        if not rows:
            raise KeyWornOut("This record must be given a new key before it can be changed. Tell whoever runs this.")
        return number


def wrapping_purpose(kind: KeyKind) -> Purpose:
    """Which key of the area wraps keys of this kind."""
    return Purpose.DIRECTORY if kind is KeyKind.DIRECTORY else Purpose.WRAP


def _header(suite: bytes, area_version: int) -> bytes:
    return bytes([FORMAT]) + suite + area_version.to_bytes(2, "big")


def _context(suite: bytes, row: KeptKey) -> bytes:
    """What a wrapped key is bound to: another area, owner, kind or version does not unwrap it."""
    return joined(
        b"marac-data-key/1",
        suite,
        row.area.bytes,
        row.kind.encode(),
        row.owner_id.bytes,
        row.id.bytes,
        row.version.to_bytes(2, "big"),
        row.area_key_version.to_bytes(2, "big"),
    )


def _wrapped(key: Key, wrapping: Key, row: KeptKey) -> bytes:
    suite = bytes([WRITE_SUITE])
    sealed = encrypt(cipher(WRITE_SUITE, wrapping), key, bound=_context(suite, row))
    return _header(suite, row.area_key_version) + sealed


def _unwrapped(row: KeptKey, under: Cipher) -> OpenKey:
    wrapped = bytes(row.wrapped or b"")
    suite = wrapped[1:2]
    if wrapped[:HEADER_BYTES] != _header(suite, row.area_key_version):
        raise SealBroken(BROKEN)
    return _opened(row, Key(decrypt(under, wrapped[HEADER_BYTES:], bound=_context(suite, row))))


def _opened(row: KeptKey, key: Key) -> OpenKey:
    suite = bytes(row.wrapped or b"")[1]
    return ready_key(
        key, suite=suite, key_id=row.id, version=row.version, area=row.area, commitment=bytes(row.commitment)
    )
