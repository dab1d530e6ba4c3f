"""What linking people leaves behind: contradictions to be settled, and repeat verdicts that changed."""

import pytest

from marac.web.attention import ATTENTION_PAGES
from marac.web.cases import CASE_PAGES
from marac.web.notices import NOTICE_PAGES
from marac.web.people import PEOPLE_PAGES
from marac.web.referrals import REFERRAL_PAGES
from meetings.reconciliation import settle_pair
from tests.cast import Cast
from tests.shutting_out import shut_out
from tests.suggested import mention_of
from tests.web.conftest import Browser, Two
from tests.web.reader import Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*ATTENTION_PAGES, *CASE_PAGES, *NOTICE_PAGES, *PEOPLE_PAGES, *REFERRAL_PAGES]


async def link(cast: Cast, two: Two, role: str, other_role: str = "") -> None:
    amina = await cast.amina.act()
    ours, theirs = await mention_of(two.later, role), await mention_of(two.earlier, other_role or role)
    await settle_pair(amina, ours, theirs, kind="same")


async def press_first(reader: Reader, page: Page, begins: str) -> Page:
    words = next(words for form in page.forms for words, _, _ in form.buttons if words.startswith(begins))
    return await reader.press(page, words)


async def test_a_verdict_that_contradicts_a_document_waits_with_age_and_reason(
    browser: Browser, cast: Cast, two: Two
) -> None:
    await link(cast, two, "victim")
    await link(cast, two, "perpetrator", "victim")
    amina = await browser(cast.amina)

    attention = await amina.get("/people/attention")

    assert "1. Same person, waits since today" in attention.text
    assert "Decided by Amina Shah" in attention.text
    [against] = attention.tables[1].rows
    # The two of each verdict are named, so that one knows which to take back.
    assert against[1].count("Victim in") == 2
    assert attention.text.count("Perpetrator in") == 1
    assert [table.caption for table in attention.tables] == [
        "3 people it is about",
        "1 verdict that stands against it",
    ]


async def test_once_nothing_stands_against_it_a_verdict_takes_effect(browser: Browser, cast: Cast, two: Two) -> None:
    await link(cast, two, "victim")
    await link(cast, two, "perpetrator", "victim")
    amina = await browser(cast.amina)
    attention = await amina.get("/people/attention")

    freed = await press_first(amina, attention, "Take back")
    applied = await press_first(amina, freed, "Let it take effect")

    assert "No contradictions." in applied.text
    assert "Victim in" in (await amina.get(f"/people/{two.later}/2/cases")).text


async def test_a_verdict_that_waits_can_be_dropped(browser: Browser, cast: Cast, two: Two) -> None:
    await link(cast, two, "victim")
    await link(cast, two, "perpetrator", "victim")
    amina = await browser(cast.amina)

    dropped = await press_first(amina, await amina.get("/people/attention"), "Drop this verdict")

    assert "No contradictions." in dropped.text
    assert "Contradictions" not in (await amina.get("/people/attention")).outcome


async def test_a_changed_repeat_verdict_is_told_until_somebody_has_seen_it(
    browser: Browser, cast: Cast, two: Two
) -> None:
    await link(cast, two, "victim")
    await link(cast, two, "perpetrator")
    amina = await browser(cast.amina)
    notices = await amina.get("/notices/repeats")
    [row] = notices.tables[0].rows
    assert (row[1][:12], row[2][:6]) == ("Not a repeat", "Repeat")
    assert "Linked by Amina Shah" in row[3]

    seen = await press_first(amina, notices, "Seen")

    assert seen.outcome == "1 notice taken off the list."
    assert "None changed." in seen.text


async def test_what_changed_a_repeat_verdict_is_undone_from_the_notice(browser: Browser, cast: Cast, two: Two) -> None:
    await link(cast, two, "victim")
    await link(cast, two, "perpetrator")
    amina = await browser(cast.amina)
    assert "Repeat" in (await amina.get(f"/referrals/{two.later}")).tags

    undone = await press_first(amina, await amina.get("/notices/repeats"), "Undo")

    assert undone.outcome.startswith("Taken back.")
    assert "Not a repeat" in (await amina.get(f"/referrals/{two.later}")).tags
    assert len(undone.tables[0].rows) == 2


async def test_both_lists_say_nothing_of_a_case_one_may_not_see(browser: Browser, cast: Cast, two: Two) -> None:
    await link(cast, two, "victim")
    await link(cast, two, "perpetrator")
    await link(cast, two, "child", "victim")
    await shut_out(cast.amina, two.earlier)
    amina = await browser(cast.amina)

    assert "None changed." in (await amina.get("/notices/repeats")).text
    assert "No contradictions." in (await amina.get("/people/attention")).text


async def test_both_lists_are_for_coordinators(browser: Browser, cast: Cast, two: Two) -> None:
    for person in (cast.bryn, cast.grace, cast.stella):
        reader = await browser(person)
        assert [(await reader.get(path)).status for path in ("/people/attention", "/notices/repeats")] == [404, 404]
