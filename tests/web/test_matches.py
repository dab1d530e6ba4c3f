"""Suggestions decided: both records with who said what, no address without a reason, the next pair at once, undo."""

import json
from dataclasses import dataclass

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.web.cases import CASE_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.linking import LINKING_PAGES
from marac.web.matches import MATCH_PAGES
from marac.web.referrals import REFERRAL_PAGES
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from meetings.tables.matching import PeopleSearch, Suggestion
from tests.cast import Cast
from tests.documents import a_referral, ellen
from tests.meeting_of_the_cast import a_meeting
from tests.shutting_out import shut_out
from tests.suggested import HARDLY, PERHAPS, all_searched, suggest
from tests.web.conftest import Browser
from tests.web.reader import Page
from tests.web.strict import text_of

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *INBOX_PAGES, *REFERRAL_PAGES, *LINKING_PAGES, *MATCH_PAGES]


@dataclass
class Two:
    """Ellen and Frank referred in March, with Ellen under her married name, and again in August."""

    earlier: str
    later: str


@pytest.fixture
async def two(cast: Cast) -> Two:
    meeting_ref = await a_meeting(cast)
    bryn, amina = await cast.bryn.act(), await cast.amina.act()
    married = ellen(addresses=[{**ellen()["addresses"][0], "lines": ["9 Weir Street"], "postcode": "ZZ2 7PQ"}])
    married["family_name"] = "Ostrey"
    told = a_referral(referred_on="2026-03-14", incident_on="2026-03-12", victim=married)
    first = await take_in(bryn, told)
    await accept_referral(amina, str(first.case_ref), Acceptance(meeting_ref))
    second = await take_in(bryn, a_referral(sender_reference="NMP-26-00002"))
    await all_searched()
    return Two(str(first.case_ref), str(second.case_ref))


async def leaves_of(event: Event) -> list[dict[str, object]]:
    rows = await Leaf.select(Leaf.keys).where(Leaf.event == event.value)
    return [json.loads(row["keys"]) for row in rows]


def row_of(page: Page, label: str) -> list[str]:
    table = next(table for table in page.tables if table.caption == "Values of both records")
    return next(row for row in table.rows if row[0] == label)


async def test_both_records_stand_side_by_side_with_who_said_it_and_when(
    browser: Browser, cast: Cast, two: Two
) -> None:
    ref = await suggest(two.later, two.earlier)
    amina = await browser(cast.amina)

    pair = await amina.get(f"/compare/{ref}")

    family = row_of(pair, "Family name")
    assert "Quarmby Northmoor Constabulary, 1 Sep 2026" in family[1]
    assert "Ostrey Northmoor Constabulary, 14 Mar 2026" in family[2]
    assert pair.tree.xpath("//*[@class='desk-told__differs']//text()") == ["Quarmby", "Ostrey"]
    assert row_of(pair, "Born")[1].startswith("27 March 1985")
    # On a phone each value bears the head of its column, for the heads are not seen there.
    heads = [text_of(head) for head in pair.tree.xpath("//table[1]/thead//th")]
    assert heads[1].startswith("Victim in NM ") and heads[2].startswith("Victim in NM-26-")
    assert "each one more doubles the odds" in pair.text
    assert heads == pair.tree.xpath("//table[1]/tbody/tr[1]/*/@data-label")


async def test_what_is_alike_only_in_part_is_not_called_the_same(browser: Browser, cast: Cast, two: Two) -> None:
    ref = await suggest(two.later, two.earlier, "child")

    pair = await (await browser(cast.amina)).get(f"/compare/{ref}")

    beside = row_of(pair, "Also in that case")
    assert "Victim Ellen Quarmby" in beside[1] and "Victim Ellen Ostrey" in beside[2]
    assert beside[3] == "In part the same"


async def test_no_address_school_or_whole_number_is_shown_until_somebody_says_why(
    browser: Browser, cast: Cast, two: Two
) -> None:
    ref = await suggest(two.later, two.earlier)
    amina = await browser(cast.amina)

    pair = await amina.get(f"/compare/{ref}")

    for withheld in ("Mill Lane", "Weir Street", "07700 900142", "ZZ1"):
        assert withheld not in pair.response.text
    assert "ends 142" in row_of(pair, "Telephone")[1]
    assert "Shut, opens for a reason" in row_of(pair, "Lives")[1]
    assert await leaves_of(Event.ADDRESS_OPENED) == []


async def test_addresses_are_opened_with_a_reason_and_each_look_says_it(browser: Browser, cast: Cast, two: Two) -> None:
    ref = await suggest(two.later, two.earlier)
    amina = await browser(cast.amina)
    pair = await amina.get(f"/compare/{ref}")

    unsaid = await amina.press(pair, "Open them")
    opened = await amina.press(pair, "Open them", {"reason": "one_person"})

    assert unsaid.messages == {"reason": "Choose why you need the addresses."}
    assert "4 Mill Lane" in row_of(opened, "Lives")[1]
    assert "9 Weir Street" in row_of(opened, "Lives")[2]
    [leaf] = await leaves_of(Event.ADDRESS_OPENED)
    # Both records, and whom else each of their cases names.
    assert (leaf["reason_code"], leaf["number_of_objects"]) == ("one_person", 4)


async def test_a_verdict_leads_to_the_next_pair_at_once_and_can_be_undone_from_there(
    browser: Browser, cast: Cast, two: Two
) -> None:
    refs = [await suggest(two.later, two.earlier, role, after=n) for n, role in enumerate(("victim", "perpetrator"))]
    amina = await browser(cast.amina)
    first = await amina.get(f"/compare/{refs[0]}")
    assert "1 of 2" in first.text

    second = await amina.press(first, "Same person")

    assert (second.path, second.outcome) == (f"/compare/{refs[1]}", "Same person.")
    assert "2 of 2" in second.text
    back = await amina.press(second, "Undo")
    assert back.path == f"/compare/{refs[0]}"
    assert "Waits for you" in (await amina.get(f"/referrals/{two.later}/people")).text


