"""The worker takes nudges from Redis, and the database says what is to be done."""

import os
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import anyio
import msgspec
import pytest
from arq import ArqRedis

from marac.clock import Clock
from marac.database import OurEngine, SQLite, transaction
from marac.errors import SettingsWrong
from marac.ids import uuid7
from marac.jobs import Job, Outbox, Payload, RedisBell, Runner, State, hang_bell, later, take_down_bell
from marac.jobs.redis_bell import QUEUE, connect
from marac.settings import Settings, read_settings
from tasks.worker import RedisAway, close_worker, make_worker, work

pytestmark = pytest.mark.anyio
REDIS_URL = os.environ.get("MARAC_TEST_REDIS_URL", "")
NOBODY_THERE = "redis://127.0.0.1:1/0"


class Done:
    """What the jobs of a test have done."""

    def __init__(self) -> None:
        self.papers: list[str] = []

    async def note(self, payload: Payload) -> None:
        self.papers.append(payload.ids["paper"])

    def runner(self, owner: str = "worker") -> Runner:
        return Runner({Job.MAKE_PAPER: self.note}, Clock(), owner)


@pytest.fixture
async def redis() -> AsyncIterator[ArqRedis]:
    """The Redis the tests were given, emptied."""
    connection = await connect(REDIS_URL)
    await connection.flushdb()
    yield connection
    await connection.aclose()


async def ask_for(paper: str) -> None:
    async with transaction():
        await later(Job.MAKE_PAPER, area=None, dedupe=f"paper:{paper}", due=Clock().now(), paper=paper)


async def run_what_redis_holds(done: Done) -> None:
    """As a worker does, until Redis holds no message. It closes its connection."""
    worker = make_worker(done.runner(), Clock(), await connect(REDIS_URL), burst=True)
    await worker.async_run()
    await close_worker(worker)


@pytest.mark.redis
async def test_a_committed_job_is_nudged_over_redis_and_run(database: OurEngine, redis: ArqRedis) -> None:
    done, bell = Done(), RedisBell(REDIS_URL)
    hang_bell(bell)
    await ask_for("7k3q9")
    take_down_bell(bell)
    await bell.close()
    assert await redis.zcard(QUEUE) == 1

    await run_what_redis_holds(done)

    assert done.papers == ["7k3q9"]
    assert (await Outbox.select(Outbox.state))[0]["state"] == State.DONE


@pytest.mark.redis
async def test_an_emptied_redis_loses_nothing(database: OurEngine, redis: ArqRedis) -> None:
    done, bell = Done(), RedisBell(REDIS_URL)
    hang_bell(bell)
    for n in range(20):
        await ask_for(str(n))
    take_down_bell(bell)
    await bell.close()
    await redis.flushdb()

    await run_what_redis_holds(done)  # The sweep, and then the messages it sent.
    await run_what_redis_holds(done)

    assert sorted(done.papers, key=int) == [str(n) for n in range(20)]


@pytest.mark.redis
async def test_many_rung_at_once_share_a_connection_that_is_closed_with_the_bell(
    database: OurEngine, redis: ArqRedis
) -> None:
    before, bell = len(await redis.client_list()), RedisBell(REDIS_URL)
    due = Clock().now()
    for _ in range(20):
        bell(uuid7(), due)

    await bell.close()

    assert await redis.zcard(QUEUE) == 20
    assert len(await redis.client_list()) == before


@pytest.mark.redis
async def test_a_message_that_comes_twice_is_run_once(database: OurEngine, redis: ArqRedis) -> None:
    done = Done()
    await ask_for("7k3q9")
    outbox_id = str((await Outbox.select(Outbox.id))[0]["id"])
    for n in range(5):
        await redis.enqueue_job("run_outbox", outbox_id, _job_id=f"again:{n}")

    await run_what_redis_holds(done)

    assert done.papers == ["7k3q9"]


@pytest.mark.redis
async def test_redis_holds_ids_as_json_and_keeps_no_result(database: OurEngine, redis: ArqRedis) -> None:
    done, bell = Done(), RedisBell(REDIS_URL)
    hang_bell(bell)
    await ask_for("7k3q9")
    take_down_bell(bell)
    await bell.close()
    [key] = await redis.keys("arq:job:*")
    message = msgspec.json.decode(await redis.get(key))

    await run_what_redis_holds(done)

    assert message["a"] == [str((await Outbox.select(Outbox.id))[0]["id"])]
    assert message["k"] == {}
    assert await redis.keys("arq:result:*") == []


async def test_a_redis_that_is_away_fails_no_request(database: OurEngine) -> None:
    bell = RedisBell(NOBODY_THERE)
    hang_bell(bell)

    await ask_for("7k3q9")
    await bell.close()
    take_down_bell(bell)

    assert await Outbox.count() == 1


def settings_of(database: OurEngine, folder: Path, redis_url: str | None) -> Settings:
    url = f"sqlite:///{database.file}" if isinstance(database, SQLite) else str(database.config["dsn"])  # type: ignore[attr-defined]
    settings = read_settings({"MARAC_DATABASE_URL": url, "MARAC_ROOT_KEY": "ab" * 32}, data=folder)
    return replace(settings, redis_url=redis_url)


async def test_a_worker_without_redis_says_so_in_one_line(database: OurEngine, tmp_path: Path) -> None:
    with pytest.raises(RedisAway) as refused:
        await work(settings_of(database, tmp_path, NOBODY_THERE))
    with pytest.raises(SettingsWrong, match="MARAC_REDIS_URL"):
        await work(settings_of(database, tmp_path, None))

    assert str(refused.value) == "MARAC_REDIS_URL: Redis cannot be reached"


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A Redis of this test's own, to be killed."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.fail("a Redis was given, but its program is not on this machine")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    while b"eady to accept connections" not in server.stdout.readline():
        assert server.poll() is None
    yield f"redis://127.0.0.1:{port}/0", server
    server.kill()
    server.wait()
    server.stdout.close()


@pytest.mark.redis
async def test_a_worker_ends_with_one_line_when_redis_dies(
    database: OurEngine, tmp_path: Path, own_redis: tuple[str, "subprocess.Popen[bytes]"]
) -> None:
    url, server = own_redis
    failed: list[RedisAway] = []

    async def work_until_it_fails() -> None:
        try:
            await work(settings_of(database, tmp_path / "desk", url))
        except RedisAway as error:
            failed.append(error)

    with anyio.fail_after(timedelta(seconds=60).total_seconds()):
        async with anyio.create_task_group() as group:
            group.start_soon(work_until_it_fails)
            watching = await connect(url)
            while not await watching.keys("*health-check"):
                await anyio.lowlevel.checkpoint()
            await watching.aclose()
            server.kill()

    assert [str(error) for error in failed] == ["Redis went away; the jobs wait in the database"]
