"""The production database: PostgreSQL through a pool that survives cancelled tasks.

Piccolo's own transaction loses a pool connection whenever a task is cancelled inside it.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from piccolo.engine.postgres import PostgresEngine

from marac.database.breakage import DRIVER_ERRORS, named
from marac.database.counting import note_query
from marac.database.reach import NOTHING, Reach, reach_at_hand
from marac.database.work import OurEngine, TransactionMisused, Work

MOST_CONNECTIONS = 10
CONNECT_SECONDS = 10
# Longer than the server's own limit, so that it is the server who gives up first.
COMMAND_SECONDS = 20
LIMITS = {
    "statement_timeout": "10s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "15s",
    "synchronous_commit": "on",
}
# The last is how the driver speaks of a connection that the server ended while it was idle.
CONNECTION_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    ConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
Connection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"


class Postgres(OurEngine, PostgresEngine):
    """One server, reached directly or through pgbouncer in transaction mode."""

    def __init__(self, url: str, *, pgbouncer: bool = False, number_of_connections: int = MOST_CONNECTIONS) -> None:
        self.pgbouncer = pgbouncer
        self.number_of_connections = number_of_connections
        super().__init__(config={"dsn": url, **_ways(pgbouncer)})

    async def open(self) -> None:
        if self.pool is not None:
            return
        try:
            self.pool = await asyncpg.create_pool(
                min_size=1,
                max_size=self.number_of_connections,
                command_timeout=COMMAND_SECONDS,
                reset=_nothing_to_reset,
                **self.config,
            )
        except DRIVER_ERRORS as error:
            raise named(error) from None

    async def close(self) -> None:
        pool = self.pool
        if pool is not None:
            await pool.close()  # It waits for those at work, who give their connections back to it.
            self.pool = None

    async def take(self, *, for_work: bool) -> Connection:
        if self.pool is None:
            raise TransactionMisused("The database was not started")
        connection: Connection = await self.pool.acquire(timeout=CONNECT_SECONDS)
        return connection

    async def give_back(self, connection: Connection, *, for_work: bool, broken: bool) -> None:
        pool = self.pool
        if broken and not connection.is_closed():
            connection.terminate()
        if pool is not None:
            await pool.release(connection)

    async def begin(self, connection: Connection, reach: Reach) -> None:
        statements = ["BEGIN", _said(reach)] if reach != NOTHING else ["BEGIN"]
        if self.pgbouncer:  # It takes no settings when connecting, so every transaction brings them along.
            statements += [f"SET LOCAL {name} = '{value}'" for name, value in LIMITS.items()]
        await connection.execute("; ".join(statements))

    async def change_reach(self, connection: Connection, reach: Reach) -> None:
        note_query()
        await connection.execute(_said(reach))

    async def fetch_once(self, connection: Connection, statement: str, values: list[Any]) -> list[Any]:
        """In a transaction of its own, because what is reached is said for one transaction only."""
        reach = reach_at_hand()
        if reach == NOTHING:
            return await self.fetch(connection, statement, values)
        try:
            await self.begin(connection, reach)
            rows = await self.fetch(connection, statement, values)
            await connection.execute("COMMIT")
        except Exception:
            await _roll_back(connection)
            raise
        return rows

    async def fetch(self, connection: Connection, statement: str, values: list[Any]) -> list[Any]:
        rows: list[Any] = await connection.fetch(statement, *values)
        return rows

    async def write_many(self, connection: Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        await connection.executemany(statement, rows)

    async def fetch_alone(self, statement: str, values: list[Any]) -> list[Any]:
        """A read that lost its connection is asked once more; a write may have happened, so it is not."""
        try:
            return await super().fetch_alone(statement, values)
        except CONNECTION_LOST:
            if self.pool is None or not statement.lstrip().upper().startswith("SELECT"):
                raise
            # A server that ended one connection has mostly ended them all: none of the idle ones is trusted.
            await self.pool.expire_connections()
            return await super().fetch_alone(statement, values)

    def transaction(self, *_: object, **__: object) -> Work:  # type: ignore[override]
        return Work(self)


def _said(reach: Reach) -> str:
    """Until the transaction ends. The names are ours and the values are the digits of ids."""
    said = {
        "desk.area": _digits(reach.area),
        "desk.officer": _digits(reach.officer),
        "desk.agency": _digits(reach.agency),
        "desk.whole_service": "yes" if reach.is_whole else "",
    }
    return "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in said.items())


def _digits(known: UUID | None) -> str:
    return "" if known is None else f"{known.int:032x}"


async def _roll_back(connection: Connection) -> None:
    """After a refusal; a connection that cannot do this is of no more use."""
    try:
        await connection.execute("ROLLBACK")
    except DRIVER_ERRORS:
        connection.terminate()


async def _nothing_to_reset(_connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Nothing is ever set for longer than a transaction, so nothing is left to undo between two of them."""


def _ways(pgbouncer: bool) -> dict[str, Any]:
    """Through pgbouncer prepared statements would meet another server process than the one that knows them."""
    if pgbouncer:
        return {"timeout": CONNECT_SECONDS, "statement_cache_size": 0}
    return {"timeout": CONNECT_SECONDS, "server_settings": LIMITS}
