"""Sealed forms at the machine door over a real socket: a hundred posts at once are one record and one receipt."""

import asyncio
from datetime import timedelta
from pathlib import Path

import httpx

from marac.clock import Clock
from meetings.tables.documents import Document
from meetings.tables.sealed import SealedForm, SealedOnce
from tests.api.conftest import SEALED
from tests.api.signing import Client
from tests.documents import a_referral
from tests.running import running
from tests.sealed import SEAL_KEY, Sealers, the_sealers
from tests.signing import Enrolled, an_enrolled_key

AT_ONCE = 100


async def posted_at_once(address: str, key: Enrolled, envelope: bytes) -> list[httpx.Response]:
    """Each signed by itself, each on a connection of its own."""
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=0)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=120) as http:

        async def post() -> httpx.Response:
            client = Client(key, address, Clock().now())
            headers = client.headers("POST", SEALED, envelope, kind="application/octet-stream")
            return await http.post(SEALED, content=envelope, headers=headers)

        return await asyncio.gather(*(post() for _ in range(AT_ONCE)))


def test_a_hundred_posts_of_one_envelope_are_one_record_with_one_receipt(tmp_path: Path) -> None:
    with running(tmp_path / "data", Clock(), seal_root_key=bytes(SEAL_KEY).hex()) as service:

        async def a_sealed_form() -> tuple[Sealers, Enrolled, bytes]:
            sealers, key = await the_sealers(service.cast), await an_enrolled_key(service.cast)
            return sealers, key, sealers.seal(a_referral(), key, life=timedelta(hours=1))

        async def counted() -> tuple[int, int, int]:
            return await SealedForm.count(), await SealedOnce.count(), await Document.count()

        _, key, envelope = service.do(a_sealed_form)
        answers = asyncio.run(posted_at_once(service.address, key, envelope))
        service.run_jobs()

        assert sorted(answer.status_code for answer in answers) == [200] * (AT_ONCE - 1) + [201]
        assert len({answer.text for answer in answers}) == 1
        assert service.do(counted) == (1, 1, 1)
        client = Client(key, service.address, Clock().now())
        path = answers[0].headers["location"]
        state = httpx.get(service.address + path, headers=client.headers("GET", path)).json()
        assert state["state"] == "received"
        assert state["receipt"] == answers[0].json()["receipt"]
