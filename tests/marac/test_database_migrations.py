"""The schema is brought up to date once, whole, quietly, and the trail is guarded."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.conf.apps import Finder

from marac.audit.tables import Checkpoint, Leaf, LeafPosition
from marac.database import OurEngine, Unchangeable, bind, migrate, open_database, pending_migrations, start, stop
from marac.database.migrating import ONLY_ADDED_TO
from tests.databases import PASSWORD, TEST_DATABASE_URL, a_postgres_database, on_server, url_on_server
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio
HOUSE = Path(__file__).parents[2]
APPLICATION = f"marac_app_{os.getpid()}"


@pytest.fixture
def bare_url(tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if not TEST_DATABASE_URL:
        yield f"sqlite:///{tmp_path / 'new' / 'marac.sqlite'}"
        return
    with a_postgres_database("_bare") as url:
        yield url


@pytest.fixture
async def bare(bare_url: str) -> AsyncIterator[OurEngine]:
    engine = open_database(bare_url)
    bind(engine)
    await start(engine)
    yield engine
    await stop(engine)


def start_replica(url: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.marac.migrate_once", url],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_two_replicas_that_start_at_once_migrate_once(bare_url: str) -> None:
    replicas = [start_replica(bare_url), start_replica(bare_url)]

    said = [replica.communicate(timeout=120) for replica in replicas]

    assert [replica.returncode for replica in replicas] == [0, 0], said
    steps = sorted(int(out) for out, _ in said)
    assert steps[0] == 0
    assert steps[1] > 0


async def test_a_second_migration_finds_nothing_to_do_and_says_nothing(
    bare: OurEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    first = await migrate(bare)

    second = await migrate(bare)

    assert (first > 0, second) == (True, 0)
    assert await pending_migrations(bare) == []
    assert capsys.readouterr() == ("", "")


async def test_a_step_that_fails_half_way_is_as_if_never_begun(bare: OurEngine) -> None:
    # A table of the second step is in the way, so that step breaks after others of its tables were made.
    await bare.run_ddl("CREATE TABLE signing_key (id INTEGER)")

    with pytest.raises(Exception):  # noqa: B017 - each database complains in its own way.
        await migrate(bare)
    await bare.run_ddl("DROP TABLE signing_key")
    await migrate(bare)

    assert await pending_migrations(bare) == []


async def test_the_migrations_make_exactly_the_tables_of_the_code(database: OurEngine) -> None:
    app = Finder().get_app_config(app_name="marac")

    changes = await AutoMigrationManager().get_alter_statements(app_config=app)

    assert [statement for change in changes for statement in change.statements] == []


async def test_the_embedded_file_is_readable_by_its_user_alone(bare_url: str) -> None:
    if TEST_DATABASE_URL:
        pytest.skip("PostgreSQL keeps its own files")
    file = Path(urlsplit(bare_url).path)

    engine = open_database(bare_url)
    bind(engine)
    await start(engine)
    await migrate(engine)
    modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    await stop(engine)

    assert modes["marac.sqlite"] == modes["marac.sqlite-wal"] == 0o600
    assert set(modes.values()) == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.fixture
async def as_the_service(bare_url: str) -> AsyncIterator[OurEngine]:
    """The database as the service sees it: on PostgreSQL as a user that does not own the tables."""
    owner = open_database(bare_url)
    bind(owner)
    await start(owner)
    if TEST_DATABASE_URL:
        await on_server(f"CREATE ROLE {APPLICATION} LOGIN PASSWORD '{PASSWORD}'")
    await migrate(owner, application_role=APPLICATION)
    await stop(owner)
    name = bare_url.rpartition("/")[2]
    service = open_database(url_on_server(name, user=APPLICATION) if TEST_DATABASE_URL else bare_url)
    bind(service)
    await start(service)
    yield service
    await stop(service)
    if TEST_DATABASE_URL:
        await drop_role()


async def drop_role() -> None:
    connection = await asyncpg.connect(TEST_DATABASE_URL)
    databases = await connection.fetch("SELECT datname FROM pg_database WHERE datname LIKE $1", f"%{os.getpid()}_bare")
    for row in databases:
        inside = await asyncpg.connect(TEST_DATABASE_URL.rpartition("/")[0] + f"/{row['datname']}")
        await inside.execute(f"DROP OWNED BY {APPLICATION}")
        await inside.close()
    await connection.execute(f"DROP ROLE {APPLICATION}")
    await connection.close()


async def test_the_service_can_add_to_the_trail_but_never_change_it(
    as_the_service: OurEngine, clock: FixedClock
) -> None:
    leaf = Leaf(at=clock.now(), business_at=clock.now(), event="case:read", kind="case", keys="{}", decision="allow")
    await Leaf.insert(leaf)
    await LeafPosition.insert(LeafPosition(idx=0, leaf=leaf.id, leaf_hash=b"\x01"))
    await Checkpoint.insert(Checkpoint(size=1, root=b"\x02", note="{}", key_id="1", at=clock.now()))

    for table in ONLY_ADDED_TO:
        with pytest.raises(Unchangeable):
            await as_the_service.run_ddl(f"UPDATE {table} SET id = id")
        with pytest.raises(Unchangeable):
            await as_the_service.run_ddl(f"DELETE FROM {table}")

    assert await Leaf.count() == await LeafPosition.count() == await Checkpoint.count() == 1


async def test_the_lock_is_let_go_when_a_migration_is_cancelled(bare: OurEngine) -> None:
    task = asyncio.create_task(migrate(bare))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert await migrate(bare) > 0
