"""After one referral went all the way, no word of it lies open anywhere. Without sealing, the search finds them all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest

from marac.vault.envelope import Sealing
from tests.databases import TEST_DATABASE_URL, a_postgres_database
from tests.fakes import TUESDAY, FixedClock, NoSealing
from tests.leak.canaries import Canaries, Search
from tests.leak.sinks import Sink, dump_of, files_of, redis_of
from tests.leak.whole_way import go_the_whole_way
from tests.leak.wire import Wire, knock_at_the_door, try_everything
from tests.running import Running, running

REDIS_URL = os.environ.get("MARAC_TEST_REDIS_URL", "")
ENOUGH = 200


@contextmanager
def a_service(folder: Path, clock: FixedClock, *, sealing: Sealing | None = None, **settings: str) -> Iterator[Running]:
    """On the database the tests were given."""
    if not TEST_DATABASE_URL:
        with running(folder, clock, sealing=sealing, **settings) as service:
            yield service
        return
    with (
        a_postgres_database("_sweep") as url,
        running(folder, clock, sealing=sealing, database_url=url, **settings) as service,
    ):
        yield service


def hits(search: Search, sinks: Iterable[Sink]) -> dict[str, set[str]]:
    """Which words lie open, by where."""
    found: dict[str, set[str]] = {}
    for name, content in sinks:
        words = search.found_in(content)
        if words:
            found.setdefault(name, set()).update(words)
    return found


def sinks_of(service: Running, wire: Wire, said: str) -> Iterator[Sink]:
    yield from files_of(service.folder)
    yield from dump_of(service)
    yield from redis_of(service.service.settings.redis_url or "")
    yield "wire", "\n".join(wire.lines).encode()
    yield "log", said.encode()


def test_no_word_of_a_referral_lies_open_anywhere_after_its_whole_way(
    tmp_path: Path, log_lines: StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    clock, stored, typed, wire = FixedClock(TUESDAY), Canaries(seed=1), Canaries(seed=2), Wire()

    with a_service(tmp_path / "data", clock, redis_url=REDIS_URL) as service:
        go_the_whole_way(service, clock, stored)
        knock_at_the_door(service, typed)
        said = "".join([log_lines.getvalue(), *capfd.readouterr()])
        sinks = list(sinks_of(service, wire, said))

    assert len(stored.words) >= ENOUGH
    assert hits(Search(stored.words + typed.words), sinks) == {}
    assert ("what Redis holds" in dict(sinks)) == bool(REDIS_URL)


@pytest.mark.long
def test_no_word_lies_open_after_everybody_pressed_everything(
    tmp_path: Path, log_lines: StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    clock, stored, typed, wire = FixedClock(TUESDAY), Canaries(seed=1), Canaries(seed=2), Wire()

    with a_service(tmp_path / "data", clock, redis_url=REDIS_URL) as service:
        go_the_whole_way(service, clock, stored)
        try_everything(service, wire, typed)
        service.run_jobs()
        said = "".join([log_lines.getvalue(), *capfd.readouterr()])
        found = hits(Search(stored.words + typed.words), sinks_of(service, wire, said))

    assert found == {}
    assert wire.refused == []


def test_without_sealing_the_same_search_finds_the_words(tmp_path: Path) -> None:
    clock, stored = FixedClock(TUESDAY), Canaries(seed=1)

    with a_service(tmp_path / "data", clock, sealing=NoSealing()) as service:
        go_the_whole_way(service, clock, stored)
        found = hits(Search(stored.words), sinks_of(service, Wire(), ""))

    assert len(set().union(*found.values())) >= len(stored.words) * 0.95
    assert set(found) <= {"marac.sqlite", "marac.sqlite-wal", "pg_dump"}
