"""Running what stands in the outbox: claim it by compare-and-set, do it, finish it under the same claim."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog

from marac.clock import Clock
from marac.database import transaction, whole_service, within_area
from marac.errors import MaracError
from marac.jobs.outbox import Job, Outbox, State, claimable, due_rows, forget_done, hang_bell, later, take_down_bell

# Shorter than arq's limit of a minute, so that it is this one that ends a hanging job.
TIME_LIMIT = timedelta(seconds=55)
# Longer than both, so that a lease never runs out under a job that is still allowed to run.
LEASE = timedelta(seconds=75)
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
# A job that takes its runner down each time is claimed again and again; at last it is left for a person.
MOST_CLAIMS = 10
POLL_SECONDS = 1.0
BATCH = 20
# A job that hangs for its whole minute holds up one lane only.
NUMBER_OF_LANES = 3

log = structlog.get_logger("marac.jobs")


class LeaseLost(MaracError):
    """Another runner has claimed this job meanwhile: what was done here is rolled back."""


@dataclass(slots=True)
class Payload:
    """One claimed job: what it is about, and the right to finish it."""

    id: UUID
    kind: str
    area: UUID | None
    ids: dict[str, str]
    attempt: int
    owner: str
    clock: Clock = field(repr=False)
    finished: bool = False

    @asynccontextmanager
    async def finishing(self) -> AsyncIterator[None]:
        """A transaction that holds the effect and the end of the job: both stand, or neither.

        Raises LeaseLost where the job is no longer ours.
        """
        async with transaction():
            yield
            await self.finish()

    async def finish(self) -> None:
        await self._change({Outbox.state: State.DONE.value, Outbox.finished_at: self.clock.now(), Outbox.error: None})
        self.finished = True

    async def put_back(self, due: datetime, error: str, *, state: State = State.QUEUED) -> None:
        await self._change({Outbox.state: state.value, Outbox.due: due, Outbox.error: error[:80]})

    async def requires_lease(self) -> None:
        """Asked just before something that cannot be rolled back, like handing over a letter."""
        still = await Outbox.exists().where(*self._mine(), Outbox.lease_until > self.clock.now())
        if not still:
            raise LeaseLost("This job went to another runner.")

    async def _change(self, values: dict[Any, Any]) -> None:
        cleared = {**values, Outbox.owner: None, Outbox.lease_until: None}
        if not await Outbox.update(cleared).where(*self._mine()).returning(Outbox.id):
            raise LeaseLost("This job went to another runner.")

    def _mine(self) -> tuple[Any, ...]:
        running = Outbox.state == State.RUNNING.value
        return (Outbox.id == self.id, Outbox.owner == self.owner, Outbox.attempt == self.attempt, running)


Handler = Callable[[Payload], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Regular:
    """A job that comes round by the clock, once in so many minutes for all replicas together."""

    job: Job
    minutes: int


class Runner:
    """Does due work with the handlers it was given. `owner` tells runners apart and must be unique."""

    def __init__(
        self,
        handlers: Mapping[Job, Handler],
        clock: Clock,
        owner: str,
        *,
        regulars: Sequence[Regular] = (),
        lease: timedelta = LEASE,
    ) -> None:
        self._handlers = handlers
        self._clock = clock
        self._owner = owner
        self._regulars = regulars
        self._lease = lease
        self._minute = 0
        self._woken = asyncio.Event()

    async def run_one(self, outbox_id: UUID) -> bool:
        """Run this job if it is due and nobody else has it. A job that fails is put back; nothing is raised.

        It reaches the rows of its area; a job of no area works for the whole service.
        """
        with whole_service():
            payload = await self._claim(outbox_id)
        if payload is None:
            return False
        with within_area(payload.area) if payload.area else whole_service():
            if payload.attempt > MOST_CLAIMS:
                await self._give_up(payload, "TooManyClaims", due=self._clock.now(), state=State.FAILED)
            else:
                await self._do(payload)
        return True

    async def run_due(self, limit: int = BATCH, *, only: Collection[Job] = ()) -> int:
        """Run what is due, one after the other, and return how many were ours."""
        number = 0
        with whole_service():
            due = await due_rows(self._clock.now(), limit, only=only)
        for outbox_id, _ in due:
            number += await self.run_one(outbox_id)
        return number

    async def run_until_idle(self, *, only: Collection[Job] = ()) -> None:
        """Run what is due and what that causes, until nothing is due; of these kinds alone where some are named."""
        while await self.run_due(only=only):
            pass

    async def serve(self) -> None:
        """Run jobs inside the serving process until cancelled."""
        hang_bell(self._wake)
        try:
            async with asyncio.TaskGroup() as lanes:
                for _ in range(NUMBER_OF_LANES):
                    lanes.create_task(self._run_lane())
        finally:
            take_down_bell(self._wake)

    def _wake(self, _id: UUID, _due: datetime) -> None:
        self._woken.set()

    async def _run_lane(self) -> None:
        while True:
            number = 0
            self._woken.clear()
            try:
                await self.put_regulars()
                number = await self.run_due()
            except Exception as error:  # The outer loop: an absent database must not end it.
                log.warning("jobs-held-up", error=type(error).__name__)
            if not number:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)

    async def put_regulars(self) -> None:
        """Once a minute: ask for the jobs that come round by the clock, and forget old ones."""
        now = self._clock.now()
        minute = int(now.timestamp()) // 60
        if minute == self._minute:
            return
        self._minute = minute
        with whole_service():
            for regular in self._regulars:
                turn = minute // regular.minutes
                await later(regular.job, area=None, dedupe=f"{regular.job.value}:{turn}", due=now)
            await forget_done(now)

    async def _claim(self, outbox_id: UUID) -> Payload | None:
        now = self._clock.now()
        rows = (
            await Outbox.update(
                {
                    Outbox.state: State.RUNNING.value,
                    Outbox.owner: self._owner,
                    Outbox.lease_until: now + self._lease,
                    Outbox.attempt: Outbox.attempt + 1,
                }
            )
            .where(Outbox.id == outbox_id, claimable(now))
            .returning(Outbox.id, Outbox.kind, Outbox.area, Outbox.ids, Outbox.attempt)
        )
        return self._payload(rows[0]) if rows else None

    def _payload(self, row: dict[str, Any]) -> Payload:
        ids = msgspec.json.decode(row["ids"], type=dict[str, str])
        return Payload(row["id"], row["kind"], row["area"], ids, row["attempt"], self._owner, self._clock)

    async def _do(self, payload: Payload) -> None:
        try:
            async with asyncio.timeout(TIME_LIMIT.total_seconds()):
                await self._handlers[Job(payload.kind)](payload)
                if not payload.finished:
                    await payload.finish()
        except asyncio.CancelledError:
            await self._give_up(payload, "Stopped", due=self._clock.now())
            raise
        except Exception as error:  # A bad job stops nobody.
            log.warning("job-failed", job=payload.kind, outbox=str(payload.id), exc_info=error)
            await self._try_again(payload, type(error).__name__)

    async def _try_again(self, payload: Payload, error: str) -> None:
        if payload.attempt > len(RETRY_AFTER):
            await self._give_up(payload, error, due=self._clock.now(), state=State.FAILED)
        else:
            await self._give_up(payload, error, due=self._clock.now() + RETRY_AFTER[payload.attempt - 1])

    async def _give_up(self, payload: Payload, error: str, *, due: datetime, state: State = State.QUEUED) -> None:
        if payload.finished:
            return
        try:
            await payload.put_back(due, error, state=state)
        except MaracError as trouble:  # The lease runs out by itself.
            log.warning("job-not-put-back", outbox=str(payload.id), error=type(trouble).__name__)
