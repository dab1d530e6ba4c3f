"""Work shared out over the cores of the machine. Workers are forked, so what stands in memory already is theirs too."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from threading import BoundedSemaphore
from typing import TypeVar

GivenT = TypeVar("GivenT")
DoneT = TypeVar("DoneT")
MOST_WORKERS = 8
AHEAD = 4
SELDOM = (200_000, 50, 1_000)
"""As gc.set_threshold takes it."""


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Millions of small objects, none in a circle: to look for circles among them takes an eighth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def shared_out(work: Callable[[GivenT], DoneT], given: Iterable[GivenT], *, is_large: bool) -> Iterator[DoneT]:
    """Results in the order of what was given. Small work, one core or no fork: all in this process.

    `work` is a function of a module; what it works with stands in that module before the fork.
    """
    number = number_of_workers()
    if not is_large or number == 1:
        yield from map(work, given)
        return
    # The pool would read all that is given at once; a million rows wait in the file instead.
    allowed = BoundedSemaphore(number * AHEAD)
    with get_context("fork").Pool(number) as pool:
        for done in pool.imap(work, _as_allowed(given, allowed)):
            allowed.release()
            yield done


def number_of_workers() -> int:
    if "fork" not in get_all_start_methods():
        return 1
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)))


def _as_allowed(given: Iterable[GivenT], allowed: BoundedSemaphore) -> Iterator[GivenT]:
    for each in given:
        allowed.acquire()
        yield each
