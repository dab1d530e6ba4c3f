"""The agenda built by two at once, ordered so that representatives wait less, and why a case stands where it does."""

import asyncio

import pytest

from agencies.acts import Act
from marac.database import count_queries
from marac.web.agenda import AGENDA_PAGES
from marac.web.agenda_building import BUILDING_PAGES
from meetings.case_access import exclude
from meetings.ordering.changing import Moved, Touching, move_case_to
from meetings.ordering.running import read_running
from meetings.research_nil import answer_nil
from meetings.tables.research import Ask
from tests.cast import Cast
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser
from tests.web.reader import Page

pytestmark = pytest.mark.anyio
PAGES = [*BUILDING_PAGES, *AGENDA_PAGES]


async def listed(cast: Cast, number: int) -> tuple[str, list[CaseListed]]:
    meeting = await a_meeting(cast)
    return meeting, [await a_case(cast, meeting, number=each) for each in range(1, number + 1)]


async def order_of(act: Act, meeting: str) -> list[str]:
    return [place.case_number for place in (await read_running(act, meeting)).places]


async def nil(cast: Cast, meeting: str, *cases: CaseListed) -> None:
    """Children's services hold nothing on these."""
    act = await knows_nobody(cast.nadia, meeting)
    for case in cases:
        ask = await Ask.objects().where((Ask.case.ref == case.ref) & (Ask.agency == act.agency_id)).first()
        assert ask is not None
        await answer_nil(act, meeting, [ask.ref], "no_trace")


def buttons(page: Page) -> list[str]:
    return [words for form in page.forms for words, _, _ in form.buttons]


async def test_moves_of_two_coordinators_are_merged_where_they_do_not_touch_and_shown_where_they_do(
    browser: Browser, cast: Cast
) -> None:
    meeting, (a, b, c, d, e) = await listed(cast, 5)
    amina, lena = await browser(cast.amina), await browser(cast.lena)
    hers, theirs, also_theirs = [await one.get(f"/meetings/{meeting}/agenda/build") for one in (amina, lena, lena)]
    act = await cast.amina.act()

    await amina.press(hers, f"Down {a.number}")
    merged = await lena.press(theirs, f"To place, {d.number}", {f"place.{d.ref}": "5"})
    after_both = await order_of(act, meeting)
    clash = await lena.press(also_theirs, f"To place, {a.number}", {f"place.{a.ref}": "4"})

    assert merged.outcome == (
        "Case 4 moved to place 5 of 5, planned 10:10am. Somebody else’s moves meanwhile are kept too."
    )
    assert after_both == [b.number, a.number, c.number, e.number, d.number]
    assert clash.status == 409
    assert "both orders stand below" in clash.text
    assert "The order you wanted" in clash.text
    assert await order_of(act, meeting) == after_both


async def test_what_one_takes_back_leaves_the_others_move_alone(browser: Browser, cast: Cast) -> None:
    meeting, (a, b, c, d, e) = await listed(cast, 5)
    amina, lena = await browser(cast.amina), await browser(cast.lena)
    page = await amina.press(await amina.get(f"/meetings/{meeting}/agenda/build"), f"Down {a.number}")
    await lena.press(await lena.get(f"/meetings/{meeting}/agenda/build"), f"Up {e.number}")

    back = await amina.press(page, "Undo")

    assert back.outcome == "Taken back: the move."
    assert await order_of(await cast.amina.act(), meeting) == [a.number, b.number, c.number, e.number, d.number]


async def test_waiting_is_shown_before_it_is_shortened_and_the_reason_stays(browser: Browser, cast: Cast) -> None:
    meeting, (_a, b, c, _d) = await listed(cast, 4)
    await issued(cast, meeting)
    await nil(cast, meeting, b, c)
    amina = await browser(cast.amina)
    page = await amina.get(f"/meetings/{meeting}/agenda/build")

    [button] = [words for words in buttons(page) if words.startswith("Shorten waiting: saves 20 minutes, ")]
    shorter = await amina.press(page, button)
    again = await amina.press(shorter, "Undo")

    assert "waiting of representatives 20 minutes" in page.text
    assert shorter.outcome.startswith("Waiting shortened by 20 minutes with ")
    assert "Placed to shorten waiting." in shorter.text
    assert "waiting of representatives 0 minutes" in shorter.text
    assert not [words for words in buttons(shorter) if words.startswith("Shorten waiting")]
    assert "waiting of representatives 20 minutes" in again.text


