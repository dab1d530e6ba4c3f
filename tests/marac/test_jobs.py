"""Work asked for in a transaction is done once, later, by whoever claims it."""

import asyncio
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from marac.database import OurEngine, transaction
from marac.jobs import (
    Handler,
    Job,
    LeaseLost,
    Outbox,
    Payload,
    Regular,
    Runner,
    State,
    hang_bell,
    later,
    number_of_failed,
    take_down_bell,
    waiting_since,
)
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio


class Done:
    """What the handlers of a test have done."""

    def __init__(self) -> None:
        self.papers: list[str] = []

    async def note(self, payload: Payload) -> None:
        self.papers.append(payload.ids["paper"])


async def ask_for(clock: FixedClock, paper: str, *, dedupe: str = "", after: timedelta = timedelta()) -> None:
    async with transaction():
        await later(Job.MAKE_PAPER, area=None, dedupe=dedupe or f"paper:{paper}", due=clock.now() + after, paper=paper)


def a_runner(clock: FixedClock, handler: Handler, owner: str = "one", **options: Any) -> Runner:
    return Runner({Job.MAKE_PAPER: handler}, clock, owner, **options)


async def the_row() -> dict[str, Any]:
    return (await Outbox.select())[0]


async def refuse(payload: Payload) -> None:
    raise ValueError(f"Ellen Quarmby is not {payload.ids}")


async def test_a_job_is_run_once(database: OurEngine, clock: FixedClock) -> None:
    done = Done()
    await ask_for(clock, "7k3q9")

    await a_runner(clock, done.note).run_until_idle()
    await a_runner(clock, done.note, "two").run_until_idle()

    assert done.papers == ["7k3q9"]
    assert (await the_row())["state"] == State.DONE


async def test_asking_twice_asks_once(database: OurEngine, clock: FixedClock) -> None:
    await ask_for(clock, "7k3q9", dedupe="same")
    await ask_for(clock, "7k3q9", dedupe="same")

    assert await Outbox.count() == 1


async def test_asking_twice_in_one_transaction_leaves_it_sound(database: OurEngine, clock: FixedClock) -> None:
    async with transaction():
        await ask_for(clock, "7k3q9", dedupe="same")
        await ask_for(clock, "7k3q9", dedupe="same")
        await ask_for(clock, "another")

    assert await Outbox.count() == 2


