"""`marac keys`: keys of an area that are exchanged for new ones."""

from pathlib import Path

import click

from marac.commands.doorway import act_in_area, area_option, data_option, run_in_service
from marac.commands.progress import end_of_progress, progress_on_terminal
from marac.counts import show_count
from meetings.reindexing import renew_index
from tasks.opening import Service


@click.group()
def command() -> None:
    """Keys of an area, exchanged for new ones while people work."""


@command.command()
@area_option
@data_option
def index(slug: str, data: Path | None) -> None:
    """Bring in a new index key: everybody is indexed under it, then the old key is destroyed.

    Broken off, it goes on when called again; until then people are found under both keys.
    """

    async def renew(service: Service) -> int:
        act = await act_in_area(service, slug)
        with act.at_work():
            return await renew_index(act, progress_on_terminal("Indexed again"))

    number = run_in_service(renew, data=data)
    end_of_progress()
    click.echo(f"{show_count(number, 'entry', 'entries')} indexed again under a new key; the old one is destroyed.")
