"""Linking two people by hand: it changes the repeat verdict, and taking it back restores what was."""

from datetime import timedelta

import pytest

from marac.web.cases import CASE_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.linking import LINKING_PAGES
from marac.web.referrals import REFERRAL_PAGES
from meetings.tables.people import Mention, Verdict
from tests.cast import Cast
from tests.fakes import TUESDAY
from tests.web.conftest import Browser, Two
from tests.web.reader import Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *INBOX_PAGES, *REFERRAL_PAGES, *LINKING_PAGES]


async def link(amina: Reader, two: Two, role: str) -> Page:
    people = await amina.get(f"/referrals/{two.later}/people")
    pair = await amina.press(people, "Compare", {"case": two.earlier})
    ours = await mention_of(two.later, role)
    theirs = await mention_of(two.earlier, role)
    return await amina.press(pair, "Same person", {"mention": ours, "other": theirs})


async def mention_of(case_ref: str, role: str) -> str:
    rows = await Mention.select(Mention.id).where((Mention.case.ref == case_ref) & (Mention.role == role))
    return str(rows[0]["id"])


async def test_linking_both_people_makes_the_referral_a_repeat_and_undo_unmakes_it(
    browser: Browser, cast: Cast, two: Two
) -> None:
    amina = await browser(cast.amina)
    assert "Not a repeat" in (await amina.get(f"/referrals/{two.later}")).tags

    await link(amina, two, "victim")
    people = await link(amina, two, "perpetrator")

    referral = await amina.get(f"/referrals/{two.later}")
    assert "Repeat" in referral.tags
    assert "14 March 2026" in referral.text
    [take_back, *_] = [words for form in people.forms for words, _, _ in form.buttons if words.startswith("Take back")]
    await amina.press(people, take_back)
    assert "Not a repeat" in (await amina.get(f"/referrals/{two.later}")).tags


async def test_a_decision_is_dated_by_the_calendar_of_its_area(browser: Browser, cast: Cast, two: Two) -> None:
    amina = await browser(cast.amina)
    await link(amina, two, "victim")
    # A practice area was played in long after its days.
    await Verdict.update({Verdict.at: TUESDAY + timedelta(days=400)}, force=True)

    people = await amina.get(f"/referrals/{two.later}/people")

    [row] = people.tables[-1].rows
    assert row[4].startswith("Tue 1 Sep 2026")


async def test_a_case_one_may_not_see_answers_like_one_that_is_not_there(
    browser: Browser, cast: Cast, two: Two
) -> None:
    amina = await browser(cast.amina)
    people = await amina.get(f"/referrals/{two.later}/people")

    answer = await amina.press(people, "Compare", {"case": "7K3Q9-XBD2H"})

    assert answer.status == 422
    assert "Nothing you may see matches" in answer.text


async def test_nobody_is_chosen_for_the_coordinator(browser: Browser, cast: Cast, two: Two) -> None:
    amina = await browser(cast.amina)
    pair = await amina.get(f"/referrals/{two.later}/people/{two.earlier}")

    again = await amina.press(pair, "Same person")

    assert again.status == 422
    assert "Choose somebody of this referral." in again.text
