"""Doors: the guards that decide whether anybody passes at all. Pages and machines share the open one."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

Connection = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[Connection, BaseRouteHandler], Awaitable[None]]
_DOORS: set[Guard] = set()


def door(guard: Guard) -> Guard:
    """Mark a guard as one that decides who passes at all."""
    _DOORS.add(guard)
    return guard


def has_door(handler: BaseRouteHandler) -> bool:
    """Whether a route says who may open it. Other guards of its own may stand beside its door."""
    return bool(_DOORS.intersection(handler.resolve_guards()))


@door
async def anyone(connection: Connection, handler: BaseRouteHandler) -> None:
    """Pass everyone: the page is open on purpose."""
