"""Telling the workers over Redis that there is work. Only a nudge: what a lost message forgot, the sweep finds."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import structlog
from arq import ArqRedis, create_pool
from arq.connections import RedisSettings

QUEUE = "marac:jobs"
NUDGE_SECONDS = 2.0

log = structlog.get_logger("marac.jobs")


def redis_settings(url: str) -> RedisSettings:
    """Fails at once where Redis is away: nobody waits for a nudge."""
    found = RedisSettings.from_dsn(url)
    found.conn_timeout = 2
    found.conn_retries = 0
    return found


def write_message(message: Any) -> bytes:
    """JSON; arq's own choice, pickle, would run code for whoever writes into Redis."""
    return msgspec.json.encode(message)


def read_message(message: bytes) -> Any:
    return msgspec.json.decode(message)


async def connect(url: str) -> ArqRedis:
    return await create_pool(
        redis_settings(url), job_serializer=write_message, job_deserializer=read_message, default_queue_name=QUEUE
    )


async def nudge(redis: ArqRedis, outbox_id: UUID, attempt: int, *, due: datetime | None = None) -> None:
    """One message a claim at most: the same job id is not taken twice."""
    await redis.enqueue_job("run_outbox", str(outbox_id), _job_id=f"{outbox_id}:{attempt}", _defer_until=due)


class RedisBell:
    """Rung after the commit. It never holds up or fails the request that rang it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._redis: ArqRedis | None = None
        self._connecting = asyncio.Lock()
        self._nudging: set[asyncio.Task[None]] = set()

    def __call__(self, outbox_id: UUID, due: datetime) -> None:
        task = asyncio.get_running_loop().create_task(self._nudge(outbox_id, due))
        self._nudging.add(task)
        task.add_done_callback(self._nudging.discard)

    async def _nudge(self, outbox_id: UUID, due: datetime) -> None:
        try:
            async with asyncio.timeout(NUDGE_SECONDS):
                await nudge(await self._connected(), outbox_id, 0, due=due)
        except Exception as error:  # Redis being away loses nothing but time.
            log.warning("nudge-lost", error=type(error).__name__)

    async def _connected(self) -> ArqRedis:
        """Many rung at once share what the first of them opens."""
        async with self._connecting:
            if self._redis is None:
                self._redis = await connect(self._url)
            return self._redis

    async def close(self) -> None:
        await asyncio.gather(*self._nudging)
        if self._redis is not None:
            await self._redis.aclose()
