"""A runner that is killed in the middle of its work loses nothing and doubles nothing."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import anyio
import pytest

from agencies.tables import Area, Setting
from marac.database import OurEngine, SQLite, transaction
from marac.jobs import Job, Outbox, State, later
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio
HOUSE = Path(__file__).parents[2]
NUMBER_OF_JOBS = 600
NUMBER_OF_RUNNERS = 4
DIES_AT = 60
MOST_SECONDS = 180


def address_of(engine: OurEngine) -> str:
    return f"sqlite:///{engine.file}" if isinstance(engine, SQLite) else str(engine.config["dsn"])  # type: ignore[attr-defined]


def start_runner(url: str, name: str, dies_at: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.job_runner", url, name, str(dies_at)],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_line_of(runner: "subprocess.Popen[str]") -> str:
    assert runner.stdout is not None
    return runner.stdout.readline()


def hear_out(runner: "subprocess.Popen[str]") -> tuple[str, str]:
    return runner.communicate(timeout=MOST_SECONDS)


async def test_six_hundred_jobs_take_effect_once_each_although_a_runner_is_killed(
    database: OurEngine, clock: FixedClock
) -> None:
    area = Area(slug="northmoor")
    await Area.insert(area)
    long_due = clock.now() - timedelta(days=3650)  # The runners read the real clock.
    async with transaction():
        for n in range(NUMBER_OF_JOBS):
            await later(Job.MAKE_PAPER, area=area.id, dedupe=f"effect:{n}", due=long_due, n=str(n))

    url = address_of(database)
    victim = start_runner(url, "runner-0", DIES_AT)
    # Else the others may have done everything before it comes to its sixtieth.
    await anyio.to_thread.run_sync(first_line_of, victim)
    runners = [victim, *(start_runner(url, f"runner-{n}", 0) for n in range(1, NUMBER_OF_RUNNERS))]
    said = [await anyio.to_thread.run_sync(hear_out, runner) for runner in runners]

    assert [runner.returncode for runner in runners] == [-signal.SIGKILL, 0, 0, 0], said
    effects = [int(row["value"]) for row in await Setting.select(Setting.value)]
    assert len(effects) == NUMBER_OF_JOBS
    assert set(effects) == set(range(NUMBER_OF_JOBS))
    assert await Outbox.count().where(Outbox.state == State.DONE.value) == NUMBER_OF_JOBS
    # The killed runner's last effect went with its transaction, and somebody else took it over.
    assert await Outbox.count().where(Outbox.attempt == 2) == 1
    assert sum(int(out) for out, _ in said[1:]) == NUMBER_OF_JOBS - (DIES_AT - 1)
