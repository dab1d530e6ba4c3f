"""Leaves: with the deed or not at all, apart where nothing is done, and placed once each."""

import asyncio
from uuid import uuid4

import pytest

from marac.audit.checkpoints import Checkpoints, TreeBroken, newest_head, newest_note
from marac.audit.events import Event
from marac.audit.notes import NoteUnreadable, read_note
from marac.audit.positions import give_positions
from marac.audit.tables import Leaf, LeafPosition
from marac.audit.trail import Trail
from marac.database import OurEngine, SQLite, TransactionMisused, Unchangeable, transaction
from marac.errors import AuditUnavailable, Conflict
from marac.vault.vault import Vault
from tests.fakes import FixedClock
from tests.marac.audit.log_cast import (
    a_signed_log,
    an_actor,
    lower_the_guards,
    tamper,
    write_leaves,
)

pytestmark = pytest.mark.anyio


async def test_a_leaf_says_who_when_and_what(database: OurEngine, trail: Trail, clock: FixedClock) -> None:
    actor, about = an_actor(clock), uuid4()

    async with transaction():
        leaf_id = await trail.record(Event.SESSION_ENDED, by=actor, kind="session", about=about, code="left")

    [leaf] = await Leaf.objects()
    assert leaf.id == leaf_id
    assert (leaf.area, leaf.actor, leaf.about) == (actor.area_id, actor.officer_id, about)
    assert (leaf.event, leaf.kind, leaf.keys, leaf.decision) == ("session:end", "session", '{"code":"left"}', "allow")
    assert (leaf.at, leaf.business_at, leaf.session) == (clock.now(), clock.now(), "9f2c")


async def test_a_deed_that_fails_leaves_no_leaf(database: OurEngine, trail: Trail, clock: FixedClock) -> None:
    with pytest.raises(Conflict):
        async with transaction():
            await trail.record(Event.SESSION_ENDED, by=an_actor(clock), kind="session", about=None, code="left")
            raise Conflict("Someone else was faster.")

    assert await Leaf.count() == 0


async def test_a_deed_is_recorded_inside_its_transaction_only(
    database: OurEngine, trail: Trail, clock: FixedClock
) -> None:
    with pytest.raises(TransactionMisused):
        await trail.record(Event.SESSION_ENDED, by=an_actor(clock), kind="session", about=None, code="left")

    assert await Leaf.count() == 0


async def test_a_denial_stands_by_itself(database: OurEngine, trail: Trail, clock: FixedClock) -> None:
    await trail.record_apart(
        Event.ACCESS_DENIED,
        by=an_actor(clock),
        kind="page",
        about=None,
        decision="deny",
        policy="inbox.read",
        method="GET",
        reason="role",
    )

    [leaf] = await Leaf.objects()
    assert leaf.decision == "deny"


async def test_a_denial_is_not_recorded_inside_a_transaction_that_may_fail(
    database: OurEngine, trail: Trail, clock: FixedClock
) -> None:
    async with transaction():
        with pytest.raises(TransactionMisused):
            await trail.record_apart(Event.SESSION_ENDED, by=an_actor(clock), kind="session", about=None, code="x")


async def test_a_log_that_cannot_be_written_is_said(database: OurEngine, trail: Trail, clock: FixedClock) -> None:
    await database.run_ddl("ALTER TABLE leaf RENAME TO leaf_gone")
    try:
        with pytest.raises(AuditUnavailable, match="Nothing was shown"):
            await trail.record_apart(Event.SESSION_ENDED, by=an_actor(clock), kind="session", about=None, code="x")
    finally:
        await database.run_ddl("ALTER TABLE leaf_gone RENAME TO leaf")


async def test_no_leaf_is_changed_or_removed_by_the_service(
    database: OurEngine, trail: Trail, clock: FixedClock
) -> None:
    if not isinstance(database, SQLite):
        pytest.skip("on a server the application's own user is refused, and the tests work as the owner")
    await write_leaves(trail, clock, 1)

    with pytest.raises(Unchangeable):
        await Leaf.update({Leaf.kind: "other"}, force=True)
    with pytest.raises(Unchangeable):
        await Leaf.delete(force=True)


