"""The routes as the site itself names them, and which of them an address belongs to."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from litestar.handlers import HTTPRouteHandler

from agencies.policy import may
from agencies.roles import Role
from marac.web.guards import ROW_OF, handlers_of
from marac.web.site import Site

_PARAMETER = re.compile(r"\{[a-z_]+:([a-z]+)\}")
_NOTHING = {"str": "0000000000", "int": "0", "path": "none"}
_KINDS = {"str": "[^/]+", "int": "[0-9]+", "path": ".+"}
MACHINE_DOOR = "/api/v1/"
# An answer without an end is tried where its ticks are: tests/web/test_room_stream.py.
ENDLESS = "/stream"


@dataclass(frozen=True)
class Route:
    """One method of one address."""

    method: str
    path: str
    row: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(_PARAMETER.sub(lambda found: _KINDS[found[1]], self.path))

    def is_open_to(self, role: Role) -> bool:
        """By the policy table; a page without a row is open to all."""
        return not self.row or may(self.row, roles=frozenset({role}), forum="marac")

    def address_beside(self, addresses: Iterable[tuple["Route", str]]) -> str:
        """An address of this route that shares its beginning with one that is there, and so its records."""
        mine = self.path.split("/")
        shared: list[str] = []
        for route, address in addresses:
            both = zip(route.path.split("/"), address.split("/"), mine, strict=False)
            begins = [given for theirs, given, ours in itertools.takewhile(lambda each: each[0] == each[2], both)]
            shared = max(shared, begins, key=len)
        return "/".join(shared + [_NOTHING.get(_kind_of(part), part) for part in mine[len(shared) :]])

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _kind_of(part: str) -> str:
    found = _PARAMETER.fullmatch(part)
    return found[1] if found else ""


def routes_of(site: Site) -> list[Route]:
    """Of the pages, those with fewer parameters first, as Litestar prefers them. Machines have tries of their own."""
    found = {
        Route(method, path, next((ROW_OF[guard] for guard in handler.resolve_guards() if guard in ROW_OF), ""))
        for path, handler in handlers_of(site)
        if isinstance(handler, HTTPRouteHandler) and not path.startswith(MACHINE_DOOR) and not path.endswith(ENDLESS)
        for method in handler.http_methods & {"GET", "POST"}
    }
    return sorted(found, key=lambda route: (route.path.count("{"), route.path, route.method))


def route_to(routes: list[Route], method: str, path: str) -> Route | None:
    """The route that answers at this address."""
    return next((each for each in routes if each.method == method and each.pattern.fullmatch(path)), None)
