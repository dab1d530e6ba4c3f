"""Passwords: slow to try, peppered, and hashed by few threads, so that sign-in cannot exhaust the machine."""

import asyncio
import os
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from marac.vault.primitives import Key, PasswordCost, is_slow_hash_of, slow_hash

FEWEST_SLOTS = 2
Answer = TypeVar("Answer")


class Passwords:
    """Hashes and checks passwords under one pepper."""

    def __init__(self, pepper: Key, cost: PasswordCost) -> None:
        self._pepper = pepper
        self._cost = cost
        self._slots = ThreadPoolExecutor(max_workers=max(FEWEST_SLOTS, os.cpu_count() or 1))
        self._nobodys: str | None = None

    async def hash(self, password: str) -> str:
        """A PHC string to keep."""
        return await self._in_slot(lambda: slow_hash(_exact(password), pepper=self._pepper, cost=self._cost))

    async def check(self, password: str, stored: str | None) -> bool:
        """Whether this is the password. Without a stored one the same work is done, and the answer is no."""
        known = stored if stored is not None else await self._hash_of_nobody()
        fits = await self._in_slot(lambda: is_slow_hash_of(_exact(password), known, pepper=self._pepper))
        return fits and stored is not None

    def needs_new_hash(self, stored: str) -> bool:
        """Whether this hash was made at another cost; the next sign-in replaces it."""
        return not stored.startswith(self._cost.mark)

    async def prepare(self) -> None:
        """Make nobody's hash beforehand, so that the first unknown name takes no longer than the next."""
        await self._hash_of_nobody()

    async def _hash_of_nobody(self) -> str:
        if self._nobodys is None:
            self._nobodys = await self.hash("nobody has this password, whatever is typed")
        return self._nobodys

    async def _in_slot(self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._slots, work)


def _exact(password: str) -> bytes:
    """The same letters typed on two keyboards give the same bytes; nothing else is changed."""
    return unicodedata.normalize("NFC", password).encode()
