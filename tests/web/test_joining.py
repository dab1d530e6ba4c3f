"""Two referrals that are one, joined and taken apart from the pages of either."""

import pytest

from agencies.tables import Officer
from marac.web.cases import CASE_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.linking import LINKING_PAGES
from marac.web.notices import NOTICE_PAGES
from marac.web.people import PEOPLE_PAGES
from marac.web.referrals import REFERRAL_PAGES
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.sent_twice import sent_twice
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *INBOX_PAGES, *LINKING_PAGES, *NOTICE_PAGES, *PEOPLE_PAGES, *REFERRAL_PAGES]
REASON = "The school wrote of the same night."


async def test_the_coordinator_joins_them_with_a_reason_and_undoes_it(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    first, again = await sent_twice(cast, clock)
    amina = await browser(cast.amina)
    page = await amina.get(f"/referrals/{again}")

    joined = await amina.press(page, "Join to earlier case alert 1", {"joined.1": REASON})

    assert joined.path == f"/referrals/{first}"
    assert joined.outcome.startswith("Joined. This case has two referrals now")
    assert "Referred again" in joined.text
    assert "Northmoor Schools Safeguarding Team, 2 September 2026. Joined by Amina Shah" in joined.text
    assert f"/referrals/{again}" in joined.links.values()
    second = await amina.get(f"/referrals/{again}")
    assert "This referral joined an earlier case" in second.text
    assert REASON in second.text
    apart = await amina.press(joined, "Take apart second referral 1")
    assert apart.path == f"/referrals/{again}"
    assert apart.outcome == "Taken apart. Both referrals are as they were before."
    assert "The same abuse of the same two people was referred before." in apart.text


async def test_they_are_not_joined_without_a_reason(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    _, again = await sent_twice(cast, clock)
    amina = await browser(cast.amina)
    page = await amina.get(f"/referrals/{again}")

    refused = await amina.press(page, "Join to earlier case alert 1")

    assert refused.messages == {"joined-1": "Write why these two referrals are one."}
    [chosen] = refused.tree.xpath("//select[@name='meeting']/option[@selected]")
    assert chosen.get("value"), "the meeting that is proposed is lost"


async def test_a_notice_says_once_what_both_clocks_say(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    await sent_twice(cast, clock)

    notices = await (await browser(cast.amina)).get("/notices/repeats")

    [row] = notices.tables[0].rows
    assert row[2].startswith("Same incident? The same abuse of the same two people was referred before")
    assert row[2].endswith("By the other clock: the same.")


async def test_one_key_opens_the_form_that_joins(browser: Browser, cast: Cast, clock: FixedClock) -> None:
    _, again = await sent_twice(cast, clock)
    await Officer.update({Officer.single_keys: True}).where(Officer.id == cast.amina.officer_id)

    page = await (await browser(cast.amina)).get(f"/referrals/{again}")

    [opener] = page.tree.xpath("//summary[@data-key='t']")
    assert "Join the two referrals" in opener.text_content()


async def test_what_holds_joined_referrals_together_is_not_offered_to_be_taken_back_alone(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    first, again = await sent_twice(cast, clock)
    amina = await browser(cast.amina)
    await amina.press(await amina.get(f"/referrals/{again}"), "Join to earlier case alert 1", {"joined.1": REASON})

    person = await amina.get(f"/people/{first}/1/cases")
    people = await amina.get(f"/referrals/{first}/people")

    undo = [row[-1] for row in person.tables[1].rows]
    assert sorted(words.startswith("Undo this link") for words in undo) == [False, True]
    assert "Two referrals joined as one" in undo
    assert "Two referrals joined as one" in people.text


async def test_the_chair_sees_on_the_case_that_it_was_referred_again(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    first, again = await sent_twice(cast, clock)
    amina = await browser(cast.amina)
    await amina.press(await amina.get(f"/referrals/{again}"), "Join to earlier case alert 1", {"joined.1": REASON})

    page = await (await browser(cast.grace)).get(f"/cases/{first}")
    second = await (await browser(cast.grace)).get(f"/cases/{again}")

    assert "Northmoor Schools Safeguarding Team, 2 September 2026" in page.text
    assert "Joined to an earlier case" in second.text
    assert "Next Nothing here: it is heard with the earlier case" in second.text
    assert "Take apart" not in page.text
