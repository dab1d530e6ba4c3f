"""A server in a process of its own, and a browser that asks it over one connection."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from marac.errors import NotNow

MOST_SECONDS_TO_START = 60
PAUSE_SECONDS = 0.1


class Browser:
    """Asks one server again and again."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)

    def get(self, path: str, *, cookie: str = "") -> bytes:
        """Raises NotNow for anything but a page."""
        self.connection.request("GET", path, headers={"Cookie": cookie, "Accept": "text/html"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise NotNow(f"A page answered with {answer.status}, so it cannot be measured.")
        return body

    def seconds(self, path: str, *, cookie: str = "") -> float:
        began = time.perf_counter()
        self.get(path, cookie=cookie)
        return time.perf_counter() - began


def spare_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], *, port: int, environment: dict[str, str]) -> Iterator[Browser]:
    """A program of ours in a second process, until it is no longer needed."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("MARAC_")}
    server = subprocess.Popen(command, env=given | environment)  # noqa: S603
    try:
        _wait_for(server, port)
        yield Browser(port)
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(int(MOST_SECONDS_TO_START / PAUSE_SECONDS)):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            time.sleep(PAUSE_SECONDS)
        else:
            return
    raise NotNow("The server to be measured did not start.")
