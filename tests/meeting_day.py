"""The meeting of 16 September 2026 in tests: Bryn refers Ellen, Amina lists her case, Grace takes the chair."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest

from agencies.acts import Act
from agencies.tables import Agency
from marac.database import transaction
from meetings.attendance import affirm_statement
from meetings.circulation import issue_agenda
from meetings.decisions import Acceptance, accept_referral
from meetings.declaring import Declared, declare
from meetings.intake import take_in
from meetings.room import open_case, open_meeting
from meetings.schedule import load_calendar
from meetings.tables.meeting import Meeting, Statement
from tests.cast import Cast, Person
from tests.documents import a_referral


@dataclass
class Listed:
    """A case accepted for the meeting of 16 September."""

    meeting_ref: str
    case_ref: str
    case_number: str


@pytest.fixture
async def meeting_ref(cast: Cast) -> str:
    amina = await cast.amina.act()
    async with transaction():
        await Statement.insert(
            Statement(area=amina.area.id, version="2026-01", from_on=date(2026, 1, 1), words="Keep this here.")
        )
    await load_calendar(amina, cast.loaded[0].meetings)
    return await the_meeting(amina)


async def the_meeting(amina: Act) -> str:
    found = await Meeting.objects().get((Meeting.area == amina.area.id) & (Meeting.held_on == date(2026, 9, 16)))
    assert found is not None
    return str(found.ref)


@pytest.fixture
async def listed(cast: Cast, meeting_ref: str) -> Listed:
    """Bryn refers Ellen; Amina accepts it for the meeting."""
    taken = await take_in(await cast.bryn.act(), a_referral())
    number = await accept_referral(await cast.amina.act(), str(taken.case_ref), Acceptance(meeting_ref))
    return Listed(meeting_ref, str(taken.case_ref), number)


async def seated(person: Person, listed: Listed) -> Act:
    """This person has answered whom they know and affirmed the statement."""
    act = await person.act()
    await declare(act, listed.meeting_ref, Declared("nobody", None))
    await affirm_statement(act, listed.meeting_ref)
    return act


async def agency_of(act: Act, slug: str) -> UUID:
    row = await Agency.select(Agency.id).where((Agency.area == act.area.id) & (Agency.slug == slug)).first()
    assert row is not None
    return UUID(str(row["id"]))


async def in_session(cast: Cast, listed: Listed) -> Act:
    """The agenda is sent, Grace is in the chair, Bryn and Nadia are here, and the case is open."""
    await issue_agenda(await cast.amina.act(), listed.meeting_ref)
    grace = await seated(cast.grace, listed)
    await seated(cast.bryn, listed)
    await seated(cast.nadia, listed)
    await open_meeting(grace, listed.meeting_ref)
    await open_case(grace, listed.meeting_ref, listed.case_ref)
    return grace
