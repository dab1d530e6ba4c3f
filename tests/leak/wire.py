"""What travels outside the body of an answer: request lines, headers, titles. Kept, to be searched afterwards."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import httpx

from tests.autopilot import buttons_of, filled
from tests.cast import PASSWORD, Person
from tests.crawling import Walker, walker
from tests.leak.canaries import Canaries
from tests.page_tree import kind_of
from tests.running import Running
from tests.web.reader import SAME_SITE

# These end the walk: of the session, of a seat, or of the second step of the person who walks.
LEFT_ALONE = ("/sign-out", "/account", "/sign-in")


@dataclass
class Wire:
    """Somebody who listens at the wire and writes down all but bodies."""

    lines: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def asked(self, request: httpx.Request) -> None:
        self.lines.append(f"{request.method} {request.url}")

    def answered(self, response: httpx.Response) -> None:
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.multi_items())
        self.lines.append(f"{response.status_code}\n{headers}")
        if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            self.refused.append(f"{response.request.method} {kind_of(response.request.url.path)}")

    def browser(self, running: Running, person: Person | None) -> AbstractContextManager[Walker]:
        return walker(running, person, request=[self.asked], response=[self.answered])


def try_everything(running: Running, wire: Wire, canaries: Canaries) -> None:
    """One of each role opens every page they find and presses every button, with a canary in every field."""
    tried: set[tuple[str, str]] = set()
    one_of_each = {person.role: person for person in reversed(running.cast.everyone)}
    for person in (*one_of_each.values(), None):
        with wire.browser(running, person) as browser:
            _try_all_pages(wire, browser, canaries, tried)


def _try_all_pages(wire: Wire, browser: Walker, canaries: Canaries, tried: set[tuple[str, str]]) -> None:
    for page in browser.walk():
        wire.lines.append(page.title)
        for form in page.tree.xpath("//form[@method='post']"):
            for number, button in enumerate(buttons_of(form)):
                action = form.get("action")
                if (kind_of(action), str(number)) in tried or action.startswith(LEFT_ALONE):
                    continue
                tried.add((kind_of(action), str(number)))
                fields = [*filled(form, lambda _: canaries.text()), *button]
                wire.lines.append(_title_after(browser, action, fields))


def _title_after(browser: Walker, action: str, fields: list[tuple[str, str]]) -> str:
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    answer = browser.client.post(action, data=sent, headers=SAME_SITE)
    return answer.text.partition("<title>")[2].partition("</title>")[0]


def knock_at_the_door(running: Running, canaries: Canaries) -> None:
    """What strangers type: wrong addresses and passwords, addresses of pages and queries that are none."""
    with walker(running, None) as stranger:
        _knock(stranger.client, running.address, canaries)


def _knock(client: httpx.Client, address: str, canaries: Canaries) -> None:
    page = client.get("/sign-in").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    typed = {"email": canaries.email(), "password": PASSWORD, "csrf": token}
    client.post("/sign-in", data=typed, headers=SAME_SITE)
    client.post("/sign-in", data={**typed, "email": canaries.word(), "password": canaries.text()}, headers=SAME_SITE)
    for path in (f"/cases/{canaries.word()}", f"/help?page={canaries.word()}", f"/{canaries.email()}"):
        client.get(path, headers={"Referer": f"{address}/{canaries.word()}", "X-Note": canaries.word()})
