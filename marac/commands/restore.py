"""`marac restore`: a backup in the place of the database, without giving back what was taken away since."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace as with_other
from pathlib import Path

import click

from agencies.acts import Desk
from marac.clock import Clock
from marac.commands.doorway import data_option, told_plainly
from marac.errors import Refused
from marac.settings import Settings, read_settings
from tasks.opening import open_service
from tasks.restoring import Restored, restore_backup

NO_KEY = (
    "There is no root key here, and none is in a backup. Put it back first: MARAC_ROOT_KEY_FILE, or root.key in {}."
)
NO_LOG = (
    "No later log was at hand, so who was excluded or left since this backup is not known."
    " With an exported log, restore again: --replace --log FILE."
)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of the database here, which is set aside.")
@click.option(
    "--log",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A later log, written by marac audit export.",
)
@data_option
def command(folder: Path, replace: bool, log: Path | None, data: Path | None) -> None:
    """Restore a backup. Who left or was excluded since stays so; everybody signs in again."""

    async def restoring() -> Restored:
        return await restore(read_settings(data=data), folder, replace=replace, log=log)

    _say(told_plainly(restoring))


async def restore(settings: Settings, folder: Path, *, replace: bool = False, log: Path | None = None) -> Restored:
    """Raises Refused or WrongRootKey, and then everything is as it was."""
    if settings.root_key_in_data and not settings.root_key_file.exists():
        raise Refused(NO_KEY.format(settings.data))

    @asynccontextmanager
    async def opening(place: str) -> AsyncIterator[Desk]:
        staged = place not in (settings.database_url, settings.migrate_url)
        ours = with_other(settings, database_url=place, migrate_url=place) if staged else settings
        async with open_service(ours, by_owner=True) as service:
            yield service.desk

    return await restore_backup(
        settings.migrate_url, folder, replace=replace, log=log, at=Clock().now(), opening=opening
    )


def _say(restored: Restored) -> None:
    manifest, done = restored.manifest, restored.replayed
    click.echo(f"Restored the copy of {manifest.made:%Y-%m-%d %H:%M} UTC with {manifest.leaves} leaves.")
    click.echo(
        f"Done again since: exclusions {done.exclusions}, leavers {done.leavers}, roles ended {done.roles},"
        f" keys destroyed {done.keys}. Sessions ended: {done.sessions}."
    )
    if done.passed_over:
        click.echo(f"Passed over, because the copy is older than what they are about: {done.passed_over}.")
    if restored.aside:
        click.echo(f"What stood here before is kept as {restored.aside}. Remove it when all is well.")
    if not restored.had_log:
        click.echo(NO_LOG, err=True)
