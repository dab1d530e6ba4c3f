"""Bringing the schema up to date: one process at a time, each step whole or not at all, quiet."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, redirect_stdout
from io import StringIO

import asyncpg
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.tables import Migration

from marac.database.bound import bound
from marac.database.breakage import DRIVER_ERRORS, named
from marac.database.postgres import CONNECT_SECONDS, Postgres
from marac.database.reach import whole_service
from marac.database.sqlite import SQLite, make_private
from marac.database.work import OurEngine, TransactionMisused

APP = "marac"
ADVISORY_LOCK = 6_471_029_513
# The trail. Nobody changes or removes what stands there, our own code included.
ONLY_ADDED_TO = ("leaf", "leaf_position", "checkpoint")


async def pending_migrations(engine: OurEngine) -> list[str]:
    """The steps this schema still lacks, oldest first."""
    known = _known_migrations()
    if not await Migration.table_exists().run():
        return known
    done = set(await Migration.get_migrations_which_ran(app_name=APP))
    return [step for step in known if step not in done]


async def migrate(engine: OurEngine, *, application_role: str | None = None) -> int:
    """Run the steps that are missing and return how many. Two replicas may start this at once.

    `application_role` is the PostgreSQL user of the service where it is not the owner of the tables: it may read
    and write everything, but only add to the trail.
    """
    if bound() is not engine:
        raise TransactionMisused("Bind the database before migrating it")
    with whole_service():
        return await _migrate_alone(engine, application_role)


async def _migrate_alone(engine: OurEngine, application_role: str | None) -> int:
    async with _alone(engine):
        steps = await pending_migrations(engine)
        for _ in steps:
            await _run_next(engine)
        await _put_up_guards(engine, application_role)
    return len(steps)


def _known_migrations() -> list[str]:
    finder = BaseMigrationManager()
    folder = finder.get_app_config(app_name=APP).resolved_migrations_folder_path
    return sorted(finder.get_migration_modules(folder))


async def _run_next(engine: OurEngine) -> None:
    # Piccolo notes a step as done after its transaction; ours around it makes the two one.
    async with engine.transaction():
        if isinstance(engine, Postgres):
            await engine.run_ddl("SET LOCAL statement_timeout = 0")
            await engine.run_ddl("SET LOCAL lock_timeout = 0")
        with redirect_stdout(StringIO()):
            result = await run_forwards(APP, "1")
        if not result.success:
            raise RuntimeError("A migration did not run")


@asynccontextmanager
async def _alone(engine: OurEngine) -> AsyncIterator[None]:
    hold = _hold_file(engine) if isinstance(engine, SQLite) else _hold_server(engine)
    async with hold:
        yield


@asynccontextmanager
async def _hold_file(engine: SQLite) -> AsyncIterator[None]:
    lock = engine.file.with_name(engine.file.name + ".migrating")
    make_private(lock)
    handle = os.open(lock, os.O_RDWR)
    try:
        await asyncio.to_thread(fcntl.flock, handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@asynccontextmanager
async def _hold_server(engine: OurEngine) -> AsyncIterator[None]:
    # On a connection of its own: the lock belongs to the connection, and waiting must not take one from the pool.
    if not isinstance(engine, Postgres):
        raise TransactionMisused("Only the two engines of ours can be migrated")
    try:
        connection = await asyncpg.connect(engine.config["dsn"], timeout=CONNECT_SECONDS)
    except DRIVER_ERRORS as error:
        raise named(error) from None
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", ADVISORY_LOCK)
        yield
    finally:
        await connection.close()


async def _put_up_guards(engine: OurEngine, application_role: str | None) -> None:
    async with engine.transaction():
        for statement in _triggers() if isinstance(engine, SQLite) else _grants(application_role):
            await engine.run_ddl(statement)


def _triggers() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_is_never_{act.lower()}d BEFORE {act} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'rows are only added here'); END"
        for table in ONLY_ADDED_TO
        for act in ("UPDATE", "DELETE")
    ]


def _grants(application_role: str | None) -> list[str]:
    if application_role is None:
        return []
    role = '"' + application_role.replace('"', '""') + '"'
    trail = ", ".join(ONLY_ADDED_TO)
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {trail} FROM {role}",
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON migration FROM {role}",
    ]
