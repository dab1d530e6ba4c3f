"""Forgetting keys in time also when nobody works: a timer that asks the holder to look what is over."""

import asyncio
from collections.abc import Callable
from datetime import timedelta


class Sweep:
    """Calls the holder now and then for as long as it holds anything. What is over is for the holder's clock."""

    def __init__(self, drop_idle: Callable[[], bool], *, every: timedelta) -> None:
        self._drop_idle = drop_idle
        self._seconds = every.total_seconds()
        self._loop: asyncio.AbstractEventLoop | None = None

    def later(self) -> None:
        """Something is held now."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            loop.call_later(self._seconds, self._run)

    def _run(self) -> None:
        self._loop = None
        if self._drop_idle():
            self.later()
