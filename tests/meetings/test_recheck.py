"""Every night what is derived about people is compared with what it follows from; what differs is told, not mended."""

from uuid import UUID

import pytest

from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from meetings.recheck import Recheck, recheck_people
from meetings.reconciliation import settle_pair
from meetings.tables.documents import Case
from meetings.tables.people import Mention, Verdict
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again

pytestmark = pytest.mark.anyio


@pytest.fixture
async def linked(cast: Cast, clock: FixedClock) -> dict[str, list[UUID]]:
    """Everybody of both referrals, by role, the older first; all linked."""
    await referred_again(cast, clock)
    people: dict[str, list[UUID]] = {}
    for row in await Mention.select(Mention.id, Mention.role).order_by(Mention.id):
        people.setdefault(row["role"], []).append(row["id"])
    for older, newer in people.values():
        await settle_pair(await cast.amina.act(), newer, older, kind="same")
    return people


async def rechecked(cast: Cast) -> Recheck:
    return await recheck_people(await service_act(cast.desk, cast.amina.area.id))


async def test_a_night_finds_none_different_and_says_so(cast: Cast, linked: dict[str, list[UUID]]) -> None:
    found = await rechecked(cast)

    assert found == Recheck(0, 0, 0, 0, 0)
    assert await Leaf.count().where(Leaf.event == Event.PEOPLE_RECHECKED.value) == 1


async def test_a_person_that_does_not_follow_from_the_verdicts_is_counted_with_its_repeats(
    cast: Cast, linked: dict[str, list[UUID]]
) -> None:
    newer = linked["perpetrator"][1]
    await Mention.update({Mention.person_id: newer}).where(Mention.id == newer)

    found = await rechecked(cast)

    assert (found.persons, found.repeats) == (1, 1)
    kept = await Mention.select(Mention.person_id).where(Mention.id == newer).first()
    assert kept == {"person_id": newer}


async def test_a_person_who_cannot_be_one_is_counted(cast: Cast, linked: dict[str, list[UUID]]) -> None:
    crossed = (Verdict.a == linked["child"][1]) & (Verdict.b == linked["child"][0])
    await Verdict.update({Verdict.b: linked["victim"][1]}).where(crossed)

    assert (await rechecked(cast)).contradictions == 1


async def test_a_status_that_is_not_that_of_the_last_event_is_counted(
    cast: Cast, linked: dict[str, list[UUID]]
) -> None:
    await Case.update({Case.status: "closed"}).where(Case.status == "received")

    assert (await rechecked(cast)).statuses == 1
