"""The meeting itself, from the agenda that is sent to the minutes that are read."""

from datetime import date, timedelta

import pytest

from agencies.acts import Act
from agencies.roles import Role, SeatKind
from marac.database import transaction
from marac.errors import InvalidForm, NotFound, Refused
from meetings.action_lists import list_actions, read_action
from meetings.actions import NewAction, give_action, report_action
from meetings.agenda import read_agenda
from meetings.attendance import affirm_statement
from meetings.circulation import issue_action_sheet, issue_agenda, issue_minutes, recall_minutes
from meetings.decisions import Acceptance, accept_referral
from meetings.declaring import Declared, MustDeclare, declare, step_aside
from meetings.flags import read_flags
from meetings.intake import take_in
from meetings.minutes import add_line, read_sections, save_section
from meetings.minutes_clashes import settle_aside
from meetings.minutes_reading import read_minutes
from meetings.papers.person_lines import HELD_BY_COORDINATOR
from meetings.research import asks_of_agency, asks_of_meeting
from meetings.research_lines import read_lines, read_own_lines, share_line
from meetings.research_nil import answer_nil
from meetings.room import close_case_in_room, close_meeting
from meetings.room_access import find_room_case
from meetings.seats import give_seat
from meetings.signing import open_points, sign_minutes
from meetings.tables.meeting import Meeting
from meetings.tables.minutes import Action
from tests.cast import Cast
from tests.documents import a_line, a_referral, a_return, address, ellen
from tests.fakes import FixedClock
from tests.meeting_day import Listed, agency_of, in_session

pytestmark = pytest.mark.anyio
SAID = {
    "information": "NMP (fact): Bail until 20 September.",
    "victim_view": "Wants to stay; fears his return.",
    "risks": "[15] Strangulation",
    "decision": "Plan agreed.",
}


async def test_an_agenda_opens_to_a_representative_only_after_it_was_sent_and_they_said_whom_they_know(
    cast: Cast, listed: Listed
) -> None:
    bryn = await cast.bryn.act()
    with pytest.raises(NotFound):
        await read_agenda(bryn, listed.meeting_ref)

    await issue_agenda(await cast.amina.act(), listed.meeting_ref)
    with pytest.raises(MustDeclare):
        await read_agenda(bryn, listed.meeting_ref)
    await declare(bryn, listed.meeting_ref, Declared("nobody", None))
    paper = await read_agenda(bryn, listed.meeting_ref)

    [line] = paper.items
    assert line.case_number == listed.case_number
    assert line.victim.full_name == "Ellen Quarmby"
    assert [route.route.value for route in line.routes] == ["VHR"]
    assert line.repeat is not None
    assert line.repeat.tag == "Not a repeat"


async def test_a_refuge_address_is_held_by_the_coordinator_on_an_agencys_agenda(cast: Cast, meeting_ref: str) -> None:
    fled = ellen(addresses=[address("9 Hidden Close", kind="refuge", confidential=True)])
    taken = await take_in(await cast.bryn.act(), a_referral(victim=fled))
    await accept_referral(await cast.amina.act(), str(taken.case_ref), Acceptance(meeting_ref))
    await issue_agenda(await cast.amina.act(), meeting_ref)
    bryn = await cast.bryn.act()
    await declare(bryn, meeting_ref, Declared("nobody", None))

    [line] = (await read_agenda(bryn, meeting_ref)).items

    assert line.victim.addresses == (HELD_BY_COORDINATOR,)
    assert "Hidden" not in str(line)


async def test_who_knows_somebody_loses_the_case_without_a_trace(cast: Cast, listed: Listed) -> None:
    await issue_agenda(await cast.amina.act(), listed.meeting_ref)
    bryn = await cast.bryn.act()
    await declare(bryn, listed.meeting_ref, Declared("nobody", None))

    await step_aside(bryn, listed.meeting_ref, listed.case_ref, "family")

    assert (await read_agenda(bryn, listed.meeting_ref)).items == ()
    assert await asks_of_agency(bryn, listed.meeting_ref) == ()


