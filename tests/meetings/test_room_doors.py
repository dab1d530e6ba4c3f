"""Whom the room lets in: while it is open, after it has closed, and by which seat."""

import pytest

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.database import transaction
from marac.errors import NotFound, Refused
from meetings.agenda import read_agenda
from meetings.attendance import affirm_statement, mark_attendance
from meetings.circulation import issue_minutes
from meetings.declaring import Declared, declare
from meetings.intake import take_in
from meetings.minutes import add_line
from meetings.minutes_reading import read_minutes
from meetings.research import asks_of_agency
from meetings.research_lines import read_own_lines
from meetings.room import close_case_in_room, close_meeting
from meetings.room_access import find_room_case
from meetings.room_list import read_room
from meetings.room_reading import CaseForAgency, CaseInRoom, read_case_in_room
from meetings.seats import give_seat
from meetings.signing import sign_minutes
from meetings.tables.meeting import Meeting
from tests.cast import Cast, Person
from tests.documents import a_line, a_return
from tests.meeting_day import Listed, in_session

pytestmark = pytest.mark.anyio
SHARED, HELD = "Two missed appointments.", "Older debt."


async def with_research(cast: Cast, listed: Listed) -> Act:
    """Nadia has shared one line and held another; the case is open, Grace in the chair."""
    lines = [a_line(SHARED), a_line(HELD, share="hold", reason="Not relevant now.")]
    await take_in(await cast.nadia.act(), a_return(listed.case_number, lines=lines))
    return await in_session(cast, listed)


async def close_all(grace: Act, listed: Listed) -> None:
    await add_line(grace, listed.meeting_ref, listed.case_ref, "decision", "Plan agreed.")
    await close_case_in_room(grace, listed.meeting_ref, listed.case_ref)
    await close_meeting(grace, listed.meeting_ref)


async def observes(cast: Cast, person: Person, listed: Listed, *, condition_signed: str | None) -> Act:
    """The coordinator gives an observer's seat and marks who came."""
    amina = await cast.amina.act()
    meeting = await Meeting.objects().get(Meeting.ref == listed.meeting_ref)
    assert meeting is not None
    observer = SeatKind.OBSERVER
    async with transaction():
        await give_seat(amina, meeting.id, person.officer_id, observer)
        await mark_attendance(
            amina, meeting.id, person.officer_id, state="present", seat=observer, condition_signed=condition_signed
        )
    return await person.act()


async def test_agencies_read_a_case_in_the_room_only_until_the_meeting_has_closed(cast: Cast, listed: Listed) -> None:
    grace = await with_research(cast, listed)
    bryn, nadia = await cast.bryn.act(), await cast.nadia.act()
    open_still = await read_case_in_room(bryn, listed.meeting_ref, listed.case_ref)

    await close_all(grace, listed)

    assert isinstance(open_still, CaseForAgency)
    assert SHARED in str(open_still)
    for act in (bryn, nadia):
        with pytest.raises(NotFound):
            await read_case_in_room(act, listed.meeting_ref, listed.case_ref)
        with pytest.raises(NotFound):
            await find_room_case(act, listed.meeting_ref, listed.case_ref)
    assert isinstance(await read_case_in_room(grace, listed.meeting_ref, listed.case_ref), CaseInRoom)


async def test_after_the_meeting_agencies_keep_their_own_research_and_get_the_minutes_when_sent(
    cast: Cast, listed: Listed
) -> None:
    grace = await with_research(cast, listed)
    await add_line(grace, listed.meeting_ref, listed.case_ref, "information", f"WAY (fact): {SHARED}")
    await close_all(grace, listed)
    bryn, nadia = await cast.bryn.act(), await cast.nadia.act()

    with pytest.raises(NotFound):
        await read_minutes(bryn, listed.meeting_ref)
    await sign_minutes(grace, listed.meeting_ref)
    await issue_minutes(await cast.amina.act(), listed.meeting_ref)
    [case] = (await read_minutes(bryn, listed.meeting_ref)).cases

    [ask] = await asks_of_agency(nadia, listed.meeting_ref)
    assert [line.text for line in await read_own_lines(nadia, ask.ask_ref)] == [SHARED, HELD]
    assert SHARED in str(case)
    assert HELD not in str(case)
    with pytest.raises(NotFound):
        await read_own_lines(bryn, ask.ask_ref)


async def test_an_observer_who_has_not_affirmed_the_statement_reads_nothing(cast: Cast, listed: Listed) -> None:
    grace = await with_research(cast, listed)
    stella = await observes(cast, cast.stella, listed, condition_signed="yes")
    with pytest.raises(Refused, match="Affirm"):
        await read_case_in_room(stella, listed.meeting_ref, listed.case_ref)
    room = await read_room(stella, listed.meeting_ref)
    await declare(stella, listed.meeting_ref, Declared("nobody", None))
    agenda = await read_agenda(stella, listed.meeting_ref)

    await affirm_statement(stella, listed.meeting_ref)
    shown = await read_case_in_room(stella, listed.meeting_ref, listed.case_ref)

    assert (room.lines, agenda.items) == ((), ())
    assert isinstance(shown, CaseForAgency)
    await close_all(grace, listed)
    with pytest.raises(NotFound):
        await read_minutes(stella, listed.meeting_ref)


@pytest.mark.parametrize("condition_signed", ["no", None])
async def test_an_observer_who_has_not_signed_the_condition_reads_nothing(
    cast: Cast, listed: Listed, condition_signed: str | None
) -> None:
    await with_research(cast, listed)
    stella = await observes(cast, cast.stella, listed, condition_signed=condition_signed)
    await affirm_statement(stella, listed.meeting_ref)

    with pytest.raises(NotFound):
        await read_case_in_room(stella, listed.meeting_ref, listed.case_ref)
