"""Whose rows the work at hand may reach: those of one area and one officer, of the whole service, or none at all.

PostgreSQL is told with every transaction, and holds each statement to it by row-level security; on SQLite this says
nothing. A task begins with what the task that started it had; nobody reaches anything until it is said.
"""

from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeAlias, TypeVar
from uuid import UUID

Words = ParamSpec("Words")
Answer = TypeVar("Answer")
Function: TypeAlias = Callable[Words, Coroutine[Any, Any, Answer]]


@dataclass(frozen=True, slots=True)
class Reach:
    """One area, without the cases this officer or agency is excluded from; or everything."""

    area: UUID | None = None
    officer: UUID | None = None
    agency: UUID | None = None
    is_whole: bool = False


NOTHING = Reach()
WHOLE = Reach(is_whole=True)
_reach: ContextVar[Reach] = ContextVar("reach", default=NOTHING)


def reach_at_hand() -> Reach:
    return _reach.get()


@contextmanager
def within(reach: Reach) -> Iterator[None]:
    """Not around a `yield`: what another task or a caller does meanwhile would have it too."""
    token = _reach.set(reach)
    try:
        yield
    finally:
        _reach.reset(token)


def within_area(area: UUID, *, officer: UUID | None = None, agency: UUID | None = None) -> AbstractContextManager[None]:
    """`with within_area(…):` the rows of this area; with an officer or agency, none of the cases shut to them."""
    return within(Reach(area, officer, agency))


def whole_service() -> AbstractContextManager[None]:
    """`with whole_service():` every row of every area, for what belongs to none: accounts, the trail, the outbox."""
    return within(WHOLE)


def out_of_reach() -> AbstractContextManager[None]:
    """`with out_of_reach():` no row that belongs to an area. Where a request or a command comes in."""
    return within(NOTHING)


def beyond_exclusions() -> AbstractContextManager[None]:
    """`with beyond_exclusions():` the whole area, for what must come out the same whoever does it.

    That is what is filed, counted or sent for everybody at once; what one person is shown never needs it.
    """
    return within(replace(_reach.get(), officer=None, agency=None))


def across_areas(function: Function[Words, Answer]) -> Function[Words, Answer]:
    """The whole function works with `whole_service`."""
    return _throughout(whole_service, function)


def for_everybody(function: Function[Words, Answer]) -> Function[Words, Answer]:
    """The whole function works with `beyond_exclusions`."""
    return _throughout(beyond_exclusions, function)


def _throughout(
    reaching: Callable[[], AbstractContextManager[None]], function: Function[Words, Answer]
) -> Function[Words, Answer]:
    @wraps(function)
    async def reaching_so(*words: Words.args, **named: Words.kwargs) -> Answer:
        with reaching():
            return await function(*words, **named)

    return reaching_so
