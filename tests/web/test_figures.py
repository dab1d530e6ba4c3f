"""Figures on the page: doors for coordinator and chair, small numbers withheld from the steering group."""

import pytest

from marac.web.figures import FIGURE_PAGES
from meetings.room import close_case_in_room, close_meeting, open_case, open_meeting
from tests.cast import Cast
from tests.meeting_of_the_cast import a_case, a_meeting, issued, seated
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = FIGURE_PAGES


async def a_held_meeting(cast: Cast, *, cases: int) -> None:
    """Grace chairs it and every case is heard."""
    meeting = await a_meeting(cast)
    listed = [await a_case(cast, meeting, number=number) for number in range(1, cases + 1)]
    await issued(cast, meeting)
    grace = await seated(cast.grace, meeting)
    await open_meeting(grace, meeting)
    for case in listed:
        await open_case(grace, meeting, case.ref)
        await close_case_in_room(grace, meeting, case.ref)
    await close_meeting(grace, meeting)


async def test_each_number_of_the_coordinators_leads_to_the_meetings_it_counts(browser: Browser, cast: Cast) -> None:
    await a_held_meeting(cast, cases=2)
    amina = await browser(cast.amina)

    page = await amina.get("/figures")
    behind = await amina.follow(page, "2 cases heard, Quarter to 30 September 2026")

    [quarter] = page.tables[0].rows
    assert quarter[:5] == [
        "Quarter to 30 September 2026",
        "1",
        "2 cases heard, Quarter to 30 September 2026",
        "0",
        "0%",
    ]
    assert behind.tables[0].rows == [["Wed 16 Sep 2026", "2", "0", "2"]]


async def test_the_steering_group_is_shown_no_small_number_and_no_list(browser: Browser, cast: Cast) -> None:
    await a_held_meeting(cast, cases=2)
    stella = await browser(cast.stella)

    page = await stella.get("/figures")

    assert "under 5" in page.text
    assert page.tables[0].rows[0][2] in ("under 5", "not shown, to protect others")
    assert page.tables[0].rows[0][4] in ("not shown: fewer than 20 cases", "not shown, to protect others")
    assert (await stella.get("/figures/meetings/2026-q3")).status == 404
    assert "Quarmby" not in page.text


async def test_figures_are_not_for_agencies(browser: Browser, cast: Cast) -> None:
    for person in (cast.bryn, cast.imran, cast.ada, cast.petra):
        assert (await (await browser(person)).get("/figures")).status == 404


async def test_no_meeting_is_said_in_one_sentence(browser: Browser, cast: Cast) -> None:
    page = await (await browser(cast.amina)).get("/figures")

    assert "No meetings in this period." in page.text
    assert (await (await browser(cast.amina)).get("/figures/meetings/2026-q3")).status == 404
