"""A wire between browser and service on which every byte that leaves the browser is written down."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PIECE = 65_536


@dataclass
class Wiretap:
    """`address` is where the browser finds the service; `heard` what it said there, in order of arrival."""

    address: str
    heard: bytearray = field(default_factory=bytearray)

    def forget(self) -> None:
        self.heard.clear()


@contextmanager
def wiretap(service: str) -> Iterator[Wiretap]:
    """Listens until the end of the block; each connection of the browser is one to the service."""
    port = urlsplit(service).port
    assert port is not None
    line = socket.create_server(("127.0.0.1", 0))
    tap = Wiretap(f"http://localhost:{line.getsockname()[1]}")
    threading.Thread(target=_serve, args=(line, port, tap), daemon=True).start()
    try:
        yield tap
    finally:
        line.close()


def _serve(line: socket.socket, port: int, tap: Wiretap) -> None:
    while True:
        try:
            browser, _ = line.accept()
        except OSError:
            return
        service = socket.create_connection(("127.0.0.1", port))
        threading.Thread(target=_carry, args=(browser, service, tap.heard), daemon=True).start()
        threading.Thread(target=_carry, args=(service, browser, None), daemon=True).start()


def _carry(source: socket.socket, target: socket.socket, heard: bytearray | None) -> None:
    try:
        while piece := source.recv(PIECE):
            if heard is not None:
                heard += piece
            target.sendall(piece)
    except OSError:
        pass  # One side hung up; so does the other.
    finally:
        for side in (source, target):
            side.close()
