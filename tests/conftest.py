"""What every test has: a clock that stands, a database of its own, post that stays here, silence."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import settings

from marac.database import OurEngine, whole_service
from tests.cast import KEPT, Cast, cast, desk, northmoor, tell_cast  # noqa: F401  Fixtures of every test.
from tests.databases import TEST_DATABASE_URL, migrated_template, opened_copy, working_copy
from tests.fakes import TUESDAY, FakePost, FixedClock
from tests.meeting_day import listed, meeting_ref  # noqa: F401  The meeting of 16 September.
from tests.silence import block_network, watched_logs

# The daily run tries few examples of each property, the same each time; make test-long tries many.
settings.register_profile("daily", settings.get_profile("ci"), max_examples=25)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=500)


@pytest.hookimpl(tryfirst=True)  # Before tests are chosen by their marks.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need a server which was not given are named as left out."""
    given = {"postgres": TEST_DATABASE_URL, "redis": os.environ.get("MARAC_TEST_REDIS_URL")}
    for item in items:
        for server, url in given.items():
            if not url and item.get_closest_marker(server):
                item.add_marker(pytest.mark.skip(reason=f"no {server} was given"))
        if TEST_DATABASE_URL and item.get_closest_marker("long_on_postgres"):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        block_network(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def looking_from_above() -> Iterator[None]:
    """A test arranges and looks in every area. Requests, commands and jobs begin out of reach, as they do outside."""
    with whole_service():
        yield


@pytest.fixture(autouse=True)
def log_lines() -> Iterator[StringIO]:
    """The log of this test, which may hold no name of the cast."""
    with watched_logs() as lines:
        yield lines


@pytest.fixture
def clock() -> FixedClock:
    """Tuesday 1 September 2026, ten o'clock UTC."""
    return FixedClock(TUESDAY)


@pytest.fixture
def post() -> FakePost:
    return FakePost()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated database without rows."""
    with migrated_template(tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture(scope="session")
def written(template: str) -> Iterator[str]:
    """The address of the database that one test after the other fills."""
    with working_copy(template) as url:
        yield url


@pytest.fixture(scope="session")
def cast_told(written: str, tmp_path_factory: pytest.TempPathFactory) -> Cast:
    """The cast, told once a session; its rows are kept."""
    return asyncio.run(tell_cast(written, tmp_path_factory.mktemp("cast")))


@pytest.fixture
async def database(request: pytest.FixtureRequest, written: str, tmp_path: Path) -> AsyncIterator[OurEngine]:
    """A database bound to every table: empty, or with the cast where a test has it.

    SQLite, or PostgreSQL where MARAC_TEST_DATABASE_URL names one.
    """
    kept = KEPT if "cast" in request.fixturenames else ""
    if kept:
        request.getfixturevalue("cast_told")
    async with opened_copy(written, tmp_path, kept=kept) as engine:
        yield engine
