"""Several reads at one go, and long lists of ids, alike on SQLite and on PostgreSQL."""

import asyncio
from contextvars import copy_context
from uuid import uuid4

import pytest

from marac.database import OurEngine, one_of, reading
from marac.jobs import Outbox
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio


def a_row(clock: FixedClock, dedupe: str) -> Outbox:
    return Outbox(kind="make-paper", ids="{}", dedupe=dedupe, due=clock.now(), state="queued")


async def add(*rows: Outbox) -> None:
    await Outbox.insert(*rows)


async def test_reads_that_belong_together_hold_up_no_writer(database: OurEngine, clock: FixedClock) -> None:
    outside = copy_context()

    async with asyncio.timeout(20), reading():
        before = await Outbox.count()
        await asyncio.create_task(add(a_row(clock, "first")), context=outside)

    assert (before, await Outbox.count()) == (0, 1)


async def test_however_many_ids_are_asked_for_it_is_one_statement_with_one_value(
    database: OurEngine, clock: FixedClock
) -> None:
    rows = [a_row(clock, f"row {n}") for n in range(3)]
    await add(*rows)
    among, ids = one_of("id", [rows[0].id, rows[2].id, *(uuid4() for _ in range(2000))])

    found = await Outbox.raw(f"SELECT dedupe FROM outbox WHERE {among} ORDER BY dedupe", ids)

    assert [row["dedupe"] for row in found] == ["row 0", "row 2"]
