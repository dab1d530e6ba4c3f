"""What no test may do unasked: reach the network, or let a name of the cast into a log line."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest

from marac.logs import start_logs

LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Names that may stand in no log line. The rest of the cast's names are everyday words.
NAMES = ("Quarmby", "Ostrey", "Amina", "Bryn", "Cerys", "quarmby", "ostrey", "amina", "bryn", "cerys")


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


def block_network(patch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached, and no name is looked up elsewhere."""
    connect, find = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise NetworkUsed(f"A test tried to reach {address[0]}")
        connect(self, address)

    def find_here(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in LOOPBACK:
            raise NetworkUsed(f"A test tried to look up {name}")
        return find(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", connect_here)
    patch.setattr(socket, "getaddrinfo", find_here)


@contextmanager
def watched_logs() -> Iterator[StringIO]:
    """All log lines of a test; afterwards none may name anybody."""
    lines = StringIO()
    root = logging.getLogger()
    before = list(root.handlers), root.level
    start_logs("info", into=lines)
    for handler in before[0]:
        root.addHandler(handler)  # pytest's own.
    try:
        yield lines
    finally:
        root.handlers, root.level = before
    named = [name for name in NAMES if name in lines.getvalue()]
    assert not named, f"A log line names {named}"
