"""Reading leaves back as the very text that is stored: every changed byte shows, and none stops the reader."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from marac.audit.leaves import leaf_bytes
from marac.audit.notes import Head
from marac.audit.tables import Checkpoint, LeafPosition
from marac.database import is_sqlite

_PAGE = 2_000
_TEXTS = ("id", "area", "actor", "acting_for", "session", "event", "kind", "about", "keys", "decision")
_MOMENTS = ("at", "business_at")
_ROW_MAC = "CASE WHEN leaf.row_mac IS NULL THEN NULL ELSE {} END AS row_mac"


def _sqlite_columns() -> str:
    # As bytes: a converter or a decoder would stop at a damaged value instead of showing it.
    plain = [f"CAST(leaf.{name} AS BLOB) AS {name}" for name in _TEXTS + _MOMENTS]
    return ", ".join([*plain, _ROW_MAC.format("CAST(lower(hex(leaf.row_mac)) AS BLOB)")])


def _postgres_columns() -> str:
    plain = [f"CAST(leaf.{name} AS TEXT) AS {name}" for name in _TEXTS]
    shape = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
    moments = [f"to_char(leaf.{name} AT TIME ZONE 'UTC', '{shape}') AS {name}" for name in _MOMENTS]
    return ", ".join([*plain, *moments, _ROW_MAC.format("encode(leaf.row_mac, 'hex')")])


def leaf_columns() -> str:
    """The columns of a leaf for a SELECT, fit for `as_text`."""
    return _sqlite_columns() if is_sqlite() else _postgres_columns()


def as_text(row: dict[str, Any]) -> dict[str, str | None]:
    shown = {name: _text(row[name]) for name in (*_TEXTS, "row_mac")}
    for name in _MOMENTS:
        shown[name] = _moment(_text(row[name]))
    return shown


def _text(value: bytes | str | None) -> str | None:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


def _moment(stored: str | None) -> str | None:
    """SQLite keeps `2026-09-01 08:52:00.5+00:00` with six figures or none; a leaf always shows six."""
    if stored is None or stored.endswith("Z"):
        return stored
    if stored[10:11] != " " or not stored.endswith("+00:00"):
        return f"?{stored}"
    fraction = stored[19:-6] or ".000000"
    return f"{stored[:10]}T{stored[11:19]}{fraction}Z"


async def kept_notes() -> list[tuple[Head, str]]:
    """All checkpoints, newest first: the head as its columns say, and the note that should say the same."""
    note = "CAST(note AS BLOB)" if is_sqlite() else "note"
    rows = await Checkpoint.raw(
        f"SELECT CAST(size AS BIGINT) AS size, root, {note} AS note FROM checkpoint ORDER BY size DESC"  # noqa: S608
    )
    return [(Head(row["size"], bytes(row["root"] or b"")), _text(row["note"]) or "") for row in rows]


@dataclass(frozen=True, slots=True)
class PlacedLeaf:
    """A leaf at its place: the hash noted there, and the bytes it has now (None when the leaf is gone)."""

    idx: int
    noted_hash: bytes
    leaf: bytes | None
    id: str | None
    keys: str


async def placed_leaves() -> AsyncIterator[PlacedLeaf]:
    """All places in order, a page at a time."""
    query = (
        f"SELECT CAST(p.idx AS BIGINT) AS idx, p.leaf_hash AS leaf_hash, {leaf_columns()} "  # noqa: S608
        "FROM leaf_position p LEFT JOIN leaf ON leaf.id = p.leaf WHERE p.idx >= {} ORDER BY p.idx LIMIT {}"
    )
    start = 0
    while rows := await LeafPosition.raw(query, start, _PAGE):
        for row in rows:
            yield _placed(row)
        start = rows[-1]["idx"] + 1


def _placed(row: dict[str, Any]) -> PlacedLeaf:
    leaf = as_text(row)
    gone = leaf["id"] is None
    return PlacedLeaf(
        idx=row["idx"],
        noted_hash=bytes(row["leaf_hash"] or b""),
        leaf=None if gone else leaf_bytes(leaf),
        id=leaf["id"],
        keys=leaf["keys"] or "",
    )
