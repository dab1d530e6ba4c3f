"""Databases for tests: one migrated template a session, emptied or copied afresh for every test."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from piccolo.conf.apps import Finder
from piccolo.table import sort_table_classes

from marac.database import OurEngine, SQLite, bind, migrate, open_database, start, stop

TEST_DATABASE_URL = os.environ.get("MARAC_TEST_DATABASE_URL", "")


async def migrate_anew(url: str) -> None:
    engine = open_database(url)
    bind(engine)
    await start(engine)
    try:
        await migrate(engine)
    finally:
        await stop(engine)


@contextmanager
def migrated_template(folder: Path) -> Iterator[str]:
    """The address of a database with every table and no row, made once a session."""
    if not TEST_DATABASE_URL:
        url = f"sqlite:///{folder / 'template.sqlite'}"
        asyncio.run(migrate_anew(url))
        yield url
        return
    with a_postgres_database() as url:
        asyncio.run(migrate_anew(url))
        yield url


@contextmanager
def a_postgres_database(suffix: str = "", *, template: str | None = None) -> Iterator[str]:
    """A database of this process's own on the server the tests were given, empty or a copy of the template."""
    name = f"marac_test_{os.getpid()}{suffix}"
    like = f' TEMPLATE "{template.rpartition("/")[2]}"' if template else ""
    asyncio.run(_on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"{like}'))
    try:
        yield TEST_DATABASE_URL.rpartition("/")[0] + f"/{name}"
    finally:
        asyncio.run(_on_server(f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _on_server(*statements: str) -> None:
    connection = await asyncpg.connect(TEST_DATABASE_URL)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def working_copy(template: str) -> Iterator[str]:
    """What tests write into, so that the template stays without a row. A SQLite file is copied for every test."""
    if not TEST_DATABASE_URL:
        yield template
        return
    with a_postgres_database("_written", template=template) as url:
        yield url


def fresh_copy(written: str, folder: Path) -> OurEngine:
    """A database for one test. The SQLite file is copied, because triggers guard rows that must not be deleted."""
    engine = open_database(written)
    if isinstance(engine, SQLite):
        copy = folder / "marac.sqlite"
        shutil.copyfile(engine.file, copy)
        engine = open_database(f"sqlite:///{copy}")
    return engine


async def empty(engine: OurEngine) -> None:
    """Remove every row on PostgreSQL; the copied SQLite file has none."""
    if isinstance(engine, SQLite):
        return
    tables = reversed(sort_table_classes(Finder().get_table_classes()))
    deletes = " ".join(f'DELETE FROM "{table._meta.tablename}";' for table in tables)
    await engine.run_ddl(f"DO $$ BEGIN {deletes} END $$")
