"""Who is who: verdicts of people are the only truth, and taking one back restores exactly what stood before."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.acts import Desk
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import InvalidForm
from marac.ids import uuid7
from meetings.intake import take_in
from meetings.reconciliation import rebuilt_groups, settle_pair, undo_verdict
from meetings.rules.groups import Edge, groups_of
from meetings.tables.people import Mention, Verdict
from tests.cast import Cast
from tests.documents import a_referral

pytestmark = pytest.mark.anyio
MENTIONS = [uuid7() for _ in range(6)]


async def victims(cast: Cast, *, number: int) -> list[UUID]:
    """So many referrals about Ellen, the oldest first."""
    for n in range(number):
        await take_in(await cast.bryn.act(), a_referral(sender_reference=f"NMP-26-{n:05}"))
    rows = await Mention.select(Mention.id).where(Mention.role == "victim").order_by(Mention.id)
    return [row["id"] for row in rows]


async def persons() -> dict[UUID, UUID]:
    return {row["id"]: row["person_id"] for row in await Mention.select(Mention.id, Mention.person_id)}


async def test_linked_mentions_are_one_person_named_by_the_oldest(cast: Cast) -> None:
    oldest, middle, newest = await victims(cast, number=3)
    amina = await cast.amina.act()

    await settle_pair(amina, newest, middle, kind="same")
    await settle_pair(amina, middle, oldest, kind="same")

    found = await persons()
    assert {found[oldest], found[middle], found[newest]} == {oldest}
    assert found == await rebuilt_groups(amina)


async def test_taking_a_link_back_restores_what_stood_before_and_keeps_later_links(cast: Cast) -> None:
    a, b, c = await victims(cast, number=3)
    amina = await cast.amina.act()
    before = await persons()
    first = await settle_pair(amina, a, b, kind="same")
    second = await settle_pair(amina, b, c, kind="same")

    await undo_verdict(amina, first.verdict_id)
    part = await persons()
    await undo_verdict(amina, second.verdict_id)

    assert (part[a], part[b], part[c]) == (a, b, b)
    assert await persons() == before
    assert await Verdict.count() == 2


async def test_two_people_of_one_document_are_never_one_person(cast: Cast) -> None:
    [victim] = await victims(cast, number=1)
    before = await persons()

    child = await Mention.objects().get(Mention.role == "child")
    assert child is not None

    settled = await settle_pair(await cast.amina.act(), victim, child.id, kind="same")

    assert settled.held_for == "one_document"
    assert await persons() == before


async def test_nobody_becomes_victim_and_perpetrator_of_one_case(cast: Cast) -> None:
    first, second = await victims(cast, number=2)
    amina = await cast.amina.act()
    await settle_pair(amina, first, await perpetrator_of(second), kind="same")
    before = await persons()

    settled = await settle_pair(amina, second, first, kind="same")

    assert settled.held_for == "both_roles"
    assert await persons() == before


async def test_people_said_to_be_different_are_not_joined_by_a_third(cast: Cast) -> None:
    a, b, c = await victims(cast, number=3)
    amina = await cast.amina.act()
    await settle_pair(amina, a, c, kind="different", reason="Born in other years.")
    await settle_pair(amina, a, b, kind="same")

    settled = await settle_pair(amina, b, c, kind="same")

    found = await persons()
    assert found[c] == c
    assert settled.held_for == "said_different"
    assert settled.words.startswith("Kept for attention, nothing was linked.")


async def test_people_joined_by_a_third_are_not_parted_by_a_word_about_two_of_them(cast: Cast) -> None:
    a, b, c = await victims(cast, number=3)
    amina = await cast.amina.act()
    await settle_pair(amina, a, b, kind="same")
    await settle_pair(amina, b, c, kind="same")
    before = await persons()

    settled = await settle_pair(amina, a, c, kind="different", reason="Seen together.")

    assert settled.held_for == "said_same"
    assert await persons() == before == await rebuilt_groups(amina)


async def test_a_contrary_verdict_of_the_same_two_needs_a_reason_and_undoing_it_brings_the_first_back(
    cast: Cast,
) -> None:
    a, b = await victims(cast, number=2)
    amina, petra = await cast.amina.act(), await cast.petra.act()
    await settle_pair(amina, a, b, kind="same")
    before = await persons()

    with pytest.raises(InvalidForm) as refused:
        await settle_pair(petra, a, b, kind="different")
    contrary = await settle_pair(petra, b, a, kind="different", reason="Met both on one day.")
    parted = await persons()
    await undo_verdict(petra, contrary.verdict_id)

    assert list(refused.value.messages) == ["reason"]
    assert parted[b] == b
    assert await persons() == before == await rebuilt_groups(amina)
    [stands] = await Verdict.objects().where(Verdict.withdrawn_at.is_null())
    assert (stands.kind, stands.inherits is not None) == ("same", True)


async def test_not_sure_is_kept_and_changes_nothing(cast: Cast, desk: Desk) -> None:
    a, b = await victims(cast, number=2)
    before = await persons()

    settled = await settle_pair(await cast.amina.act(), a, b, kind="unsure")

    assert await persons() == before
    assert [row["kind"] for row in await Verdict.select(Verdict.kind)] == ["unsure"]
    assert await Leaf.count().where((Leaf.event == Event.IDENTITY_UNSURE.value) & (Leaf.about == a)) == 1
    assert settled.changed == ()


async def perpetrator_of(victim: UUID) -> UUID:
    """The perpetrator in the same case."""
    row = (
        await Mention.select(Mention.id)
        .where(
            (Mention.role == "perpetrator")
            & Mention.case.is_in(Mention.select(Mention.case).where(Mention.id == victim))
        )
        .first()
    )
    assert row is not None
    return UUID(str(row["id"]))


@given(
    pairs=st.lists(st.tuples(st.sampled_from(MENTIONS), st.sampled_from(MENTIONS)), max_size=10),
    gone=st.integers(0, 9),
)
def test_groups_follow_from_the_edges_that_stand_in_any_order(pairs: list[tuple[UUID, UUID]], gone: int) -> None:
    edges = [Edge(a, b) for a, b in pairs]
    standing = edges[:gone] + edges[gone + 1 :]

    found = groups_of(MENTIONS, standing)

    assert found == groups_of(MENTIONS, list(reversed(standing)))
    assert all(found[edge.a] == found[edge.b] for edge in standing)
    assert all(person == min(m for m in MENTIONS if found[m] == person) for person in found.values())
