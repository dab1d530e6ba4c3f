"""The calendar of a forum, and the numbers of its cases."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from marac.database import transaction
from marac.dates import LONDON
from marac.errors import InvalidForm, Refused
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from meetings.numbers import claim_case_number, give_case_number
from meetings.schedule import MeetingDay, cancel_meeting, load_calendar, make_meeting, move_meeting
from meetings.tables.meeting import Meeting
from tests.cast import Cast
from tests.documents import a_referral

pytestmark = pytest.mark.anyio


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


async def test_a_calendar_is_loaded_once_and_only_what_changed_raises_the_sequence(cast: Cast) -> None:
    amina = await cast.amina.act()
    parts = cast.loaded[0].meetings

    numbers = [await load_calendar(amina, parts) for _ in range(2)]
    first = await Meeting.objects().order_by(Meeting.held_on).first()
    assert first is not None
    later = first.starts_at + timedelta(days=1)
    await move_meeting(amina, first.ref, starts_at=later, ends_at=later + timedelta(hours=3), venue="Town Hall")

    moved = await Meeting.objects().get(Meeting.id == first.id)
    assert moved is not None
    assert numbers == [2, 0]
    assert (moved.uid, moved.sequence, moved.moved, moved.venue) == (first.uid, 1, True, "Town Hall")
    assert moved.held_on == first.held_on + timedelta(days=1)


async def test_a_meeting_ends_after_it_starts(cast: Cast) -> None:
    day = date(2026, 10, 14)

    with pytest.raises(InvalidForm):
        await make_meeting(await cast.amina.act(), MeetingDay("ordinary", day, day, at(day, 13), at(day, 9), "Online"))


async def test_a_meeting_with_cases_is_not_cancelled_over_their_heads(cast: Cast) -> None:
    amina = await cast.amina.act()
    await load_calendar(amina, cast.loaded[0].meetings)
    first, second = await Meeting.objects().order_by(Meeting.held_on)
    taken = await take_in(await cast.bryn.act(), a_referral())
    await accept_referral(amina, str(taken.case_ref), Acceptance(first.ref))

    with pytest.raises(Refused):
        await cancel_meeting(amina, first.ref)
    await cancel_meeting(amina, second.ref)

    statuses = {row["ref"]: row["status"] for row in await Meeting.select(Meeting.ref, Meeting.status)}
    assert statuses == {first.ref: "planned", second.ref: "cancelled"}
    other = await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00002"))
    with pytest.raises(Refused):
        await accept_referral(amina, str(other.case_ref), Acceptance(second.ref))


async def test_numbers_of_a_year_are_given_once_and_neighbours_say_nothing(cast: Cast) -> None:
    amina = await cast.amina.act()

    async def give() -> str:
        async with transaction():
            number = await give_case_number(amina)
        return number

    numbers = await asyncio.gather(*(give() for _ in range(12)))

    assert len(set(numbers)) == 12
    assert all(number.startswith("NM-26-") and len(number) == 10 for number in numbers)
    digits = sorted(int(number[-4:]) for number in numbers)
    assert digits != list(range(digits[0], digits[0] + 12))


async def test_a_number_is_told_only_in_a_practice_area_and_only_once(cast: Cast) -> None:
    amina = await cast.amina.act()
    await load_calendar(amina, cast.loaded[0].meetings)
    first = await Meeting.objects().order_by(Meeting.held_on).first()
    assert first is not None
    taken = await take_in(await cast.bryn.act(), a_referral())
    await accept_referral(amina, str(taken.case_ref), Acceptance(first.ref, case_number="NM-26-007"))

    with pytest.raises(Refused):
        await claim_case_number(amina, "NM-26-007")
