"""Somebody who opens every page that a link of another leads to, and finds the forms there."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from marac.web.cookies import SESSION_COOKIE
from tests.cast import Person
from tests.page_tree import kind_of, tree_of
from tests.running import Running
from tests.web.reader import SAME_SITE, Form, form_in
from tests.web.strict import Element

# Following these would end the walk, or leave the service.
NOT_FOLLOWED = re.compile(r"/static/|/sign-out|.*\.(css|js)$")


@dataclass(frozen=True)
class Seen:
    """One page, as it was answered."""

    path: str
    response: httpx.Response
    tree: Element

    @property
    def forms(self) -> list[Form]:
        return [form_in(form) for form in self.tree.xpath("//form[@method='post']")]

    @property
    def links(self) -> list[str]:
        return [link.partition("#")[0] for link in self.tree.xpath("//a/@href") if link.startswith("/")]

    @property
    def title(self) -> str:
        return str(self.tree.findtext(".//title") or "")


@dataclass
class Walker:
    """One person's browser. With nobody it is a stranger's."""

    client: httpx.Client
    name: str = "nobody"

    def open(self, path: str) -> Seen:
        return seen(self.client.get(path, follow_redirects=True))

    def send(self, action: str, fields: Mapping[str, Any]) -> httpx.Response:
        return self.client.post(action, data=dict(fields), headers=SAME_SITE)

    def walk(self, most: int = 300) -> Iterator[Seen]:
        """Every page from the start on, each kind of address once."""
        waiting, met = ["/", "/help", "/account", "/more"], set[str]()
        while waiting and most:
            path = waiting.pop(0)
            if kind_of(path) in met or NOT_FOLLOWED.match(path):
                continue
            met.add(kind_of(path))
            most -= 1
            page = self.open(path)
            yield page
            waiting += page.links


def seen(response: httpx.Response) -> Seen:
    tree, _ = tree_of(response)
    return Seen(response.request.url.path, response, tree)


@contextmanager
def walker(running: Running, person: Person | None, **hooks: Any) -> Iterator[Walker]:
    """A browser in which this person is signed in."""
    cookies = {SESSION_COOKIE: running.do(person.session_token)} if person else {}
    with httpx.Client(base_url=running.address, timeout=20, event_hooks=hooks, cookies=cookies) as client:
        yield Walker(client, person.name if person else "nobody")
