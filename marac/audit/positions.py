"""Positions: after its commit, each leaf gets the next place in the tree, once, with its hash.

There is one tree for the whole service, so its leaves are read across areas.
"""

from typing import Any
from uuid import UUID

from marac.audit.leaves import leaf_bytes
from marac.audit.reading import as_text, leaf_columns
from marac.audit.tables import Leaf, LeafPosition
from marac.audit.tree import hash_leaf
from marac.database import across_areas, is_sqlite, transaction

ADVISORY_LOCK = 6_471_029_514

# A leaf's id tells when it was written, and no transaction lasts longer than this, so older ones have a place.
LOOK_BACK_MILLISECONDS = 10 * 60 * 1000
_MOST_AT_ONCE = 1_000  # A transaction lasts no longer than a fifth of a second.


@across_areas
async def give_positions(limit: int = 1000) -> int:
    """Place the leaves committed since the last time, oldest first, and say how many. Any number may run at once."""
    async with transaction():
        await hold_the_tree()
        newest = await _newest_position()
        waiting = await _leaves_without_place(newest, min(limit, _MOST_AT_ONCE))
        first = 0 if newest is None else newest["idx"] + 1
        await _place(waiting, first)
    return len(waiting)


async def give_all_positions() -> int:
    """Place every leaf there is."""
    placed = 0
    while number := await give_positions():
        placed += number
    return placed


async def hold_the_tree() -> None:
    """Only one at a time extends the tree. On SQLite the transaction already holds the file."""
    if not is_sqlite():
        await Leaf.raw("SELECT pg_advisory_xact_lock({})", ADVISORY_LOCK)


async def _newest_position() -> dict[str, Any] | None:
    rows = await LeafPosition.raw("SELECT idx, leaf FROM leaf_position ORDER BY idx DESC LIMIT 1")
    return rows[0] if rows else None


async def _leaves_without_place(newest: dict[str, Any] | None, limit: int) -> list[dict[str, str | None]]:
    since = UUID(int=0) if newest is None else earlier(newest["leaf"])
    query = (
        f"SELECT {leaf_columns()} FROM leaf LEFT JOIN leaf_position ON leaf_position.leaf = leaf.id "  # noqa: S608
        "WHERE leaf.id >= {} AND leaf_position.leaf IS NULL ORDER BY leaf.id LIMIT {}"
    )
    return [as_text(row) for row in await Leaf.raw(query, since, limit)]


def earlier(leaf: UUID) -> UUID:
    """The smallest id that a leaf still uncommitted when this one was placed can have."""
    milliseconds = UUID(str(leaf)).int >> 80
    return UUID(int=max(0, milliseconds - LOOK_BACK_MILLISECONDS) << 80)


async def _place(waiting: list[dict[str, str | None]], first: int) -> None:
    places = [
        LeafPosition(idx=first + n, leaf=row["id"], leaf_hash=hash_leaf(leaf_bytes(row)))
        for n, row in enumerate(waiting)
    ]
    for start in range(0, len(places), 200):
        await LeafPosition.insert(*places[start : start + 200])


@across_areas
async def number_of_leaves_without_place() -> int:
    [row] = await Leaf.raw(
        "SELECT COUNT(*) AS number FROM leaf LEFT JOIN leaf_position ON leaf_position.leaf = leaf.id "
        "WHERE leaf_position.leaf IS NULL"
    )
    return int(row["number"])
