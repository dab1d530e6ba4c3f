"""Counting the statements one piece of work sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class QueryCount:
    """Statements so far; beginning and ending a transaction do not count."""

    number: int = 0


_counts: ContextVar[tuple[QueryCount, ...]] = ContextVar("query_counts", default=())


@contextmanager
def count_queries() -> Iterator[QueryCount]:
    """Count what this task, and the tasks it starts, ask of the database."""
    count = QueryCount()
    token = _counts.set((*_counts.get(), count))
    try:
        yield count
    finally:
        _counts.reset(token)


def note_query() -> None:
    for count in _counts.get():
        count.number += 1
