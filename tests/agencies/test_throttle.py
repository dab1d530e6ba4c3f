"""Guessing is bounded whatever the number of workers, and nobody's mistakes lock out somebody else."""

import asyncio
from datetime import timedelta

import pytest

from agencies.tables import Throttle
from agencies.throttle import (
    FREE_MISSES,
    MISSES_FOR_GOOD,
    TRIES_OF_A_SOURCE,
    forgive,
    subject_of,
    take_from_source,
    take_try,
)
from marac.database import OurEngine
from marac.errors import Throttled
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio

AMINA = subject_of("password", "amina")


async def is_taken(subject: str, clock: FixedClock) -> bool:
    try:
        await take_try(subject, now=clock.now())
    except Throttled:
        return False
    return True


async def test_of_many_tries_at_once_only_the_free_ones_and_one_more_are_made(
    database: OurEngine, clock: FixedClock
) -> None:
    taken = await asyncio.gather(*[is_taken(AMINA, clock) for _ in range(40)])

    # The sixth try is made and starts the first wait of a second.
    assert sum(taken) == FREE_MISSES + 1


async def test_the_wait_doubles_up_to_a_minute(database: OurEngine, clock: FixedClock) -> None:
    waits = []
    for _ in range(FREE_MISSES):
        await take_try(AMINA, now=clock.now())
        clock.move(timedelta(minutes=16))

    for _ in range(9):
        await take_try(AMINA, now=clock.now())
        with pytest.raises(Throttled) as wait:
            await take_try(AMINA, now=clock.now())
        waits.append(wait.value.wait_seconds)
        clock.move(timedelta(minutes=16))

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_after_a_hundred_misses_only_people_can_help(database: OurEngine, clock: FixedClock) -> None:
    for _ in range(MISSES_FOR_GOOD):
        await take_try(AMINA, now=clock.now())
        clock.move(timedelta(minutes=16))
    clock.move(timedelta(days=30))

    assert not await is_taken(AMINA, clock)
    await forgive(AMINA, now=clock.now())
    assert await is_taken(AMINA, clock)


async def test_a_right_answer_takes_the_misses_away(database: OurEngine, clock: FixedClock) -> None:
    for _ in range(3):
        for _ in range(FREE_MISSES):
            await take_try(AMINA, now=clock.now())
        await forgive(AMINA, now=clock.now())

    row = await Throttle.select(Throttle.misses, Throttle.not_before).where(Throttle.subject == AMINA).first()
    assert row == {"misses": 0, "not_before": None}


async def test_the_misses_of_one_account_hold_up_no_other(database: OurEngine, clock: FixedClock) -> None:
    for _ in range(FREE_MISSES + 1):
        await take_try(AMINA, now=clock.now())

    assert not await is_taken(AMINA, clock)
    assert await is_taken(subject_of("password", "bryn"), clock)
    assert await is_taken(subject_of("code", "amina"), clock)


async def test_a_source_has_sixty_tries_a_minute(database: OurEngine, clock: FixedClock) -> None:
    for _ in range(TRIES_OF_A_SOURCE):
        await take_from_source("192.0.2.7", now=clock.now())

    with pytest.raises(Throttled):
        await take_from_source("192.0.2.7", now=clock.now())
    await take_from_source("192.0.2.8", now=clock.now())
    clock.move(timedelta(seconds=60))
    await take_from_source("192.0.2.7", now=clock.now())


async def test_neither_address_nor_account_stands_in_the_table(database: OurEngine, clock: FixedClock) -> None:
    await take_from_source("192.0.2.7", now=clock.now())
    await take_try(AMINA, now=clock.now())

    assert "192.0.2.7" not in str(await Throttle.select()) and "amina" not in str(await Throttle.select())
