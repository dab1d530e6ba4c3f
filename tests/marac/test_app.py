"""The service as a whole: what it answers to anybody, and to whom it answers not at all."""

from functools import partial
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from agencies.acts import Desk
from marac.api.health import HEALTH
from marac.web.desk import desk_pages
from marac.web.guards import require_guards
from marac.web.hosts import only_at
from marac.web.routes import HANDLERS
from marac.web.sessions import with_session
from marac.web.site import Site, build_site
from tests.cast import ADDRESS

pytestmark = pytest.mark.anyio


@pytest.fixture
def whole_site(desk: Desk) -> Site:
    site = build_site(
        [*HEALTH, desk_pages(HANDLERS)], wrappers=[partial(only_at, ADDRESS), with_session], state={"desk": desk}
    )
    require_guards(site)
    return site


def browser(site: Site, address: str = ADDRESS) -> AsyncClient:
    whole: Any = site
    return AsyncClient(transport=ASGITransport(whole, raise_app_exceptions=False), base_url=address)


async def test_the_health_pages_say_whether_the_service_lives_and_can_work(whole_site: Site) -> None:
    async with browser(whole_site) as client:
        alive, ready = await client.get("/healthz"), await client.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"status": "alive"})
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")


async def test_requests_for_another_host_get_nothing(whole_site: Site) -> None:
    async with browser(whole_site, "https://evil.example") as client:
        answer = await client.get("/sign-in", headers={"X-Forwarded-Host": "desk.example.org"})

    assert (answer.status_code, answer.content) == (400, b"")


async def test_every_route_of_the_whole_service_says_who_may_open_it(whole_site: Site) -> None:
    require_guards(whole_site)

    assert len(whole_site.routes) > len(HEALTH)
