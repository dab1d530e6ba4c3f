"""Rows by the hundred, past the table classes, which take longer for a row than sealing and writing it together."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from piccolo.table import Table

from marac.database import insert_many


class Sealable:
    """A row as far as the vault asks about it; `row_of` gives it a table."""

    _meta: Any
    id: Any
    area: Any
    dk: Any
    sealed_version: int
    row_mac: bytes | None


@lru_cache
def row_of(table: type[Table]) -> type[Sealable]:
    """A plain class that the vault takes for a row of this table."""
    return type(f"{table.__name__}ToSeal", (Sealable,), {"_meta": table._meta})


def to_seal(table: type[Table], values: Mapping[str, Any]) -> Any:
    """A row with these values, and the defaults of its columns for the rest."""
    row = row_of(table)()
    row.__dict__.update(_blank(table), **values)
    return row


async def insert_rows(table: type[Table], rows: Sequence[Any]) -> None:
    """All of them in one go."""
    names = tuple(_blank(table))
    await insert_many(table._meta.tablename, names, [[row.__dict__[name] for name in names] for row in rows])


@lru_cache
def _blank(table: type[Table]) -> dict[str, Any]:
    return {column._meta.name: _default(column) for column in table._meta.columns}


def _default(column: Any) -> Any:
    value = column.get_default_value()
    return value.python() if hasattr(value, "python") else value
