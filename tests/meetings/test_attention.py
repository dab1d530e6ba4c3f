"""People who need attention: contradictory verdicts with age and reason, and how they are settled."""

from datetime import timedelta
from uuid import UUID

import pytest

from marac.errors import NotFound, Refused
from meetings.attention import apply_held, count_attention, list_attention
from meetings.case_access import exclude
from meetings.intake import take_in
from meetings.reconciliation import Settled, rebuilt_groups, settle_pair, undo_verdict
from meetings.tables.documents import Case
from meetings.tables.people import Mention
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio


async def three_victims(cast: Cast) -> list[UUID]:
    for n in range(3):
        await take_in(await cast.bryn.act(), a_referral(sender_reference=f"NMP-26-{n:05}"))
    rows = await Mention.select(Mention.id).where(Mention.role == "victim").order_by(Mention.id)
    return [row["id"] for row in rows]


@pytest.fixture
async def held(cast: Cast) -> tuple[Settled, Settled]:
    """The first two are one, the first and the third are not; somebody says the second and the third are one."""
    a, b, c = await three_victims(cast)
    amina = await cast.amina.act()
    parted = await settle_pair(amina, a, c, kind="different", reason="Born in other years.")
    await settle_pair(amina, a, b, kind="same")
    return await settle_pair(amina, b, c, kind="same"), parted


async def test_a_held_verdict_waits_with_its_reason_and_age(
    cast: Cast, held: tuple[Settled, Settled], clock: FixedClock
) -> None:
    clock.move(timedelta(days=3))

    [line] = await list_attention(await cast.amina.act())

    assert (line.days, line.verdict.by, line.can_apply) == (3, "Amina Shah", False)
    assert line.words == "Somebody decided that people of these two groups are different."
    assert len(line.members) == 3
    assert sorted(each.kind for each in line.in_the_way) == ["different", "same"]


async def test_it_takes_effect_once_what_stood_against_it_is_taken_back(
    cast: Cast, held: tuple[Settled, Settled]
) -> None:
    kept, parted = held
    amina = await cast.amina.act()
    with pytest.raises(Refused):
        await apply_held(amina, kept.verdict_id)
    await undo_verdict(amina, parted.verdict_id)
    [line] = await list_attention(amina)

    applied = await apply_held(amina, kept.verdict_id)

    assert line.can_apply
    assert applied.held_for == ""
    assert await count_attention(amina) == 0
    groups = await rebuilt_groups(amina)
    victims = await Mention.select(Mention.id, Mention.person_id).where(Mention.role == "victim")
    assert {row["person_id"] for row in victims} == {min(row["id"] for row in victims)}
    assert {groups[row["id"]] for row in victims} == {min(row["id"] for row in victims)}


async def test_it_can_be_taken_back_without_taking_effect(cast: Cast, held: tuple[Settled, Settled]) -> None:
    amina = await cast.amina.act()
    before = {row["id"]: row["person_id"] for row in await Mention.select(Mention.id, Mention.person_id)}

    await undo_verdict(amina, held[0].verdict_id)

    assert await list_attention(amina) == ()
    assert before == {row["id"]: row["person_id"] for row in await Mention.select(Mention.id, Mention.person_id)}


async def test_who_is_shut_out_of_a_case_meets_nothing_about_its_people(
    cast: Cast, held: tuple[Settled, Settled]
) -> None:
    [newest] = await Case.select(Case.ref).order_by(Case.id, ascending=False).limit(1)
    await exclude(await cast.amina.act(), newest["ref"], kind="conflict", officer=cast.lena.officer_id)
    lena = await cast.lena.act()

    assert await list_attention(lena) == ()
    assert await count_attention(lena) == 0
    with pytest.raises(NotFound):
        await apply_held(lena, held[0].verdict_id)
