"""The worker: takes nudges from Redis and runs the jobs of the outbox. The database says what is to be done.

It ends with one line and a failure when Redis goes away; whatever supervises it starts it again.
"""

import asyncio
from contextlib import suppress
from datetime import UTC
from typing import Any, cast
from uuid import UUID

from arq import ArqRedis
from arq.cron import cron
from arq.typing import WorkerCoroutine
from arq.worker import Worker, func
from redis.exceptions import RedisError

from marac.clock import Clock
from marac.database import whole_service
from marac.errors import NotNow, SettingsWrong
from marac.jobs import RedisBell, Runner, due_rows, hang_bell, take_down_bell
from marac.jobs.redis_bell import QUEUE, connect, nudge, read_message, write_message
from marac.settings import Settings
from tasks.opening import open_service

JOB_SECONDS = 60
HEALTH_SECONDS = 15
SWEPT_AT_ONCE = 500
JOBS_AT_ONCE = 4
REDIS_TROUBLE = (RedisError, OSError, TimeoutError)


class RedisAway(NotNow):
    """Redis cannot be reached. Jobs wait in the database until it can."""


class Errands:
    """What a message can ask of a worker."""

    def __init__(self, runner: Runner, clock: Clock, redis: ArqRedis) -> None:
        self._runner = runner
        self._clock = clock
        self._redis = redis

    async def run_outbox(self, _context: dict[Any, Any], outbox_id: str) -> None:
        await self._runner.run_one(UUID(outbox_id))

    async def sweep(self, _context: dict[Any, Any]) -> None:
        """Ask for what is due and was forgotten: a lost message, an emptied Redis, a killed worker."""
        await self._runner.put_regulars()
        with whole_service():
            due = await due_rows(self._clock.now(), SWEPT_AT_ONCE)
        for outbox_id, attempt in due:
            await nudge(self._redis, outbox_id, attempt)


def make_worker(runner: Runner, clock: Clock, redis: ArqRedis, *, burst: bool = False) -> Worker:
    """arq as transport only: it keeps no result, logs none, and its messages are JSON."""
    errands = Errands(runner, clock, redis)
    run_outbox, sweep = cast(WorkerCoroutine, errands.run_outbox), cast(WorkerCoroutine, errands.sweep)
    return Worker(
        functions=[func(run_outbox, name="run_outbox", max_tries=1)],
        cron_jobs=[cron(sweep, name="sweep", second=0, run_at_startup=True, timeout=JOB_SECONDS)],
        queue_name=QUEUE,
        redis_pool=redis,
        burst=burst,
        handle_signals=not burst,
        max_jobs=JOBS_AT_ONCE,
        job_timeout=JOB_SECONDS,
        keep_result=0,
        health_check_interval=HEALTH_SECONDS,
        job_serializer=write_message,
        job_deserializer=read_message,
        timezone=UTC,
        log_results=False,
    )


async def work(settings: Settings, *, clock: Clock | None = None) -> None:
    """Run jobs until told to stop. Raises SettingsWrong, or RedisAway when Redis is or goes away."""
    if settings.redis_url is None:
        raise SettingsWrong("MARAC_REDIS_URL: a worker needs it; without it, marac serve runs the jobs itself")
    clock = clock or Clock()
    redis = await _reach(settings.redis_url)
    bell = RedisBell(settings.redis_url)
    async with open_service(settings, clock=clock) as service:
        hang_bell(bell)
        try:
            await _run(make_worker(service.runner, clock, redis))
        finally:
            take_down_bell(bell)
            await bell.close()


async def _reach(url: str) -> ArqRedis:
    try:
        return await connect(url)
    except REDIS_TROUBLE:
        raise RedisAway("MARAC_REDIS_URL: Redis cannot be reached") from None


async def _run(worker: Worker) -> None:
    try:
        await worker.async_run()
    except asyncio.CancelledError:
        # arq ends itself so when it is told to stop by a signal; then this task was not cancelled.
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
    except REDIS_TROUBLE:
        raise RedisAway("Redis went away; the jobs wait in the database") from None
    finally:
        await close_worker(worker)


async def close_worker(worker: Worker) -> None:
    """Stop what is still running, so that it is handed back. arq's own way of closing calls what redis deprecates."""
    running = list(worker.tasks.values())
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    with suppress(*REDIS_TROUBLE):
        await worker.pool.delete(worker.health_check_key)
    await worker.pool.aclose()