async def test_nothing_held_on_all_is_one_act(cast: Cast, listed: Listed) -> None:
    nadia = await cast.nadia.act()
    asks = await asks_of_agency(nadia, listed.meeting_ref)

    answered = await answer_nil(nadia, listed.meeting_ref, [ask.ask_ref for ask in asks], "no_trace")

    assert (answered.recorded, answered.taken_off) == (1, 0)
    grid = await asks_of_meeting(await cast.amina.act(), listed.meeting_ref)
    assert {line.state for line in grid if line.agency_id == nadia.agency_id} == {"nil_no_trace"}
    with pytest.raises(Refused):
        await answer_nil(nadia, listed.meeting_ref, [ask.ask_ref for ask in asks], "no_trace")


async def test_shared_lines_are_read_by_others_only_once_the_case_is_open(cast: Cast, listed: Listed) -> None:
    nadia = await cast.nadia.act()
    held = a_line("Older debt.", share="hold", reason="Not relevant now.")
    chair_only = a_line("Source is a neighbour.", share="chair_only", reason="Source.")
    lines = [a_line("Two missed appointments."), held, chair_only]
    await take_in(nadia, a_return(listed.case_number, lines=lines))

    grace = await in_session(cast, listed)
    bryn = await cast.bryn.act()
    for_bryn = await read_lines(bryn, await find_room_case(bryn, listed.meeting_ref, listed.case_ref))
    for_chair = await read_lines(grace, await find_room_case(grace, listed.meeting_ref, listed.case_ref))
    [ask] = await asks_of_agency(nadia, listed.meeting_ref)
    own = await read_own_lines(nadia, ask.ask_ref)

    assert [line.text for line in for_bryn] == ["Two missed appointments."]
    assert [line.text for line in for_chair] == ["Two missed appointments.", "Source is a neighbour."]
    assert len(own) == 3


async def test_a_held_line_is_shared_during_the_meeting_by_one_act(cast: Cast, listed: Listed) -> None:
    nadia = await cast.nadia.act()
    await take_in(nadia, a_return(listed.case_number, lines=[a_line("Older debt.", share="hold", reason="Old.")]))
    await in_session(cast, listed)
    [ask] = await asks_of_agency(nadia, listed.meeting_ref)

    [line] = await read_own_lines(nadia, ask.ask_ref)

    await share_line(nadia, ask.ask_ref, line.n)

    bryn = await cast.bryn.act()
    room = await find_room_case(bryn, listed.meeting_ref, listed.case_ref)
    assert [line.text for line in await read_lines(bryn, room)] == ["Older debt."]


async def test_nothing_opens_for_someone_who_has_not_affirmed_the_statement(cast: Cast, listed: Listed) -> None:
    await in_session(cast, listed)
    hugh = await cast.hugh.act()

    with pytest.raises(Refused, match="Affirm"):
        await find_room_case(hugh, listed.meeting_ref, listed.case_ref)


