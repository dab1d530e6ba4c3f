"""Millions of rows into a database at once, past the table classes: for benchmarks alone."""

import asyncio
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import asyncpg
from piccolo.table import Table

from marac.migrations.first_29_indexes import statements
from marac.settings import Settings
from meetings.tokens import TokenRow

BUSY_SECONDS = 600


class Rows:
    """Rows of one table, as tuples."""

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self.table = table
        self.columns = tuple(columns)
        self.tuples: list[tuple[Any, ...]] = []


class RowsOf(Rows):
    """Rows of a table; what is not said of one has the default of its column."""

    def __init__(self, table: type[Table]) -> None:
        self._blank = {column._meta.name: column.get_default_value() for column in table._meta.columns}
        super().__init__(str(table._meta.tablename), tuple(self._blank))

    def add(self, told: Mapping[str, Any]) -> None:
        self.tuples.append(tuple({**self._blank, **told}.values()))


def tokens_as_rows(tokens: Sequence[TokenRow]) -> Rows:
    rows = Rows("token", TokenRow._fields)
    rows.tuples.extend(tokens)
    return rows


class Bulk(Protocol):
    """Rows in by the ten thousand, in one transaction; indexes of tokens away and back."""

    async def insert(self, tables: Sequence[Rows]) -> None: ...

    async def drop_indexes(self) -> None: ...

    async def make_indexes(self) -> None: ...


def bulk_for(settings: Settings) -> Bulk:
    if settings.database_url.startswith("sqlite"):
        return _SQLiteBulk(Path(settings.database_url.removeprefix("sqlite:///")))
    return _PostgresBulk(settings.database_url)


def token_indexes() -> list[str]:
    """As the migration makes them."""
    return [statement for statement in statements() if " ON token (" in statement]


def _drops() -> list[str]:
    return [f"DROP INDEX IF EXISTS {statement.split(' ON ')[0].split()[-1]}" for statement in token_indexes()]


class _SQLiteBulk:
    def __init__(self, file: Path) -> None:
        self._file = file

    def _do(self, statements_: Sequence[str], tables: Sequence[Rows] = ()) -> None:
        connection = sqlite3.connect(self._file, timeout=BUSY_SECONDS, isolation_level=None)
        for pragma in ("synchronous = OFF", "cache_size = -400000", "temp_store = FILE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        for rows in tables:
            places = ", ".join("?" * len(rows.columns))
            names = ", ".join(f'"{name}"' for name in rows.columns)
            statement = f"INSERT INTO {rows.table} ({names}) VALUES ({places})"  # noqa: S608
            connection.executemany(statement, _with_ids_as_text(rows.tuples))
        for statement in statements_:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.close()

    async def insert(self, tables: Sequence[Rows]) -> None:
        await asyncio.to_thread(self._do, [], tables)

    async def drop_indexes(self) -> None:
        await asyncio.to_thread(self._do, _drops())

    async def make_indexes(self) -> None:
        await asyncio.to_thread(self._do, [*token_indexes(), "ANALYZE"])


def _with_ids_as_text(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """Piccolo has taught sqlite3 this too, but not that the tokens of a mention all name the same two ids."""
    texts: dict[UUID, str] = {}
    for row in rows:
        yield [
            texts.get(value) or texts.setdefault(value, str(value)) if type(value) is UUID else value for value in row
        ]


class _PostgresBulk:
    def __init__(self, url: str) -> None:
        self._url = url

    async def _connect(self) -> "asyncpg.Connection[asyncpg.Record]":
        return await asyncpg.connect(self._url, server_settings={"desk.whole_service": "yes"})

    async def _do(self, statements_: Sequence[str]) -> None:
        connection = await self._connect()
        for statement in statements_:
            await connection.execute(statement)
        await connection.close()

    async def insert(self, tables: Sequence[Rows]) -> None:
        connection = await self._connect()
        async with connection.transaction():
            for rows in tables:
                await connection.copy_records_to_table(rows.table, records=rows.tuples, columns=rows.columns)
        await connection.close()

    async def drop_indexes(self) -> None:
        await self._do(_drops())

    async def make_indexes(self) -> None:
        await self._do([*token_indexes(), "VACUUM ANALYZE"])
