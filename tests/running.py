"""The service as it really runs, for journeys and sweeps: its own port, database, mail folder and log, beside the test.

The server lives in a thread of its own; `do` runs a deed there, so that tests and pages share one database.
"""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import uvicorn

from agencies.acts import Desk
from marac.app import build_app
from marac.audit.trail import Trail
from marac.clock import Clock
from marac.database import bind, open_database, start, stop, whole_service
from marac.jobs import Runner
from marac.jobs.outbox import Outbox, State
from marac.settings import Settings, read_settings
from marac.vault.envelope import Sealing
from marac.vault.vault import open_vault
from tasks.opening import Service, bring_up_to_date, open_seal_keys, post_of, root_key
from tasks.registry import handlers_for
from tests.cast import CHEAP, Cast, load_cast

ROOT_KEY = "6d" * 32
LONGEST_DEED = 60
Result = TypeVar("Result")


@dataclass
class Running:
    """The service, where it answers, and who works in it."""

    address: str
    folder: Path
    clock: Clock
    service: Service
    cast: Cast
    loop: asyncio.AbstractEventLoop

    def do(self, deed: Callable[[], Awaitable[Result]]) -> Result:
        """Do this where the service runs, and wait for it."""

        async def doing() -> Result:
            return await deed()

        return asyncio.run_coroutine_threadsafe(doing(), self.loop).result(LONGEST_DEED)

    def run_jobs(self) -> None:
        """All that is due now is done, here or by the server itself."""
        self.do(self.jobs_are_done)

    async def jobs_are_done(self) -> None:
        at_work = (Outbox.state == State.RUNNING.value) | (Outbox.state == State.QUEUED.value)
        while await Outbox.exists().where(at_work & (Outbox.due <= self.clock.now())):
            await self.service.runner.run_until_idle()


@contextmanager
def running(folder: Path, clock: Clock, *, sealing: Sealing | None = None, **settings: str) -> Iterator[Running]:
    """Serve on a spare port until the end of the block. `settings` are named as in MARAC_…, in small letters."""
    line = socket.create_server(("127.0.0.1", 0))
    address = f"http://localhost:{line.getsockname()[1]}"
    told = {f"MARAC_{name.upper()}": value for name, value in settings.items()}
    read = read_settings({"MARAC_ROOT_KEY": ROOT_KEY, "MARAC_ADDRESS": address, **told}, data=folder)
    ready: Future[Running] = Future()
    over = threading.Event()

    async def serve() -> None:
        async with open_quickly(read, clock, sealing=sealing) as service:
            with whole_service():
                cast = await load_cast(service.desk)
            server = uvicorn.Server(uvicorn.Config(build_app(service), access_log=False, log_config=None, ws="none"))
            serving = asyncio.create_task(server.serve(sockets=[line]))
            ready.set_result(Running(address, folder, clock, service, cast, asyncio.get_running_loop()))
            await asyncio.to_thread(over.wait)
            server.should_exit = True
            await serving

    thread = threading.Thread(target=_run, args=(serve, ready))
    thread.start()
    try:
        yield ready.result(LONGEST_DEED)
    finally:
        over.set()
        thread.join()
        line.close()


def _run(serve: Callable[[], Any], ready: Future[Running]) -> None:
    try:
        asyncio.run(serve())
    except Exception as error:
        if ready.done():
            raise
        ready.set_exception(error)


@asynccontextmanager
async def open_quickly(settings: Settings, clock: Clock, *, sealing: Sealing | None) -> AsyncIterator[Service]:
    """As tasks.opening opens the service, but with passwords that are quick to check, and a sealing of the test's."""
    await bring_up_to_date(settings)
    engine = open_database(settings.database_url)
    bind(engine)
    await start(engine)
    try:
        trail = Trail()
        with whole_service():
            vault = await open_vault(root_key(settings), trail, clock, password_cost=CHEAP, sealing=sealing)
        desk = Desk(vault=vault, trail=trail, clock=clock, post=post_of(settings, clock), address=settings.address)
        yield Service(
            settings,
            engine,
            desk,
            Runner(handlers_for(desk, await open_seal_keys(settings, desk)), clock, owner="beside-the-test"),
        )
    finally:
        await stop(engine)
