"""An emergency meeting called from a referral, on the page: one act to letters, agenda and asks; counted once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agencies.acts import Desk
from marac.database import transaction
from marac.jobs import Runner
from marac.post import Subject
from marac.web.agenda import AGENDA_PAGES
from marac.web.calendar.emergency import EMERGENCY_PAGES
from marac.web.cases import CASE_PAGES
from marac.web.drafts import DRAFT_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.meetings import MEETING_PAGES
from marac.web.referrals import REFERRAL_PAGES
from marac.web.sent import SENT_PAGES
from marac.web.start import START_PAGES
from meetings.arrivals import REFERRAL
from meetings.case_access import exclude
from meetings.drafts import save_draft, send_draft
from meetings.forms import registry
from meetings.forms.completing import to_answers
from meetings.hearing import hear_item
from meetings.intake import take_in
from meetings.meeting_list import list_meetings
from meetings.tables.documents import Case, Draft
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FakePost, FixedClock
from tests.meeting_of_the_cast import a_case, a_meeting
from tests.web.conftest import Browser
from tests.web.reader import Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [
    *REFERRAL_PAGES,
    *EMERGENCY_PAGES,
    *MEETING_PAGES,
    *AGENDA_PAGES,
    *CASE_PAGES,
    *INBOX_PAGES,
    *DRAFT_PAGES,
    *SENT_PAGES,
    *START_PAGES,
]
SEND = "Send the invitations"
WHY = "He is released tonight and has said that he will come to the house."


async def asked_for(cast: Cast, number: int = 1) -> str:
    """Bryn refers Ellen; nobody has decided yet."""
    taken = await take_in(await cast.bryn.act(), a_referral(sender_reference=f"NMP-26-{number:05}"))
    return str(taken.case_ref)


async def page_of(reader: Reader, case_ref: str) -> Page:
    referral = await reader.get(f"/referrals/{case_ref}")
    return await reader.follow(referral, "Emergency meeting")


def filled_in(cast: Cast, **also: Any) -> dict[str, Any]:
    return {"reason": WHY, "agreed_by": str(cast.grace.officer_id), **also}


async def posted(desk: Desk, clock: FixedClock) -> None:
    await Runner(handlers_for(desk), clock, owner="test").run_until_idle()


async def items_of(case_ref: str) -> dict[str, tuple[str, str]]:
    """Kind of the meeting to kind and state of the item."""
    rows = await AgendaItem.select(AgendaItem.meeting.kind.as_alias("held"), AgendaItem.kind, AgendaItem.state).where(
        AgendaItem.case.ref == case_ref
    )
    return {row["held"]: (row["kind"], row["state"]) for row in rows}


async def test_one_page_makes_meeting_case_asks_seats_agenda_and_letters(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    await a_meeting(cast)
    case_ref = await asked_for(cast)
    amina = await browser(cast.amina)
    page = await page_of(amina, case_ref)
    proposed = page.form(SEND).fields

    done = await amina.press(page, SEND, filled_in(cast))
    await posted(desk, clock)

    # Ten o'clock UTC is eleven in London; half an hour is left to ring round.
    assert proposed["when"] == [datetime(2026, 9, 1, 10, 30, tzinfo=UTC).isoformat()]
    assert proposed["asked"] == ["northmoor-children", "northmoor-police", "wayside-idva"]
    assert done.heading == "Meeting"
    assert "Called for Tue 1 Sep 2026, 11:30am." in done.outcome
    meeting = await Meeting.objects().get(Meeting.kind == "emergency")
    case = await Case.objects().get(Case.ref == case_ref)
    assert meeting is not None and case is not None
    assert (case.status, case.case_number is not None, meeting.called_for) == ("emergency", True, case.id)
    asks = await Ask.select(Ask.agency.slug.as_alias("slug"), Ask.due_at).where(Ask.case == case.id)
    assert {row["slug"] for row in asks} == set(proposed["asked"])
    assert {row["due_at"] for row in asks} == {meeting.starts_at}
    both = {Subject.MEETING_ARRANGED, Subject.PAPERS_READY}
    for person in (cast.bryn, cast.hugh, cast.grace, cast.amina):
        assert {letter.subject for letter in post.sent if letter.to == person.email} == both
    invited = [letter.to for letter in post.sent if letter.subject is Subject.MEETING_ARRANGED]
    assert f"{len(invited)} people are invited by letter." in done.outcome
    assert len(invited) == len(set(invited))
    assert not any("Quarmby" in letter.text or WHY in letter.text for letter in post.sent)
    agenda = await (await browser(cast.grace)).get(f"/meetings/{meeting.ref}/agenda")
    assert agenda.heading in ("Agenda", "Before you open this")


async def test_what_is_missing_is_said_and_the_chair_may_go_on(browser: Browser, cast: Cast) -> None:
    case_ref = await asked_for(cast)
    amina = await browser(cast.amina)
    page = await page_of(amina, case_ref)

    empty = await amina.press(page, SEND, {"asked": []})
    few = await amina.press(empty, SEND, filled_in(cast, asked=["northmoor-police"]))
    late = {"when": "other", "day.day": "7", "day.month": "9", "day.year": "2026", "starts": "10am"}
    too_far = await amina.press(few, SEND, filled_in(cast, **late))
    done = await amina.press(too_far, SEND, {"goes_on": "yes"})

    assert set(empty.messages) == {"asked"}
    assert "No Idva is invited. Nobody of children’s social care is invited" in few.messages["goes-on"]
    assert "This is later than one working day from now." in too_far.messages["goes-on"]
    assert done.heading == "Meeting"
    again = await amina.get(f"/referrals/{case_ref}/emergency")
    assert again.heading == "This cannot be done"
    assert await Meeting.count() == 1


async def test_nothing_is_made_where_the_chair_did_not_agree(browser: Browser, cast: Cast) -> None:
    case_ref = await asked_for(cast)
    amina = await browser(cast.amina)

    refused = await amina.press(await page_of(amina, case_ref), SEND, {"reason": WHY})

    assert set(refused.messages) == {"agreed-by"}
    assert refused.form(SEND).fields["reason"] == [WHY]
    assert (await Meeting.count(), await AgendaItem.count()) == (0, 0)


async def test_a_listed_case_keeps_its_place_for_an_update_and_is_heard_once(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    listed = await a_case(cast, await a_meeting(cast))
    chair = await browser(cast.grace)
    page = await chair.follow(await chair.get(f"/cases/{listed.ref}"), "Call an emergency meeting")

    done = await chair.press(page, SEND, {"reason": WHY})
    before = await items_of(listed.ref)
    clock.move(timedelta(hours=2))
    await heard(cast, listed.ref)

    assert done.heading == "Meeting"
    assert before == {"ordinary": ("update", "listed"), "emergency": ("emergency", "listed")}
    assert await items_of(listed.ref) == {"ordinary": ("update", "listed"), "emergency": ("emergency", "heard")}
    case = await Case.objects().get(Case.ref == listed.ref)
    assert case is not None
    assert (case.status, case.heard_on is not None) == ("heard", True)


async def heard(cast: Cast, case_ref: str) -> None:
    item = await AgendaItem.objects().get((AgendaItem.case.ref == case_ref) & (AgendaItem.kind == "emergency"))
    assert item is not None
    async with transaction():
        await hear_item(await cast.grace.act(), item)


async def test_once_heard_it_comes_to_the_next_ordinary_meeting_also_to_one_made_later(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    case_ref = await asked_for(cast)
    amina = await browser(cast.amina)
    await amina.press(await page_of(amina, case_ref), SEND, filled_in(cast))
    await heard(cast, case_ref)
    without = await items_of(case_ref)

    typed = {"held_on.day": "14", "held_on.month": "10", "held_on.year": "2026", "kind": "ordinary"}
    page = await amina.get("/meetings/new")
    await amina.press(page, "Set the meeting", {**typed, "starts": "9.30am", "ends": "1pm", "place": "Town Hall"})

    assert without == {"emergency": ("emergency", "heard")}
    assert await items_of(case_ref) == {"ordinary": ("update", "listed"), "emergency": ("emergency", "heard")}


async def test_whoever_is_shut_out_is_not_invited_and_meets_no_such_meeting(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    case_ref = await asked_for(cast)
    await exclude(await cast.amina.act(), case_ref, officer=cast.lena.officer_id, kind="conflict")
    amina = await browser(cast.amina)

    await amina.press(await page_of(amina, case_ref), SEND, filled_in(cast))
    await posted(desk, clock)

    lena = await cast.lena.act()
    assert [entry.ref for entry in (await list_meetings(lena)).coming] == []
    assert (await (await browser(cast.lena)).get(f"/referrals/{case_ref}/emergency")).status == 404
    assert cast.lena.email not in {letter.to for letter in post.sent}


async def test_what_cannot_wait_is_on_the_coordinators_start_page_when_it_arrives(browser: Browser, cast: Cast) -> None:
    bryn, amina = await browser(cast.bryn), await browser(cast.amina)
    begun = await bryn.press(await bryn.get("/referrals/new"), "Continue", {"what": "emergency"})
    draft = await Draft.objects().get(Draft.officer == cast.bryn.officer_id)
    assert draft is not None
    form = registry.newest(REFERRAL)
    answers = to_answers(form, a_referral())
    await save_draft(await cast.bryn.act(), draft.ref, answers, base_revision=draft.revision)
    await send_draft(await cast.bryn.act(), draft.ref)
    await asked_for(cast, number=2)

    listed = await amina.get("/inbox/emergency")

    assert begun.heading == "Refer to Marac"
    assert (len(listed.tables[0].rows), "Emergency" in listed.tags) == (1, True)
    assert "1 emergency asked for" in (await amina.get("/")).text
    urgent = await Case.objects().get(Case.emergency_asked_at.is_not_null())
    assert urgent is not None
    assert "The referrer says that this cannot wait" in (await page_of(amina, urgent.ref)).text
