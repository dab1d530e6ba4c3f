"""Research on the page: begun from the agenda, kept, sent line by line, shared later; who answers and who has not."""

import pytest

from marac.web.agenda import AGENDA_PAGES
from marac.web.copies.pages import COPY_PAGES
from marac.web.research import RESEARCH_PAGES
from meetings.arrivals import Result
from meetings.intake import take_in
from meetings.research import asks_of_agency
from meetings.tables.documents import Document
from tests.cast import Cast
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser
from tests.web.reader import Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*AGENDA_PAGES, *COPY_PAGES, *RESEARCH_PAGES]


async def the_ask(cast: Cast, meeting: str) -> str:
    [ask] = await asks_of_agency(await cast.nadia.act(), meeting)
    return ask.ask_ref


async def asked(cast: Cast) -> str:
    """One case on the agenda, which Nadia's agency is asked about and has no conflict with."""
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.nadia, meeting)
    return meeting


async def written(nadia: Reader, page: Page) -> Page:
    """Nadia answers every page: one line shared, one held."""
    page = await nadia.press(page, "Write your answer")
    page = await nadia.press(page, "Save and go back to the list", {"nil_return": "none"})
    page = await nadia.get(page.links["Last contact"])
    contact = {
        "last_contacts.0.contacted_on.day": "20",
        "last_contacts.0.contacted_on.month": "8",
        "last_contacts.0.contacted_on.year": "2026",
        "last_contacts.0.what": "Appointment",
        "last_contacts.0.who": "The victim",
    }
    page = await nadia.press(page, "Save and go back to the list", contact)
    page = await nadia.get(page.links["Lines"])
    line = {"lines.0.text": "Two missed appointments.", "lines.0.kind": "fact", "lines.0.share": "share"}
    page = await nadia.press(page, "Add another line", {**line, "lines.0.source": "Own records"})
    held = {"lines.1.text": "Older debt.", "lines.1.kind": "opinion", "lines.1.share": "hold"}
    return await nadia.press(
        page, "Save and go back to the list", {**held, "lines.1.source": "Letter", "lines.1.reason": "Old"}
    )


async def test_an_agency_writes_its_answer_line_by_line_and_sends_it(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.nadia, meeting)
    nadia = await browser(cast.nadia)
    agenda = await nadia.get(f"/meetings/{meeting}/agenda")

    page = await nadia.press(agenda, f"We hold something about {listed.number}")
    page = await written(nadia, page)
    sent = await nadia.press(page, "Send to the meeting")

    assert "Sent to the meeting" in sent.outcome
    assert [row[1].split(" Own")[0] for row in sent.tables[0].rows] == [
        "Two missed appointments.",
        "Older debt. Letter",
    ]
    assert "Held back by your agency" in sent.tags
    grid = await (await browser(cast.amina)).get(f"/meetings/{meeting}/research")
    assert "Older debt" not in grid.text


async def test_a_held_line_is_shared_by_one_press(browser: Browser, cast: Cast) -> None:
    meeting = await asked(cast)
    nadia = await browser(cast.nadia)
    page = await written(nadia, await nadia.get(f"/research/{await the_ask(cast, meeting)}"))
    page = await nadia.press(page, "Send to the meeting")

    shared = await nadia.press(page, "Share this line number 2")

    assert shared.outcome == "That line is shared now."
    assert "Held back by your agency" not in shared.tags


async def test_an_answer_changed_before_the_hearing_replaces_the_one_before(browser: Browser, cast: Cast) -> None:
    meeting = await asked(cast)
    nadia = await browser(cast.nadia)
    page = await written(nadia, await nadia.get(f"/research/{await the_ask(cast, meeting)}"))
    page = await nadia.press(page, "Send to the meeting")

    page = await nadia.press(page, "Change your answer")
    page = await nadia.get(f"/research/{await the_ask(cast, meeting)}")
    page = await nadia.get(page.links["Lines"])
    page = await nadia.press(page, "Save and go back to the list", {"lines.0.text": "Three missed appointments."})
    sent = await nadia.press(page, "Send to the meeting")

    assert "Three missed appointments." in sent.text
    assert "Two missed appointments." not in sent.text