async def test_what_would_follow_is_said_before_and_what_followed_afterwards(
    browser: Browser, cast: Cast, two: Two
) -> None:
    refs = [await suggest(two.later, two.earlier, role) for role in ("victim", "perpetrator")]
    amina = await browser(cast.amina)
    await amina.press(await amina.get(f"/compare/{refs[0]}"), "Same person")
    last = await amina.get(f"/compare/{refs[1]}")
    assert "If same: the referral becomes a repeat" in last.text

    after = await amina.press(last, "Same person")

    assert after.path == "/people"
    assert after.outcome == "Same person. Repeat verdict changed on 1 referral."
    assert "All suggestions are decided." in after.text
    assert "Repeat" in (await amina.get(f"/referrals/{two.later}")).tags


async def test_not_sure_changes_nothing_and_is_answered_once(browser: Browser, cast: Cast, two: Two) -> None:
    ref = await suggest(two.later, two.earlier)
    amina = await browser(cast.amina)

    after = await amina.press(await amina.get(f"/compare/{ref}"), "Not sure")

    assert "All suggestions are decided." in after.text
    decided = await amina.get(f"/compare/{ref}")
    assert "Decided: not sure." in decided.text
    again = await amina.press(decided, "Take this back")
    assert "If same:" in again.text


async def test_the_account_of_the_weight_stands_as_a_list_and_as_a_table(
    browser: Browser, cast: Cast, two: Two
) -> None:
    ref = await suggest(two.later, two.earlier)
    amina = await browser(cast.amina)

    pair = await amina.get(f"/compare/{ref}")

    table = next(table for table in pair.tables if table.caption.startswith("The weight"))
    bits = [float(row[1].replace("−", "-")) for row in table.rows]
    assert abs(sum(bits[:-1]) - bits[-1]) < len(bits) * 0.05
    assert bits[0] < 0, "what speaks before anything is compared comes first"
    assert all(row[0].lower() in pair.text.lower() for row in table.rows[:-1])


async def test_every_answer_leaves_a_leaf_that_says_what_was_shown(browser: Browser, cast: Cast, two: Two) -> None:
    ref = await suggest(two.later, two.earlier)
    amina = await browser(cast.amina)

    await amina.press(await amina.get(f"/compare/{ref}"), "Different people", {"note": "The sisters are two."})

    [leaf] = await leaves_of(Event.IDENTITY_PARTED)
    suggestion = await Suggestion.objects().get(Suggestion.ref == ref)
    assert suggestion is not None
    assert (leaf["levels"], leaf["model"]) == (suggestion.levels, suggestion.model)
    assert "sisters" not in json.dumps(await leaves_of(Event.SUGGESTION_ANSWERED))


async def test_a_suggestion_to_a_case_one_may_not_see_does_not_exist(browser: Browser, cast: Cast, two: Two) -> None:
    ref = await suggest(two.later, two.earlier)
    await shut_out(cast.amina, two.earlier)
    amina = await browser(cast.amina)

    hidden, absent = await amina.get(f"/compare/{ref}"), await amina.get("/compare/7k3q9xbd2h")

    assert hidden.status == 404
    assert hidden.text == absent.text
    assert "All suggestions are decided." in (await amina.get("/people")).text
    assert "No earlier mention found" in (await amina.get(f"/referrals/{two.later}/people")).text


async def test_deciding_who_is_who_is_for_coordinators(browser: Browser, cast: Cast, two: Two) -> None:
    ref = await suggest(two.later, two.earlier)

    for person in (cast.bryn, cast.imran, cast.grace, cast.stella):
        reader = await browser(person)
        assert [(await reader.get(path)).status for path in ("/people", f"/compare/{ref}")] == [404, 404]


async def test_the_referral_says_who_its_people_may_be(browser: Browser, cast: Cast, two: Two) -> None:
    await suggest(two.later, two.earlier)
    await suggest(two.later, two.earlier, "perpetrator", levels=PERHAPS, band="possible")
    await suggest(two.later, two.earlier, "child", levels=HARDLY, band="weak")
    amina = await browser(cast.amina)

    referral = await amina.get(f"/referrals/{two.later}")

    assert "Strong 1 earlier mention" in referral.text
    assert "Possible 1 earlier mention" in referral.text
    assert "Show 1 weaker one" in referral.links
    people = await amina.follow(referral, "Show 1 weaker one")
    assert "Weaker" in people.text
    assert "Weaker" not in (await amina.get(f"/referrals/{two.later}/people")).text


async def test_the_inbox_counts_what_waits_and_says_when_nothing_does(browser: Browser, cast: Cast, two: Two) -> None:
    amina = await browser(cast.amina)
    assert (await amina.get("/inbox")).tables[0].rows[0][-1] == "new"

    await suggest(two.later, two.earlier)
    await suggest(two.later, two.earlier, "perpetrator", levels=PERHAPS, band="possible")

    people = (await amina.get("/inbox")).tables[0].rows[0][-1]
    assert people.startswith("1 strong, 1 possible")


async def test_a_search_still_running_is_said_wherever_its_finds_would_stand(
    browser: Browser, cast: Cast, two: Two
) -> None:
    await PeopleSearch.update({PeopleSearch.searched_at: None}, force=True)
    amina = await browser(cast.amina)

    assert "Search running" in (await amina.get(f"/referrals/{two.later}")).text
    assert "Search still running" in (await amina.get(f"/referrals/{two.later}/people")).text
    assert "search running" in (await amina.get("/inbox")).tables[0].rows[0][-1]
