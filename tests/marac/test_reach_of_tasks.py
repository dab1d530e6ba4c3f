"""How far a task of the service reaches, and when that ends: the same on both databases."""

import asyncio
from uuid import uuid4

import pytest

from marac.database import OurEngine, for_everybody, out_of_reach, transaction, whole_service, within_area
from marac.database.reach import NOTHING, WHOLE, Reach, reach_at_hand
from marac.ids import uuid7
from marac.jobs import Job, Outbox, Payload, Runner, State, later
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio


async def test_a_reach_ends_with_its_block_and_belongs_to_its_task() -> None:
    area = uuid7()

    async def in_a_task() -> Reach:
        before = reach_at_hand()
        with within_area(area):
            await asyncio.sleep(0)
        return before

    with out_of_reach():
        running = asyncio.create_task(in_a_task())
        with whole_service():
            await asyncio.sleep(0)
            assert reach_at_hand() == WHOLE
        assert await running == NOTHING
        assert reach_at_hand() == NOTHING


async def test_what_is_done_for_everybody_leaves_out_nothing_of_the_area_and_nothing_more() -> None:
    area = uuid7()

    @for_everybody
    async def look() -> Reach:
        return reach_at_hand()

    with within_area(area, officer=uuid7(), agency=uuid7()):
        assert await look() == Reach(area)
    with out_of_reach():
        assert await look() == NOTHING


async def test_a_job_reaches_its_area_and_one_of_no_area_the_whole_service(
    database: OurEngine, clock: FixedClock
) -> None:
    met: dict[str, Reach] = {}

    async def look(payload: Payload) -> None:
        met[payload.ids["paper"]] = reach_at_hand()

    area = uuid4()
    async with transaction():
        for paper, of in (("theirs", area), ("nobodys", None)):
            await later(Job.MAKE_PAPER, area=of, dedupe=f"paper:{paper}", due=clock.now(), paper=paper)

    with out_of_reach():
        await Runner({Job.MAKE_PAPER: look}, clock, "one").run_until_idle()
        assert reach_at_hand() == NOTHING

    assert met == {"theirs": Reach(area), "nobodys": WHOLE}
    assert {row["state"] for row in await Outbox.select(Outbox.state)} == {State.DONE.value}
