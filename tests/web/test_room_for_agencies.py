"""The room as somebody who speaks for an agency meets it, and who is let in for a case."""

import pytest

from marac.audit.tables import Leaf
from marac.web.room import ROOM_PAGES
from marac.web.room_acts import ROOM_ACT_PAGES
from marac.web.room_case import ROOM_CASE_PAGES
from meetings.declaring import Declared, declare
from meetings.intake import take_in
from tests.cast import Cast
from tests.documents import a_line, a_return
from tests.meeting_day import Listed, in_session
from tests.web.conftest import Browser
from tests.web.room_browser import open_page, path_to

pytestmark = pytest.mark.anyio
PAGES = [*ROOM_ACT_PAGES, *ROOM_CASE_PAGES, *ROOM_PAGES]


async def test_a_representative_sees_shared_lines_and_shares_their_own(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    lines = [
        a_line("Two missed appointments."),
        a_line("Older debt.", share="hold", reason="Old."),
        a_line("Source is a neighbour.", share="chair_only", reason="Source."),
    ]
    await take_in(await cast.nadia.act(), a_return(listed.case_number, lines=lines))
    grace, before = await open_page(browser, cast, listed)
    assert "Source is a neighbour." in before.text
    assert "Older debt." not in before.text
    nadia, bryn = await browser(cast.nadia), await browser(cast.bryn)

    page = await nadia.get(path_to(listed))
    assert "Older debt." in page.text
    await nadia.press(page, "Share this line 1")

    seen = await bryn.get(path_to(listed))
    assert "Older debt." in seen.text
    assert "Two missed appointments." in seen.text
    assert "Source is a neighbour." not in seen.text
    for words in ("Prompts", "still to speak", "No answer yet", "To speak"):
        assert words not in seen.text
    with_action = await grace.press(before, "Add the line", {"line": "/police by 18/9: check tag data"})
    assert with_action.status == 200
    page = await bryn.press(await bryn.get(path_to(listed)), "Accept A1")
    assert "Accepted" in page.text


async def test_who_steps_out_for_a_case_sees_nothing_of_it(browser: Browser, cast: Cast, listed: Listed) -> None:
    reader, page = await open_page(browser, cast, listed)
    bryn = await browser(cast.bryn)
    assert (await bryn.get(path_to(listed))).status == 200

    page = await reader.press(page, "Out Bryn Price")
    assert (await bryn.get(path_to(listed))).status == 404
    await reader.press(page, "Back in Bryn Price")

    assert (await bryn.get(path_to(listed))).status == 200


async def test_opening_a_case_in_the_room_leaves_a_look_of_everyone_who_opens_it(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await open_page(browser, cast, listed)
    bryn = await browser(cast.bryn)
    await bryn.get(path_to(listed))

    looks = await Leaf.select(Leaf.actor).where(Leaf.event == "case:open")

    assert {look["actor"] for look in looks} == {cast.grace.officer_id, cast.bryn.officer_id}


async def test_declared_or_not_an_agenda_does_not_open_the_room_alone(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await in_session(cast, listed)
    await declare(await cast.hugh.act(), listed.meeting_ref, Declared("nobody", None))
    hugh = await browser(cast.hugh)

    page = await hugh.get(path_to(listed))

    assert page.status == 409
    assert "Ellen" not in page.text
