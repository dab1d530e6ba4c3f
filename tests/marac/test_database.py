"""The database keeps its promises on SQLite and on PostgreSQL alike."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.tables import Agency, Area
from marac.database import (
    NaiveMoment,
    OurEngine,
    ReferenceBroken,
    StatementBroken,
    TransactionMisused,
    UniqueBroken,
    ValueRefused,
    after_commit,
    count_queries,
    for_update,
    in_transaction,
    insert_many,
    transaction,
)
from marac.jobs import Outbox
from meetings.tables.documents import Draft
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio


def a_row(clock: FixedClock, dedupe: str = "first", **values: Any) -> Outbox:
    return Outbox(
        **{"kind": "make-paper", "ids": "{}", "dedupe": dedupe, "due": clock.now(), "state": "queued", **values}
    )


async def add(row: Outbox) -> None:
    await Outbox.insert(row)


async def raise_by_one(dedupe: str) -> None:
    async with transaction():
        row: Any = await for_update(Outbox.select(Outbox.attempt).where(Outbox.dedupe == dedupe).first())
        await Outbox.update({Outbox.attempt: row["attempt"] + 1}).where(Outbox.dedupe == dedupe)


async def test_twenty_writers_at_once_lose_no_change(database: OurEngine, clock: FixedClock) -> None:
    await add(a_row(clock))

    await asyncio.gather(*(raise_by_one("first") for _ in range(200)))

    assert (await Outbox.select(Outbox.attempt).first())["attempt"] == 200  # type: ignore[index]


async def test_a_transaction_that_fails_leaves_nothing_and_calls_nobody(database: OurEngine, clock: FixedClock) -> None:
    called: list[str] = []

    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await add(a_row(clock))
            after_commit(lambda: called.append("after"))
            1 / 0  # noqa: B018

    assert await Outbox.count() == 0
    assert called == []


async def test_what_waits_for_the_commit_happens_after_it(database: OurEngine, clock: FixedClock) -> None:
    called: list[bool] = []

    async with transaction():
        await add(a_row(clock))
        after_commit(lambda: called.append(in_transaction()))
        assert called == []

    assert called == [False]


async def test_an_inner_transaction_joins_the_outer_one(database: OurEngine, clock: FixedClock) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            async with transaction():
                await add(a_row(clock))
            1 / 0  # noqa: B018

    assert await Outbox.count() == 0


async def test_nothing_stays_of_an_outer_transaction_whose_inner_one_failed(
    database: OurEngine, clock: FixedClock
) -> None:
    with pytest.raises(TransactionMisused):
        async with transaction():
            with pytest.raises(ZeroDivisionError):
                async with transaction():
                    await add(a_row(clock))
                    1 / 0  # noqa: B018

    assert await Outbox.count() == 0


async def test_a_savepoint_takes_back_only_what_came_after_it(database: OurEngine, clock: FixedClock) -> None:
    async with transaction() as work:
        await add(a_row(clock, "kept"))
        point = await work.savepoint()
        await add(a_row(clock, "taken-back"))
        await point.rollback_to()

    assert await Outbox.select(Outbox.dedupe) == [{"dedupe": "kept"}]


async def test_a_transaction_is_refused_to_other_tasks(database: OurEngine, clock: FixedClock) -> None:
    async with transaction():
        with pytest.raises(TransactionMisused):
            await asyncio.gather(add(a_row(clock, "one")), add(a_row(clock, "two")))

    assert await Outbox.count() == 0


async def test_a_task_that_outlives_the_transaction_works_by_itself(database: OurEngine, clock: FixedClock) -> None:
    go = asyncio.Event()

    async def wait_and_add() -> None:
        await go.wait()
        await add(a_row(clock))

    async with transaction():
        task = asyncio.create_task(wait_and_add())
    go.set()
    await task

    assert await Outbox.count() == 1


async def test_the_same_value_twice_is_named_alike(database: OurEngine, clock: FixedClock) -> None:
    await add(a_row(clock))

    with pytest.raises(UniqueBroken) as refused:
        await add(a_row(clock))

    assert refused.value.table == "outbox"
    assert "first" not in str(refused.value)
    assert refused.value.__cause__ is None


async def test_a_row_that_points_nowhere_is_refused(database: OurEngine, clock: FixedClock) -> None:
    with pytest.raises(ReferenceBroken):
        await Agency.insert(Agency(area=uuid4(), slug="police", joined_on=clock.now().date()))


async def test_a_row_that_is_pointed_at_cannot_be_removed(database: OurEngine, clock: FixedClock) -> None:
    area = Area(slug="northmoor")
    await Area.insert(area)
    await Agency.insert(Agency(area=area.id, slug="police", joined_on=clock.now().date()))

    with pytest.raises(ReferenceBroken):
        await Area.delete().where(Area.id == area.id)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"ids": "nul\0byte"}, id="a NUL character"),
        pytest.param({"ids": "half \ud800 a letter"}, id="a lone surrogate"),
        pytest.param({"kind": "x" * 41}, id="a text longer than its column"),
        pytest.param({"attempt": 2**31}, id="a number past 32 bits"),
        pytest.param({"attempt": -(2**31) - 1}, id="a number below 32 bits"),
        pytest.param({"attempt": 2**80}, id="a number past 64 bits"),
    ],
)
async def test_a_value_no_column_can_hold_is_refused(
    database: OurEngine, clock: FixedClock, values: dict[str, Any]
) -> None:
    await add(a_row(clock))

    with pytest.raises(ValueRefused):
        await add(a_row(clock, "second", **values))
    with pytest.raises(ValueRefused):
        await Outbox.update(values).where(Outbox.dedupe == "first")  # type: ignore[arg-type]

    assert await Outbox.count() == 1


async def test_a_forbidden_character_in_a_search_is_refused(database: OurEngine) -> None:
    with pytest.raises(ValueRefused):
        await Outbox.select().where(Outbox.dedupe == "nul\0byte")


async def test_a_moment_without_its_zone_is_refused(database: OurEngine, clock: FixedClock) -> None:
    with pytest.raises(NaiveMoment):
        await add(a_row(clock, due=datetime(2026, 9, 1, 10, 0)))
    with pytest.raises(NaiveMoment):
        await Outbox.select().where(Outbox.due < datetime(2026, 9, 1, 10, 0))


async def test_plain_text_never_reaches_a_sealed_column(database: OurEngine) -> None:
    with pytest.raises(TypeError, match="sealed bytes"):
        await Draft.update({Draft.body: "Ellen Quarmby"}, force=True)


async def test_moments_come_back_in_utc_and_compare_rightly(database: OurEngine, clock: FixedClock) -> None:
    at = clock.now() + timedelta(microseconds=5)
    await add(a_row(clock, due=at))

    assert (await Outbox.select(Outbox.due).where(Outbox.due > clock.now()).first())["due"] == at  # type: ignore[index]
    assert await Outbox.count().where(Outbox.due < clock.now()) == 0


async def test_statements_are_counted_for_one_piece_of_work(database: OurEngine, clock: FixedClock) -> None:
    await add(a_row(clock))

    with count_queries() as outer:
        await Outbox.count()
        with count_queries() as inner:
            async with transaction():
                await Outbox.count()
    await Outbox.count()

    assert (outer.number, inner.number) == (2, 1)


async def test_a_statement_the_database_does_not_know_is_a_fault_of_ours(database: OurEngine) -> None:
    with pytest.raises(StatementBroken):
        await database.run_ddl("SELECT nothing FROM nowhere")


async def test_many_rows_are_kept_at_once_or_none_and_only_inside_a_transaction(
    database: OurEngine, clock: FixedClock
) -> None:
    columns = ("id", "kind", "ids", "dedupe", "due", "state", "attempt")
    rows = [(uuid4(), "make_paper", "{}", f"paper:{n}", clock.now(), "queued", 0) for n in range(3)]

    with pytest.raises(TransactionMisused, match="inside a transaction"):
        await insert_many("outbox", columns, rows)
    for broken, row in ((UniqueBroken, rows[0]), (ValueRefused, (uuid4(), "nul\0byte", *rows[0][2:]))):
        with pytest.raises(broken):
            async with transaction():
                await insert_many("outbox", columns, [*rows, row])
    assert await Outbox.count() == 0

    async with transaction():
        await insert_many("outbox", columns, rows)
        await insert_many("outbox", columns, [])
    assert await Outbox.count() == 3