async def test_what_is_missing_is_said_and_nothing_is_sent(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    nadia = await browser(cast.nadia)
    path = f"/research/{await the_ask(cast, meeting)}"
    await nadia.press(await nadia.get(path), "Write your answer")

    refused = await nadia.press(await nadia.get(path), "Send to the meeting")

    assert refused.status == 422
    assert "This is not sent yet." in refused.text
    assert "Must be answered" in refused.text


async def test_nobody_else_finds_an_agencys_answer(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    path = f"/research/{await the_ask(cast, meeting)}"

    for person in (cast.bryn, cast.amina, cast.grace, cast.cerys, cast.stella):
        page = await (await browser(person)).get(path)

        assert (page.status, page.heading) == (404, "Page not found")


async def test_the_coordinator_sees_who_has_not_answered_and_rings_their_work_number(
    browser: Browser, cast: Cast
) -> None:
    meeting = await asked(cast)
    nadia, amina = await browser(cast.nadia), await browser(cast.amina)
    page = await nadia.get(f"/meetings/{meeting}/nil")
    await nadia.press(page, "Confirm for the ticked cases", {"answer": "no_trace"})

    grid = await amina.get(f"/meetings/{meeting}/research")
    one = await amina.follow(grid, "Moorland GP Federation")

    [row] = [row for row in grid.tables[0].rows if row[0] == "Moorland GP Federation"]
    assert row[1:] == ["1 of 1", "None", "nil"]
    [waiting] = [row for row in grid.tables[0].rows if row[0] == "Ravenbeck Homes"]
    assert waiting[1:] == ["0 of 1", "Thu 10 Sep 2026, 9am", "not begun"]
    assert "01632 960100" in one.text
    assert (await nadia.get(f"/meetings/{meeting}/research")).status == 404


async def test_a_case_taken_from_a_colleague_leaves_their_agenda(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/meetings/{meeting}/assign")

    taken = await bryn.press(page, f"Take away from Kofi Mensah, {listed.number}")
    kofi = await knows_nobody(cast.kofi, meeting)

    assert "Ellen" not in page.text
    assert "no longer see the case" in taken.outcome
    assert await asks_of_agency(kofi, meeting) == ()
    last = await bryn.press(taken, f"Take away from Bryn Price, {listed.number}")
    assert last.status == 409


async def test_an_answer_is_printed_and_taken_out_and_in_again_the_same(browser: Browser, cast: Cast) -> None:
    meeting = await asked(cast)
    nadia = await browser(cast.nadia)
    empty = await nadia.get(f"/research/{await the_ask(cast, meeting)}")
    sent = await nadia.press(await written(nadia, empty), "Send to the meeting")

    sheet = await nadia.get(sent.links["Print this"])
    file = await nadia.client.get(sent.links["Take out as a file"])
    before = await Document.count()
    again = await take_in(await cast.nadia.act(), file.content)

    assert "copy 1 of this record" in sheet.text and "Nadia" in sheet.text and "Older debt." in sheet.text
    assert "Print this" not in empty.links
    assert again.result is Result.SAME and await Document.count() == before


async def test_nobody_else_copies_an_agencys_answer(browser: Browser, cast: Cast) -> None:
    meeting = await asked(cast)
    nadia = await browser(cast.nadia)
    ask = await the_ask(cast, meeting)
    unsent = [(await nadia.client.get(f"/research/{ask}/{copy}")).status_code for copy in ("print", "file")]
    await nadia.press(await written(nadia, await nadia.get(f"/research/{ask}")), "Send to the meeting")

    assert unsent == [404, 404]
    for person in (cast.bryn, cast.amina, cast.cerys):
        reader = await browser(person)
        for copy in ("print", "file"):
            assert (await reader.client.get(f"/research/{ask}/{copy}")).status_code == 404, (person.name, copy)
