"""What is decided about a referral, by whom, and what follows from it."""

from datetime import timedelta

import pytest

from marac.dates import show_date
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from meetings.case_reading import list_cases, read_case
from meetings.decisions import (
    Acceptance,
    accept_referral,
    decline_referral,
    defer_case,
    mark_in_error,
    redirect_referral,
    undo_decision,
    withdraw_case,
)
from meetings.intake import take_in
from meetings.questions import answer_questions, ask_referrer, read_questions
from meetings.schedule import load_calendar, next_with_room, offer_meetings
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask, Assignment
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio


@pytest.fixture
async def meetings(cast: Cast) -> list[Meeting]:
    """16 and 30 September."""
    await load_calendar(await cast.amina.act(), cast.loaded[0].meetings)
    return await Meeting.objects().order_by(Meeting.held_on)


@pytest.fixture
async def case_ref(cast: Cast, meetings: list[Meeting]) -> str:
    taken = await take_in(await cast.bryn.act(), a_referral())
    return str(taken.case_ref)


async def case_of(case_ref: str) -> Case:
    case = await Case.objects().get(Case.ref == case_ref)
    assert case is not None
    return case


async def test_accepting_numbers_lists_and_asks_in_one_act(cast: Cast, meetings: list[Meeting], case_ref: str) -> None:
    number = await accept_referral(await cast.amina.act(), case_ref, Acceptance(meetings[0].ref))

    case = await case_of(case_ref)
    assert number.startswith("NM-26-")
    assert (case.case_number, case.status) == (number, "listed")
    asked = await Ask.select(Ask.agency.slug.as_alias("slug"), Ask.why, Ask.due_at).where(Ask.case == case.id)
    assert {row["slug"]: row["why"] for row in asked} == {
        "northmoor-police": "always",
        "wayside-idva": "always",
        "northmoor-children": "always",
        "moorland-gps": "core",
        "ravenbeck-homes": "core",
        "northmoor-education": "school",
    }
    assert {show_date(row["due_at"].date()) for row in asked} == {"14 September 2026"}


async def test_those_who_answer_for_an_asked_agency_may_open_the_case_from_then_on(
    cast: Cast, meetings: list[Meeting], case_ref: str
) -> None:
    hugh = await cast.hugh.act()
    before = await list_cases(hugh, "all")

    await accept_referral(await cast.amina.act(), case_ref, Acceptance(meetings[0].ref))

    assert before == ()
    assert [line.case_ref for line in await list_cases(hugh, "all")] == [case_ref]
    assert await list_cases(await cast.stella.act(), "all") == ()


async def test_only_the_coordinator_decides(cast: Cast, meetings: list[Meeting], case_ref: str) -> None:
    for person in (cast.grace, cast.bryn, cast.petra, cast.cerys):
        with pytest.raises(NotFound):
            await accept_referral(await person.act(), case_ref, Acceptance(meetings[0].ref))


async def test_a_late_referral_needs_the_chair(cast: Cast, clock: FixedClock, meetings: list[Meeting]) -> None:
    clock.move(timedelta(days=2))
    late = await take_in(await cast.bryn.act(), a_referral())
    amina = await cast.amina.act()

    with pytest.raises(Refused):
        await accept_referral(amina, str(late.case_ref), Acceptance(meetings[0].ref))
    agreed = Acceptance(meetings[0].ref, late_agreed_by=cast.grace.officer_id, reason="Release on Friday.")
    await accept_referral(amina, str(late.case_ref), agreed)

    assert (await case_of(str(late.case_ref))).late


async def test_the_next_meeting_with_room_is_one_whose_close_has_not_passed(
    cast: Cast, clock: FixedClock, meetings: list[Meeting]
) -> None:
    amina = await cast.amina.act()
    now = next_with_room(await offer_meetings(amina, received_at=amina.business_at))
    clock.move(timedelta(days=2))
    later_act = await cast.amina.act()
    later = next_with_room(await offer_meetings(later_act, received_at=later_act.business_at))

    assert (now and now.held_on, later and later.held_on) == (meetings[0].held_on, meetings[1].held_on)


async def test_two_coordinators_cannot_decide_twice(cast: Cast, meetings: list[Meeting], case_ref: str) -> None:
    await accept_referral(await cast.amina.act(), case_ref, Acceptance(meetings[0].ref))

    with pytest.raises(Conflict):
        await decline_referral(await cast.lena.act(), case_ref, reason_code="no_route", reason="Below threshold.")

    assert await AgendaItem.count() == 1


async def test_a_decline_needs_a_reason_that_the_referrer_reads(cast: Cast, case_ref: str) -> None:
    amina = await cast.amina.act()

    with pytest.raises(InvalidForm):
        await decline_referral(amina, case_ref, reason_code="no_route", reason=" ")
    await decline_referral(amina, case_ref, reason_code="no_route", reason="Ask the Idva service for help.")

    paper = await read_case(amina, case_ref)
    assert paper.history[-1].reason == "Ask the Idva service for help."
    assert paper.line.status_words == "Declined"