async def test_a_case_shut_to_somebody_goes_last_and_only_those_who_build_read_why(
    browser: Browser, cast: Cast
) -> None:
    meeting, (a, *_) = await listed(cast, 3)
    lena = await cast.lena.act()
    await exclude(await cast.amina.act(), a.ref, kind="conflict", officer=lena.officer_id)
    amina, other = await browser(cast.amina), await browser(cast.lena)

    page = await amina.press(await amina.get(f"/meetings/{meeting}/agenda/build"), "Order by rule")
    hers = await other.get(f"/meetings/{meeting}/agenda/build")
    await issued(cast, meeting)
    await knows_nobody(cast.bryn, meeting)
    agency = await (await browser(cast.bryn)).get(f"/meetings/{meeting}/agenda")

    assert (await order_of(await cast.amina.act(), meeting))[2] == a.number
    assert "Placed last by access rule." in page.text
    assert "access rule" not in hers.text
    assert "access rule" not in agency.text
    assert [row[2] for row in hers.tables[0].rows] == ["9:30am", "9:40am"]


async def test_an_agenda_of_24_cases_is_built_in_few_statements(browser: Browser, cast: Cast) -> None:
    meeting, _ = await listed(cast, 24)
    amina = await browser(cast.amina)
    await amina.get(f"/meetings/{meeting}/agenda/build")

    with count_queries() as queries:
        page = await amina.get(f"/meetings/{meeting}/agenda/build")

    assert len(page.tables[0].rows) == 24
    assert queries.number <= 22


async def test_an_agency_keeps_the_version_it_was_sent_and_reads_then_what_changed(
    browser: Browser, cast: Cast
) -> None:
    meeting, (a, b, c) = await listed(cast, 3)
    await issued(cast, meeting)
    await knows_nobody(cast.bryn, meeting)
    bryn, amina = await browser(cast.bryn), await browser(cast.amina)
    first = await bryn.get(f"/meetings/{meeting}/agenda")
    built = await amina.get(f"/meetings/{meeting}/agenda/build")
    moved = await amina.press(built, f"To place, {c.number}", {f"place.{c.ref}": "1"})
    d = await a_case(cast, meeting, number=4)
    meanwhile = await bryn.get(f"/meetings/{meeting}/agenda")

    await issued(cast, meeting)
    await knows_nobody(cast.bryn, meeting)
    second = await bryn.get(f"/meetings/{meeting}/agenda")

    assert "Changes since: added 0, removed 0, moved 1." in moved.text
    assert f"3. {c.number}" in first.text
    assert f"3. {c.number}" in meanwhile.text
    assert d.number not in meanwhile.text
    assert f"1. {c.number}" in second.text
    assert f"{d.number} is new, as number 4." in second.text
    assert f"{c.number} moved to number 1, planned 9:30am." in second.text
    assert f"{a.number} moved" not in second.text
    assert f"{b.number} moved" not in second.text


async def test_the_case_of_who_has_to_leave_comes_first(browser: Browser, cast: Cast) -> None:
    meeting, (a, b, c) = await listed(cast, 3)
    await issued(cast, meeting)
    await nil(cast, meeting, a, b)
    nadia, amina = await browser(cast.nadia), await browser(cast.amina)
    slots = await nadia.get(f"/meetings/{meeting}/my-slots")

    wrong = await nadia.press(slots, "Keep this", {"leaves": "7am"})
    noted = await nadia.press(wrong, "Keep this", {"leaves": "9.45am"})
    page = await amina.press(await amina.get(f"/meetings/{meeting}/agenda/build"), "Order by rule")

    assert "9:50am to 10am" in slots.text
    assert list(wrong.messages.values()) == ["Enter a time after the meeting begins and before it ends, like 11am"]
    assert noted.outcome.startswith("Noted.")
    assert page.tables[0].rows[0][1].startswith(c.number)
    assert "Somebody needed here has to leave early." in page.text


async def test_of_two_moves_of_one_case_at_the_same_moment_one_is_made_and_the_other_shown(cast: Cast) -> None:
    meeting, (a, b, c) = await listed(cast, 3)
    amina, lena = await cast.amina.act(), await cast.lena.act()
    mark = (await read_running(amina, meeting)).mark

    answers = await asyncio.gather(
        move_case_to(amina, meeting, a.ref, 3, mark=mark),
        move_case_to(lena, meeting, a.ref, 2, mark=mark),
        return_exceptions=True,
    )

    [made] = [answer for answer in answers if isinstance(answer, Moved)]
    [clash] = [answer for answer in answers if isinstance(answer, Touching)]
    assert (await order_of(amina, meeting)).index(a.number) + 1 == made.place
    assert set(clash.wanted) == {a.ref, b.ref, c.ref}