async def test_two_minute_takers_at_once_lose_no_line(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    amina = await cast.amina.act()
    await affirm_statement(amina, listed.meeting_ref)
    here = (listed.meeting_ref, listed.case_ref, "information")
    await save_section(grace, *here, text="one", base_n=0)

    await save_section(grace, *here, text="one\nby Grace", base_n=1)
    saved = await save_section(amina, *here, text="one\nby Amina", base_n=1)

    assert set(saved.text.splitlines()) == {"one", "by Grace", "by Amina"}


async def test_the_same_line_changed_twice_keeps_both_until_somebody_decides(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    amina = await cast.amina.act()
    await affirm_statement(amina, listed.meeting_ref)
    here = (listed.meeting_ref, listed.case_ref, "risks")
    await save_section(grace, *here, text="one", base_n=0)
    await save_section(grace, *here, text="as Grace says", base_n=1)

    saved = await save_section(amina, *here, text="as Amina says", base_n=1)

    assert saved.is_aside
    [risks] = [one for one in await read_sections(grace, *here[:2]) if one.heading == "risks"]
    assert (risks.text, [aside.text for aside in risks.aside]) == ("as Grace says", ["as Amina says"])
    points = await open_points(grace, listed.meeting_ref)
    assert "clash" in {point.what for point in points}
    settled = await settle_aside(grace, *here, n=risks.aside[0].n, keep="both")
    assert settled.text == "as Grace says\nas Amina says"


async def test_an_action_that_contacts_the_victim_says_how_that_is_safe(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    police = await agency_of(grace, "northmoor-police")

    with pytest.raises(InvalidForm) as refusal:
        await give_action(
            grace,
            listed.meeting_ref,
            listed.case_ref,
            NewAction(
                text="Ring about bail",
                agency_id=police,
                owner=cast.nadia.officer_id,
                due_on=date(2026, 9, 10),
                contacts_victim=True,
            ),
        )

    assert set(refusal.value.messages) == {"due_on", "safe_method", "owner"}


async def the_case_is_heard(grace: Act, cast: Cast, listed: Listed) -> Action:
    """Every section is written, Bryn has an action, and the meeting has closed."""
    where = (listed.meeting_ref, listed.case_ref)
    for heading, line in SAID.items():
        await add_line(grace, *where, heading, line)
    task = NewAction(
        text="Check tag data",
        agency_id=await agency_of(grace, "northmoor-police"),
        owner=cast.bryn.officer_id,
        due_on=date(2026, 9, 18),
        dash_item=15,
        risk="Strangulation",
    )
    action = await give_action(grace, *where, task)
    assert await close_case_in_room(grace, *where) == []
    assert await close_meeting(grace, listed.meeting_ref) == 1
    return action


async def the_minutes_are_sent(grace: Act, cast: Cast, listed: Listed) -> None:
    amina = await cast.amina.act()
    await issue_action_sheet(amina, listed.meeting_ref)
    await sign_minutes(grace, listed.meeting_ref)
    await issue_minutes(amina, listed.meeting_ref)


async def test_the_whole_meeting_ends_in_minutes_for_those_who_were_there(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    await the_case_is_heard(grace, cast, listed)
    with pytest.raises(Refused, match="signs"):
        await issue_minutes(await cast.amina.act(), listed.meeting_ref)

    await the_minutes_are_sent(grace, cast, listed)

    paper = await read_minutes(await cast.bryn.act(), listed.meeting_ref)
    [case] = paper.cases
    assert paper.is_approved
    assert case.shared[0].agency == "Northmoor Constabulary"
    assert case.risks[0].actions == ("A1",)
    assert case.actions[0].owner_person == "Bryn Price"
    with pytest.raises(NotFound):
        await read_minutes(await cast.hugh.act(), listed.meeting_ref)


async def test_after_the_meeting_an_agency_has_a_flag_to_set_and_an_action_to_report(
    cast: Cast, listed: Listed
) -> None:
    grace = await in_session(cast, listed)
    action = await the_case_is_heard(grace, cast, listed)
    await the_minutes_are_sent(grace, cast, listed)
    bryn = await cast.bryn.act()

    flags = await read_flags(bryn)
    await report_action(bryn, action.ref, "done", note="Tag was in place.")

    assert [(flag.case_ref, flag.state) for flag in flags] == [(listed.case_ref, "live")]
    assert [row.words for row in await list_actions(bryn)] == ["Done"]
    assert (await read_action(bryn, action.ref)).history[-1].note == "Tag was in place."


async def test_minutes_are_called_back_within_two_minutes_and_not_after(
    cast: Cast, listed: Listed, clock: FixedClock
) -> None:
    grace = await in_session(cast, listed)
    await close_case_in_room(grace, listed.meeting_ref, listed.case_ref)
    await sign_minutes(grace, listed.meeting_ref)
    await issue_minutes(await cast.amina.act(), listed.meeting_ref)

    await recall_minutes(await cast.amina.act(), listed.meeting_ref)

    with pytest.raises(NotFound):
        await read_minutes(await cast.bryn.act(), listed.meeting_ref)
    await issue_minutes(await cast.amina.act(), listed.meeting_ref)
    clock.move(timedelta(minutes=3))
    with pytest.raises(Refused):
        await recall_minutes(await cast.amina.act(), listed.meeting_ref)


async def test_a_deputy_chair_has_the_chairs_rights_only_in_the_seat(cast: Cast, listed: Listed) -> None:
    viktor = await cast.viktor.act(Role.DEPUTY_CHAIR)
    with pytest.raises(NotFound):
        await open_points(viktor, listed.meeting_ref)

    amina = await cast.amina.act()
    meeting = await Meeting.objects().get(Meeting.ref == listed.meeting_ref)
    assert meeting is not None
    async with transaction():
        await give_seat(amina, meeting.id, cast.viktor.officer_id, SeatKind.CHAIR)

    assert await open_points(viktor, listed.meeting_ref)
