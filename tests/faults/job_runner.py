"""One runner process of the fault tests: runs effects from the outbox until none is left.

Told to die, it says when it is at work, and kills itself with SIGKILL inside the transaction of its so-many-th effect.
"""

import asyncio
import os
import signal
import sys
from datetime import timedelta

from agencies.tables import Setting
from marac.clock import Clock
from marac.database import bind, open_database, start, stop, whole_service
from marac.jobs import Job, Outbox, Payload, Runner, State

# Short, so that the rows of the killed runner come back while the test waits.
LEASE = timedelta(seconds=5)


class Worker:
    """Writes one row an effect, in the transaction that finishes the job."""

    def __init__(self, dies_at: int) -> None:
        self.dies_at = dies_at
        self.number = 0
        self.clock = Clock()

    async def take_effect(self, payload: Payload) -> None:
        async with payload.finishing():
            now = self.clock.now()
            effect = Setting(
                area=payload.area, name="effect", value=payload.ids["n"], from_on=now.date(), entered_at=now
            )
            await Setting.insert(effect)
            self.number += 1
            if self.dies_at and self.number == 1:
                sys.stdout.write("at work\n")
                sys.stdout.flush()
            if self.number == self.dies_at:
                os.kill(os.getpid(), signal.SIGKILL)


async def is_everything_done() -> bool:
    return not await Outbox.exists().where(Outbox.state != State.DONE.value)


async def run_all(url: str, name: str, dies_at: int) -> int:
    worker = Worker(dies_at)
    runner = Runner({Job.MAKE_PAPER: worker.take_effect}, worker.clock, name, lease=LEASE)
    engine = open_database(url)
    bind(engine)
    await start(engine)
    with whole_service():  # It asks after jobs of every area.
        while not await is_everything_done():
            await runner.run_due(5)
    await stop(engine)
    return worker.number


if __name__ == "__main__":
    address, own_name, last = sys.argv[1:]
    sys.stdout.write(f"{asyncio.run(run_all(address, own_name, int(last)))}\n")
