"""Risk reviews on their pages: when each is due, what happened, what could not be done, and who sees which."""

import json
from datetime import date, timedelta

import pytest

from agencies.tables import Setting
from marac.audit.tables import Leaf
from marac.database import transaction
from marac.ids import uuid7
from marac.jobs import Job, Outbox, Payload
from marac.web.cases import CASE_PAGES
from marac.web.risk.reviews import REVIEW_PAGES
from marac.web.start import START_PAGES
from meetings.intake import take_in
from meetings.reviews.dates_ahead import keep_dates
from meetings.reviews.recording import Made, mark_done
from meetings.tables.documents import Case
from meetings.tables.reviews import ReviewDone, ReviewNote
from tasks.registry import HANDLERS, REGULARS
from tests.cast import Cast, Person
from tests.documents import a_referral, checklist
from tests.meeting_day import Listed
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *REVIEW_PAGES, *START_PAGES]


async def asked(person: Person, listed: Listed, *, days_ago: int, form: str = "marac-dash") -> date:
    """This person's agency made a record of the case so many days ago."""
    act = await person.act()
    case = await Case.objects().get(Case.ref == listed.case_ref)
    assert case is not None and act.agency_id is not None
    done_on = act.today - timedelta(days=days_ago)
    async with transaction():
        await mark_done(act, case.id, Made(form=form, agency=act.agency_id, document=uuid7(), done_on=done_on))
    return done_on


