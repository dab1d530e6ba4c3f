"""The embedded database: one SQLite file with a small pool, WAL, full synchronisation and immediate transactions.

Piccolo's own engine opens a connection for every statement and begins transactions deferred, so that twenty
writers at once lose almost all their work.
"""

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import aiosqlite
import msgspec
from piccolo.engine.sqlite import Atomic, SQLiteEngine, TransactionType, dict_factory

from marac.database.reach import Reach
from marac.database.work import OurEngine, TransactionMisused, Work

NUMBER_OF_CONNECTIONS = 4
BUSY_SECONDS = 30.0
# Audit and consent records must survive a power cut: FULL. Destroyed keys must leave the file: secure_delete.
PRAGMAS = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
"""


def uuid_of(stored: bytes) -> UUID:
    """The id in a column. Python's own reading takes four times as long, and a search reads a thousand ids."""
    text = stored.decode()
    try:
        return msgspec.convert(text, UUID)
    except msgspec.ValidationError:
        return UUID(text)  # Raises ValueError, as all that reads damaged rows expects.


# Instead of Piccolo's, which stands there since its import.
sqlite3.register_converter("UUID", uuid_of)


class Pool:
    """The open connections of one event loop, and the one place in the queue of writers."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        self.free = asyncio.Semaphore(NUMBER_OF_CONNECTIONS)
        # Writers queue here, not inside SQLite, where each would block a connection and wait without order.
        self.writing = asyncio.Lock()
        self.idle: list[aiosqlite.Connection] = []
        self.leaving: set[asyncio.Future[Any]] = set()

    async def take(self) -> aiosqlite.Connection:
        await self.free.acquire()
        try:
            return self.idle.pop() if self.idle else await self._open()
        except BaseException:
            self.free.release()
            raise

    async def _open(self) -> aiosqlite.Connection:
        opening = asyncio.ensure_future(self._connect())
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(self._drop_late)
            raise

    def _drop_late(self, opening: "asyncio.Future[aiosqlite.Connection]") -> None:
        if opening.exception() is None:
            self.drop(opening.result())

    async def _connect(self) -> aiosqlite.Connection:
        connection = aiosqlite.connect(**self.options)
        connection._thread.daemon = True  # A forgotten connection must not keep the process alive.
        await connection
        connection.row_factory = dict_factory  # type: ignore[assignment]
        try:
            await connection.executescript(PRAGMAS)
        except BaseException:
            self.drop(connection)
            raise
        return connection

    def drop(self, connection: aiosqlite.Connection) -> None:
        """Close behind whatever statement is still running there, which also rolls it back."""
        done = connection.stop()
        if done is not None:
            self.leaving.add(done)
            done.add_done_callback(self.leaving.discard)

    async def close(self) -> None:
        while self.idle:
            self.drop(self.idle.pop())
        await asyncio.gather(*self.leaving)


class SQLite(OurEngine, SQLiteEngine):
    """One file, safe for many tasks and a few processes."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._pool: Pool | None = None
        super().__init__(path=str(file), timeout=BUSY_SECONDS)

    async def open(self) -> None:
        if self._pool is None:
            make_private(self.file)
            self._pool = Pool(self.connection_kwargs)

    async def close(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()

    @property
    def pool(self) -> Pool:
        if self._pool is None:
            raise TransactionMisused("The database was not started")
        return self._pool

    async def take(self, *, for_work: bool) -> aiosqlite.Connection:
        pool = self.pool
        if not for_work:
            return await pool.take()
        await pool.writing.acquire()
        try:
            return await pool.take()
        except BaseException:
            pool.writing.release()
            raise

    async def give_back(self, connection: aiosqlite.Connection, *, for_work: bool, broken: bool) -> None:
        pool = self._pool
        if pool is None:  # Stopped meanwhile.
            connection.stop()
            return
        if broken or connection.in_transaction:
            pool.drop(connection)
        else:
            pool.idle.append(connection)
        pool.free.release()
        if for_work:
            pool.writing.release()

    async def begin(self, connection: aiosqlite.Connection, reach: Reach) -> None:
        await connection.execute_fetchall("BEGIN IMMEDIATE")

    async def fetch(self, connection: aiosqlite.Connection, statement: str, values: list[Any]) -> list[Any]:
        return list(await connection.execute_fetchall(statement, values))

    async def write_many(self, connection: aiosqlite.Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        await (await connection.executemany(statement, rows)).close()

    async def get_connection(self) -> aiosqlite.Connection:
        """For `batch`, which closes it itself."""
        return await self.pool._connect()

    def transaction(self, *_: object, **__: object) -> Work:  # type: ignore[override]
        """Always immediate, whatever Piccolo asks for: a deferred one fails when it first writes."""
        return Work(self)

    def atomic(self, transaction_type: TransactionType = TransactionType.immediate) -> Atomic:
        return Atomic(engine=self, transaction_type=transaction_type)


def make_private(file: Path) -> None:
    """Make the file and its folder readable by this user alone; SQLite gives its WAL the same rights."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
