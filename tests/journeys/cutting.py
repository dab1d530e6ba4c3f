"""A network that can be cut: what one browser and the service say to each other goes through here, socket by socket."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Network:
    """The way to the service. While it is cut, every socket is closed and none is taken."""

    to_port: int
    port: int
    loop: asyncio.AbstractEventLoop
    over: asyncio.Event
    is_cut: bool = False
    sockets: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def cut(self) -> None:
        asyncio.run_coroutine_threadsafe(self._cut(), self.loop).result(10)

    def mend(self) -> None:
        self.is_cut = False

    async def _cut(self) -> None:
        self.is_cut = True
        for socket in list(self.sockets):
            socket.transport.abort()

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One socket of the browser, with one of its own to the service."""
        if self.is_cut:
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.to_port)
        pair = (writer, there_writer)
        self.sockets.update(pair)
        try:
            await asyncio.gather(_pour(reader, there_writer), _pour(there_reader, writer))
        finally:
            for socket in pair:
                self.sockets.discard(socket)
                socket.transport.abort()


async def _pour(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    try:
        while said := await source.read(65536):
            into.write(said)
            await into.drain()
    except (ConnectionError, OSError):
        pass
    finally:
        into.transport.abort() if into.transport.is_closing() else into.close()


@contextmanager
def network_to(port: int) -> Iterator[Network]:
    """A way to the service on this port, until the end of the block."""
    ready: Future[Network] = Future()

    async def serve() -> None:
        network = Network(port, 0, asyncio.get_running_loop(), asyncio.Event())
        async with await asyncio.start_server(network.take, "127.0.0.1", 0) as server:
            network.port = server.sockets[0].getsockname()[1]
            ready.set_result(network)
            await network.over.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    network = ready.result(10)
    try:
        yield network
    finally:
        network.cut()
        network.loop.call_soon_threadsafe(network.over.set)
        thread.join()
