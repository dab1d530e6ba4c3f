"""The meeting of 16 September 2026 at Northmoor, as far on its way as a test needs it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.acts import Act
from marac.database import transaction
from meetings.attendance import affirm_statement
from meetings.circulation import issue_agenda
from meetings.decisions import Acceptance, accept_referral
from meetings.declaring import Declared, declare
from meetings.intake import take_in
from meetings.schedule import load_calendar
from meetings.tables.meeting import Meeting, Statement
from tests.cast import Cast, Person
from tests.documents import a_referral

HELD_ON = date(2026, 9, 16)


@dataclass
class CaseListed:
    """A case accepted for the meeting."""

    ref: str
    number: str


async def a_meeting(cast: Cast) -> str:
    """The calendar is loaded and there is a statement to affirm; returns the meeting's reference."""
    amina = await cast.amina.act()
    async with transaction():
        await Statement.insert(
            Statement(area=amina.area.id, version="2026-01", from_on=date(2026, 1, 1), words="Keep this here.")
        )
    await load_calendar(amina, cast.loaded[0].meetings)
    return await meeting_ref_on(amina, HELD_ON)


async def meeting_ref_on(act: Act, day: date) -> str:
    found = await Meeting.objects().get((Meeting.area == act.area.id) & (Meeting.held_on == day))
    assert found is not None
    return str(found.ref)


async def a_case(cast: Cast, meeting_ref: str, *, number: int = 1, **also: Any) -> CaseListed:
    """Bryn refers Ellen and Amina accepts it for the meeting."""
    referral = a_referral(sender_reference=f"NMP-26-{number:05}", **also)
    taken = await take_in(await cast.bryn.act(), referral)
    case_number = await accept_referral(await cast.amina.act(), str(taken.case_ref), Acceptance(meeting_ref))
    return CaseListed(str(taken.case_ref), case_number)


async def issued(cast: Cast, meeting_ref: str) -> None:
    """Amina sends the agenda."""
    await issue_agenda(await cast.amina.act(), meeting_ref)


async def knows_nobody(person: Person, meeting_ref: str) -> Act:
    """This person has said that they know nobody in the cases."""
    act = await person.act()
    await declare(act, meeting_ref, Declared("nobody", None))
    return act


async def seated(person: Person, meeting_ref: str) -> Act:
    """And has affirmed the statement."""
    act = await knows_nobody(person, meeting_ref)
    await affirm_statement(act, meeting_ref)
    return act
