"""The agenda on the page: sent, asked whom one knows, read by each in their own rendering, answered."""

import pytest

from marac.database import count_queries
from marac.web.agenda import AGENDA_PAGES
from marac.web.agenda_building import BUILDING_PAGES
from marac.web.meetings import MEETING_PAGES
from tests.cast import Cast
from tests.documents import address, ellen
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*AGENDA_PAGES, *BUILDING_PAGES, *MEETING_PAGES]


async def test_the_question_whom_one_knows_is_the_same_for_everybody_and_opens_the_agenda(
    browser: Browser, cast: Cast
) -> None:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    bryn, imran = await browser(cast.bryn), await browser(cast.imran)

    asked = await bryn.get(f"/meetings/{meeting}/agenda")
    other = await imran.get(f"/meetings/{meeting}/agenda")
    nothing_chosen = await bryn.press(asked, "Continue")
    shown = await bryn.press(asked, "Continue", {"answer": "nobody"})

    assert asked.heading == "Before you open this"
    assert asked.text == other.text
    assert nothing_chosen.messages == {"answer": "Choose one before the list opens."}
    assert shown.heading == "Agenda"
    assert listed.number in shown.text
    assert "Family name Quarmby · Given names Ellen" in shown.text
    assert "Your look at" in shown.text


async def test_who_may_know_someone_finds_the_list_shut_until_the_coordinator_cleared_it(
    browser: Browser, cast: Cast
) -> None:
    meeting = await a_meeting(cast)
    known = await a_case(cast, meeting, number=1)
    other = await a_case(cast, meeting, number=2)
    await issued(cast, meeting)
    await knows_nobody(cast.amina, meeting)
    bryn, amina = await browser(cast.bryn), await browser(cast.amina)
    asked = await bryn.get(f"/meetings/{meeting}/agenda")

    unsaid = await bryn.press(asked, "Continue", {"answer": "someone"})
    await bryn.press(asked, "Continue", {"answer": "someone", "kind": "friend"})
    shut = await bryn.get(f"/meetings/{meeting}/agenda")
    waiting = await amina.get(f"/meetings/{meeting}/declarations")
    cleared = await amina.press(waiting, "Open the rest of the list to them, number 1", {"cases": [known.ref]})
    shown = await bryn.get(f"/meetings/{meeting}/agenda")

    assert unsaid.messages == {"kind": "Choose how you know them."}
    assert shut.status == 409
    assert known.number not in shut.text
    assert "Bryn Price" in waiting.text
    assert "1 case is shut" in cleared.outcome
    assert known.number not in shown.text
    assert f"1. {other.number}" in shown.text


async def test_a_representative_answers_each_case_by_a_button_of_its_row(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.nadia, meeting)
    nadia = await browser(cast.nadia)
    page = await nadia.get(f"/meetings/{meeting}/agenda")

    answered = await nadia.press(page, f"No trace about {listed.number}")

    assert "0 of 1 answered" in page.text
    assert answered.outcome == "Answer recorded. You can change it until the meeting."
    assert "1 of 1 answered" in answered.text
    assert "Nothing to share, 1 Sep 2026" in answered.text


async def test_nothing_held_on_the_rest_is_one_page_and_one_act(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    for number in (1, 2):
        await a_case(cast, meeting, number=number)
    await issued(cast, meeting)
    await knows_nobody(cast.nadia, meeting)
    nadia = await browser(cast.nadia)
    agenda = await nadia.get(f"/meetings/{meeting}/agenda")
    rest = await nadia.follow(agenda, "Nothing held on the other 2")

    unsaid = await nadia.press(rest, "Confirm for the ticked cases")
    none_ticked = await nadia.press(rest, "Confirm for the ticked cases", {"asks": [], "answer": "no_trace"})
    done = await nadia.press(rest, "Confirm for the ticked cases", {"answer": "no_trace"})

    assert "Quarmby and Ostrey" in rest.text
    assert list(unsaid.messages) == ["answer"]
    assert list(none_ticked.messages) == ["asks"]
    assert "2 answers recorded" in done.outcome
    assert "2 of 2 answered" in done.text


async def test_who_knows_somebody_gives_the_case_away_at_once(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.bryn, meeting)
    bryn = await browser(cast.bryn)
    agenda = await bryn.get(f"/meetings/{meeting}/agenda")
    asked = await bryn.follow(agenda, f"I know someone in this case, {listed.number}")

    gone = await bryn.press(asked, "Take this case from me", {"kind": "family"})

    assert "You have no cases on this agenda." in gone.text
    assert listed.number not in gone.text
    assert (await bryn.get(f"/meetings/{meeting}/know/{listed.ref}")).status == 409


async def test_a_held_address_is_not_in_the_page_of_an_agency(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    fled = ellen(addresses=[address("9 Hidden Close", kind="refuge", confidential=True)])
    await a_case(cast, meeting, victim=fled)
    await issued(cast, meeting)
    for person in (cast.bryn, cast.amina):
        await knows_nobody(person, meeting)

    to_bryn = await (await browser(cast.bryn)).get(f"/meetings/{meeting}/agenda")
    to_amina = await (await browser(cast.amina)).get(f"/meetings/{meeting}/agenda")

    assert "Held by coordinator" in to_bryn.text
    assert "Hidden" not in to_bryn.text
    assert "9 Hidden Close" in to_amina.text


@pytest.mark.parametrize("name", ["cerys", "stella", "petra", "ada", "rosa", "idris"])
async def test_who_has_no_part_in_a_meeting_is_not_told_that_it_exists(browser: Browser, cast: Cast, name: str) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    reader = await browser(getattr(cast, name))
    absent = await reader.get("/meetings/0000000000")

    for tail in ("", "/agenda", "/agenda/build", "/agenda/issue", "/declare", "/nil", "/my-slots"):
        page = await reader.get(f"/meetings/{meeting}{tail}")

        assert (page.status, page.heading) == (404, "Page not found")
        assert page.text == absent.text


async def test_own_time_says_when_one_is_needed(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.bryn, meeting)

    page = await (await browser(cast.bryn)).get(f"/meetings/{meeting}/my-slots")

    assert page.heading == "Your time"
    assert "9:30am to" in page.text


async def test_an_agenda_page_of_24_cases_asks_the_database_15_times_at_most(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    for number in range(1, 25):
        await a_case(cast, meeting, number=number)
    await issued(cast, meeting)
    for person in (cast.bryn, cast.amina):
        await knows_nobody(person, meeting)
        reader = await browser(person)
        await reader.get(f"/meetings/{meeting}/my-slots")

        with count_queries() as queries:
            page = await reader.get(f"/meetings/{meeting}/agenda")

        assert page.text.count("Family name Quarmby") == 24
        assert queries.number <= 15
