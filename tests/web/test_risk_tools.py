"""The risk tools of a case side by side: each with its date, its limits and what changed; nobody is ranked."""

import re
from typing import Any

import pytest

from marac.audit.tables import Leaf
from marac.database import transaction
from marac.web.case_forms.pages import CASE_FORM_PAGES
from marac.web.risk.reviews import REVIEW_PAGES
from marac.web.risk.risk_tools import RISK_PAGES
from meetings.arrivals import Result
from meetings.forms.on_case.matac_v1 import FORM as MATAC
from meetings.forms.on_case.other_tool_v1 import FORM as OTHER
from meetings.intake import take_in
from meetings.reviews.recording import Made, mark_done
from meetings.tables.documents import Case
from meetings.tables.reviews import ReviewDone
from tests.cast import Cast, Person
from tests.meeting_day import Listed
from tests.meetings.forms.risk_documents import a_checklist, a_document
from tests.meetings.forms.test_risk_forms import a_rosh, an_adult, stated
from tests.web.conftest import Browser
from tests.web.reader import Page

pytestmark = pytest.mark.anyio
PAGES = [*CASE_FORM_PAGES, *REVIEW_PAGES, *RISK_PAGES]


async def kept(person: Person, listed: Listed, document: dict[str, Any], **head: Any) -> None:
    """This person's agency sends a form on the case."""
    agency = {"bryn": "northmoor-police", "imran": "wayside-idva"}
    whole = {**document, "case_number": listed.case_number, "agency": agency[person.name], **head}
    taken = await take_in(await person.act(), whole)
    assert taken.result is Result.RECEIVED, taken


async def seen(browser: Browser, person: Person, listed: Listed) -> Page:
    return await (await browser(person)).get(f"/cases/{listed.case_ref}/risk")


async def test_two_checklists_stand_side_by_side_with_what_changed_and_their_limits(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await kept(cast.imran, listed, a_checklist(yes=12, dont_know=2, no=10, done_on="2026-08-01"))
    await kept(cast.imran, listed, a_checklist(yes=13, dont_know=1, no=10), sender_reference="WEB-26-0010")

    page = await seen(browser, cast.imran, listed)

    assert page.tables[0].caption == "2 risk tools on this case"
    assert "12 yes of 24, 2 not known, 0 blank. Could be up to 14." in page.text
    assert "its gaps could reach it" in page.text
    assert "Since 1 August 2026:" in page.text
    assert "13 Weapons or objects used to hurt: before not known, now yes." in page.text
    assert "ranks nobody" in page.text and "belongs to SafeLives" in page.text
    assert "days ago" in page.text
    assert await Leaf.count().where(Leaf.event == "risk:read") == 1


async def test_every_tool_speaks_for_itself_and_no_scale_is_read_as_another(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    figures = stated(rsr=("4.0", "medium"), csrp=("4.0", "medium"))
    await kept(cast.bryn, listed, a_rosh(predictors=figures, system="OASys"), sender_reference="WEB-26-0011")
    await kept(cast.bryn, listed, an_adult(likelihood="1", consequence="5"), sender_reference="WEB-26-0012")
    inputs = {"recency": 3, "frequency": 4, "gravity": 5, "victims": 2}
    await kept(cast.bryn, listed, a_document(MATAC, done_on="2026-08-30", **inputs), sender_reference="WEB-26-0013")
    dara = a_document(OTHER, tool="dara", done_on="2026-08-30", grade="high")
    await kept(cast.bryn, listed, dara, sender_reference="WEB-26-0014")

    page = await seen(browser, cast.bryn, listed)

    assert "High as stated, in OASys." in page.text
    assert "Risk of serious recidivism (RSR): 4.0, Medium as stated." in page.text
    assert "this figure would be High. The sent band is kept." in page.text
    assert "5, Moderate: likelihood 1 Rare times consequence 5 Catastrophic." in page.text
    assert "14 = how recent 3 × 1 + how often 4 × 1 + how grave 5 × 1 + number of victims 2 × 1." in page.text
    assert "It supports professional judgement" in page.text and "route of its own" not in page.text
    assert "Not confirmed against national guidance." in page.text


async def test_an_agency_sees_its_own_tools_and_the_coordinator_all(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await kept(cast.imran, listed, a_checklist(yes=10, no=14))

    of_bryn, of_amina = await seen(browser, cast.bryn, listed), await seen(browser, cast.amina, listed)

    assert "10 yes of 24" not in of_bryn.text
    assert "10 yes of 24" in of_amina.text
    assert (await seen(browser, cast.cerys, listed)).status == 404


async def test_a_checklist_that_is_kept_starts_the_clock_of_its_review(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await kept(cast.imran, listed, a_checklist(yes=10, no=14, done_on="2026-07-02"))

    page = await seen(browser, cast.imran, listed)
    mine = ReviewDone.agency == (await cast.imran.act()).agency_id
    [row] = await ReviewDone.select(ReviewDone.record, ReviewDone.done_on).where(mine)

    assert (row["record"], row["done_on"].isoformat()) == ("dash", "2026-07-02")
    assert "No review since 2 July 2026." in page.text


async def test_a_corrected_day_takes_the_place_of_the_wrong_one(cast: Cast, listed: Listed) -> None:
    await kept(cast.imran, listed, a_checklist(yes=10, no=14, done_on="2026-08-30"))
    corrected = {**a_checklist(yes=10, no=14, done_on="2026-07-30"), "corrects": "WEB-26-0009"}

    await kept(cast.imran, listed, corrected, sender_reference="WEB-26-0010")

    mine = ReviewDone.agency == (await cast.imran.act()).agency_id
    days = [row["done_on"].isoformat() for row in await ReviewDone.select(ReviewDone.done_on).where(mine)]
    assert days == ["2026-07-30"]


async def test_a_form_that_reviews_nothing_starts_no_clock(cast: Cast, listed: Listed) -> None:
    act = await cast.imran.act()
    case = await Case.objects().get(Case.ref == listed.case_ref)
    assert case is not None and act.agency_id is not None
    made = Made(form="marac-matac", agency=act.agency_id, document=case.id, done_on=act.today)

    async with transaction():
        await mark_done(act, case.id, made)

    assert await ReviewDone.count().where(ReviewDone.agency == act.agency_id) == 0


async def test_a_case_without_a_tool_says_so(browser: Browser, cast: Cast, listed: Listed) -> None:
    assert "No risk tool stands on this case yet." in (await seen(browser, cast.imran, listed)).text


async def test_a_kept_checklist_with_gaps_stands_in_the_list_with_their_number(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await kept(cast.imran, listed, a_checklist(yes=3, no=20))

    page = await (await browser(cast.imran)).get(f"/cases/{listed.case_ref}/forms")

    assert page.status == 200
    assert re.search(r"\d+ gaps", page.text)
