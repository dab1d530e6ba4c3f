"""What a request may reach in the database: the area of its seat, and nothing before there is one."""

import asyncio
from uuid import UUID

import pytest
from litestar import get

from marac.database import OurEngine
from marac.database.reach import WHOLE, Reach, reach_at_hand
from marac.web.guards import anyone
from tests.cast import Cast, Person
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
AT_ONCE = 12
_met: list[Reach] = []


@get("/probe", guards=[anyone])
async def show_probe() -> str:
    """Says for whom it works, after others have had their turn."""
    before = reach_at_hand()
    await asyncio.sleep(0)
    _met.append(reach_at_hand())
    return str(before.area) if before == reach_at_hand() else "another's"


PAGES = [show_probe]


@pytest.fixture(autouse=True)
def nothing_met() -> None:
    _met.clear()


async def test_requests_of_two_areas_at_once_reach_one_each(database: OurEngine, browser: Browser, cast: Cast) -> None:
    people: list[Person | None] = [cast.amina, cast.cerys, None]
    readers = [await browser(person) for person in people]
    areas: list[UUID | None] = [cast.amina.area.id, cast.cerys.area.id, None]

    answers = await asyncio.gather(*(readers[n % 3].client.get("/probe") for n in range(AT_ONCE)))

    assert [answer.text for answer in answers] == [str(areas[n % 3]) for n in range(AT_ONCE)]
    assert reach_at_hand() == WHOLE  # The test's own, as before.


async def test_a_request_says_who_asks_and_for_which_agency(browser: Browser, cast: Cast) -> None:
    bryn = cast.bryn

    await (await browser(bryn)).client.get("/probe")

    assert _met == [Reach(bryn.area.id, bryn.officer_id, bryn.agency_id)]


async def test_a_stranger_reaches_nothing(browser: Browser, cast: Cast) -> None:
    await (await browser(None)).client.get("/probe")

    assert _met == [Reach()]
