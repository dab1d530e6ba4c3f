"""`marac migrate`: bring the database up to date; several replicas may call it at once."""

from pathlib import Path

import click

from marac.commands.doorway import data_option, told_plainly
from marac.counts import show_count
from marac.settings import read_settings
from tasks.opening import bring_up_to_date


@click.command()
@data_option
def command(data: Path | None) -> None:
    """Bring the database up to date."""

    async def work() -> int:
        return await bring_up_to_date(read_settings(data=data))

    number = told_plainly(work)
    click.echo(f"{show_count(number, 'migration', 'migrations')} run" if number else "The database is up to date")
