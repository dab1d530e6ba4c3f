"""Coming late, leaving and coming back, as they reach every case: who heard it, who reads it, who gets its minutes."""

from datetime import date, timedelta

import pytest

from agencies.acts import Act
from marac.database import transaction
from marac.errors import NotFound, Refused
from meetings.attendance import affirm_statement
from meetings.attendance_list import mark_person
from meetings.recipients import minutes_recipients
from meetings.room import close_case_in_room, mark_for_case, open_case, open_meeting, present_for
from meetings.room_access import find_room_case
from meetings.room_list import read_room
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Statement
from tests.cast import Cast, Person
from tests.documents import ellen, person
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting, issued, seated

pytestmark = pytest.mark.anyio
VICTIMS = (("Ellen", "Quarmby"), ("Orla", "Tamsin"), ("Wendy", "Ashdown"))


def pass_minutes(cast: Cast, minutes: int) -> None:
    clock = cast.desk.clock
    clock.move(timedelta(minutes=minutes))  # type: ignore[attr-defined]


async def mark(cast: Cast, meeting_ref: str, who: Person, state: str) -> None:
    await mark_person(await cast.grace.act(), meeting_ref, f"officer-{who.officer_id}", state)


async def hear(cast: Cast, meeting_ref: str, case: CaseListed) -> None:
    """Open a case and close it six minutes later."""
    await open_case(await cast.grace.act(), meeting_ref, case.ref)
    pass_minutes(cast, 6)
    await close_case_in_room(await cast.grace.act(), meeting_ref, case.ref)
    pass_minutes(cast, 1)


async def heard_by(case: CaseListed) -> set[object]:
    row = await Case.select(Case.id).where(Case.ref == case.ref).first()
    assert row is not None
    item = await AgendaItem.objects().get(AgendaItem.case == row["id"])
    assert item is not None
    return set(await present_for(item))


async def three_cases(cast: Cast) -> tuple[str, list[CaseListed]]:
    meeting_ref = await a_meeting(cast)
    cases = []
    for number, (given, family) in enumerate(VICTIMS, start=1):
        named = person(given, family, f"198{number}-03-0{number}", "female")
        victim = {**ellen(), **{key: named[key] for key in ("given_names", "family_name", "born_on")}}
        cases.append(await a_case(cast, meeting_ref, number=number, victim=victim))
    await issued(cast, meeting_ref)
    return meeting_ref, cases


async def opened_by_grace(cast: Cast, meeting_ref: str) -> Act:
    grace = await seated(cast.grace, meeting_ref)
    for who in (cast.bryn, cast.nadia):
        await seated(who, meeting_ref)
    pass_minutes(cast, 1)
    await open_meeting(grace, meeting_ref)
    return grace


async def test_who_leaves_or_comes_late_has_not_heard_the_cases_of_that_time(cast: Cast) -> None:
    meeting_ref, (first, second, third) = await three_cases(cast)
    await opened_by_grace(cast, meeting_ref)
    grace, bryn, nadia, hugh = (who.officer_id for who in (cast.grace, cast.bryn, cast.nadia, cast.hugh))

    await hear(cast, meeting_ref, first)
    await mark(cast, meeting_ref, cast.bryn, "left")
    await mark(cast, meeting_ref, cast.nadia, "left")
    await hear(cast, meeting_ref, second)
    await mark(cast, meeting_ref, cast.nadia, "present")
    await seated(cast.hugh, meeting_ref)
    await hear(cast, meeting_ref, third)

    assert await heard_by(first) == {grace, bryn, nadia}
    assert await heard_by(second) == {grace}
    assert await heard_by(third) == {grace, nadia, hugh}
    sent = {
        who.officer_id: {str(item) for item in who.items}
        for who in await minutes_recipients(await cast.grace.act(), meeting_ref)
    }
    assert (len(sent[grace]), len(sent[bryn]), len(sent[nadia]), len(sent[hugh])) == (3, 1, 2, 1)


async def test_a_case_closed_before_somebody_came_stays_shut_to_them_unless_the_chair_says_they_heard_it(
    cast: Cast,
) -> None:
    meeting_ref, (first, second, _) = await three_cases(cast)
    await opened_by_grace(cast, meeting_ref)
    await hear(cast, meeting_ref, first)
    hugh = await seated(cast.hugh, meeting_ref)
    await open_case(await cast.grace.act(), meeting_ref, second.ref)

    with pytest.raises(NotFound):
        await find_room_case(hugh, meeting_ref, first.ref)
    assert (await find_room_case(hugh, meeting_ref, second.ref)).case.ref == second.ref

    await mark_for_case(await cast.grace.act(), meeting_ref, first.ref, cast.hugh.officer_id, in_room=True)

    assert (await find_room_case(hugh, meeting_ref, first.ref)).case.ref == first.ref
    assert cast.hugh.officer_id in await heard_by(first)


async def test_a_new_version_of_the_statement_shuts_the_room_until_it_is_affirmed(cast: Cast) -> None:
    meeting_ref, (first, *_) = await three_cases(cast)
    grace = await opened_by_grace(cast, meeting_ref)
    await open_case(grace, meeting_ref, first.ref)
    bryn = await cast.bryn.act()
    assert (await find_room_case(bryn, meeting_ref, first.ref)).case.ref == first.ref

    async with transaction():
        await Statement.insert(
            Statement(area=grace.area.id, version="2026-02", from_on=date(2026, 9, 1), words="Keep this here, too.")
        )

    with pytest.raises(Refused, match="Affirm the confidentiality statement first"):
        await find_room_case(bryn, meeting_ref, first.ref)
    assert not (await read_room(bryn, meeting_ref)).has_affirmed
    await affirm_statement(bryn, meeting_ref)
    assert (await find_room_case(bryn, meeting_ref, first.ref)).case.ref == first.ref
