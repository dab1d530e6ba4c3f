"""Alerts of a referral: each is settled with a reason, stands below with it, and can be opened again."""

import pytest

from marac.web.cases import CASE_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.referrals import REFERRAL_PAGES
from meetings.intake import take_in
from tests.cast import Cast
from tests.documents import a_referral, checklist
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *INBOX_PAGES, *REFERRAL_PAGES]
AT_RISK = "Children are at risk, and no safeguarding referral is told."
REASON = "Children’s services were told by telephone today."


@pytest.fixture
async def referral(cast: Cast) -> str:
    told = a_referral(dash={**checklist(), "children_at_risk": "yes"})
    return str((await take_in(await cast.bryn.act(), told)).case_ref)


async def test_an_alert_is_settled_with_a_reason_that_stays_beside_it(
    browser: Browser, cast: Cast, referral: str
) -> None:
    amina = await browser(cast.amina)
    page = await amina.get(f"/referrals/{referral}")
    assert "Check (1)" in page.text
    assert "Settle this alert" in page.text

    settled = await amina.press(page, "Settle alert 1", {"settled.1": REASON})

    assert settled.outcome == "Settled. It stands below with your reason."
    assert "Check (0)" in settled.text
    assert f"Settled: {AT_RISK}" in settled.text
    assert f"{REASON} Amina Shah" in settled.text


async def test_no_alert_goes_away_without_a_reason(browser: Browser, cast: Cast, referral: str) -> None:
    amina = await browser(cast.amina)
    page = await amina.get(f"/referrals/{referral}")

    refused = await amina.press(page, "Settle alert 1")

    assert refused.messages == {"settled-1": "Write why this needs nothing more."}
    assert "Check (1)" in (await amina.get(f"/referrals/{referral}")).text


async def test_a_settled_alert_can_be_opened_again(browser: Browser, cast: Cast, referral: str) -> None:
    amina = await browser(cast.amina)
    page = await amina.get(f"/referrals/{referral}")
    settled = await amina.press(page, "Settle alert 1", {"settled.1": REASON})

    again = await amina.press(settled, "Open again settled alert 1")

    assert "Check (1)" in again.text
    assert again.outcome == "Open again. What was written before is kept."
