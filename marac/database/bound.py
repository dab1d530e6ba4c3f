"""The one database this process works on, and transactions on it."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from piccolo.conf.apps import Finder
from piccolo.table import TABLE_REGISTRY

from marac.database.postgres import Postgres
from marac.database.sqlite import SQLite
from marac.database.work import OurEngine, TransactionMisused, Work

SQLITE = "sqlite:///"
QueryT = TypeVar("QueryT")
_bound: list[OurEngine] = []


def open_database(url: str, *, pgbouncer: bool = False) -> SQLite | Postgres:
    """The engine for `sqlite:///path` or `postgresql://…`. Nothing is connected yet."""
    if url.startswith(SQLITE):
        return SQLite(Path(url.removeprefix(SQLITE)))
    if url.startswith(("postgresql://", "postgres://")):
        return Postgres(url, pgbouncer=pgbouncer)
    raise ValueError("A database address begins with sqlite:/// or postgresql://")


def bind(engine: OurEngine) -> None:
    """Make this the database of every table."""
    _bound[:] = [engine]
    Finder().get_table_classes()  # Imports them all.
    for table in TABLE_REGISTRY:
        table._meta.db = engine


def bound() -> OurEngine:
    """The database of this process."""
    if not _bound:
        raise TransactionMisused("No database is bound")
    return _bound[0]


def is_bound() -> bool:
    return bool(_bound)


async def start(engine: OurEngine) -> None:
    """Take up connections, for the event loop that is running now."""
    await engine.open()


async def stop(engine: OurEngine) -> None:
    await engine.close()


def transaction() -> Work:
    """`async with transaction():` all or nothing. Inside another transaction it joins that one."""
    return Work(bound())


def reading() -> AbstractAsyncContextManager[Any]:
    """`async with reading():` around several reads that belong together and open nothing.

    PostgreSQL is told once, not with each, whose rows are reached. On SQLite a transaction would hold up every writer
    and spare nothing.
    """
    return nullcontext() if is_sqlite() else transaction()


def in_transaction() -> bool:
    return is_bound() and bound().work_at_hand() is not None


async def insert_many(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """In the transaction at hand, past the table classes: for many rows at once, their values as they are kept."""
    if not rows:
        return
    engine = bound()
    work = engine.work_at_hand()
    if work is None:
        raise TransactionMisused("Rows are inserted by the many inside a transaction")
    places = ", ".join(["?"] * len(columns) if is_sqlite() else [f"${n}" for n in range(1, len(columns) + 1)])
    names = ", ".join(f'"{name}"' for name in columns)
    await work.write_many(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608


def after_commit(call: Callable[[], None]) -> None:
    """Call this once the transaction at hand is committed; at once where there is none."""
    work = bound().work_at_hand()
    if work is None:
        call()
    else:
        work.after_commit(call)


def is_sqlite() -> bool:
    return isinstance(bound(), SQLite)


def one_of(column: str, ids: Iterable[UUID]) -> tuple[str, Any]:
    """For a raw statement: the column holds one of these ids.

    They are one value however many they are, so the statement stays the same and is planned once.
    """
    if is_sqlite():
        among = f"{column} IN (SELECT value FROM json_each({{}}))"  # noqa: S608
        return among, json.dumps([str(each) for each in ids])
    return f"{column} = ANY({{}}::uuid[])", list(ids)


def for_update(query: QueryT) -> QueryT:
    """Hold the selected rows until the transaction ends. On SQLite the transaction already holds the file."""
    if is_sqlite():
        return query
    locked: Any = query
    return locked.lock_rows("UPDATE")  # type: ignore[no-any-return]
