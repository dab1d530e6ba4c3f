"""For each route of the site: an address with a real record, somebody who may use it, the form that leads there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import lxml.html
from httpx import AsyncClient, Response

from tests.autopilot import FRAME, Pairs, buttons_of, filled
from tests.cast import Person
from tests.corpus.routes import Route, route_to, routes_of
from tests.corpus.whole_desk import WholeDesk
from tests.corpus.words import WRITTEN
from tests.web.strict import Element

# A route is opened so often, and again as long as that brings something new.
OPENED = 2
# So many addresses of a route that are not there for somebody, and the next is not asked for.
MISSED = 4


@dataclass(frozen=True)
class Target:
    """One address of a route, as somebody found it; for a post with the fields of its form."""

    route: Route
    address: str
    person: Person | None
    cookies: Mapping[str, str]
    fields: Pairs = field(default_factory=list)
    is_made_up: bool = False


@dataclass
class Finder:
    """Opens pages for one after another, and notes what each leads to."""

    desk: WholeDesk
    routes: list[Route]
    found: dict[Route, Target] = field(default_factory=dict)
    tries: Counter[Route] = field(default_factory=Counter)
    missed: dict[Route, list[Person | None]] = field(default_factory=lambda: defaultdict(list))
    gains: Counter[Route] = field(default_factory=Counter)

    async def look_around(self, person: Person | None) -> None:
        """From every page without a reference on, and those the desk names, over links and what stands below a page."""
        waiting = [route.path for route in self.routes if route.method == "GET" and "{" not in route.path]
        waiting = [*self.desk.begin_with, *waiting]
        known = set(waiting)
        async with self.desk.browser(person) as client:
            while waiting:
                path = waiting.pop(0)
                if self._is_worth_opening(path, person):
                    new = [each for each in await self._open(client, person, path) if each not in known]
                    waiting += new
                    known.update(new)

    def _is_worth_opening(self, path: str, person: Person | None) -> bool:
        route = route_to(self.routes, "GET", path.partition("?")[0])
        if route is None or route.path.startswith("/static") or (person and not route.is_open_to(person.role)):
            return False
        if route in self.found:
            return self.tries[route] < OPENED + self.gains[route]
        return sum(name is person for name in self.missed[route]) < MISSED

    async def _open(self, client: AsyncClient, person: Person | None, path: str) -> list[str]:
        """Where this page leads."""
        response = await client.get(path)
        route = route_to(self.routes, "GET", path.partition("?")[0])
        assert route is not None
        self.tries[route] += response.status_code == 200
        self.missed[route] += [] if response.status_code == 200 else [person]
        before = len(self.found)
        if response.status_code == 200:
            self.found.setdefault(route, Target(route, path, person, dict(client.cookies)))
        led_to = self._read(response, person, client) if "text/html" in response.headers.get("content-type", "") else []
        self.gains[route] += len(self.found) > before
        return [response.headers["location"]] if response.is_redirect else led_to

    def _read(self, response: Response, person: Person | None, client: AsyncClient) -> list[str]:
        tree: Element = lxml.html.fromstring(response.content)
        for form in tree.xpath("//form[@method='post']"):
            self._note(form, person, client)
        return [*_addresses(tree), *self._below(response.request.url.path)] if response.status_code == 200 else []

    def _note(self, form: Element, person: Person | None, client: AsyncClient) -> None:
        action = form.get("action")
        route = route_to(self.routes, "POST", action)
        if route is None or route in self.found:
            return
        pairs = filled(form, lambda _: WRITTEN) + next(buttons_of(form), [])
        self.found[route] = Target(route, action, person, dict(client.cookies), pairs)

    def _below(self, path: str) -> Iterator[str]:
        """Pages of the same record that no link may lead to at the moment."""
        here = route_to(self.routes, "GET", path)
        for route in self.routes:
            if here and route.method == "GET" and route.path.startswith(f"{here.path}/"):
                below = route.path.removeprefix(here.path)
                yield from [] if "{" in below else [path + below]


def _addresses(tree: Element) -> Iterator[str]:
    """Whatever stands in a page and looks like an address of ours: links, and what scripts ask for."""
    for value in tree.xpath("//@href | //@*[starts-with(name(), 'data-')]"):
        if value.startswith("/"):
            yield value.partition("#")[0]


async def targets_of(desk: WholeDesk, people: Sequence[Person | None]) -> dict[Route, Target]:
    """One for each route of the site. Where no page leads today, an address is made up out of records there are."""
    finder = Finder(desk, routes_of(desk.site))
    for person in people:
        await finder.look_around(person)
    await desk.set_back()
    found = finder.found
    return {route: found.get(route) or _made_up(route, found) for route in finder.routes}


def _made_up(route: Route, found: Mapping[Route, Target]) -> Target:
    """By somebody who may, with every field of every form."""
    senders = [target for target in found.values() if target.person and "csrf" in dict(target.fields)]
    sender = next((target for target in senders if target.person and route.is_open_to(target.person.role)), senders[0])
    names = dict.fromkeys(name for target in found.values() for name, _ in target.fields if name not in FRAME)
    fields = [("csrf", dict(sender.fields)["csrf"]), *((name, WRITTEN) for name in names)]
    return Target(
        route,
        route.address_beside([(each.route, each.address) for each in found.values()]),
        sender.person,
        sender.cookies,
        fields,
        is_made_up=True,
    )
