"""The machine door in process, at the address the desk says it has, and an agency's software in front of it."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from agencies.acts import Desk
from marac.api.router import machine_door
from marac.web.guards import require_guards
from marac.web.sessions import with_session
from marac.web.site import Site, build_site
from tests.api.signing import Client
from tests.cast import Cast
from tests.signing import Enrolled, an_enrolled_key

DOCUMENTS = "/api/v1/documents"
SEALED = "/api/v1/sealed"


class Door:
    """The door, and the police of Northmoor with a key that counts."""

    def __init__(self, http: AsyncClient, desk: Desk, key: Enrolled) -> None:
        self.http, self.desk, self.key = http, desk, key

    @property
    def client(self) -> Client:
        return Client(self.key, self.desk.address, self.desk.clock.now())

    async def send(self, document: Any, **also: str) -> Response:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        headers = self.client.headers("POST", DOCUMENTS, body, **also)
        return await self.http.post(DOCUMENTS, content=body, headers=headers)

    async def send_sealed(self, sent: bytes, kind: str = "application/octet-stream") -> Response:
        return await self.http.post(SEALED, content=sent, headers=self.client.headers("POST", SEALED, sent, kind=kind))

    async def ask(self, path: str) -> Response:
        return await self.http.get(path, headers=self.client.headers("GET", path))


MakeDoor = Callable[[Enrolled], Door]


@pytest.fixture(scope="module")
def machine_site() -> Site:
    site = build_site([machine_door()], wrappers=[with_session])
    require_guards(site)
    return site


@pytest.fixture
async def http(machine_site: Site, desk: Desk) -> AsyncIterator[AsyncClient]:
    machine_site.state["desk"] = desk
    app: Any = machine_site
    async with AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url=desk.address) as client:
        yield client


@pytest.fixture
async def door(http: AsyncClient, desk: Desk, cast: Cast) -> Door:
    return Door(http, desk, await an_enrolled_key(cast))
