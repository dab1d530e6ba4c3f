"""Who is who: verdicts of people are the only truth, and taking one back restores exactly what stood before."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marac.errors import Refused
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
    perpetrator = await Mention.objects().get(Mention.role == "perpetrator")
    assert perpetrator is not None

    with pytest.raises(Refused):
        await settle_pair(await cast.amina.act(), victim, perpetrator.id, kind="same")


async def test_people_said_to_be_different_are_not_joined_by_a_third(cast: Cast) -> None:
    a, b, c = await victims(cast, number=3)
    amina = await cast.amina.act()
    await settle_pair(amina, a, c, kind="different", reason="Born in other years.")
    await settle_pair(amina, a, b, kind="same")

    with pytest.raises(Refused):
        await settle_pair(amina, b, c, kind="same")

    found = await persons()
    assert found[c] == c


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
