"""Browsers for tests of pages: a stranger's, or one in which somebody of the cast is signed in already.

A test module names the pages it is about in `PAGES`; sign-in and account pages are always there.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from agencies.acts import Desk
from marac.web.cookies import SESSION_COOKIE
from marac.web.desk import desk_pages
from marac.web.guards import require_guards
from marac.web.sessions import with_session
from marac.web.site import Site, build_site
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from tests.cast import Cast, Person
from tests.documents import a_referral
from tests.meeting_of_the_cast import a_meeting
from tests.web.reader import ADDRESS, Reader

Browser = Callable[[Person | None], Awaitable[Reader]]
HOST = "desk.test"


@pytest.fixture(scope="module")
def built_site(request: pytest.FixtureRequest) -> Site:
    """The pages that this module is about, each behind its guard."""
    handlers = getattr(request.module, "PAGES", [])
    site = build_site([desk_pages(handlers)], wrappers=[with_session])
    require_guards(site)
    return site


@pytest.fixture
def site(built_site: Site, desk: Desk) -> Site:
    """Those pages at the desk of this test. They remember nothing else."""
    built_site.state["desk"] = desk
    return built_site


@pytest.fixture
async def browser(site: Site) -> AsyncIterator[Browser]:
    """`await browser(cast.bryn)` is Bryn's browser, `await browser(None)` anybody's."""
    async with AsyncExitStack() as open_browsers:

        async def open_for(person: Person | None) -> Reader:
            app: Any = site
            transport = ASGITransport(app, raise_app_exceptions=False)
            client = await open_browsers.enter_async_context(AsyncClient(transport=transport, base_url=ADDRESS))
            if person is not None:
                client.cookies.set(SESSION_COOKIE, await person.session_token(), domain=HOST, path="/")
            return Reader(client)

        yield open_for


@dataclass
class Two:
    """Ellen and Frank referred in March, and again in August."""

    earlier: str
    later: str


@pytest.fixture
async def two(cast: Cast) -> Two:
    meeting_ref = await a_meeting(cast)
    bryn, amina = await cast.bryn.act(), await cast.amina.act()
    first = await take_in(bryn, a_referral(referred_on="2026-03-14", incident_on="2026-03-12"))
    await accept_referral(amina, str(first.case_ref), Acceptance(meeting_ref))
    second = await take_in(bryn, a_referral(sender_reference="NMP-26-00002"))
    return Two(str(first.case_ref), str(second.case_ref))
