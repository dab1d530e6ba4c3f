"""The coordinator's inbox: what arrives is read, decided, and never seen by anybody else."""

import pytest

from marac.web.cases import CASE_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.referrals import REFERRAL_PAGES
from meetings.intake import take_in
from meetings.schedule import load_calendar
from tests.cast import Cast
from tests.documents import a_referral, a_return
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *INBOX_PAGES, *REFERRAL_PAGES]


@pytest.fixture
async def case_ref(cast: Cast) -> str:
    """Bryn has referred Ellen; Amina has a calendar."""
    amina = await cast.amina.act()
    await load_calendar(amina, cast.loaded[0].meetings)
    taken = await take_in(await cast.bryn.act(), a_referral())
    return str(taken.case_ref)


async def test_the_inbox_counts_what_waits_and_names_nobody(browser: Browser, cast: Cast, case_ref: str) -> None:
    inbox = await (await browser(cast.amina)).get("/inbox")

    assert inbox.heading == "Inbox"
    assert "1 new referral" in inbox.text
    assert "Quarmby" not in inbox.text
    assert f"/referrals/{case_ref}" in inbox.links.values()


async def test_a_referral_shows_routes_said_beside_routes_shown(browser: Browser, cast: Cast, case_ref: str) -> None:
    referral = await (await browser(cast.amina)).get(f"/referrals/{case_ref}")

    assert referral.heading == "Referral"
    assert "16 of 24" in referral.text
    assert "Not a repeat" in referral.text
    assert "school office" in referral.text


async def test_answers_about_safe_contact_are_not_said_to_be_missing(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    page = await (await browser(cast.amina)).get(f"/referrals/{case_ref}")

    assert "Safe contact Stands at the top of this page." in page.text


async def test_accepting_puts_the_case_on_its_meeting_and_can_be_taken_back(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina = await browser(cast.amina)
    referral = await amina.get(f"/referrals/{case_ref}")

    inbox = await amina.press(referral, "Decide", {"decision": "accept"})

    assert "Accepted as case" in inbox.text
    assert "0 new" in inbox.text.lower() or "Nothing waits here" in inbox.text
    back = await amina.press(inbox, "Undo")
    assert "waits for a decision again" in back.text


async def test_declining_without_a_reason_keeps_what_was_typed(browser: Browser, cast: Cast, case_ref: str) -> None:
    amina = await browser(cast.amina)
    referral = await amina.get(f"/referrals/{case_ref}")

    again = await amina.press(referral, "Decide", {"decision": "decline", "decline_words": "Try the helpline"})

    assert again.status == 422
    assert again.messages
    assert "Try the helpline" in again.text


@pytest.mark.parametrize("decision", ["accept", "return"])
async def test_however_many_gaps_are_ticked_the_decision_stands(
    browser: Browser, cast: Cast, case_ref: str, decision: str
) -> None:
    """Ticked for a return, and left ticked when the choice changes."""
    amina = await browser(cast.amina)
    referral = await amina.get(f"/referrals/{case_ref}")

    inbox = await amina.press(referral, "Decide", {"decision": decision, "gaps": ["Say what it is.", "Say when."]})

    assert inbox.status == 200
    assert ("Accepted as case" if decision == "accept" else "Returned with questions") in inbox.text


async def test_the_chair_reads_a_referral_and_has_no_inbox(browser: Browser, cast: Cast, case_ref: str) -> None:
    grace = await browser(cast.grace)

    assert (await grace.get("/inbox")).status == 404
    assert (await grace.get(f"/referrals/{case_ref}")).heading == "Referral"


@pytest.mark.parametrize("who", ["bryn", "stella", "ada", "petra", "cerys"])
async def test_nobody_but_the_coordinator_learns_of_the_inbox_or_a_referral(
    browser: Browser, cast: Cast, case_ref: str, who: str
) -> None:
    theirs = await browser(getattr(cast, who))

    inbox, referral = await theirs.get("/inbox"), await theirs.get(f"/referrals/{case_ref}")

    assert (inbox.status, referral.status) == (404, 404)
    assert inbox.heading == referral.heading == "Page not found"


async def test_a_return_that_names_no_case_is_kept_and_placed_by_hand(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina = await browser(cast.amina)
    referral = await amina.get(f"/referrals/{case_ref}")
    await amina.press(referral, "Decide", {"decision": "accept"})
    taken = await take_in(await cast.nadia.act(), a_return("NM-26-9999"))
    waiting = await amina.get("/unplaced")
    assert "MGP-RES-1" in waiting.text

    page = await amina.get(f"/unplaced/{taken.document_ref}")
    wrong = await amina.press(page, "Place the document", {"case": "nonsense"})
    assert wrong.status == 422
    placed = await amina.press(page, "Place the document", {"case": case_ref})

    assert "Every document has its place" in placed.text


async def test_two_texts_under_one_reference_are_shown_side_by_side(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    taken = await take_in(await cast.bryn.act(), a_referral(afraid_of="His brother"))
    amina = await browser(cast.amina)

    page = await amina.get(f"/conflicts/{taken.document_ref}")

    assert "afraid of" in page.text
    assert "His brother" in page.text
    judged = await amina.press(page, "Decide", {"verdict": "first_stands"})
    assert "No reference has two texts" in judged.text
