"""Meetings on the page: set, moved, cancelled; everybody with a seat hears of it; the list built and sent."""

from datetime import timedelta

import pytest

from agencies.acts import Desk
from marac.dates import show_moment
from marac.jobs import Runner
from marac.web.agenda import AGENDA_PAGES
from marac.web.agenda_building import BUILDING_PAGES
from marac.web.meetings import MEETING_PAGES
from meetings.arranging import move
from meetings.case_access import exclude
from meetings.tables.documents import CaseEvent
from meetings.tables.meeting import AgendaItem
from meetings.tables.research import Ask
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.fakes import FakePost, FixedClock
from tests.meeting_of_the_cast import a_case, a_meeting, issued
from tests.web.conftest import Browser
from tests.web.reader import Page

pytestmark = pytest.mark.anyio
PAGES = [*MEETING_PAGES, *BUILDING_PAGES, *AGENDA_PAGES]
DAY = {"held_on.day": "14", "held_on.month": "10", "held_on.year": "2026"}


async def posted(desk: Desk, clock: FixedClock) -> None:
    """All letters that wait go out."""
    await Runner(handlers_for(desk), clock, owner="test").run_until_idle()


async def test_a_meeting_is_set_and_those_who_run_it_get_it_into_their_calendars(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    amina = await browser(cast.amina)
    page = await amina.get("/meetings/new")

    typed = {**DAY, "kind": "ordinary", "starts": "9.30am", "ends": "1pm", "place": "Town Hall"}
    shown = await amina.press(page, "Set the meeting", typed)
    await posted(desk, clock)

    assert shown.heading == "Meeting"
    assert "Wed 14 Oct 2026, 9:30am to 1pm" in shown.text
    assert {letter.to for letter in post.sent} == {
        person.email for person in (cast.amina, cast.lena, cast.grace, cast.viktor)
    }
    assert all(letter.ics and b"METHOD:REQUEST" in letter.ics for letter in post.sent)
    assert {letter.subject for letter in post.sent} == {"A meeting has been arranged"}


async def test_what_is_wrong_with_a_meeting_is_said_at_its_field_and_what_was_typed_is_kept(
    browser: Browser, cast: Cast
) -> None:
    amina = await browser(cast.amina)
    page = await amina.get("/meetings/new")

    wrong = {"held_on.day": "31", "held_on.month": "2", "held_on.year": "2026", "starts": "<half nine>", "ends": "1pm"}
    refused = await amina.press(page, "Set the meeting", wrong)
    late = await amina.press(refused, "Set the meeting", {**DAY, "starts": "1pm", "ends": "9am", "place": "Online"})

    assert refused.status == 422
    assert set(refused.messages) == {"held-on", "starts", "place"}
    assert refused.form("Set the meeting").fields["starts"] == ["<half nine>"]
    assert late.messages == {"ends": "Enter an end that is after the start"}


async def test_a_moved_meeting_is_told_to_everybody_with_a_seat_each_time_it_moves(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    await posted(desk, clock)
    post.sent.clear()
    amina = await browser(cast.amina)

    for day in ("17", "18"):
        page = await amina.get(f"/meetings/{meeting}/move")
        shown = await amina.press(page, "Move and tell 9 people", {"held_on.day": day})
    await posted(desk, clock)

    assert "Moved. 9 people are told" in shown.outcome
    to_bryn = [letter for letter in post.sent if letter.to == cast.bryn.email]
    assert [letter.subject for letter in to_bryn] == ["A meeting has moved", "A meeting has moved"]
    assert b"SEQUENCE:2" in (to_bryn[-1].ics or b"")
    assert "Quarmby" not in to_bryn[-1].text


async def test_a_meeting_with_cases_is_not_cancelled_and_one_without_leaves_the_calendars(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    meeting = await a_meeting(cast)
    amina = await browser(cast.amina)
    page = await amina.get(f"/meetings/{meeting}/cancel")

    gone = await amina.press(page, "Cancel the meeting")
    await posted(desk, clock)

    assert gone.heading == "Meetings"
    assert "Cancelled. 4 people are told" in gone.outcome
    assert {letter.subject for letter in post.sent} == {"A meeting is cancelled"}
    assert all(b"METHOD:CANCEL" in (letter.ics or b"") for letter in post.sent)


async def test_cases_stop_a_meeting_from_being_cancelled(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)

    page = await (await browser(cast.amina)).get(f"/meetings/{meeting}/cancel")

    assert "1 case stands on this meeting." in page.text
    assert "Cancel the meeting" not in [words for form in page.forms for words, _, _ in form.buttons]


async def test_the_list_is_ordered_by_buttons_numbers_and_rule_and_each_move_can_be_undone(
    browser: Browser, cast: Cast
) -> None:
    meeting = await a_meeting(cast)
    cases = [await a_case(cast, meeting, number=number) for number in (1, 2, 3)]
    amina = await browser(cast.amina)
    page = await amina.get(f"/meetings/{meeting}/agenda/build")

    moved = await amina.press(page, f"Down {cases[0].number}")
    again = await amina.press(await amina.press(moved, "Undo"), "Redo")
    back = await amina.press(again, "Undo")
    to_third = await amina.press(back, f"To place, {cases[0].number}", {f"place.{cases[0].ref}": "3"})
    nowhere = await amina.press(to_third, f"To place, {cases[0].number}", {f"place.{cases[0].ref}": "9"})

    def order(of: Page) -> list[str]:
        return [row[1].removesuffix("Quarmby") for row in of.tables[0].rows]

    numbers = [case.number for case in cases]
    assert order(page) == numbers
    assert order(moved) == [numbers[1], numbers[0], numbers[2]]
    assert moved.outcome == "Case 1 moved to place 2 of 3, planned 9:40am."
    assert again.outcome == "Done again: the move."
    assert order(again) == order(moved)
    assert order(back) == numbers
    assert order(to_third) == [numbers[1], numbers[2], numbers[0]]
    assert list(nowhere.messages.values()) == ["Enter a place from 1 to 3."]


async def test_minutes_and_pins_are_set_in_the_row(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    listed = await a_case(cast, meeting)
    grace = await browser(cast.grace)
    page = await grace.get(f"/meetings/{meeting}/agenda/build")

    longer = await grace.press(page, f"Set minutes for {listed.number}", {f"minutes.{listed.ref}": "20"})
    pinned = await grace.press(longer, f"Pin {listed.number}")
    wrong = await grace.press(pinned, f"Set minutes for {listed.number}", {f"minutes.{listed.ref}": "many"})

    assert longer.outcome == "Planned for 20 minutes."
    assert "Pinned by the chair." in pinned.text
    assert list(wrong.messages.values()) == ["Enter from 3 to 60 minutes."]
    assert (await grace.get(f"/meetings/{meeting}/agenda/issue")).status == 404


async def test_a_list_that_does_not_fit_says_so(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    for number in range(1, 18):
        await a_case(cast, meeting, number=number)

    page = await (await browser(cast.amina)).get(f"/meetings/{meeting}/agenda/build")

    assert "17 cases stand on a list for 16: 1 too many." in page.text


async def test_the_agenda_is_sent_to_named_people_and_each_gets_a_neutral_letter(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    amina = await browser(cast.amina)
    page = await amina.get(f"/meetings/{meeting}/agenda/issue")

    sent = await amina.press(page, "Send to 6 people")
    await posted(desk, clock)

    assert "Nadia Rahman" in page.text
    assert "Subject: Papers are ready" in page.text
    assert sent.outcome == "Agenda version 1 sent to 6 people."
    ready = [letter for letter in post.sent if letter.subject == "Papers are ready"]
    assert len(ready) == 6
    assert not any("Quarmby" in letter.text for letter in post.sent)


async def test_a_representative_meets_the_steps_that_are_theirs(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await issued(cast, meeting)
    bryn = await browser(cast.bryn)

    page = await bryn.get(f"/meetings/{meeting}")

    assert "0 of 1 answered" in page.text
    assert page.links["Read the agenda and answer"] == f"/meetings/{meeting}/agenda"
    assert "Send the agenda" not in page.text
    for tail in ("/agenda/build", "/agenda/issue", "/move", "/cancel", "/research"):
        assert (await bryn.get(f"/meetings/{meeting}{tail}")).status == 404


async def test_after_a_move_research_is_due_by_the_new_day_and_those_asked_are_told(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    meeting = await a_meeting(cast)
    case = await a_case(cast, meeting)
    await a_case(cast, meeting, number=2)
    await exclude(await cast.amina.act(), case.ref, kind="conflict", officer=cast.nadia.officer_id)
    answered = (Ask.case.ref == case.ref) & (Ask.agency == cast.bryn.agency_id)
    ids = Ask.select(Ask.id).where(answered)
    await Ask.update({Ask.state: "nil_known", Ask.answered_at: clock.now()}).where(Ask.id.is_in(ids))
    amina = await browser(cast.amina)
    page = await amina.get(f"/meetings/{meeting}/move")

    shown = await amina.press(
        page,
        next(words for form in page.forms for words, _, _ in form.buttons if words.startswith("Move and tell")),
        {"held_on.day": "18"},
    )
    await posted(desk, clock)

    rows = await Ask.select(Ask.due_at, Ask.state).where(Ask.meeting.ref == meeting)
    assert {show_moment(row["due_at"]) for row in rows if row["state"] == "not_started"} == {"Wed 16 Sep 2026, midday"}
    assert {show_moment(row["due_at"]) for row in rows if row["state"] == "nil_known"} == {"Mon 14 Sep 2026, midday"}
    assert "moved from Wed 16 Sep 2026" in shown.text
    # Nobody has a seat yet but those who run it; whoever was asked hears of it all the same.
    assert {cast.bryn.email, cast.hugh.email, cast.grace.email} <= {letter.to for letter in post.sent}


async def test_a_move_to_tomorrow_leaves_research_until_it_starts(cast: Cast, clock: FixedClock) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    starts_at = clock.now() + timedelta(days=1)

    await move(
        await cast.amina.act(), meeting, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), venue="Online"
    )

    assert {row["due_at"] for row in await Ask.select(Ask.due_at)} == {starts_at}


async def test_a_case_the_canceller_must_not_know_of_goes_on_the_next_meeting_untold(
    browser: Browser, cast: Cast
) -> None:
    meeting = await a_meeting(cast)
    case = await a_case(cast, meeting)
    await exclude(await cast.amina.act(), case.ref, kind="conflict", officer=cast.lena.officer_id)
    lena = await browser(cast.lena)
    page = await lena.get(f"/meetings/{meeting}/cancel")

    done = await lena.press(page, "Cancel the meeting")

    assert "Cancelled." in done.outcome
    items = await AgendaItem.select(AgendaItem.meeting.ref.as_alias("meeting"), AgendaItem.state).order_by(
        AgendaItem.listed_at
    )
    assert [(row["meeting"] == meeting, row["state"]) for row in items] == [(True, "deferred"), (False, "listed")]
    assert await Ask.count().where(Ask.meeting.ref != meeting) == 6
    by = await CaseEvent.select(CaseEvent.by).order_by(CaseEvent.at).where(CaseEvent.to_status == "deferred")
    assert [row["by"] for row in by] == [None]
