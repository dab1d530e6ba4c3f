"""A colleague among the people of a referral restricts it at once, in silence."""

import pytest

from agencies.roles import Role
from marac.errors import NotFound
from meetings.access import find_case
from meetings.case_access import list_staff_cases
from meetings.decisions import Acceptance, accept_referral
from meetings.inbox import read_inbox
from meetings.intake import take_in
from meetings.schedule import load_calendar
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting
from meetings.tables.research import Ask, Assignment
from tests.cast import Cast
from tests.documents import a_referral, frank, person

pytestmark = pytest.mark.anyio
KEPT = ("given_names", "family_name", "born_on")


def nadia_is_the_victim() -> dict[str, object]:
    """Nadia Rahman of the GPs, under her previous spelling; everybody of the cast shares one birth date."""
    told = a_referral()["victim"]
    nadia = person("Nadiya", "RAHMAN", "1980-02-03", "female")
    return a_referral(victim={**told, **{key: nadia[key] for key in ("given_names", "family_name", "born_on")}})


def a_colleague_of_the_chair_is_the_perpetrator() -> dict[str, object]:
    """Hugh Tanner of children's services, the agency of the chair."""
    hugh = person("Hugh", "TANNER", "1980-02-03", "male")
    return a_referral(referring_agency="moorland-gps", perpetrators=[{**frank(), **{key: hugh[key] for key in KEPT}}])


async def a_staff_case(cast: Cast) -> Case:
    taken = await take_in(await cast.bryn.act(), nadia_is_the_victim())
    case = await Case.objects().get(Case.ref == str(taken.case_ref))
    assert case is not None
    return case


async def test_a_case_with_a_colleague_is_restricted_and_its_owner_is_the_privacy_officer(cast: Cast) -> None:
    case = await a_staff_case(cast)

    assert case.restricted == "staff"
    assert case.restricted_owner == cast.petra.officer_id


async def test_the_owner_learns_that_there_is_a_match_and_sees_no_content(cast: Cast) -> None:
    case = await a_staff_case(cast)

    [owned] = await list_staff_cases(await cast.petra.act())

    assert (owned.case_ref, owned.is_decided) == (case.ref, False)
    with pytest.raises(NotFound):
        await find_case(await cast.petra.act(), case.ref)
    assert await list_staff_cases(await cast.amina.act()) == ()


async def test_the_coordinator_meets_no_trace_of_it_and_the_chair_decides(cast: Cast) -> None:
    case = await a_staff_case(cast)
    amina, grace = await cast.amina.act(), await cast.grace.act()
    await load_calendar(amina, cast.loaded[0].meetings)

    assert (await read_inbox(amina)).counts.new == 0
    with pytest.raises(NotFound):
        await find_case(amina, case.ref)
    assert (await find_case(grace, case.ref)).id == case.id


async def test_asking_about_it_assigns_nobody(cast: Cast) -> None:
    case = await a_staff_case(cast)
    await load_calendar(await cast.amina.act(), cast.loaded[0].meetings)
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None

    await accept_referral(await cast.grace.act(), case.ref, Acceptance(meeting.ref))

    assert await Ask.exists().where(Ask.case == case.id)
    assert not await Ask.exists().where((Ask.case == case.id) & (Ask.agency == cast.nadia.agency_id))
    assert await Assignment.count() == 0


async def test_a_birth_date_alone_restricts_nothing(cast: Cast) -> None:
    born = {"born_on": {"value": "1980-02-03", "precision": "exact"}}

    taken = await take_in(await cast.bryn.act(), a_referral(perpetrators=[{**frank(), **born}]))

    case = await Case.objects().get(Case.ref == str(taken.case_ref))
    assert case is not None
    assert case.restricted is None


async def test_the_deputy_chair_decides_where_the_chair_comes_from_the_colleague_s_agency(cast: Cast) -> None:
    taken = await take_in(await cast.nadia.act(), a_colleague_of_the_chair_is_the_perpetrator())
    case = await Case.objects().get(Case.ref == str(taken.case_ref))
    assert case is not None
    await load_calendar(await cast.amina.act(), cast.loaded[0].meetings)
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None

    with pytest.raises(NotFound):
        await find_case(await cast.grace.act(), case.ref)
    await accept_referral(await cast.viktor.act(Role.DEPUTY_CHAIR), case.ref, Acceptance(meeting.ref))

    assert await Ask.exists().where(Ask.case == case.id)


async def test_a_deputy_chair_who_is_not_named_sees_no_case_outside_the_seat(cast: Cast) -> None:
    case = await a_staff_case(cast)

    with pytest.raises(NotFound):
        await find_case(await cast.viktor.act(Role.DEPUTY_CHAIR), case.ref)
