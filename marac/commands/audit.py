"""`marac audit`: is the log what it was, and the log as a file for those who check it elsewhere."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

import click
from piccolo.table import TABLE_REGISTRY, Table

from marac.audit.export import exported_lines
from marac.audit.verify import Verification, verify
from marac.columns import SealedRow
from marac.commands.doorway import data_option, json_option, print_json, told_plainly
from marac.counts import show_count
from marac.database import bind, open_database, start, stop, whole_service
from marac.database.places import is_taken
from marac.errors import Refused
from marac.settings import Settings, read_settings
from marac.vault.service_keys import public_tree_checker

SOUND, TAMPERED, CANNOT_TELL = 0, 1, 2


@click.group()
def command() -> None:
    """The log of every look and act."""


@command.command("verify")
@click.option(
    "--from", "head", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A kept signed head."
)
@click.option("--records", is_flag=True, help="Also check that every sealed row is the one its last leaf tells of.")
@json_option
@data_option
def verify_log(head: Path | None, records: bool, as_json: bool, data: Path | None) -> None:
    """Check the whole log. Exit 0: sound; 1: tampered with, the first bad leaf is named; 2: cannot tell."""

    kept = head.read_text("utf-8") if head else None

    async def checking() -> Verification:
        async with _reading(read_settings(data=data)):
            with whole_service():
                return await verify(
                    await public_tree_checker(), from_checkpoint=kept, records=_sealed_tables() if records else ()
                )

    try:
        found = told_plainly(checking)
    except SystemExit:
        sys.exit(CANNOT_TELL)  # Without a database, or with one that cannot be reached, nobody can tell.
    if as_json:
        print_json(asdict(found))
    else:
        click.echo(found.message)
    sys.exit(CANNOT_TELL if found.sound is None else SOUND if found.sound else TAMPERED)


@command.command("export")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def export_log(out: Path, data: Path | None) -> None:
    """Write leaves and signed heads as lines of JSON, for the verifier that stands alone."""

    async def reading() -> list[bytes]:
        async with _reading(read_settings(data=data)):
            with whole_service():
                return [line async for line in exported_lines()]

    lines = told_plainly(reading)
    out.touch(mode=0o600)
    out.write_bytes(b"".join(line if line.endswith(b"\n") else line + b"\n" for line in lines))
    click.echo(f"{show_count(len(lines), 'line', 'lines')} written.")


@asynccontextmanager
async def _reading(settings: Settings) -> AsyncIterator[None]:
    """The database alone: no key is needed to check the log, and nothing is written."""
    if not await is_taken(settings.database_url):
        raise Refused("There is no database here, so there is no log to check.")
    engine = open_database(settings.database_url, pgbouncer=settings.pgbouncer)
    bind(engine)
    await start(engine)
    try:
        yield
    finally:
        await stop(engine)


def _sealed_tables() -> list[type[Table]]:
    return [table for table in TABLE_REGISTRY if issubclass(table, SealedRow)]
