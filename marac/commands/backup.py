"""`marac backup`: a copy of the database, taken while the service runs."""

from pathlib import Path

import click

from marac.audit.events import Event
from marac.audit.trail import Actor, Trail
from marac.clock import Clock
from marac.commands.doorway import data_option, told_plainly
from marac.database import bind, open_database, start, stop, transaction, whole_service
from marac.database.places import is_taken
from marac.errors import Refused
from marac.settings import Settings, read_settings
from tasks.backing_up import Manifest, make_backup

NOTHING_HERE = "There is no database here, so there is nothing to copy."


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@data_option
def command(folder: Path, data: Path | None) -> None:
    """Write a copy of the database, and a manifest, into an empty folder. The service may go on meanwhile."""

    async def backing_up() -> Manifest:
        return await back_up(read_settings(data=data), folder)

    manifest = told_plainly(backing_up)
    click.echo(f"{folder / manifest.file}: {manifest.size} bytes, {manifest.leaves} leaves")
    click.echo("The root key is not in it. Keep the key in another place: without it this copy opens for nobody.")


async def back_up(settings: Settings, folder: Path) -> Manifest:
    """Made, and told to the log, by the owner of the tables. No key is needed."""
    if not await is_taken(settings.migrate_url):
        raise Refused(NOTHING_HERE)
    now = Clock().now()
    manifest = await make_backup(settings.migrate_url, folder, at=now)
    by = Actor(area_id=None, officer_id=None, acting_for=None, at=now, business_at=now)
    engine = open_database(settings.migrate_url)
    bind(engine)
    await start(engine)
    try:
        with whole_service():
            async with transaction():
                await Trail().record(
                    Event.BACKUP_MADE, by=by, kind="backup", about=None, sha256=manifest.sha256, size=manifest.size
                )
    finally:
        await stop(engine)
    return manifest
