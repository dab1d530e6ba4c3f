"""A web process that takes in one sealed form and is killed after the commit, before it can answer."""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from agencies.acts import Desk
from agencies.seats import service_act
from marac.audit.trail import Trail
from marac.clock import Clock
from marac.database import bind, open_database, start, whole_service
from meetings.sealed_intake.receiving import Door, receive_sealed
from tests.fakes import FakePost


class DyingVault:
    """Is asked for the receipt when everything is written, and takes the process down."""

    def __getattr__(self, _: str) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)


async def post(url: str, area: str, officer: str, agency: str, sent: bytes) -> None:
    engine = open_database(url)
    bind(engine)
    await start(engine)
    vault: Any = DyingVault()
    desk = Desk(vault=vault, trail=Trail(), clock=Clock(), post=FakePost(), address="https://desk.example.org")
    with whole_service():
        service = await service_act(desk, UUID(area))
    actor = replace(service.actor, officer_id=UUID(officer))
    act = replace(service, actor=actor, officer_id=UUID(officer), agency_id=UUID(agency))
    with act.at_work():
        await receive_sealed(act, sent, door=Door.PAGE)


if __name__ == "__main__":
    *who, file = sys.argv[1:]
    url, area, officer, agency = who
    asyncio.run(post(url, area, officer, agency, Path(file).read_bytes()))
