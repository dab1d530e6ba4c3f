"""The place of a database: whether something stands there, whether it is in use, and how it is set aside."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from marac.database.copying import BUSY, SQLITE, connect_to, keep_on_disk
from marac.errors import Refused

BESIDE = ("-wal", "-shm", ".migrating")


async def is_taken(url: str) -> bool:
    """Whether there is any table."""
    if url.startswith(SQLITE):
        return _file_of(url).exists() and _has_tables(_file_of(url))
    connection = await connect_to(url)
    try:
        number = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    finally:
        await connection.close()
    return bool(number)


async def requires_nobody_at_work(url: str) -> None:
    """Raises Refused while another process has this database open."""
    if url.startswith(SQLITE):
        if _file_of(url).exists():
            _fold(_file_of(url))
        return
    connection = await connect_to(url)
    try:
        others = await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    finally:
        await connection.close()
    if others:
        raise Refused(BUSY)


async def set_aside(url: str, name: str) -> str:
    """Move what stands here out of the way, and say where it is now."""
    if url.startswith(SQLITE):
        file = _file_of(url)
        aside = file.with_name(f"{file.name}.{name}")
        _move(file, aside)
        return aside.name
    # In one transaction, so that nobody meets a database without its schema.
    await _all_or_nothing(url, f'ALTER SCHEMA public RENAME TO "{name}"', "CREATE SCHEMA public")
    return f"schema {name}"


async def bring_back(url: str, name: str) -> None:
    """Undo `set_aside` on PostgreSQL, with whatever has come into the place meanwhile."""
    await _all_or_nothing(url, "DROP SCHEMA public CASCADE", f'ALTER SCHEMA "{name}" RENAME TO public')


async def clear(url: str) -> None:
    """Empty a PostgreSQL database that was empty before."""
    await _all_or_nothing(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


def put_in_place(staged: Path, url: str) -> None:
    """The staged SQLite file takes the place, whole, at one moment."""
    file = _file_of(url)
    _fold(staged)
    os.replace(staged, file)
    throw_away(staged)
    keep_on_disk(file)


def throw_away(staged: Path) -> None:
    for file in (staged, *_beside(staged)):
        file.unlink(missing_ok=True)


async def _all_or_nothing(url: str, *statements: str) -> None:
    connection = await connect_to(url)
    try:
        async with connection.transaction():
            for statement in statements:
                await connection.execute(statement)
    finally:
        await connection.close()


def _file_of(url: str) -> Path:
    return Path(url.removeprefix(SQLITE))


def _beside(file: Path) -> list[Path]:
    return [file.with_name(file.name + ending) for ending in BESIDE]


def _has_tables(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
    except sqlite3.DatabaseError:
        return True  # Damaged, but something stands there.


def _fold(file: Path) -> None:
    """Bring the write-ahead log into the file. Only the last one who has it open can do that."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError:
        raise Refused(BUSY) from None
    except sqlite3.DatabaseError:
        return  # Too damaged to be in use; it is moved as it is.


def _move(file: Path, aside: Path) -> None:
    os.replace(file, aside)
    for old, new in zip(_beside(file), _beside(aside), strict=True):
        if old.exists():
            os.replace(old, new)
    keep_on_disk(aside)