async def test_passing_on_and_marking_in_error_keep_everything(cast: Cast, case_ref: str) -> None:
    amina = await cast.amina.act()

    await redirect_referral(amina, case_ref, to="adult_safeguarding", reason="No abuse by a connected person.")
    await mark_in_error(amina, case_ref, reason="Another household was meant.")

    assert (await case_of(case_ref)).status == "recorded_in_error"
    assert await list_cases(amina, "all") == ()
    assert len((await read_case(amina, case_ref)).history) == 3


async def test_a_deferral_asks_the_same_agencies_for_the_later_meeting(
    cast: Cast, meetings: list[Meeting], case_ref: str
) -> None:
    amina = await cast.amina.act()
    await accept_referral(amina, case_ref, Acceptance(meetings[0].ref, asked=["northmoor-police", "moorland-gps"]))

    await defer_case(amina, case_ref, to_meeting_ref=meetings[1].ref, reason="Nobody could come.")

    items = await AgendaItem.select(AgendaItem.meeting, AgendaItem.state).order_by(AgendaItem.listed_at)
    assert [(row["meeting"], row["state"]) for row in items] == [
        (meetings[0].id, "deferred"),
        (meetings[1].id, "listed"),
    ]
    assert await Ask.count().where(Ask.meeting == meetings[1].id) == 2


async def test_a_withdrawn_case_stands_on_no_meeting(cast: Cast, meetings: list[Meeting], case_ref: str) -> None:
    amina = await cast.amina.act()
    await accept_referral(amina, case_ref, Acceptance(meetings[0].ref))

    await withdraw_case(amina, case_ref, reason_code="moved_away", reason="She lives in Southdale now.")

    assert (await case_of(case_ref)).status == "withdrawn"
    assert not await AgendaItem.exists().where(AgendaItem.state == "listed")


async def test_a_decision_can_be_taken_back_and_made_again_under_the_same_number(
    cast: Cast, clock: FixedClock, meetings: list[Meeting], case_ref: str
) -> None:
    amina = await cast.amina.act()
    first = await accept_referral(amina, case_ref, Acceptance(meetings[0].ref))

    await undo_decision(amina, case_ref)
    between = await case_of(case_ref)
    unassigned = await Assignment.count().where(Assignment.to_at.is_null())
    again = await accept_referral(amina, case_ref, Acceptance(meetings[0].ref))

    assert (between.status, unassigned) == ("received", 0)
    assert again == first
    assert not await Ask.exists().where(Ask.state == "not_required")
    clock.move(timedelta(minutes=11))
    with pytest.raises(Refused):
        await undo_decision(await cast.amina.act(), case_ref)


async def test_questions_go_to_the_sender_and_the_answers_bring_the_referral_back(cast: Cast, case_ref: str) -> None:
    amina, kofi = await cast.amina.act(), await cast.kofi.act()
    sent = await take_in(await cast.bryn.act(), a_referral())
    document_ref = str(sent.document_ref)

    await ask_referrer(amina, case_ref, ["Is it safe to visit?", "  "])
    waiting = (await case_of(case_ref)).status
    [question] = await read_questions(kofi, document_ref)
    await answer_questions(kofi, document_ref, {question.ref: "Yes, on weekdays."})

    assert waiting == "information_requested"
    assert (await case_of(case_ref)).status == "received"
    [answered] = await read_questions(kofi, document_ref)
    assert answered.answer == "Yes, on weekdays."
    with pytest.raises(NotFound):
        await read_questions(await cast.nadia.act(), document_ref)


async def test_an_emergency_is_called_by_coordinator_and_chair_together(
    cast: Cast, meetings: list[Meeting], case_ref: str
) -> None:
    amina = await cast.amina.act()

    for nobody in (None, cast.bryn.officer_id):
        with pytest.raises(Refused):
            await accept_referral(
                amina, case_ref, Acceptance(meetings[0].ref, "emergency", emergency_agreed_by=nobody, reason="Now.")
            )
    agreed = Acceptance(meetings[0].ref, "emergency", emergency_agreed_by=cast.grace.officer_id, reason="Now.")
    await accept_referral(amina, case_ref, agreed)

    assert (await case_of(case_ref)).status == "emergency"


async def test_after_the_last_moment_not_even_the_chair_can_add_a_case(
    cast: Cast, clock: FixedClock, meetings: list[Meeting]
) -> None:
    clock.move(timedelta(days=14, hours=4))
    late = await take_in(await cast.bryn.act(), a_referral(referred_on="2026-09-15"))

    with pytest.raises(Refused):
        await accept_referral(
            await cast.amina.act(),
            str(late.case_ref),
            Acceptance(meetings[0].ref, late_agreed_by=cast.grace.officer_id),
        )
