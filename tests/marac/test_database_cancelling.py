"""A cancelled task leaves no connection behind and nothing half written."""

import asyncio
import random

import pytest

from marac.database import OurEngine, transaction
from marac.jobs import Outbox
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio

ROUNDS = 60
MOST_TURNS = 300
# As many as the larger of the two pools has connections.
NUMBER_OF_CONNECTIONS = 10


async def two_rows(clock: FixedClock, name: str, seen: set[str]) -> None:
    async with transaction():
        for half in ("a", "b"):
            await Outbox.insert(
                Outbox(kind="make-paper", ids="{}", dedupe=f"{name}:{half}", due=clock.now(), state="queued")
            )
    await Outbox.count()
    seen.add(name)


async def let_turns_pass(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


async def a_round(clock: FixedClock, dice: random.Random, name: str, seen: set[str]) -> None:
    tasks = [asyncio.create_task(two_rows(clock, f"{name}:{n}", seen)) for n in range(4)]
    await let_turns_pass(dice.randrange(MOST_TURNS))
    for task in tasks:
        if dice.random() < 0.7:
            task.cancel()
            if dice.random() < 0.3:
                await let_turns_pass(2)
                task.cancel()  # Again, while it is clearing up.
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_sixty_rounds_of_cancellation_leak_nothing_and_halve_nothing(
    database: OurEngine, clock: FixedClock
) -> None:
    dice = random.Random(7)
    seen: set[str] = set()

    for n in range(ROUNDS):
        await a_round(clock, dice, str(n), seen)

    names = [row["dedupe"].rpartition(":")[0] for row in await Outbox.select(Outbox.dedupe)]
    assert all(names.count(name) == 2 for name in names)
    assert seen <= set(names)
    assert 0 < len(seen) < ROUNDS * 4
    # Every connection can be had again: these would wait for ever on a pool with a leak.
    async with asyncio.timeout(20):
        await asyncio.gather(*(two_rows(clock, f"after:{n}", seen) for n in range(2 * NUMBER_OF_CONNECTIONS)))


async def test_a_transaction_cancelled_in_the_middle_is_rolled_back(database: OurEngine, clock: FixedClock) -> None:
    written, never = asyncio.Event(), asyncio.Event()

    async def write_and_wait() -> None:
        async with transaction():
            await Outbox.insert(Outbox(kind="make-paper", ids="{}", dedupe="x", due=clock.now(), state="queued"))
            written.set()
            await never.wait()

    task = asyncio.create_task(write_and_wait())
    await written.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert task.cancelled()
    assert await Outbox.count() == 0
