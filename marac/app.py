"""Puts the service together: pages, machines and, where no Redis is set, the jobs in the same process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import uvicorn
from litestar import Litestar

from marac.api.health import HEALTH
from marac.api.router import machine_door
from marac.api.seal_keys import SEAL_KEY_DOORS
from marac.errors import SettingsWrong
from marac.jobs import RedisBell, hang_bell, take_down_bell
from marac.settings import Settings
from marac.web.desk import desk_pages
from marac.web.guards import require_guards
from marac.web.hosts import only_at
from marac.web.routes import HANDLERS
from marac.web.sessions import with_session
from marac.web.site import Site, build_site
from tasks.opening import Service

GRACE_SECONDS = 10
NOT_FOR_PAGES = "MARAC_SEAL_ROOT_KEY: take it away from marac serve; with MARAC_REDIS_URL set, only workers hold it"


def build_app(service: Service) -> Site:
    """The application over an opened service. A route that does not say who may open it stops the start."""
    site = build_site(
        [*HEALTH, machine_door(), *SEAL_KEY_DOORS, desk_pages(HANDLERS)],
        wrappers=[partial(only_at, service.settings.address), with_session],
        lifespan=[partial(_jobs_beside, service)],
        state={"desk": service.desk},
    )
    require_guards(site)
    return site


@asynccontextmanager
async def _jobs_beside(service: Service, _app: Litestar) -> AsyncIterator[None]:
    """Embedded, a task of this process runs the jobs; else Redis is told of each new one and workers run it."""
    if service.settings.redis_url is not None:
        bell = RedisBell(service.settings.redis_url)
        hang_bell(bell)
        try:
            yield
        finally:
            take_down_bell(bell)
            await bell.close()
        return
    running = asyncio.create_task(service.runner.serve())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def serve(service: Service, *, host: str, port: int) -> None:
    """Serve until told to stop. uvicorn's own access log is off: it would print paths with their queries.

    Raises SettingsWrong where workers run the jobs and this process was given the key that opens sealed forms.
    """
    if not service.settings.embedded and service.settings.seal_root_key is not None:
        raise SettingsWrong(NOT_FOR_PAGES)
    config = uvicorn.Config(
        build_app(service),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        date_header=True,
        log_config=None,
        lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS,
        **_behind_proxies(service.settings),
    )
    await uvicorn.Server(config).serve()


def _behind_proxies(settings: Settings) -> dict[str, Any]:
    """Forwarded addresses are believed only from the proxies that were named."""
    trusted = [str(network) for network in settings.trusted_proxies]
    return {"proxy_headers": bool(trusted), "forwarded_allow_ips": trusted or None}
