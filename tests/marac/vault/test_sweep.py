"""Keys are forgotten in time, also when nobody works."""

import asyncio
from datetime import timedelta

import pytest

from marac.vault.sweep import Sweep

pytestmark = pytest.mark.anyio


async def test_a_holder_is_asked_again_until_it_holds_nothing() -> None:
    left, done = [True, True, False], asyncio.Event()

    def drop_idle() -> bool:
        if len(left) == 1:
            done.set()
        return left.pop(0)

    sweep = Sweep(drop_idle, every=timedelta(0))
    sweep.later()
    sweep.later()
    await done.wait()

    assert left == []
