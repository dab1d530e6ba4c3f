"""The keys for sealed forms as everybody may read them from the database; no root key is needed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from marac.database import across_areas
from marac.vault.key_lists import KnownKey, SignedList
from marac.vault.tables import SealKey, SealList


@across_areas
async def find_seal_key(key_id: UUID) -> KnownKey | None:
    """In whichever area: a form for another one is told so."""
    row = (
        await SealKey.select(SealKey.area, SealKey.suite, SealKey.not_before, SealKey.not_after)
        .where(SealKey.id == key_id)
        .first()
    )
    return KnownKey(key_id, row["area"], row["suite"], row["not_before"], row["not_after"]) if row else None


@across_areas
async def newest_lists(slug: str | None = None) -> list[SignedList]:
    """The newest edition of each area, or of one, by short name."""
    rows: Sequence[dict[str, Any]] = await (
        SealList.select(SealList.slug, SealList.body, SealList.root, SealList.signature)
        .where(SealList.slug == slug if slug is not None else SealList.serial > 0)
        .order_by(SealList.slug)
        .order_by(SealList.serial, ascending=False)
    )
    newest: dict[str, SignedList] = {}
    for row in rows:
        newest.setdefault(row["slug"], SignedList(bytes(row["body"]), bytes(row["root"]), bytes(row["signature"])))
    return list(newest.values())