async def test_an_idva_finds_the_reviews_that_wait_on_the_start_page(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await asked(cast.imran, listed, days_ago=57)
    await asked(cast.imran, listed, days_ago=41, form="marac-soag")
    imran = await browser(cast.imran)

    start = await imran.get("/")
    page = await imran.get("/reviews")

    assert "1 review due" in start.text
    assert page.tables[0].caption == "1 review due"
    assert "Risk checklist" in page.text and "Overdue: was due" in page.text
    assert "Severity of abuse grid" not in page.text
    assert await Leaf.count().where(Leaf.event == "review:list") == 1


async def test_a_new_incident_makes_the_reviews_of_everybody_due(browser: Browser, cast: Cast, listed: Listed) -> None:
    await asked(cast.imran, listed, days_ago=3)
    bryn, imran = await browser(cast.bryn), await browser(cast.imran)
    assert "No review is due." in (await imran.get("/reviews")).text
    form = await bryn.get(f"/cases/{listed.case_ref}/reviews/happened")

    refused = await bryn.press(form, "Save")
    told = await bryn.press(refused, "Save", {"code": "new_incident", "note": "He was outside the school."})

    assert refused.status == 422 and refused.messages == {"code": "Choose one of the reasons offered."}
    assert told.outcome == "Kept. The reviews it touches are due now."
    assert "He was outside the school." in told.text
    assert "A new incident, told" in (await imran.get("/reviews")).text
    [row] = await ReviewNote.select(ReviewNote.note, ReviewNote.code)
    assert row["code"] == "new_incident" and b"school" not in bytes(row["note"])


async def test_a_review_that_could_not_be_done_stays_due_with_its_reason(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await asked(cast.imran, listed, days_ago=43)
    imran = await browser(cast.imran)
    form = await imran.get(f"/cases/{listed.case_ref}/reviews/not-done")

    refused = await imran.press(form, "Save", {"record": "dash", "code": "other"})
    kept = await imran.press(refused, "Save", {"record": "dash", "code": "not_safe", "note": ""})

    assert refused.messages == {"note": "Say what the other reason is."}
    assert kept.outcome == "Kept. The review stays due: try again."
    assert "not safe to ask. Try again." in kept.text
    assert "Risk checklist not done" in kept.text
    assert "1 review due" in (await imran.get("/")).text


async def test_the_end_of_support_ends_the_clock_of_that_agency_alone(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await asked(cast.imran, listed, days_ago=0)
    await asked(cast.bryn, listed, days_ago=60, form="marac-soag")
    imran, bryn = await browser(cast.imran), await browser(cast.bryn)

    form = await imran.get(f"/cases/{listed.case_ref}/reviews/happened")
    page = await imran.press(form, "Save", {"code": "closure"})

    assert "The support has ended." in page.text
    assert "Overdue" in (await bryn.get("/reviews")).text


async def test_an_agency_sees_its_own_reviews_and_the_coordinator_all(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await asked(cast.imran, listed, days_ago=50)
    await asked(cast.bryn, listed, days_ago=10)
    path = f"/cases/{listed.case_ref}/reviews"

    amina = await browser(cast.amina)
    of_bryn = await (await browser(cast.bryn)).get(path)
    of_amina = await amina.get(path)
    case = await amina.get(f"/cases/{listed.case_ref}")

    assert of_bryn.tables[0].caption == "1 review of this case"
    assert of_amina.tables[0].caption == "2 reviews of this case"
    assert "No review since" in case.text and case.text.count("No review since") == 1


async def test_who_may_not_see_the_case_finds_no_reviews_of_it(browser: Browser, cast: Cast, listed: Listed) -> None:
    for path in ("reviews", "reviews/happened", "reviews/not-done"):
        assert (await (await browser(cast.cerys)).get(f"/cases/{listed.case_ref}/{path}")).status == 404
    assert (await (await browser(cast.stella)).get("/reviews")).status == 404


async def test_a_day_to_come_is_refused(browser: Browser, cast: Cast, listed: Listed) -> None:
    bryn = await browser(cast.bryn)
    form = await bryn.get(f"/cases/{listed.case_ref}/reviews/happened")

    refused = await bryn.press(form, "Save", {"code": "change", "happened_on.year": "2031"})

    assert refused.messages == {"happened-on": "Enter a day up to today."}


async def test_dates_that_a_form_looks_forward_to_are_listed_and_told_once_to_who_may_see_them(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    act = await cast.imran.act()
    case = await Case.objects().get(Case.ref == listed.case_ref)
    assert case is not None and act.agency_id is not None
    closed_on = act.today - timedelta(days=50)
    form = {"closed_on": closed_on.isoformat(), "followup_6_months_ok": "yes", "partners": []}
    made = Made(form="marac-exit", agency=act.agency_id, document=uuid7(), done_on=closed_on)
    await Setting.insert(
        Setting(
            id=uuid7(),
            area=act.area.id,
            name="follow_up_call_months",
            value="2",
            from_on=date(2020, 1, 1),
            source="",
            entered_at=act.at,
        )
    )
    async with transaction():
        await keep_dates(act, case.id, made, form)
    imran, amina = await browser(cast.imran), await browser(cast.amina)
    payload = Payload(case.id, Job.TELL_DUE.value, None, {}, 1, "worker", cast.desk.clock)

    for _ in range(2):
        await HANDLERS[Job.TELL_DUE](cast.desk, payload)

    page = await imran.get("/reviews")
    assert page.tables[-1].caption == "1 date ahead"
    assert "Follow-up call, by another worker than before" in page.text
    assert "1 date ahead" in (await imran.get("/")).text
    assert (await amina.get("/reviews")).tables[-1].caption == "1 date ahead"
    assert "No date is near." in (await (await browser(cast.bryn)).get("/reviews")).text
    letters = await Outbox.select(Outbox.ids).where(Outbox.kind == Job.SEND_LETTER.value)
    told = [json.loads(row["ids"]) for row in letters if "SOMETHING_DUE" in row["ids"]]
    assert [(one["officer"], one["ref"]) for one in told] == [(str(act.officer_id), listed.case_ref)]
    assert [each.minutes for each in REGULARS if each.job is Job.TELL_DUE] == [24 * 60]


async def test_the_checklist_of_a_referral_starts_the_clock_of_its_review(cast: Cast) -> None:
    bryn = await cast.bryn.act()

    await take_in(bryn, a_referral(dash=checklist() | {"done_on": "2026-08-31"}))

    [row] = await ReviewDone.select(ReviewDone.record, ReviewDone.agency, ReviewDone.done_on)
    assert (row["record"], row["agency"], row["done_on"]) == ("dash", bryn.agency_id, date(2026, 8, 31))