async def test_each_leaf_gets_one_place_in_the_order_it_was_written(
    database: OurEngine, trail: Trail, clock: FixedClock
) -> None:
    await write_leaves(trail, clock, 250)

    assert [await give_positions(100), await give_positions(100), await give_positions(100)] == [100, 100, 50]
    assert await give_positions() == 0

    places = await LeafPosition.objects().order_by(LeafPosition.idx)
    assert [place.idx for place in places] == list(range(250))
    leaves = await Leaf.objects().order_by(Leaf.id)
    assert [place.leaf for place in places] == [leaf.id for leaf in leaves]


async def test_two_sequencers_at_once_give_each_leaf_one_place(
    database: OurEngine, trail: Trail, clock: FixedClock
) -> None:
    await write_leaves(trail, clock, 300)

    async def work() -> int:
        placed = 0
        while number := await give_positions(20):
            placed += number
        return placed

    placed = await asyncio.gather(work(), work(), work(), write_leaves(trail, clock, 100))
    await give_positions()

    places = await LeafPosition.objects().order_by(LeafPosition.idx)
    assert [place.idx for place in places] == list(range(400))
    assert len({place.leaf for place in places}) == 400
    assert sum(number or 0 for number in placed) <= 400


async def test_a_head_is_signed_once_for_each_state_of_the_log(vault: Vault, trail: Trail, clock: FixedClock) -> None:
    checkpoints = await a_signed_log(vault, trail, clock, leaves=20, head_every=20)

    assert await checkpoints.make_checkpoint(clock.now()) is None

    note = await newest_note()
    assert note is not None
    assert read_note(note, vault.tree_checker) == await newest_head()
    assert note.split("\n")[:2] == ["marac-trail", "20"]


async def test_a_head_signed_by_a_stranger_is_not_believed(vault: Vault, trail: Trail, clock: FixedClock) -> None:
    await a_signed_log(vault, trail, clock, leaves=5, head_every=5)
    note = await newest_note()
    assert note is not None

    assert read_note(note.replace("\n5\n", "\n4\n"), vault.tree_checker) is None
    assert read_note(note.replace("marac-tree-1", "marac-tree-2"), vault.tree_checker) is None
    for unreadable in ("", "marac-trail\n5\n", note + "\n", note.replace("marac-trail", "other"), note[:-3]):
        with pytest.raises(NoteUnreadable):
            read_note(unreadable, vault.tree_checker)


async def test_a_second_signer_continues_where_the_first_one_stopped(
    vault: Vault, trail: Trail, clock: FixedClock
) -> None:
    await a_signed_log(vault, trail, clock, leaves=37, head_every=10)

    await write_leaves(trail, clock, 5)
    await give_positions()

    assert await Checkpoints(vault.tree_signer).make_checkpoint(clock.now()) is not None
    assert (await newest_head()).size == 42


async def test_nothing_new_is_signed_over_a_changed_past(
    vault: Vault, trail: Trail, clock: FixedClock, database: OurEngine
) -> None:
    await a_signed_log(vault, trail, clock, leaves=20, head_every=10)
    await lower_the_guards(database)
    first, second = await LeafPosition.objects().where(LeafPosition.idx.is_in([3, 4])).order_by(LeafPosition.idx)
    await LeafPosition.update({LeafPosition.leaf_hash: second.leaf_hash}).where(LeafPosition.id == first.id)
    await write_leaves(trail, clock, 5)
    await give_positions()

    with pytest.raises(TreeBroken):
        await Checkpoints(vault.tree_signer).make_checkpoint(clock.now())


async def test_a_gap_in_the_log_is_not_signed_over(
    vault: Vault, trail: Trail, clock: FixedClock, database: OurEngine
) -> None:
    await a_signed_log(vault, trail, clock, leaves=20, head_every=10)
    await lower_the_guards(database)
    await tamper(database, ["DELETE FROM leaf_position WHERE idx = 7"])

    with pytest.raises(TreeBroken):
        await Checkpoints(vault.tree_signer).make_checkpoint(clock.now())
