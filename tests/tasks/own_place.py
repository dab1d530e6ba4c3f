"""A service on a data folder and a database of the test's own, so that it can be closed, replaced and opened again."""

import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import anyio

from agencies.acts import Desk
from marac.settings import Settings, read_settings
from tasks.opening import open_service
from tests.cast import Cast, load_cast
from tests.databases import TEST_DATABASE_URL, a_postgres_database
from tests.fakes import FixedClock

ROOT_KEY = "ab" * 32


@dataclass(frozen=True)
class Said:
    """How a command ended, and its words."""

    code: int
    told: str
    errors: str


@contextmanager
def own_place(folder: Path, name: str, *, template: str | None = None) -> Iterator[Settings]:
    """Settings for a database that nobody else uses: empty, or with the tables of the template."""
    if TEST_DATABASE_URL:
        with a_postgres_database(f"_{name}", template=template) as url:
            yield settings_for(folder / name, url)
        return
    settings = settings_for(folder / name, None)
    if template:
        shutil.copyfile(template.removeprefix("sqlite:///"), settings.data / "marac.sqlite")
    yield settings


def settings_for(folder: Path, url: str | None, *, root_key: str = ROOT_KEY) -> Settings:
    given = {"MARAC_ROOT_KEY": root_key} | ({"MARAC_DATABASE_URL": url} if url else {})
    return read_settings(given, data=folder)


@asynccontextmanager
async def opened(settings: Settings, clock: FixedClock) -> AsyncIterator[Cast]:
    """The service open for the first time, and the cast joins."""
    async with open_service(settings, clock=clock) as service:
        yield await load_cast(service.desk)


@asynccontextmanager
async def met_again(cast: Cast, settings: Settings, clock: FixedClock) -> AsyncIterator[Desk]:
    """The service open again, the same people at its desk as it is now."""
    async with open_service(settings, clock=clock) as service:
        cast.desk = service.desk
        for person in cast.everyone:
            person.desk = service.desk
        yield service.desk


async def run_marac(settings: Settings, *words: str, root_key: str = ROOT_KEY) -> Said:
    """The command in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MARAC_")}
    environment |= {"MARAC_ROOT_KEY": root_key, "MARAC_DATABASE_URL": settings.database_url}
    program = str(Path(sys.executable).with_name("marac"))
    done = await anyio.run_process([program, *words, "--data", str(settings.data)], env=environment, check=False)
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
