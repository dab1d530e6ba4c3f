"""A file from outside is read in a process that can be stopped and can do nothing else."""

import asyncio
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from marac.errors import NotNow
from marac.files.child import parse_apart, parse_beside, watch
from marac.files.limits import MEGABYTE, Limits
from marac.files.refusals import FileRefused, TooLarge, TooLong, Unreadable, Why
from marac.files.tasks import TASKS, load_task

SHORT = Limits(cpu_seconds=1, wall_seconds=8.0)
NEVER_MADE = Path("/tmp/marac-never-made")
Reading = Callable[..., bytes]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Read with one of the stubborn tasks."""

    def reading(task: str, source: bytes | Path = b"x", limits: Limits = SHORT) -> bytes:
        monkeypatch.setitem(TASKS, task, f"tests.files.stubborn_tasks:{task}")
        return parse_apart(task, source, limits)

    return reading


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_task_that_may_be_done_apart_is_there(name: str) -> None:
    assert callable(load_task(TASKS[name]))


def test_only_tasks_that_are_listed_are_done() -> None:
    with pytest.raises(KeyError):
        parse_apart("os:abort", b"x", SHORT)


def test_the_answer_comes_back_without_what_libraries_print(read: Reading, tmp_path: Path) -> None:
    on_disk = tmp_path / "sent"
    on_disk.write_bytes(b"from the disk")

    assert read("chatter", b"from memory \xff\x00") == b"from memory \xff\x00"
    assert read("chatter", on_disk) == b"from the disk"


def test_a_file_that_never_ends_to_be_read_is_given_up_after_its_seconds(read: Reading) -> None:
    begun = time.monotonic()

    with pytest.raises(TooLong):
        read("loop")

    assert time.monotonic() - begun < 6


def test_a_file_that_waits_for_ever_is_given_up(read: Reading) -> None:
    with pytest.raises(TooLong):
        read("sleep_for_ever", limits=replace(SHORT, wall_seconds=1.0))


def test_a_file_that_unfolds_without_end_is_given_up(read: Reading) -> None:
    with pytest.raises(TooLarge):
        read("eat_memory", limits=replace(SHORT, cpu_seconds=5, memory_bytes=256 * MEGABYTE))


def test_a_file_that_gives_more_than_we_hold_is_given_up(read: Reading) -> None:
    with pytest.raises(TooLarge):
        read("flood", limits=Limits(printed_bytes=MEGABYTE))


@pytest.mark.parametrize(
    "deed", ["fork", "start_program", "call_out", "write_file", "write_over", "break_off", "crash"]
)
def test_the_reading_process_can_do_nothing_but_read(read: Reading, deed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(deed)

    assert "Quarmby" not in str(refused.value)
    assert not NEVER_MADE.exists()


def test_a_file_of_this_computer_cannot_be_changed_by_reading_it(read: Reading, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.write_bytes(b"as it was")

    with pytest.raises(Unreadable):
        read("write_over", sent)

    assert sent.read_bytes() == b"as it was"


def test_a_rule_that_is_broken_in_there_is_named_out_here(read: Reading) -> None:
    with pytest.raises(FileRefused) as refused:
        read("refuse")

    assert refused.value.why is Why.MACROS
    assert str(refused.value).startswith("Save the file without macros")


def test_nothing_that_was_left_running_outlives_the_reading(tmp_path: Path) -> None:
    told = tmp_path / "number"
    # Not confined, as on a kernel without filters: it leaves another process behind that holds the pipe open.
    script = f"import os,time\nn=os.fork()\nif n: open({str(told)!r},'w').write(str(n))\nelse: time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True)

    code, printed = watch(process, SHORT)

    assert (code, printed) == (0, b"")
    assert ends(int(told.read_text()))


def ends(number: int) -> bool:
    """Whether this process is over; one that was killed this very moment is given a little time to fall."""
    try:
        descriptor = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    ready, _, _ = select.select([descriptor], [], [], 5)
    os.close(descriptor)
    return bool(ready)


def test_two_files_are_read_at_once_and_a_third_is_asked_to_wait(
    read: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TASKS, "sleep_for_ever", "tests.files.stubborn_tasks:sleep_for_ever")
    ended: list[str] = []

    def hold_a_place() -> None:
        with pytest.raises(TooLong):
            parse_apart("sleep_for_ever", b"x", replace(SHORT, wall_seconds=2.0))
        ended.append("given up")

    holders = [threading.Thread(target=hold_a_place) for _ in range(2)]
    for holder in holders:
        holder.start()
    with pytest.raises(NotNow, match="in a minute"):
        while not ended:
            read("chatter", limits=replace(SHORT, waiting_seconds=0.05))
    for holder in holders:
        holder.join()

    assert ended == ["given up", "given up"]
    assert read("chatter", b"and on") == b"and on"


@pytest.mark.anyio
async def test_pages_of_others_go_on_while_a_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TASKS, "loop", "tests.files.stubborn_tasks:loop")
    reading = asyncio.create_task(parse_beside("loop", b"x", SHORT))
    turns = 0

    while not reading.done():
        turns += 1
        await asyncio.sleep(0)
    with pytest.raises(TooLong):
        await reading

    assert turns > 100


def test_no_descriptor_stays_open(read: Reading) -> None:
    read("chatter")
    before = len(os.listdir("/proc/self/fd"))

    for _ in range(3):
        read("chatter")

    assert len(os.listdir("/proc/self/fd")) == before
