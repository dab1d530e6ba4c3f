"""What only a database server can do to us: drop connections, make us wait, stand behind pgbouncer."""

import asyncio
from typing import Any

import asyncpg
import pytest

from marac.database import (
    DatabaseAway,
    DatabaseBusy,
    OurEngine,
    Postgres,
    bind,
    out_of_reach,
    requires_durability,
    start,
    stop,
    transaction,
)
from marac.errors import SettingsWrong
from marac.jobs import Outbox
from tests.fakes import FixedClock

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]
TIMES = 20
END_THE_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def url_of(engine: OurEngine) -> str:
    assert isinstance(engine, Postgres)
    return str(engine.config["dsn"])


async def end_connections(engine: OurEngine) -> None:
    administrator = await asyncpg.connect(url_of(engine))
    await administrator.execute(END_THE_OTHERS)
    await administrator.close()


async def add(clock: FixedClock, dedupe: str) -> None:
    await Outbox.insert(Outbox(kind="make-paper", ids="{}", dedupe=dedupe, due=clock.now(), state="queued"))


async def shown(engine: OurEngine, setting: str) -> Any:
    return next(iter((await engine.run_ddl(f"SHOW {setting}"))[0].values()))


async def test_a_read_whose_connection_was_dropped_is_asked_again(database: OurEngine, clock: FixedClock) -> None:
    await add(clock, "kept")

    for _ in range(TIMES):  # The driver finds out at different moments, and says so in different ways.
        await end_connections(database)

        assert await Outbox.count() == 1


async def test_a_transaction_whose_connection_was_dropped_is_whole_or_nothing(
    database: OurEngine, clock: FixedClock
) -> None:
    with pytest.raises(DatabaseAway):
        async with transaction():
            await add(clock, "lost")
            await end_connections(database)
            await add(clock, "never written")

    assert await Outbox.count() == 0
    async with transaction():
        await add(clock, "afterwards")
    assert await Outbox.count() == 1


async def test_a_service_that_stops_waits_for_those_at_work(database: OurEngine, clock: FixedClock) -> None:
    engine = Postgres(url_of(database))
    bind(engine)
    await start(engine)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        async with transaction():
            await add(clock, "the last")
            begun.set()
            await go_on.wait()

    working = asyncio.create_task(work())
    await begun.wait()
    stopping = asyncio.create_task(stop(engine))
    await asyncio.sleep(0)
    go_on.set()
    async with asyncio.timeout(20):
        await asyncio.gather(working, stopping)

    bind(database)
    assert await Outbox.count() == 1


async def test_who_waits_too_long_for_a_row_is_told_to_try_again(database: OurEngine, clock: FixedClock) -> None:
    await add(clock, "wanted by two")
    other = await asyncpg.connect(url_of(database), server_settings={"desk.whole_service": "yes"})
    held = other.transaction()
    await held.start()
    await other.execute("SELECT * FROM outbox FOR UPDATE")

    with pytest.raises(DatabaseBusy):
        async with transaction():
            await database.run_ddl("SET LOCAL lock_timeout = '10ms'")
            await Outbox.update({Outbox.attempt: 1}, force=True)

    await held.rollback()
    await other.close()


async def test_behind_pgbouncer_every_transaction_brings_its_own_limits(database: OurEngine, clock: FixedClock) -> None:
    behind = Postgres(url_of(database), pgbouncer=True)
    bind(behind)
    await start(behind)

    async with transaction():
        limits = [await shown(behind, "statement_timeout"), await shown(behind, "lock_timeout")]
        await add(clock, "written")
    alone = await shown(behind, "lock_timeout")
    with out_of_reach():
        after = await shown(behind, "lock_timeout")
    await stop(behind)

    assert limits == ["10s", "3s"]
    assert (alone, after) == ("3s", "0")
    assert behind.config["statement_cache_size"] == 0


async def test_a_server_that_would_lose_work_in_a_power_cut_is_refused(database: OurEngine) -> None:
    with pytest.raises(SettingsWrong, match="fsync"):
        await requires_durability(ForgetfulPostgres(database))


class ForgetfulPostgres(Postgres):
    """A server that says it does not write through to the disk."""

    def __init__(self, real: OurEngine) -> None:
        super().__init__(url_of(real))

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Any]:
        return [{"fsync": "off"}]
