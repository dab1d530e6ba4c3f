"""Values that must not reach a database, refused alike for both.

PostgreSQL refuses most of these by itself, SQLite would keep them and hand them back.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from piccolo.apps.migrations.tables import Migration
from piccolo.columns import Column, Integer, Varchar
from piccolo.columns.column_types import BigInt
from piccolo.querystring import QueryString
from piccolo.table import TABLE_REGISTRY, Table

from marac.columns import SealedBytes
from marac.database.breakage import ValueRefused

INT32 = 2**31
INT64 = 2**63
_ALWAYS_FIT = frozenset({UUID, bytes, bool, date, type(None)})
_UPDATE = re.compile(r'^UPDATE "(\w+)" SET ')
_ASSIGNMENT = re.compile(r'"(\w+)" = \{\}')


class NaiveMoment(TypeError):
    """A moment without a time zone: a fault in our own code."""


def refuse_unfit(querystring: QueryString, values: Iterable[Any]) -> None:
    """Raises ValueRefused, NaiveMoment or TypeError (plain text for a sealed column)."""
    if querystring.table is Migration:  # Piccolo's own table keeps naive moments.
        return
    refuse_values(values)
    for column, value in _assignments(querystring):
        _refuse_for_column(column, value)


def refuse_values(values: Iterable[Any]) -> None:
    """Raises ValueRefused or NaiveMoment."""
    for value in values:
        if type(value) not in _ALWAYS_FIT:
            _refuse_value(value)


def _refuse_value(value: Any) -> None:
    if isinstance(value, str):
        _refuse_text(value)
    elif isinstance(value, datetime):
        if value.tzinfo is None:
            raise NaiveMoment("A moment needs its time zone")
    elif isinstance(value, int) and not -INT64 <= value < INT64:
        raise ValueRefused("This number is too large to be kept.")
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_value(part)


def _refuse_text(value: str) -> None:
    if "\0" in value:
        raise ValueRefused("This text holds a character that cannot be kept.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueRefused("This text holds a character that cannot be kept.") from None


def _refuse_for_column(column: Column, value: Any) -> None:
    if isinstance(column, SealedBytes) and isinstance(value, str):
        raise TypeError(f"{column._meta.name} takes sealed bytes, never plain text")
    if isinstance(column, Varchar) and isinstance(value, str) and len(value) > (column.length or len(value)):
        raise ValueRefused("This text is too long to be kept.")
    if isinstance(column, Integer) and not isinstance(column, BigInt) and isinstance(value, int):
        if not -INT32 <= value < INT32:
            raise ValueRefused("This number is too large to be kept.")


def _assignments(querystring: QueryString) -> Iterator[tuple[Column, Any]]:
    """Which column is given which value, for inserts and updates."""
    inner = _innermost(querystring)
    if inner.query_type == "insert" and inner.table is not None:
        for row in inner.args:
            if isinstance(row, QueryString):
                yield from zip(inner.table._meta.columns, row.args, strict=False)
    elif found := _UPDATE.match(inner.template):
        columns = _columns_of(found.group(1))
        for name, value in zip(_ASSIGNMENT.findall(inner.template), inner.args, strict=False):
            if name in columns:
                yield columns[name], value


def _innermost(querystring: QueryString) -> QueryString:
    """Piccolo wraps a statement once for each clause it adds: `{} WHERE {}`, `{}{}`."""
    while querystring.template.startswith("{}") and isinstance(querystring.args[0], QueryString):
        querystring = querystring.args[0]
    return querystring


_known: dict[str, type[Table]] = {}


def _columns_of(tablename: str) -> dict[str, Column]:
    if tablename not in _known:
        # Migrations register half-made tables of the same name later, so the first one counts.
        for table in TABLE_REGISTRY:
            _known.setdefault(table._meta.tablename, table)
    found = _known.get(tablename)
    return {column._meta.db_column_name: column for column in found._meta.columns} if found else {}
