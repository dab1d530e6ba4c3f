"""The start page of each seat: one next thing, counts that lead to lists of exactly as many, and nobody's name."""

from datetime import UTC, datetime, timedelta

import pytest

from marac.audit.tables import Leaf
from marac.database import count_queries
from marac.web.agenda import AGENDA_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.meetings import MEETING_PAGES
from marac.web.research import RESEARCH_PAGES
from marac.web.start import START_PAGES
from meetings.intake import take_in
from meetings.minutes import add_line
from meetings.room import close_case_in_room, close_meeting
from meetings.signing import sign_minutes
from meetings.work_parts import number_new
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FixedClock
from tests.meeting_day import Listed, in_session
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE

pytestmark = pytest.mark.anyio
MOST_STATEMENTS = 18
PAGES = [*START_PAGES, *INBOX_PAGES, *RESEARCH_PAGES, *MEETING_PAGES, *AGENDA_PAGES]


async def test_the_coordinators_next_thing_is_the_referral_whose_limit_ends_first(browser: Browser, cast: Cast) -> None:
    await a_meeting(cast)
    taken = await take_in(await cast.bryn.act(), a_referral())
    amina = await browser(cast.amina)

    page = await amina.get("/")

    assert page.heading == "Your work"
    assert "Accept or return the referral whose limit ends" in page.text
    assert page.links["Open it"] == f"/referrals/{taken.case_ref}"
    assert page.links["1 new referral"] == "/inbox"
    assert "0 documents that cannot be placed" in page.text
    assert "Quarmby" not in page.text
    assert "1 new referral" in (await amina.follow(page, "1 new referral")).text


async def test_a_limit_that_is_over_is_said_to_have_ended(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    await a_meeting(cast)
    await take_in(await cast.bryn.act(), a_referral())
    clock.move(timedelta(days=14))

    page = await (await browser(cast.amina)).get("/")

    assert "the referral whose limit ended" in page.text
    assert "first ended" in page.text
    assert "limit ends" not in page.text


async def test_research_that_is_late_was_due(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.nadia, meeting)
    clock.move(datetime(2026, 9, 16, 7, tzinfo=UTC) - clock.now())

    page = await (await browser(cast.nadia)).get("/")

    assert "Answer research: 1 answer is left, was due" in page.text
    assert page.links["1 research answer to give"] == "/research"


async def test_a_representative_opens_the_agenda_first_and_finds_as_many_answers_as_were_counted(
    browser: Browser, cast: Cast
) -> None:
    meeting = await a_meeting(cast)
    for number in (1, 2):
        await a_case(cast, meeting, number=number)
    await issued(cast, meeting)
    nadia = await browser(cast.nadia)

    before = await nadia.get("/")
    await knows_nobody(cast.nadia, meeting)
    after = await nadia.get("/")
    answers = await nadia.follow(after, "2 research answers to give")

    assert "say first whether you know anybody" in before.text
    assert "Answer research: 2 answers are left" in after.text
    assert len(answers.tables[0].rows) == 2
    assert "Quarmby" not in before.text + after.text + answers.text


async def test_the_chair_is_not_asked_to_sign_minutes_of_which_nothing_was_written(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    grace = await in_session(cast, listed)
    await close_case_in_room(grace, listed.meeting_ref, listed.case_ref)
    await close_meeting(grace, listed.meeting_ref)

    page = await (await browser(cast.grace)).get("/")

    assert "Sign the minutes" not in page.text
    assert "Held, no minutes written" in page.text


async def test_the_chair_is_asked_to_sign_what_was_written_until_it_is_signed(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    act = await in_session(cast, listed)
    await add_line(act, listed.meeting_ref, listed.case_ref, "decision", "Plan agreed.")
    await close_case_in_room(act, listed.meeting_ref, listed.case_ref)
    await close_meeting(act, listed.meeting_ref)
    grace = await browser(cast.grace)

    before = await grace.get("/")
    await sign_minutes(act, listed.meeting_ref)
    after = await grace.get("/")

    assert "Sign the minutes of Wed 16 Sep 2026, 9:30am, due" in before.text
    assert before.links["Open them"] == f"/meetings/{listed.meeting_ref}/minutes/sign"
    assert "Sign the minutes" not in after.text
    assert "Held, minutes signed" in after.text


@pytest.mark.parametrize(
    "name", ["amina", "bryn", "imran", "kofi", "grace", "stella", "ada", "petra", "rosa", "viktor"]
)
async def test_every_seat_has_a_work_list_without_a_name(browser: Browser, cast: Cast, name: str) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)

    page = await (await browser(getattr(cast, name))).get("/")

    assert page.status == 200
    assert page.heading == "Your work"
    assert "Quarmby" not in page.text
    assert "Ostrey" not in page.text


@pytest.mark.parametrize("name", ["amina", "grace", "bryn", "imran"])
async def test_a_start_page_asks_the_database_at_most_eighteen_times(browser: Browser, cast: Cast, name: str) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await take_in(await cast.bryn.act(), a_referral())
    await take_in(await cast.bryn.act(), a_referral(referred_on="2026-08-31"))
    await issued(cast, meeting)
    person = getattr(cast, name)
    await knows_nobody(person, meeting)
    reader = await browser(person)
    await reader.get(f"/meetings/{meeting}/agenda")
    await reader.get("/")

    with count_queries() as queries:
        page = await reader.get("/")

    assert page.status == 200
    assert queries.number <= MOST_STATEMENTS


async def test_a_start_page_left_open_writes_nothing_into_the_log(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    bryn = await browser(cast.bryn)
    await bryn.get("/")
    before = await Leaf.count()

    page = await bryn.get("/")
    await bryn.client.get(page.tree.xpath("//@data-poll")[0], headers=SAME_SITE)

    assert "flag" in page.text
    assert await Leaf.count() == before


async def test_what_one_opened_is_found_again_by_reference(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    await knows_nobody(cast.bryn, meeting)
    bryn = await browser(cast.bryn)
    await bryn.get(f"/meetings/{meeting}/agenda")

    page = await bryn.get("/")

    assert f"/meetings/{meeting}/agenda" in page.links.values()
    assert "agenda" in page.text.split("Recently opened")[1]


async def test_an_open_start_page_hears_of_one_new_thing(browser: Browser, cast: Cast) -> None:
    await a_meeting(cast)
    amina = await browser(cast.amina)
    page = await amina.get("/")
    poll = page.tree.xpath("//@data-poll")[0]
    await take_in(await cast.bryn.act(), a_referral())

    answer = await amina.client.get(poll, headers=SAME_SITE)

    assert answer.json()["new"] == 1


def test_news_are_counted_only_between_lists_of_the_same_kind() -> None:
    assert number_new("1-2", "3-1") == 2
    assert number_new("1-2", "3-1-0") == 1
    assert number_new("x", "3") == 1
