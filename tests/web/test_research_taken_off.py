"""Research after something changed meanwhile: a case deferred or withdrawn, a colleague who left, one who came."""

from dataclasses import replace

import pytest

from agencies.proposals import give_role
from agencies.roles import Role
from agencies.tables import Membership
from marac.database import transaction
from marac.web.agenda import AGENDA_PAGES
from marac.web.copies.pages import COPY_PAGES
from marac.web.research import RESEARCH_PAGES
from meetings.answerers import end_leaver, pass_on_asks
from meetings.decisions import defer_case, withdraw_case
from meetings.research import asks_of_agency, open_asks
from meetings.research_grid import read_grid
from meetings.tables.meeting import Meeting
from meetings.tables.research import Ask, Assignment, Research
from tests.cast import Cast
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody
from tests.web.conftest import Browser
from tests.web.test_research import asked, the_ask, written

pytestmark = pytest.mark.anyio
PAGES = [*AGENDA_PAGES, *COPY_PAGES, *RESEARCH_PAGES]


async def case_ref_of(meeting: str) -> str:
    row = await Ask.select(Ask.case.ref.as_alias("ref")).where(Ask.meeting.ref == meeting).first()
    assert row is not None
    return str(row["ref"])


async def test_research_for_a_case_withdrawn_an_hour_ago_is_kept_and_its_sender_told(
    browser: Browser, cast: Cast
) -> None:
    meeting = await asked(cast)
    ask_ref = await the_ask(cast, meeting)
    nadia, hugh = await browser(cast.nadia), await browser(cast.hugh)
    page = await written(nadia, await nadia.get(f"/research/{ask_ref}"))
    amina = await cast.amina.act()

    await withdraw_case(amina, await case_ref_of(meeting), reason_code="moved_away", reason="")

    page = await nadia.get(f"/research/{ask_ref}")
    assert "need not answer any more" in page.text
    assert page.links["Lines"]
    sent = await nadia.press(page, "Send for the case")
    assert "kept with the case" in sent.outcome
    assert {row["state"] for row in await Ask.select(Ask.state)} == {"not_required"}
    assert await Research.count() == 1
    # Nobody owes anything, nobody is late, and who had not begun has lost sight of it.
    assert await open_asks(await cast.nadia.act()) == ()
    assert (await read_grid(amina, meeting)).asked == 0
    assert "No research waits" in (await hugh.get("/research")).text


async def test_what_was_begun_goes_with_a_deferred_case_to_its_new_meeting(browser: Browser, cast: Cast) -> None:
    meeting = await asked(cast)
    former = await the_ask(cast, meeting)
    nadia, amina = await browser(cast.nadia), await cast.amina.act()
    await written(nadia, await nadia.get(f"/research/{former}"))
    later = await Meeting.objects().order_by(Meeting.held_on, ascending=False).first()
    assert later is not None

    await defer_case(amina, await case_ref_of(meeting), to_meeting_ref=later.ref, reason="Police cannot come.")

    [ask] = await open_asks(await cast.nadia.act())
    assert (ask.ask_ref != former, ask.state) == (True, "in_progress")
    assert (await read_grid(amina, meeting)).asked == 0
    page = await nadia.get(f"/research/{ask.ask_ref}")
    sent = await nadia.press(page, "Send to the meeting")
    assert "Two missed appointments." in sent.text
    [research] = await Research.select(Research.meeting)
    assert research["meeting"] == later.id
    [answered] = await asks_of_agency(await cast.nadia.act(), later.ref)
    assert answered.state == "submitted"


async def test_nil_for_all_records_what_remains_and_tells_what_was_taken_off(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    listed = [await a_case(cast, meeting, number=number) for number in (1, 2, 3)]
    await issued(cast, meeting)
    await knows_nobody(cast.nadia, meeting)
    nadia, amina = await browser(cast.nadia), await cast.amina.act()
    page = await nadia.get(f"/meetings/{meeting}/nil")
    await withdraw_case(amina, listed[0].ref, reason_code="moved_away", reason="")

    done = await nadia.press(page, "Confirm for the ticked cases", {"answer": "no_trace"})

    assert done.outcome.startswith("2 answers recorded. 1 case was taken off the meeting meanwhile.")
    asks = await asks_of_agency(await cast.nadia.act(), meeting)
    assert [ask.state for ask in asks] == ["nil_no_trace", "nil_no_trace"]


async def test_what_a_leaver_began_and_had_to_answer_passes_on_to_a_colleague(browser: Browser, cast: Cast) -> None:
    meeting = await asked(cast)
    ask_ref = await the_ask(cast, meeting)
    nadia = await browser(cast.nadia)
    await written(nadia, await nadia.get(f"/research/{ask_ref}"))
    ada = await cast.ada.act()
    async with transaction():
        await give_role(
            ada,
            cast.kofi.officer_id,
            role=Role.REPRESENTATIVE.value,
            agency_id=cast.nadia.agency_id,
            from_on=ada.today,
            to_on=None,
            second=None,
        )

    await end_leaver(ada, cast.nadia.officer_id)

    row = (
        await Membership.select(Membership.id)
        .where((Membership.officer == cast.kofi.officer_id) & (Membership.agency == cast.nadia.agency_id))
        .first()
    )
    assert row is not None
    kofi = await browser(replace(cast.kofi, membership_id=row["id"], agency_id=cast.nadia.agency_id))
    page = await kofi.get(f"/research/{ask_ref}")
    assert "Begun by Nadia" in page.text
    sent = await kofi.press(page, "Send to the meeting")
    assert "Two missed appointments." in sent.text
    running = await Assignment.select(Assignment.officer).where(
        (Assignment.ask.ref == ask_ref) & Assignment.to_at.is_null()
    )
    assert {each["officer"] for each in running} == {cast.kofi.officer_id}
    assert await pass_on_asks(ada) == 0
