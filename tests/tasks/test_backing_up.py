"""A backup is one whole moment of the database, taken while others write, and gives nothing away."""

import json
import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from marac.commands.backup import back_up
from marac.database import SQLite, bind, open_database, start, stop, transaction
from marac.database.copying import load_dump, without_password
from marac.errors import Refused
from marac.jobs import Job, Outbox, later
from marac.settings import Settings
from tasks.backing_up import kind_of, read_backup
from tasks.opening import open_service
from tests.databases import TEST_DATABASE_URL, a_postgres_database
from tests.fakes import FixedClock
from tests.meeting_of_the_cast import a_case, a_meeting
from tests.tasks.own_place import ROOT_KEY, opened, own_place, run_marac

pytestmark = pytest.mark.anyio
NUMBER_OF_WRITERS = 8


@pytest.fixture
def place(tmp_path: Path, template: str) -> Iterator[Settings]:
    with own_place(tmp_path, "here", template=template) as settings:
        yield settings


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Settings]:
    with own_place(tmp_path, "empty") as settings:
        yield settings


@pytest.fixture
def second_database(tmp_path: Path) -> Iterator[str]:
    """Where a copy is looked into."""
    if not TEST_DATABASE_URL:
        yield f"sqlite:///{tmp_path / 'looked-into.sqlite'}"
        return
    with a_postgres_database("_looked_into") as url:
        yield url


async def jobs_in(copy: Path, url: str) -> list[str]:
    """The jobs a copy holds, read as a database of its own."""
    if url.startswith("sqlite:"):
        os.link(copy, url.removeprefix("sqlite:///"))
    else:
        await load_dump(url, copy)
    rows = await asked(url, "SELECT dedupe FROM outbox")
    return [row["dedupe"] for row in rows]


async def asked(url: str, question: str) -> list[dict[str, Any]]:
    engine = open_database(url)
    bind(engine)
    await start(engine)
    try:
        rows: list[dict[str, Any]] = await Outbox.raw(question)
    finally:
        await stop(engine)
    return rows


async def write_pairs(writer: int, clock: FixedClock, stopped: anyio.Event) -> None:
    """Two rows at a time, each time both or none."""
    number = 0
    while not stopped.is_set():
        number += 1
        async with transaction():
            for side in ("left", "right"):
                await later(Job.MAKE_PAPER, area=None, dedupe=f"{writer}:{number}:{side}", due=clock.now(), paper="x")


async def test_a_backup_under_load_is_one_whole_moment(
    place: Settings, second_database: str, clock: FixedClock, tmp_path: Path
) -> None:
    folder, stopped = tmp_path / "backup", anyio.Event()
    async with open_service(place, clock=clock) as service:
        async with anyio.create_task_group() as group:
            for writer in range(NUMBER_OF_WRITERS):
                group.start_soon(write_pairs, writer, clock, stopped)
            while not await Outbox.count():
                await anyio.lowlevel.checkpoint()
            said = await run_marac(place, "backup", str(folder))
            stopped.set()
        written = await Outbox.count()
        is_sqlite = isinstance(service.engine, SQLite)

    assert (said.code, said.errors) == (0, "")
    assert "The root key is not in it." in said.told
    jobs = await jobs_in(folder / ("marac.sqlite" if is_sqlite else "marac.dump"), second_database)
    pairs = Counter(job.rpartition(":")[0] for job in jobs)
    assert 0 < len(jobs) < written
    assert set(pairs.values()) == {2}


async def test_a_backup_holds_no_name_and_no_key_and_is_for_this_user_alone(
    place: Settings, clock: FixedClock, tmp_path: Path
) -> None:
    async with opened(place, clock) as cast:
        await a_case(cast, await a_meeting(cast))
    folder = tmp_path / "backup"

    made = await back_up(place, folder)

    everything = b"".join(file.read_bytes() for file in folder.iterdir())
    assert [
        word for word in (b"Quarmby", b"Ostrey", bytes.fromhex(ROOT_KEY), ROOT_KEY.encode()) if word in everything
    ] == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    told = json.loads((folder / "manifest.json").read_text())
    assert told["sha256"] == made.sha256
    assert told["leaves"] > 0
    assert told["head"].startswith("marac-trail\n")


async def test_the_log_tells_that_a_copy_was_made(place: Settings, clock: FixedClock, tmp_path: Path) -> None:
    async with open_service(place, clock=clock):
        pass

    made = await back_up(place, tmp_path / "backup")

    rows = await asked(place.database_url, "SELECT keys FROM leaf WHERE event = 'backup:make'")
    assert [json.loads(row["keys"])["sha256"] for row in rows] == [made.sha256]


async def test_each_backup_has_a_folder_of_its_own(place: Settings, clock: FixedClock, tmp_path: Path) -> None:
    async with open_service(place, clock=clock):
        pass
    await back_up(place, tmp_path / "backup")

    with pytest.raises(Refused, match="folder of its own"):
        await back_up(place, tmp_path / "backup")


async def test_a_changed_copy_is_refused(place: Settings, clock: FixedClock, tmp_path: Path) -> None:
    async with open_service(place, clock=clock):
        pass
    made = await back_up(place, tmp_path / "backup")
    copy = tmp_path / "backup" / made.file
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)

    with pytest.raises(Refused, match="not the one the manifest tells of"):
        read_backup(tmp_path / "backup", kind=kind_of(place.database_url))


@pytest.mark.parametrize("manifest", ["", "{}", "[]", '{"format": 1, "database": "sqlite", "file": "../root.key"}'])
async def test_a_folder_that_is_no_backup_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)

    with pytest.raises(Refused, match="no backup that can be read"):
        read_backup(tmp_path, kind="sqlite")


def test_no_password_stands_on_a_command_line() -> None:
    assert without_password("postgresql://owner:s%40cret@db:5432/marac?sslmode=require") == (
        "postgresql://owner@db:5432/marac?sslmode=require",
        "s@cret",
    )
    assert without_password("postgresql://db/marac") == ("postgresql://db/marac", "")


async def test_an_empty_place_has_nothing_to_copy(empty_place: Settings, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no database here"):
        await back_up(empty_place, tmp_path / "backup")


@pytest.mark.postgres
async def test_what_pg_restore_says_is_told_in_one_line(tmp_path: Path) -> None:
    gone = TEST_DATABASE_URL.rpartition("/")[0] + "/marac_no_such_database"

    with pytest.raises(Refused, match="pg_restore failed"):
        await load_dump(gone, tmp_path / "nothing")
