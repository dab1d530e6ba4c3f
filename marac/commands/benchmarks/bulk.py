"""Millions of tokens into a database at once, past the table classes: for benchmarks alone."""

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import asyncpg

from marac.migrations.first_20_indexes import statements
from meetings.tokens import TokenRow
from tasks.opening import Service

_INSERT = "INSERT INTO token (area, type, version, bits64, mention) VALUES (?, ?, ?, ?, ?)"


class Bulk(Protocol):
    """Tokens in by the ten thousand; indexes away and back."""

    async def insert_tokens(self, rows: Sequence[TokenRow]) -> None: ...

    async def drop_indexes(self) -> None: ...

    async def make_indexes(self) -> None: ...


def bulk_for(service: Service) -> Bulk:
    if service.settings.database_url.startswith("sqlite"):
        return _SQLiteBulk(Path(service.settings.database_url.removeprefix("sqlite:///")))
    return _PostgresBulk(service.settings.database_url)


def token_indexes() -> list[str]:
    """As the migration makes them."""
    return [statement for statement in statements() if " ON token (" in statement]


def _drops() -> list[str]:
    return [f"DROP INDEX IF EXISTS {statement.split(' ON ')[0].split()[-1]}" for statement in token_indexes()]


class _SQLiteBulk:
    def __init__(self, file: Path) -> None:
        self._file = file

    def _do(self, statements_: Sequence[str], rows: Sequence[TokenRow] = ()) -> None:
        connection = sqlite3.connect(self._file, timeout=60)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        with connection:
            for statement in statements_:
                connection.execute(statement)
            connection.executemany(_INSERT, [(str(area), *told, str(mention)) for area, *told, mention in rows])
        connection.close()

    async def insert_tokens(self, rows: Sequence[TokenRow]) -> None:
        await asyncio.to_thread(self._do, [], rows)

    async def drop_indexes(self) -> None:
        await asyncio.to_thread(self._do, _drops())

    async def make_indexes(self) -> None:
        await asyncio.to_thread(self._do, [*token_indexes(), "ANALYZE"])


class _PostgresBulk:
    def __init__(self, url: str) -> None:
        self._url = url

    async def _do(self, statements_: Sequence[str]) -> None:
        connection = await asyncpg.connect(self._url, server_settings={"desk.whole_service": "yes"})
        for statement in statements_:
            await connection.execute(statement)
        await connection.close()

    async def insert_tokens(self, rows: Sequence[TokenRow]) -> None:
        connection = await asyncpg.connect(self._url, server_settings={"desk.whole_service": "yes"})
        await connection.copy_records_to_table("token", records=rows, columns=TokenRow._fields)
        await connection.close()

    async def drop_indexes(self) -> None:
        await self._do(_drops())

    async def make_indexes(self) -> None:
        await self._do([*token_indexes(), "VACUUM ANALYZE"])
