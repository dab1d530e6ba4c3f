"""`marac keys`: keys of an area, made and exchanged for new ones."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import click

from agencies.acts import Act
from marac.commands.doorway import act_in_area, area_option, data_option, run_in_service
from marac.commands.progress import end_of_progress, progress_on_terminal
from marac.counts import show_count
from marac.errors import Refused
from marac.vault.seal_keys import SealKeys
from meetings.reindexing import renew_index
from meetings.sealed_intake.lists import read_keys, served_lists
from meetings.sealed_intake.tending import rotate_keys, tend_keys
from tasks.opening import Service, open_seal_keys

NO_SEAL_ROOT = "MARAC_SEAL_ROOT_KEY: give the second root key; only where workers run, never where pages are served"
Deed = Callable[[Act, SealKeys], Awaitable[int | None]]


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


@command.command("new-area")
@area_option
@data_option
def new_area(slug: str, data: Path | None) -> None:
    """Make the keys that forms are sealed to, and publish their list. The worker does it by itself within the hour."""
    _tell(slug, data, tend_keys)


@command.command()
@area_option
@data_option
def rotate(slug: str, data: Path | None) -> None:
    """Begin new keys for sealed forms now. What was sealed to the old ones still opens for 30 days."""
    _tell(slug, data, rotate_keys)


@command.command()
@area_option
@data_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the list to this file, too.")
def publish(slug: str, data: Path | None, out: Path | None) -> None:
    """Bring keys and list for sealed forms up to date, and write the list for agencies that fetch it by hand."""
    _tell(slug, data, tend_keys)
    if out is not None:
        out.write_bytes(run_in_service(lambda _: served_lists(slug), data=data)[0])


def _tell(slug: str, data: Path | None, deed: Deed) -> None:
    async def doing(service: Service) -> str:
        act = await act_in_area(service, slug)
        keys = await open_seal_keys(service.settings, service.desk)
        if keys is None:
            raise Refused(NO_SEAL_ROOT)
        with act.at_work():
            serial = await deed(act, keys)
            listed = await read_keys(act)
        if listed is None:
            raise Refused(NO_SEAL_ROOT)
        said = "published" if serial else "unchanged"
        return f"List {listed.serial} {said}, {show_count(len(listed.keys), 'key', 'keys')}: {listed.fingerprint}"

    click.echo(run_in_service(doing, data=data))
