"""Databases for tests: one migrated template a session, emptied or copied afresh for every test.

On PostgreSQL they belong to a user who is held to row-level security, as the service's own is.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from piccolo.conf.apps import Finder
from piccolo.table import sort_table_classes

from marac.database import OurEngine, SQLite, bind, migrate, open_database, start, stop

TEST_DATABASE_URL = os.environ.get("MARAC_TEST_DATABASE_URL", "")
# Made on the server the tests were given, and left there: another run may be using it.
USER, PASSWORD = "marac_tests", "not-a-secret"
_LOCK = 6_471_029_517
_MAKE_USER = f"""
    DO $$ BEGIN
        PERFORM pg_advisory_xact_lock({_LOCK});
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{USER}') THEN
            CREATE ROLE {USER} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB PASSWORD '{PASSWORD}';
        END IF;
    END $$
"""


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
    asyncio.run(
        on_server(
            _MAKE_USER, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" OWNER {USER}{like}'
        )
    )
    try:
        yield url_on_server(name)
    finally:
        asyncio.run(on_server(f'DROP DATABASE "{name}" WITH (FORCE)'))


def url_on_server(name: str, *, user: str = USER) -> str:
    """The address of a database there, for a user of the tests."""
    parts = urlsplit(TEST_DATABASE_URL)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:{PASSWORD}@{place}", path=f"/{name}"))


def copy_of_postgres(source: str, target: str) -> None:
    """Make the second of these databases anew, as the first is now. Nobody may be connected to either."""
    like, name = (url.rpartition("/")[2] for url in (source, target))
    asyncio.run(
        on_server(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" OWNER {USER} TEMPLATE "{like}"'
        )
    )


async def on_server(*statements: str) -> None:
    """As the user the tests were given, who may make users and databases."""
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


@asynccontextmanager
async def opened_copy(written: str, folder: Path, *, kept: str = "") -> AsyncIterator[OurEngine]:
    """A database for one test, bound to every table: without a row, or with those that were kept under this name.

    The SQLite file is copied, because triggers guard rows that must not be deleted.
    """
    url = _copied(written, folder, kept) if written.startswith("sqlite:") else written
    engine = open_database(url)
    bind(engine)
    await start(engine)
    try:
        if not isinstance(engine, SQLite):
            await _rewrite(engine, kept)
        yield engine
    finally:
        await stop(engine)


def _copied(written: str, folder: Path, kept: str) -> str:
    file = Path(written.removeprefix("sqlite:///"))
    copy = folder / "marac.sqlite"
    shutil.copyfile(file.with_name(f"{kept}.sqlite") if kept else file, copy)
    return f"sqlite:///{copy}"


async def keep(written: str, engine: OurEngine, name: str) -> None:
    """Keep the rows that stand now, to begin tests with."""
    if isinstance(engine, SQLite):
        file = Path(written.removeprefix("sqlite:///")).with_name(f"{name}.sqlite")
        await engine.run_ddl(f"VACUUM INTO '{file}'")
        return
    copies = [f'CREATE TABLE "{name}"."{table}" AS SELECT * FROM public."{table}";' for table in _tables()]
    await _at_once(engine, f'CREATE SCHEMA "{name}";', *copies)


async def _rewrite(engine: OurEngine, kept: str) -> None:
    """One statement on PostgreSQL: every row goes, and the kept ones come."""
    deletes = [f'DELETE FROM public."{table}";' for table in reversed(_tables())]
    inserts = [f'INSERT INTO public."{table}" SELECT * FROM "{kept}"."{table}";' for table in _tables() if kept]
    await _at_once(engine, *deletes, *inserts)


async def _at_once(engine: OurEngine, *statements: str) -> None:
    await engine.run_ddl(f"DO $$ BEGIN {' '.join(statements)} END $$")


@cache
def _tables() -> list[str]:
    """Every table, those that others refer to first."""
    return [table._meta.tablename for table in sort_table_classes(Finder().get_table_classes())]
