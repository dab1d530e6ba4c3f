"""A whole copy of a database: taken while others go on writing, and loaded again."""

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from marac.database.breakage import DRIVER_ERRORS, named
from marac.database.postgres import CONNECT_SECONDS
from marac.database.sqlite import make_private
from marac.errors import Refused

SQLITE = "sqlite:///"
LONGEST_COMPLAINT = 300
NOT_WHOLE = "The database in this backup is damaged. Take another backup."
NOT_DIRECT = "MARAC_MIGRATE_URL must lead to PostgreSQL itself, not to pgbouncer: a copy made through it is not whole."
# What row-level security asks for; see marac/migrations/row_security.py.
REACHING_ALL = "-c desk.whole_service=yes"
BUSY = "The service is at work on this database. Stop it, and its workers, first."


async def copy_out(url: str, file: Path, *, questions: Sequence[str]) -> list[Any]:
    """Write a copy as of one moment, and answer each question (a statement with one value) about that very copy."""
    make_private(file)
    if url.startswith(SQLITE):
        return await asyncio.to_thread(_vacuum_into, Path(url.removeprefix(SQLITE)), file, questions)
    answers = await _dump(url, file, questions)
    keep_on_disk(file)
    return answers


def _vacuum_into(source: Path, file: Path, questions: Sequence[str]) -> list[Any]:
    # One read of one moment. The page by page copy begins again at every foreign write and never ends under load.
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("VACUUM INTO ?", [str(file)])
    keep_on_disk(file)
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
        return [_value(copy.execute(question).fetchone()) for question in questions]


def _value(row: Any) -> Any:
    return row[0] if row else None


async def _dump(url: str, file: Path, questions: Sequence[str]) -> list[Any]:
    connection = await connect_to(url, options=REACHING_ALL)
    try:
        # pg_dump reaches the rows in the same way. Were this dropped on its way, the copy would lack them all.
        if await connection.fetchval("SELECT current_setting('desk.whole_service', true)") != "yes":
            raise Refused(NOT_DIRECT)
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            answers = [await connection.fetchval(question) for question in questions]
            # Rights are given anew by the migrations, because users may have other names where it is restored.
            ways = ["--format=custom", "--no-owner", "--no-acl", "--schema=public", "--enable-row-security"]
            await _run("pg_dump", url, *ways, f"--snapshot={snapshot}", f"--file={file}")
    finally:
        await connection.close()
    return answers


async def load_dump(url: str, file: Path) -> None:
    """Fill an empty PostgreSQL database, whole or not at all."""
    ways = ["--schema=public", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error"]
    await _run("pg_restore", url, *ways, str(file))


async def connect_to(url: str, *, options: str = "") -> "asyncpg.Connection[asyncpg.Record]":
    """A connection of one's own, without the limits of the service."""
    try:
        return await asyncpg.connect(
            url, timeout=CONNECT_SECONDS, server_settings={"options": options} if options else None
        )
    except DRIVER_ERRORS as error:
        raise named(error) from None


async def _run(program: str, url: str, *words: str) -> None:
    address, password = without_password(url)
    # A child of ours learns the password of the database and none of our other secrets.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MARAC_")}
    if password:
        environment["PGPASSWORD"] = password
    environment["PGOPTIONS"] = REACHING_ALL
    try:
        child = await asyncio.create_subprocess_exec(
            program, f"--dbname={address}", *words, env=environment, stderr=asyncio.subprocess.PIPE
        )
    except FileNotFoundError:
        raise Refused(f"{program} was not found. Debian's package is postgresql-client.") from None
    _, complaint = await child.communicate()
    if child.returncode:
        raise Refused(f"{program} failed. {_first_line(complaint, program)}".rstrip())


def without_password(url: str) -> tuple[str, str]:
    """The address to show on a command line, and the password to hand over another way."""
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    netloc = f"{name}@{host}" if name else host
    return urlunsplit(parts._replace(netloc=netloc)), unquote(parts.password or "")


def _first_line(complaint: bytes, program: str) -> str:
    """What the program says is wrong; further lines may quote rows."""
    for line in complaint.decode("utf-8", "replace").splitlines():
        if line.startswith(f"{program}: error:"):
            return line.removeprefix(f"{program}: error:").strip()[:LONGEST_COMPLAINT]
    return ""


def keep_on_disk(file: Path) -> None:
    """A copy counts once it has reached the disk, and its name in the folder too."""
    for path in (file, file.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def requires_whole(file: Path) -> None:
    """Raises Refused when this SQLite file is damaged."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError:
        found = None
    if found != ("ok",):
        raise Refused(NOT_WHOLE)
