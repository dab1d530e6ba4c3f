"""The whole corpus, time after time, to the service as a program of its own: it grows no further than with the second.

What a process makes once (pages read, statements prepared, caches filled) is made by then. What it still grows by is
what it holds of the corpus, and that may be no more than the specification allows, however often the corpus comes.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.corpus.apart import Apart, served_apart
from tests.corpus.doors import Doors
from tests.corpus.listing import MANIFEST, Item, items
from tests.databases import TEST_DATABASE_URL, a_postgres_database

TIMES = 4
WARM = 2
TOO_OFTEN = 429


@pytest.fixture
def where(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The settings of the database the service is given: a file of its own, or one of the server's."""
    if not TEST_DATABASE_URL:
        yield {}
        return
    with a_postgres_database("_apart") as url:
        yield {"MARAC_DATABASE_URL": url}


@pytest.mark.long
def test_the_whole_corpus_again_and_again_leaves_the_service_as_small(tmp_path: Path, where: dict[str, str]) -> None:
    with served_apart(tmp_path / "data", **where) as apart:
        turn = cycle(apart.doors)
        sizes = [_after(apart, turn, time) for time in range(TIMES)]
        log = apart.log.read_text()

    print(f"\nresident KiB after each time: {sizes}")
    assert max(sizes[WARM:]) - sizes[WARM - 1] < MANIFEST["most_growth_in_kib"], sizes
    assert "Traceback" not in log


def _after(apart: Apart, turn: Iterator[Doors], time: int) -> int:
    """What the service holds when all of it was sent once more."""
    for number, (item, door) in enumerate(_everything()):
        doors = next(turn)
        answer = doors.send(door, item, item.content(number, doors.sending))
        assert answer.status_code < 500, f"{item.name} at {door}, the {time + 1}th time"
        assert answer.status_code != TOO_OFTEN, "What is not looked at is no measure."
    return apart.resident_kib


def _everything() -> Iterator[tuple[Item, str]]:
    for item in items():
        if item.is_sent:
            yield from ((item, door) for door in MANIFEST["answers"])
