"""The chair's second opinion on a referral: asked, given with reason and dissent, and met by nobody else."""

import pytest

from marac.jobs import Job, Outbox
from marac.web.opinions import OPINION_PAGES
from marac.web.referrals import REFERRAL_PAGES
from marac.web.start import START_PAGES
from meetings.intake import take_in
from meetings.schedule import load_calendar
from meetings.tables.triage import Opinion
from meetings.triage.opinions import ask_opinion
from tests.cast import Cast
from tests.documents import a_referral
from tests.shutting_out import shut_out
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*OPINION_PAGES, *REFERRAL_PAGES, *START_PAGES]
QUESTION = "Is the judgement enough here without the checklist?"
WHY = "Three incidents in a month, each worse than the one before."


@pytest.fixture
async def case_ref(cast: Cast) -> str:
    await load_calendar(await cast.amina.act(), cast.loaded[0].meetings)
    return str((await take_in(await cast.bryn.act(), a_referral())).case_ref)


async def test_the_chair_is_asked_answers_with_reason_and_dissent_and_the_coordinator_reads_both(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina, grace = await browser(cast.amina), await browser(cast.grace)
    asking = await amina.get(f"/referrals/{case_ref}/opinion")
    short = await amina.press(asking, "Ask the chair", {"question": "Is it?"})
    assert short.messages == {"question": "Write what you ask the chair, in at least 20 characters"}
    await amina.press(short, "Ask the chair", {"question": QUESTION})
    assert await Outbox.exists().where(Outbox.kind == Job.SEND_LETTER.value)

    work = await grace.get("/")
    assert "1 second opinion" in work.text
    listed = await grace.get("/opinions")
    assert "Quarmby" not in listed.text
    page = await grace.get(f"/referrals/{case_ref}/opinion")
    assert QUESTION in page.text
    refused = await grace.press(page, "Give this view", {"view": "hear", "view_reason": "Yes", "dissent": ""})
    assert refused.messages == {"view-reason": "Write why, in at least 20 characters"}
    said = {"view": "hear", "view_reason": WHY, "dissent": "Housing would wait for the next one"}
    after = await grace.press(refused, "Give this view", said)

    assert after.outcome == "Your view is with the coordinator."
    assert "No second opinion is asked for" in after.text
    referral = await amina.get(f"/referrals/{case_ref}")
    assert f"It should be heard. {WHY}" in referral.text
    assert "Seen otherwise: Housing would wait for the next one" in referral.text
    assert "Quarmby" not in str(await Opinion.select(Opinion.body))


async def test_a_chair_reads_the_whole_referral_and_decides_nothing(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    grace = await browser(cast.grace)

    referral = await grace.get(f"/referrals/{case_ref}")

    assert referral.status == 200
    assert "Decide" not in [button[0] for form in referral.forms for button in form.buttons]


async def test_a_chair_shut_out_of_the_case_is_not_asked_and_meets_nothing(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    await shut_out(cast.grace, case_ref)

    amina, grace = await browser(cast.amina), await browser(cast.grace)
    asking = await amina.get(f"/referrals/{case_ref}/opinion")
    refused = await amina.press(asking, "Ask the chair", {"question": QUESTION})

    assert refused.status == 422
    assert "No chair of this area may see this referral" in refused.text
    assert QUESTION in refused.text
    assert (await grace.get(f"/referrals/{case_ref}/opinion")).status == 404
    assert not await Opinion.exists()


async def test_one_question_waits_at_a_time_and_falls_away_with_the_decision(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    await ask_opinion(await cast.amina.act(), case_ref, QUESTION)
    amina, grace = await browser(cast.amina), await browser(cast.grace)
    page = await amina.get(f"/referrals/{case_ref}/opinion")
    assert "Ask the chair" not in [button[0] for form in page.forms for button in form.buttons]

    referral = await amina.get(f"/referrals/{case_ref}")
    await amina.press(referral, "Decide", {"decision": "accept"})

    assert "No second opinion is asked for" in (await grace.get("/opinions")).text


@pytest.mark.parametrize("who", ["bryn", "stella", "ada", "petra", "cerys"])
async def test_nobody_else_learns_of_a_second_opinion(browser: Browser, cast: Cast, case_ref: str, who: str) -> None:
    await ask_opinion(await cast.amina.act(), case_ref, QUESTION)
    theirs = await browser(getattr(cast, who))

    assert (await theirs.get("/opinions")).status == 404
    assert (await theirs.get(f"/referrals/{case_ref}/opinion")).status == 404
