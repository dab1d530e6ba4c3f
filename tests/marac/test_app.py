"""The service as a whole: what it answers to anybody, and to whom it answers not at all."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from agencies.acts import Desk
from marac.api.health import HEALTH
from marac.api.seal_keys import SEAL_KEY_DOORS
from marac.app import serve
from marac.database import OurEngine
from marac.errors import SettingsWrong
from marac.jobs import Runner
from marac.settings import read_settings
from marac.web.desk import desk_pages
from marac.web.guards import require_guards
from marac.web.hosts import only_at
from marac.web.routes import HANDLERS
from marac.web.sessions import with_session
from marac.web.site import Site, build_site
from meetings.sealed.sealing import read_key_list
from tasks.opening import Service, open_seal_keys
from tests.cast import ADDRESS, Cast
from tests.fakes import FixedClock
from tests.sealed import the_sealers

pytestmark = pytest.mark.anyio


@pytest.fixture
def whole_site(desk: Desk) -> Site:
    site = build_site(
        [*HEALTH, *SEAL_KEY_DOORS, desk_pages(HANDLERS)],
        wrappers=[partial(only_at, ADDRESS), with_session],
        state={"desk": desk},
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


async def test_the_list_of_keys_is_open_to_everybody_and_changes_its_tag(whole_site: Site, cast: Cast) -> None:
    address = "/.well-known/marac-seal-keys"
    async with browser(whole_site) as client:
        before = await client.get(address)
        await the_sealers(cast)
        after = await client.get(address, params={"area": "northmoor"})
        again = await client.get(
            address, params={"area": "northmoor"}, headers={"If-None-Match": after.headers["ETag"]}
        )
        nobody = await client.get(address, params={"area": "nowhere"})

    assert (before.status_code, before.json()) == (200, {"lists": []})
    assert [each["list"]["area"]["slug"] for each in after.json()["lists"]] == ["northmoor"]
    assert read_key_list(after.content).serial == 1
    assert (again.status_code, again.content) == (304, b"")
    assert nobody.json() == {"lists": []}


async def test_where_workers_run_the_pages_are_not_served_with_the_key_of_sealed_forms(
    desk: Desk, database: OurEngine, clock: FixedClock, tmp_path: Path
) -> None:
    told = {
        "MARAC_ROOT_KEY": "6d" * 32,
        "MARAC_SEAL_ROOT_KEY": "6e" * 32,
        "MARAC_REDIS_URL": "redis://localhost:6379",
    }
    runner = Runner({}, clock, owner="nobody")
    service = Service(read_settings(told, data=tmp_path), database, desk, runner)

    with pytest.raises(SettingsWrong, match="MARAC_SEAL_ROOT_KEY: take it away from marac serve"):
        await serve(service, host="127.0.0.1", port=0)


async def test_a_process_without_the_key_publishes_nothing(desk: Desk, tmp_path: Path) -> None:
    web = read_settings({"MARAC_ROOT_KEY": "6d" * 32, "MARAC_REDIS_URL": "redis://localhost:6379"}, data=tmp_path)
    practice = read_settings({}, data=tmp_path / "practice")

    assert await open_seal_keys(web, desk) is None
    assert await open_seal_keys(practice, desk) is not None
    assert not (tmp_path / "seal-root.key").exists()
    assert (tmp_path / "practice" / "seal-root.key").stat().st_mode & 0o777 == 0o400
