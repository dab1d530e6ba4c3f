"""Whoever is shut out of a case gets no action in it, no sheet, no minutes and no letter about it."""

from datetime import date

import pytest

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.jobs import Job, Outbox
from meetings.action_lists import colleagues_for
from meetings.action_passing import pass_action
from meetings.actions import NewAction, give_action
from meetings.case_access import exclude, restrict
from meetings.circulation import issue_action_sheet, issue_minutes
from meetings.recipients import action_recipients, minutes_recipients
from meetings.room import close_case_in_room
from meetings.room_deeds import Extra, name_owner, say_line, understand_in_room
from meetings.signing import sign_minutes
from meetings.tables.minutes import Action
from tests.cast import Cast
from tests.meeting_day import Listed, agency_of, in_session

pytestmark = pytest.mark.anyio


async def an_action(act: Act, cast: Cast, listed: Listed) -> Action:
    return await give_action(
        act,
        listed.meeting_ref,
        listed.case_ref,
        NewAction(
            text="Check tag data",
            agency_id=await agency_of(act, "northmoor-police"),
            owner=cast.bryn.officer_id,
            due_on=date(2026, 9, 18),
        ),
    )


async def letters_to(cast: Cast) -> set[str]:
    rows = await Outbox.select(Outbox.ids).where(Outbox.kind == Job.SEND_LETTER.value)
    names = {str(person.officer_id): person.name for person in cast.everyone}
    return {names[who] for row in rows for who in names if who in row["ids"]}


async def test_an_officer_who_is_shut_out_can_be_given_nothing_and_is_sent_nothing(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    amina = await cast.amina.act()
    where = (listed.meeting_ref, listed.case_ref)
    given = await an_action(grace, cast, listed)
    passed_on = await an_action(grace, cast, listed)
    await close_case_in_room(grace, *where)
    await sign_minutes(grace, listed.meeting_ref)
    assert cast.bryn.officer_id in {one.officer_id for one in await minutes_recipients(amina, listed.meeting_ref)}

    await exclude(amina, listed.case_ref, kind="conflict", officer=cast.bryn.officer_id)
    await pass_action(amina, passed_on.ref, to=cast.kofi.officer_id)
    await Outbox.delete(force=True)
    await issue_action_sheet(amina, listed.meeting_ref)
    await issue_minutes(amina, listed.meeting_ref)

    assert {one.officer_id for one in await action_recipients(amina, listed.meeting_ref)} == {cast.kofi.officer_id}
    assert "bryn" not in await letters_to(cast)
    assert "kofi" in await letters_to(cast)
    assert (await understand_in_room(grace, *where, "/police by fri: call")).who is not None
    assert "Bryn Price" not in {name for _, name in await colleagues_for(amina, passed_on.ref)}
    with pytest.raises(InvalidForm):
        await name_owner(grace, *where, given.ref, owner=cast.bryn.officer_id)
    with pytest.raises(InvalidForm):
        await pass_action(amina, passed_on.ref, to=cast.bryn.officer_id)
    with pytest.raises(InvalidForm):
        await an_action(grace, cast, listed)


async def test_an_agency_that_is_shut_out_is_not_on_the_roster_of_the_case(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    where = (listed.meeting_ref, listed.case_ref)
    await an_action(grace, cast, listed)

    await exclude(
        await cast.amina.act(), listed.case_ref, kind="staff", agency=await agency_of(grace, "northmoor-police")
    )

    with pytest.raises(InvalidForm):
        await say_line(grace, *where, "/police by fri: call", Extra())
    assert await action_recipients(await cast.amina.act(), listed.meeting_ref) == ()


async def test_of_a_restricted_case_only_those_named_are_sent_anything(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    await an_action(grace, cast, listed)
    await close_case_in_room(grace, listed.meeting_ref, listed.case_ref)
    await sign_minutes(grace, listed.meeting_ref)
    amina = await cast.amina.act()

    await restrict(amina, listed.case_ref)

    assert await action_recipients(amina, listed.meeting_ref) == ()
    assert {one.officer_id for one in await minutes_recipients(amina, listed.meeting_ref)} <= {cast.amina.officer_id}
