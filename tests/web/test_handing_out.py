"""Exports on the page: asked for, made by a job, fetched once by their reader after a fresh proof."""

from datetime import timedelta

import pytest

from agencies.acts import Desk
from marac.jobs import Runner
from marac.web.agenda import AGENDA_PAGES
from marac.web.figures import FIGURE_PAGES
from marac.web.handing_out import EXPORT_PAGES
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*EXPORT_PAGES, *AGENDA_PAGES, *FIGURE_PAGES]


async def made(desk: Desk, clock: FixedClock) -> None:
    """The papers that wait are made."""
    await Runner(handlers_for(desk), clock, owner="test").run_until_idle()


async def fetched(reader: Reader, page: Page) -> tuple[int, dict[str, str], bytes]:
    """Press the button; what comes back is a file."""
    form = page.form("Fetch it now")
    answer = await reader.client.post(form.action, data=form.fields, headers=SAME_SITE)
    return answer.status_code, dict(answer.headers), answer.content


async def test_an_agenda_asked_for_is_made_and_fetched_once(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock
) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.bryn, meeting)
    bryn = await browser(cast.bryn)
    agenda = await bryn.get(f"/meetings/{meeting}/agenda")

    waiting = await bryn.press(agenda, "Ask for it as Word")
    await made(desk, clock)
    ready = await bryn.get("/exports")
    asking = await bryn.follow(ready, "Fetch Agenda, Word, number 1")
    status, headers, body = await fetched(bryn, asking)
    again = await fetched(bryn, asking)

    assert "Being made" in waiting.text
    assert waiting.links["See whether it is ready"] == "/exports"
    assert "Ready" in ready.text
    assert (status, body[:2]) == (200, b"PK")
    assert headers["content-disposition"] == f'attachment; filename="nm-agenda-{meeting}-2026-09-01.docx"'
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert again[0] == 409
    assert "Fetched" in (await bryn.get("/exports")).text


async def test_a_paper_is_nobody_elses(browser: Browser, cast: Cast, desk: Desk, clock: FixedClock) -> None:
    meeting = await a_meeting(cast)
    amina = await browser(cast.amina)
    page = await amina.press(await amina.get("/exports"), "Ask for it", {"paper": "invite-ics", "meeting": meeting})
    await made(desk, clock)
    path = (await amina.get("/exports")).links["Fetch Calendar entry, for a calendar, number 1"]

    for person in (cast.bryn, cast.lena, cast.cerys):
        assert (await (await browser(person)).get(path)).status == 404
    assert "Asked for." in page.outcome


async def test_an_old_proof_does_not_fetch(browser: Browser, cast: Cast, desk: Desk, clock: FixedClock) -> None:
    meeting = await a_meeting(cast)
    amina = await browser(cast.amina)
    await amina.press(await amina.get("/exports"), "Ask for it", {"paper": "invite-ics", "meeting": meeting})
    await made(desk, clock)
    clock.move(timedelta(minutes=16))
    ready = await amina.get("/exports")

    page = await amina.follow(ready, "Fetch Calendar entry, for a calendar, number 1")
    proved = await amina.press(page, "Continue", {"code": cast.amina.code()})

    assert page.heading == "Confirm it is you"
    assert proved.heading == "Fetch a paper"
    assert (await fetched(amina, proved))[0] == 200


async def test_one_chooses_what_and_of_which_meeting(browser: Browser, cast: Cast) -> None:
    await a_meeting(cast)
    bryn = await browser(cast.bryn)
    page = await bryn.get("/exports")

    nothing = await bryn.press(page, "Ask for it")
    no_meeting = await bryn.press(page, "Ask for it", {"paper": "agenda-pdf"})
    workbook = await bryn.press(page, "Ask for it", {"paper": "workbook-xlsx"})

    assert nothing.messages == {"paper": "Choose what you want to have"}
    assert no_meeting.messages == {"meeting": "Choose the meeting it belongs to"}
    assert "Workbook" not in page.text
    assert workbook.status == 404


async def test_what_may_not_be_read_is_not_made(browser: Browser, cast: Cast, desk: Desk, clock: FixedClock) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    nadia = await browser(cast.nadia)
    # Nadia has not said whom she knows, so the agenda is shut to her on paper as well.
    await nadia.press(await nadia.get("/exports"), "Ask for it", {"paper": "agenda-docx", "meeting": meeting})

    await made(desk, clock)

    assert "Could not be made" in (await nadia.get("/exports")).text


async def test_the_coordinator_asks_for_the_workbook_where_the_figures_stand(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock
) -> None:
    await a_meeting(cast)
    amina = await browser(cast.amina)

    await amina.press(await amina.get("/figures"), "Ask for the workbook")
    await made(desk, clock)

    assert "Fetch Workbook of figures, Excel, number 1" in (await amina.get("/exports")).links
