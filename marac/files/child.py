"""Hands a file to a process of its own, waits no longer than it may, and tells what became of it."""

import asyncio
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from marac.errors import NotNow
from marac.files.in_child import REFUSED, TOO_LARGE
from marac.files.limits import ALONE, AT_THE_PAGE, MOST_AT_ONCE, Limits
from marac.files.refusals import FileRefused, TooLarge, TooLong, Unreadable, Why
from marac.files.tasks import TASKS

_PLACES = threading.BoundedSemaphore(MOST_AT_ONCE)
# Waiting for a place is done here, so that the threads everybody shares stay free.
_WAITING = ThreadPoolExecutor(max_workers=16, thread_name_prefix="files")
_AT_A_TIME = 64 * 1024
_OUT_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


def parse_apart(task: str, source: Path | bytes, limits: Limits = ALONE) -> bytes:
    """What the task printed. Raises FileRefused (TooLong, TooLarge and Unreadable are such), or NotNow when busy.

    A file that was sent is given as bytes and never touches the disk.
    """
    if not _PLACES.acquire(timeout=limits.waiting_seconds):
        raise NotNow("Try again in a minute: other files are being read.")
    try:
        with _descriptor_of(source) as descriptor:
            return _answer(*_run(task, descriptor, limits))
    finally:
        _PLACES.release()


async def parse_beside(task: str, source: bytes, limits: Limits = AT_THE_PAGE) -> bytes:
    """The same, while the pages of others go on."""
    return await asyncio.get_running_loop().run_in_executor(_WAITING, parse_apart, task, source, limits)


@contextmanager
def _descriptor_of(source: Path | bytes) -> Iterator[int]:
    descriptor = os.memfd_create("file") if isinstance(source, bytes) else os.open(source, os.O_RDONLY)
    try:
        if isinstance(source, bytes):
            with open(os.dup(descriptor), "wb") as memory:
                memory.write(source)
        yield descriptor
    finally:
        os.close(descriptor)


def _run(task: str, descriptor: int, limits: Limits) -> tuple[int, bytes]:
    words = [TASKS[task], str(descriptor), str(limits.cpu_seconds), str(limits.memory_bytes)]
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-B", "-m", "marac.files.in_child", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=[descriptor],
        start_new_session=True,
        cwd="/",
        env={},
    )
    return watch(process, limits)


def watch(process: "subprocess.Popen[bytes]", limits: Limits) -> tuple[int, bytes]:
    """How a process that leads a group ended and what it printed. Nothing of its group is left when this returns."""
    try:
        printed = _printed_of(process, limits)
    finally:
        # Before it is waited for: until then its number belongs to nobody else.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
    return code, printed


def _printed_of(process: "subprocess.Popen[bytes]", limits: Limits) -> bytes:
    """All it prints until it ends. What it left running is not waited for."""
    ends_at = time.monotonic() + limits.wall_seconds
    printed = bytearray()
    if process.stdout is None:
        raise ValueError("the process prints into no pipe")
    with _end_of(process) as ended, selectors.DefaultSelector() as watching, process.stdout as pipe:
        os.set_blocking(pipe.fileno(), False)
        watching.register(pipe, selectors.EVENT_READ)
        watching.register(ended, selectors.EVENT_READ)
        while (left := ends_at - time.monotonic()) > 0:
            ready = {key.fd for key, _ in watching.select(left)}
            is_drained = pipe.fileno() not in ready or not _take(pipe.fileno(), printed)
            if len(printed) > limits.printed_bytes:
                raise TooLarge
            if ended in ready and is_drained:
                return bytes(printed)
            if is_drained and pipe.fileno() in ready:
                watching.unregister(pipe)
    raise TooLong


def _take(descriptor: int, printed: bytearray) -> bool:
    """Whether there was something; the end of what is printed is nothing."""
    taken = os.read(descriptor, _AT_A_TIME)
    printed += taken
    return bool(taken)


@contextmanager
def _end_of(process: "subprocess.Popen[bytes]") -> Iterator[int]:
    """A descriptor that becomes readable when the process has ended."""
    descriptor = os.pidfd_open(process.pid)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _answer(code: int, printed: bytes) -> bytes:
    if code == 0:
        return printed
    if code == REFUSED and printed.decode("ascii", "replace") in set(Why):
        raise FileRefused(Why(printed.decode("ascii")))
    if code == TOO_LARGE:
        raise TooLarge
    if code in _OUT_OF_TIME:
        raise TooLong
    raise Unreadable
