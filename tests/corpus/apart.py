"""The service as a program of its own, as an installation starts it: beside it a test measures nothing of itself."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import httpx

from marac.clock import Clock
from marac.database import whole_service
from marac.settings import read_settings
from tests.cast import load_cast
from tests.corpus.doors import Doors, Prepared, prepare
from tests.corpus.sealed_made import Sending
from tests.running import ROOT_KEY, open_quickly
from tests.sealed import SEAL_KEY
from tests.signing import an_enrolled_key

KNOCKS = 8  # The pauses double, from half a second to a minute.
ENDS_WITHIN = 30
# One key may send 120 times a minute; an agency with more to send has more keys.
KEYS = 10
APART = 1_000_000


@dataclass
class Apart:
    """The process, and each of the doors it opened, with one key each."""

    process: "subprocess.Popen[bytes]"
    doors: list[Doors]
    log: Path

    @property
    def resident_kib(self) -> int:
        """What the service and whatever it started hold in memory."""
        return sum(_resident_kib(each) for each in [self.process.pid, *_children_of(self.process.pid)])


def _resident_kib(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def _children_of(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


@contextmanager
def served_apart(folder: Path, **told: str) -> Iterator[Apart]:
    """`marac serve` on a data folder with the cast in it."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    address, log = f"http://localhost:{port}", folder / "service.log"
    keys = {"MARAC_ROOT_KEY": ROOT_KEY, "MARAC_SEAL_ROOT_KEY": bytes(SEAL_KEY).hex()}
    given = {**keys, "MARAC_ADDRESS": address, **told}
    folder.mkdir(parents=True, exist_ok=True)
    ready, sendings = asyncio.run(_prepared(folder, given))
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MARAC_")}
    command = [str(Path(sys.executable).with_name("marac")), "serve", "--port", str(port), "--data", str(folder)]
    with log.open("wb") as lines:
        process = subprocess.Popen(command, env={**plain, **given}, stdout=lines, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"{address}/healthz", process)
        with ready.browser(address) as browser:
            now = Clock().now
            yield Apart(process, [Doors(address, now, sending, browser, ready.page) for sending in sendings], log)
    finally:
        process.terminate()
        process.wait(ENDS_WITHIN)


async def _prepared(folder: Path, given: dict[str, str]) -> tuple[Prepared, list[Sending]]:
    with whole_service():
        async with open_quickly(read_settings(given, data=folder), Clock(), sealing=None) as service:
            cast = await load_cast(service.desk)
            ready = await prepare(cast)
            keys = [await an_enrolled_key(cast) for _ in range(KEYS)]
    return ready, [replace(ready.sending, key=key, numbers=count(n * APART)) for n, key in enumerate(keys, 1)]


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Knocks again and again, each time after a longer pause."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=KNOCKS)) as client:
        assert client.get(address).is_success
    assert process.poll() is None, "The service ended before it was asked anything."
