"""The whole manifest of bad input: nothing of the specification is missing in it, and each item goes to every door."""

import ctypes
import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from litestar import Router

from marac.api.router import machine_door
from marac.database import whole_service
from marac.jobs import number_of_failed
from marac.web.routes import HANDLERS
from tests.corpus.doors import Watched, the_doors
from tests.corpus.listing import HERE, MANIFEST, Item, items
from tests.corpus.words import MARK

ROOT = HERE.parents[1]
DOORS = tuple(MANIFEST["answers"])
NUMBERS = {"F": 34, "U": 30, "X": 22, "S": 28}
# By day every how-many-th goes to each door, and to the next door the next.
SHARE = 32
FEWEST = 20
FEWEST_PATHS = 100
# So many times the limit, on a busy machine.
LONGEST_WAIT = 5


@dataclass
class Run:
    """What came of sending them."""

    faults: list[str] = field(default_factory=list)
    sent: int = 0
    longest: tuple[float, str] = (0.0, "")

    def note(self, took: float, what: str) -> None:
        self.sent += 1
        self.longest = max(self.longest, (took, what))

    def fault(self, what: str, said: str) -> None:
        self.faults.append(f"{what}: {said}")


def test_the_manifest_names_every_number_of_the_classes() -> None:
    wanted = {f"{letter}{number:02}" for letter, last in NUMBERS.items() for number in range(1, last + 1)}

    assert set(MANIFEST["ids"]) == wanted
    assert {item.id for item in items()} == wanted


def test_what_another_test_holds_is_held_by_a_test_that_is_there() -> None:
    for item in items():
        for held_by in item.held_by:
            file, name = held_by.split(" ")
            assert f"def {name}(" in (ROOT / file).read_text(), held_by


def test_what_this_service_does_not_have_has_no_address() -> None:
    paths = {path for handler in [*HANDLERS, machine_door()] for path in _paths_of(handler)}

    assert len(paths) > FEWEST_PATHS
    for item in items():
        for word in item.told.get("no_route", []):
            assert not [path for path in paths if word in path.lower()], item.name


@pytest.mark.parametrize("share", [SHARE, pytest.param(1, marks=pytest.mark.long, id="all")])
def test_every_item_is_answered_at_every_door(tmp_path: Path, share: int) -> None:
    run = Run()
    with the_doors(tmp_path / "data") as doors:
        for item, door, content in _to_send(doors, share):
            _send(run, doors, item, door, content)
        # What is made once was made by then: the same things again need no more room.
        sent, warm = run.sent, rss_kib()
        for item, door, content in _to_send(doors, share * 4):
            _send(run, doors, item, door, content)
        grown = rss_kib() - warm
        assert doors.service.do(_failed_jobs) == 0

    print(f"\n{run.sent} sent, longest {run.longest[0]:.2f} s ({run.longest[1]}), grown by {grown} KiB")
    assert not run.faults, "\n".join(run.faults)
    assert run.sent > sent > FEWEST
    assert grown < MANIFEST["most_growth_in_kib"]


def _to_send(doors: Watched, share: int) -> Iterator[tuple[Item, str, bytes]]:
    for number, item in enumerate(each for each in items() if each.is_sent):
        for place, door in enumerate(DOORS):
            if (number + place * 3) % share == 0:
                yield item, door, item.content(number * len(DOORS) + place, doors.sending)


def _send(run: Run, doors: Watched, item: Item, door: str, content: bytes) -> None:
    what, begun = f"{item.name} at {door}", worked()
    answer = doors.send(door, item, content)
    took, work = answer.elapsed.total_seconds(), worked() - begun
    run.note(took, what)
    # What others do on this machine is no fault of ours; what nobody works at is, and so is a long wait.
    if work > item.seconds or took > item.seconds * LONGEST_WAIT:
        run.fault(what, f"took {took:.1f} s, {work:.1f} s of them work")
    if answer.status_code not in item.expected(door):
        run.fault(what, f"answered {answer.status_code}: {answer.text[:200]}")
    if MARK in str(answer.headers) or (door in ("documents", "sealed") and MARK in answer.text):
        run.fault(what, "what was sent came back")
    if door == "sealed" and answer.status_code == 201:
        outcome = doors.outcome(answer.json()["reference"])
        if outcome not in item.told.get("outcome", []):
            run.fault(what, f"the worker says {outcome}")


def _paths_of(handler: Any) -> set[str]:
    return {handler.path} if isinstance(handler, Router) else set(handler.paths)


async def _failed_jobs() -> int:
    with whole_service():
        return await number_of_failed()


def worked() -> float:
    """Seconds of the processor, in this process and in those it has waited for."""
    return sum(os.times()[:4])


def rss_kib() -> int:
    """What is held: what was freed and not yet given back is given back first."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