async def test_a_job_asked_for_in_a_failed_transaction_was_never_asked_for(
    database: OurEngine, clock: FixedClock
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await ask_for(clock, "7k3q9")
            1 / 0  # noqa: B018

    assert await Outbox.count() == 0


async def test_a_job_waits_until_it_is_due(database: OurEngine, clock: FixedClock) -> None:
    done = Done()
    await ask_for(clock, "7k3q9", after=timedelta(hours=1))

    await a_runner(clock, done.note).run_until_idle()
    assert done.papers == []
    clock.move(timedelta(hours=1))
    await a_runner(clock, done.note).run_until_idle()

    assert done.papers == ["7k3q9"]


@pytest.mark.parametrize("value", ["Ellen Quarmby", "a\nb", "", "x" * 121, "ellen@agency.example"])
async def test_a_job_carries_ids_and_nothing_else(database: OurEngine, clock: FixedClock, value: str) -> None:
    with pytest.raises(ValueError, match="ids only"):
        await later(Job.MAKE_PAPER, area=None, dedupe="x", due=clock.now(), paper=value)


async def test_a_failed_job_is_tried_after_1_5_15_and_60_minutes_and_then_left_for_a_person(
    database: OurEngine, clock: FixedClock
) -> None:
    await ask_for(clock, "7k3q9")
    runner = a_runner(clock, refuse)

    waits = []
    for _ in range(4):
        await runner.run_until_idle()
        waits.append((await the_row())["due"] - clock.now())
        clock.move(waits[-1])
    await runner.run_until_idle()

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
    assert (await the_row())["state"] == State.FAILED
    assert await number_of_failed() == 1


async def test_a_failure_keeps_its_class_and_not_its_words(
    database: OurEngine, clock: FixedClock, log_lines: StringIO
) -> None:
    await ask_for(clock, "7k3q9")

    await a_runner(clock, refuse).run_until_idle()

    assert (await the_row())["error"] == "ValueError"
    assert "ValueError" in log_lines.getvalue()
    assert "test_jobs.py" in log_lines.getvalue()
    assert "Ellen" not in log_lines.getvalue()


async def test_a_bad_job_stops_nobody(database: OurEngine, clock: FixedClock) -> None:
    papers: list[str] = []

    async def refuse_one(payload: Payload) -> None:
        if payload.ids["paper"] == "bad":
            raise RuntimeError
        papers.append(payload.ids["paper"])

    for paper in ("one", "bad", "two"):
        await ask_for(clock, paper)
    unknown = Outbox(kind="of-a-newer-release", ids="{}", dedupe="new", due=clock.now(), state="queued")
    await Outbox.insert(unknown)
    await ask_for(clock, "three")

    await a_runner(clock, refuse_one).run_until_idle()

    assert sorted(papers) == ["one", "three", "two"]


async def test_a_claimed_job_is_nobody_elses_until_its_lease_ends(database: OurEngine, clock: FixedClock) -> None:
    done = Done()
    await ask_for(clock, "7k3q9")
    second = a_runner(clock, done.note, "two")

    async def claimed(_: Payload) -> None:
        assert await second.run_due() == 0

    await a_runner(clock, claimed).run_until_idle()

    assert done.papers == []
    assert (await the_row())["state"] == State.DONE


async def test_an_effect_after_the_lease_was_lost_is_taken_back(database: OurEngine, clock: FixedClock) -> None:
    done = Done()
    await ask_for(clock, "7k3q9")

    async def sleep_past_the_lease(payload: Payload) -> None:
        clock.move(timedelta(minutes=10))
        await a_runner(clock, done.note, "two").run_until_idle()
        with pytest.raises(LeaseLost):
            await payload.requires_lease()
        async with payload.finishing():
            await ask_for(clock, "effect-of-the-late-one")

    await a_runner(clock, sleep_past_the_lease).run_one((await the_row())["id"])

    assert done.papers == ["7k3q9"]
    assert await Outbox.count() == 1
    assert (await the_row())["state"] == State.DONE


async def test_effect_and_end_of_a_job_stand_or_fall_together(database: OurEngine, clock: FixedClock) -> None:
    await ask_for(clock, "7k3q9")

    async def break_at_the_end(payload: Payload) -> None:
        async with payload.finishing():
            await ask_for(clock, "effect")
            raise RuntimeError

    await a_runner(clock, break_at_the_end).run_until_idle()

    assert await Outbox.count() == 1
    assert (await the_row())["state"] == State.QUEUED


async def test_a_runner_that_is_stopped_hands_its_job_back(database: OurEngine, clock: FixedClock) -> None:
    begun, never = asyncio.Event(), asyncio.Event()
    done = Done()
    await ask_for(clock, "7k3q9")

    async def hang(_: Payload) -> None:
        begun.set()
        await never.wait()

    task = asyncio.create_task(a_runner(clock, hang).run_until_idle())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await a_runner(clock, done.note, "two").run_until_idle()

    assert done.papers == ["7k3q9"]


async def test_the_embedded_runner_wakes_when_a_job_is_committed(database: OurEngine, clock: FixedClock) -> None:
    ran = asyncio.Event()

    async def note(_: Payload) -> None:
        ran.set()

    serving = asyncio.create_task(a_runner(clock, note).serve())
    await ask_for(clock, "7k3q9")
    async with asyncio.timeout(10):
        await ran.wait()
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)

    assert (await the_row())["attempt"] == 1


async def test_the_bell_rings_after_the_commit_and_once(database: OurEngine, clock: FixedClock) -> None:
    rung: list[UUID] = []

    def bell(outbox_id: UUID, _due: object) -> None:
        rung.append(outbox_id)

    hang_bell(bell)
    async with transaction():
        await ask_for(clock, "7k3q9", dedupe="same")
        assert rung == []
    await ask_for(clock, "7k3q9", dedupe="same")
    take_down_bell(bell)

    assert rung == [(await the_row())["id"]]


async def test_a_regular_job_comes_round_once_for_all_replicas(database: OurEngine, clock: FixedClock) -> None:
    regulars = [Regular(Job.MAKE_PAPER, minutes=15)]

    for _ in range(31):
        for owner in ("one", "two"):
            await a_runner(clock, refuse, owner, regulars=regulars).put_regulars()
        clock.move(timedelta(minutes=1))

    assert await Outbox.count() == 3


async def test_what_was_done_long_ago_is_forgotten(database: OurEngine, clock: FixedClock) -> None:
    done = Done()
    await ask_for(clock, "old")
    runner = a_runner(clock, done.note)
    await runner.run_until_idle()

    clock.move(timedelta(days=31))
    await runner.put_regulars()

    assert await Outbox.count() == 0


async def test_the_longest_wait_is_known(database: OurEngine, clock: FixedClock) -> None:
    asked_at = clock.now()
    await ask_for(clock, "7k3q9")
    clock.move(timedelta(minutes=7))
    await ask_for(clock, "later")

    assert await waiting_since(clock.now()) == asked_at
    assert await waiting_since(asked_at - timedelta(days=1)) is None


async def test_a_job_that_does_not_exist_is_run_by_nobody(database: OurEngine, clock: FixedClock) -> None:
    assert await a_runner(clock, refuse).run_one(uuid4()) is False
