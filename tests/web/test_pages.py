"""How handlers answer: the outcome of an act is said once, and a redirect leads to our own paths only."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest
from litestar import get, post
from litestar.response import Redirect

from marac.web.guards import anyone
from marac.web.headings import Heading
from marac.web.pages import OUTCOME_COOKIE, Page, go_to, outcome, page, read_outcome
from marac.web.site import build_site
from tests.web.reader import ADDRESS, SAME_SITE, reading

pytestmark = pytest.mark.anyio


@post("/accept", guards=[anyone], sync_to_thread=False)
def accept() -> Redirect:
    return outcome("/list", "Accepted for Wed 16 Sep 2026 as case 12.", undo="/accept/undo")


@get("/list", guards=[anyone], sync_to_thread=False)
def show_list() -> Page:
    return page("plain/help.html", heading=Heading.INBOX)


SITE = build_site([accept, show_list])
FORM: dict[str, Any] = {"data": {"csrf": "x"}, "headers": SAME_SITE, "follow_redirects": False}


async def test_an_outcome_is_said_on_the_next_page_with_its_undo_and_then_no_more() -> None:
    async with reading(SITE) as reader:
        sent = await reader.client.post("/accept", **FORM)
        first, second = await reader.get("/list"), await reader.get("/list")

    assert (sent.status_code, sent.headers["location"]) == (303, "/list")
    assert first.outcome == "Accepted for Wed 16 Sep 2026 as case 12."
    assert first.form("Undo").action == "/accept/undo"
    assert second.outcome == ""


async def test_an_outcome_waits_for_a_page_and_is_not_lost_to_a_page_asset() -> None:
    async with reading(SITE) as reader:
        await reader.client.post("/accept", **FORM)
        await reader.client.get(SITE.state.assets.address("main.css"))
        await reader.client.head("/list")
        kept = OUTCOME_COOKIE in reader.client.cookies

    assert kept


async def test_the_cookie_of_an_outcome_is_bound_to_this_host_and_no_script_reads_it() -> None:
    async with reading(SITE) as reader:
        sent = await reader.client.post("/accept", **FORM)

    cookie = sent.headers["set-cookie"].lower()
    assert cookie.startswith("__host-outcome=")
    assert all(part in cookie for part in ("secure", "httponly", "samesite=strict", "path=/", "max-age=60"))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "junk",
        "{}",
        '{"text": 1, "undo": ""}',
        '{"text": "Done", "undo": "https://example.org/"}',
        '{"text": "Done", "undo": "//example.org"}',
        '{"text": "Done", "more": "x"}',
        "[" * 5000,
    ],
)
def test_an_outcome_that_we_did_not_write_is_not_shown(written: str) -> None:
    assert read_outcome(urlsafe_b64encode(written.encode()).decode()) is None


@pytest.mark.parametrize(
    "path", ["//example.org", "https://example.org", "/a\\b", "/Quarmby", "/a?b=c", "list", "/a#B"]
)
def test_a_redirect_elsewhere_is_our_own_mistake(path: str) -> None:
    with pytest.raises(ValueError, match="one of our own paths"):
        go_to(path)


def test_a_redirect_may_lead_to_a_row() -> None:
    assert go_to("/list#row-7k3q9xbd2h").url == "/list#row-7k3q9xbd2h"
    assert not go_to("/list").url.startswith(ADDRESS)
