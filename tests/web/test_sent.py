"""What one sent: its outcome, questions to answer, receipts, and taking back what was a mistake."""

import pytest

from marac.web.sent import SENT_PAGES
from meetings.decisions import decline_referral
from meetings.intake import take_in
from meetings.questions import ask_referrer
from tests.cast import Cast
from tests.documents import a_referral
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = SENT_PAGES


@pytest.fixture
async def sent(cast: Cast) -> tuple[str, str]:
    """Bryn has referred Ellen: the reference Bryn knows it by, and the coordinator's."""
    taken = await take_in(await cast.bryn.act(), a_referral())
    return str(taken.document_ref), str(taken.case_ref)


async def test_the_sender_reads_the_own_referral_and_whats_become_of_it(
    browser: Browser, cast: Cast, sent: tuple[str, str]
) -> None:
    bryn = await browser(cast.bryn)
    listed = await bryn.get("/referrals")
    assert listed.tables[0].rows[0][0] == "NMP-26-00001"
    assert listed.tables[0].rows[0][3] == "Received"

    page = await bryn.follow(listed, "NMP-26-00001")

    assert page.heading == "What you sent"
    assert "Abuse at home on 30 August." in page.text
    assert page.text.index("Before you contact") < page.text.index("07700 900142")
    assert sent[1] not in page.text


async def test_after_the_decision_the_outcome_stands_and_the_content_is_gone(
    browser: Browser, cast: Cast, sent: tuple[str, str]
) -> None:
    await decline_referral(await cast.amina.act(), sent[1], reason_code="no_route", reason="Try the helpline")

    page = await (await browser(cast.bryn)).get(f"/sent/{sent[0]}")

    assert "Abuse at home" not in page.text
    assert "Declined" in page.text
    assert "No route applies. Try the helpline" in page.text
    assert "Take back" not in [button[0] for form in page.forms for button in form.buttons]


async def test_questions_of_the_coordinator_are_answered_where_the_referral_stands(
    browser: Browser, cast: Cast, sent: tuple[str, str]
) -> None:
    await ask_referrer(await cast.amina.act(), sent[1], ["Who else lives there?", "Is there a key?"])
    bryn = await browser(cast.bryn)
    listed = await bryn.get("/referrals")
    assert listed.tables[0].rows[0][4] == "Answer the questions"
    page = await bryn.get(f"/sent/{sent[0]}")
    fields = [name for name in page.form("Send answers").fields if name.startswith("answers.")]

    nothing = await bryn.press(page, "Send answers")
    assert nothing.status == 422
    half = await bryn.press(page, "Send answers", {fields[0]: "Her sister"})
    assert half.outcome == "Your answers are sent. The coordinator has them."
    whole = await bryn.press(half, "Send answers", {fields[1]: "Yes, his."})

    assert "Her sister" in whole.text and "Yes, his." in whole.text
    assert "Send answers" not in [button[0] for form in whole.forms for button in form.buttons]
    assert (await bryn.get("/referrals")).tables[0].rows[0][3] == "Received"


async def test_a_mistake_is_taken_back_on_the_page_of_what_was_sent(
    browser: Browser, cast: Cast, sent: tuple[str, str]
) -> None:
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/sent/{sent[0]}")

    gone = await bryn.press(page, "Take back", {"reason": "Wrong area"})

    assert gone.outcome == "Taken back. It stays on record that it was sent by mistake."
    assert "Abuse at home" not in gone.text
    assert (await bryn.press(page, "Take back", {"reason": "Again"})).status in (200, 409)


async def test_a_receipt_says_when_and_what_without_a_name(browser: Browser, cast: Cast, sent: tuple[str, str]) -> None:
    bryn = await browser(cast.bryn)

    receipt = await bryn.get(f"/receipts/{sent[0]}")
    file = await bryn.client.get(f"/receipts/{sent[0]}/file")

    assert receipt.heading == "Referral sent"
    assert "Received Tue 1 Sep 2026, 11am" in receipt.text
    assert "Thu 3 Sep 2026, 5pm" in receipt.text
    assert "Quarmby" not in receipt.text + file.text
    assert file.json()["receipt"]["document"] == sent[0]
    assert file.json()["signature"]


@pytest.mark.parametrize("who", ["amina", "grace", "nadia", "cerys", "stella"])
async def test_nobody_else_meets_what_was_sent(browser: Browser, cast: Cast, sent: tuple[str, str], who: str) -> None:
    theirs = await browser(getattr(cast, who))

    for path in (f"/sent/{sent[0]}", f"/receipts/{sent[0]}", f"/receipts/{sent[0]}/file"):
        found = await theirs.client.get(path)
        assert found.status_code == 404, path
