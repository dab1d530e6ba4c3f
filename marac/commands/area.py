"""`marac area load`: make or update the areas of an area document."""

from pathlib import Path

import click

from agencies.areas import LoadedArea, load_area
from agencies.seats import service_act
from marac.commands.doorway import data_option, run_in_service
from marac.counts import show_count
from marac.errors import SettingsWrong
from marac.settings import Settings
from meetings.schedule import load_calendar
from tasks.opening import KEY_BESIDE_LOCK, Service


@click.group()
def command() -> None:
    """Areas: their agencies, people, calendar and local rules."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--practice", is_flag=True, help="Make it a practice area. Settled once and for all.")
@data_option
def load(file: Path, practice: bool, data: Path | None) -> None:
    """Make or update the areas of an area document; loading it again changes nothing."""

    def check(settings: Settings) -> None:
        # Before anything is written: afterwards the service would refuse to start.
        if settings.root_key_in_data and not practice:
            raise SettingsWrong(KEY_BESIDE_LOCK)

    loaded = run_in_service(lambda service: load_whole(service, file.read_bytes(), practice), data=data, check=check)
    for area in loaded:
        agencies = show_count(area.number_of_agencies, "agency", "agencies")
        click.echo(f"{area.slug}: {agencies}, {show_count(area.number_of_officers, 'person', 'people')}")


async def load_whole(service: Service, content: bytes, practice: bool) -> list[LoadedArea]:
    """Areas and their calendars."""
    loaded = await load_area(service.desk, content, practice=practice)
    for area in loaded:
        act = await service_act(service.desk, area.id)
        with act.at_work():
            await load_calendar(act, area.meetings)
    return loaded
