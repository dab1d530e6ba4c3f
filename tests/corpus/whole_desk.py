"""The real application in this process, on one database that is set back after whatever a request did to it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient
from piccolo.conf.apps import Finder

from marac.app import build_app
from marac.audit.tables import Leaf
from marac.database import SQLite, start, stop
from marac.settings import read_settings
from marac.web.cookies import SESSION_COOKIE
from marac.web.site import Site
from tests.cast import Cast, Person, load_cast
from tests.databases import TEST_DATABASE_URL, a_postgres_database, copy_of_postgres
from tests.fakes import FixedClock
from tests.running import ROOT_KEY, Running, open_quickly
from tests.web.reader import ADDRESS

HOST = "desk.test"
# These may grow though a request is refused: the trail, who was seen, counted tries, keys of forms.
MAY_GROW = frozenset({"leaf", "leaf_position", "checkpoint", "sign_in_session", "throttle", "idempotency"})


@dataclass(frozen=True)
class Places:
    """Where the database is, and where its copy is kept."""

    database_url: str
    kept: str


@dataclass
class WholeDesk:
    """The site, what stands behind it, and a copy of the database as it was kept last."""

    running: Running
    site: Site
    clock: FixedClock
    kept: str
    tokens: dict[str, str] = field(default_factory=dict)
    begin_with: list[str] = field(default_factory=list)
    """Addresses of records that the lists of the service lead to late."""

    @property
    def cast(self) -> Cast:
        return self.running.cast

    async def keep(self) -> None:
        """From here on `set_back` leads back to now. Everybody signs in anew, as the clock may have moved."""
        self.tokens = {person.name: await person.session_token() for person in self.cast.everyone}
        await self._copy(to_kept=True)

    async def set_back(self) -> None:
        await self._copy(to_kept=False)

    async def _copy(self, *, to_kept: bool) -> None:
        """With every connection closed, so that the file is whole and PostgreSQL lets go of it."""
        engine = self.running.service.engine
        await stop(engine)
        if isinstance(engine, SQLite):
            shutil.copyfile(*((engine.file, self.kept) if to_kept else (self.kept, engine.file)))
        else:
            ours = self.running.service.settings.database_url
            await asyncio.to_thread(copy_of_postgres, *((ours, self.kept) if to_kept else (self.kept, ours)))
        await start(engine)

    def browser(self, person: Person | None) -> AsyncClient:
        """A browser in which this person is signed in; with nobody it is a stranger's."""
        return self.browser_with({SESSION_COOKIE: self.tokens[person.name]} if person else {})

    def browser_with(self, cookies: Mapping[str, str]) -> AsyncClient:
        site: Any = self.site
        client = AsyncClient(transport=ASGITransport(site, raise_app_exceptions=False), base_url=ADDRESS)
        for name, value in cookies.items():
            client.cookies.set(name, value, domain=HOST, path="/")
        return client

    async def rows(self) -> dict[str, int]:
        """How many rows each table has that a refused request must leave alone."""
        names = {table._meta.tablename for table in Finder().get_table_classes()} - MAY_GROW
        counts = (f"SELECT '{name}' AS name, COUNT(*) AS number FROM \"{name}\"" for name in sorted(names))
        return {row["name"]: row["number"] for row in await Leaf.raw(" UNION ALL ".join(counts)).run()}


@contextmanager
def places_of(template: str, folder: Path) -> Iterator[Places]:
    """A copy of the migrated template, and room for a copy of that."""
    if not TEST_DATABASE_URL:
        file = folder / "marac.sqlite"
        shutil.copyfile(template.removeprefix("sqlite:///"), file)
        yield Places(f"sqlite:///{file}", str(folder / "kept.sqlite"))
        return
    with a_postgres_database("_corpus", template=template) as url, a_postgres_database("_kept") as kept:
        yield Places(url, kept)


@asynccontextmanager
async def a_whole_desk(places: Places, folder: Path, clock: FixedClock) -> AsyncIterator[WholeDesk]:
    """With nothing in it yet but the cast."""
    told = {"MARAC_ROOT_KEY": ROOT_KEY, "MARAC_ADDRESS": ADDRESS, "MARAC_DATABASE_URL": places.database_url}
    async with open_quickly(read_settings(told, data=folder), clock, sealing=None) as service:
        cast = await load_cast(service.desk)
        running = Running(ADDRESS, folder, clock, service, cast, asyncio.get_running_loop())
        yield WholeDesk(running, build_app(service), clock, places.kept)
