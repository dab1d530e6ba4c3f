"""Finding leaves: whichever way a leaf names an object, it is found, and nobody else's is."""

from dataclasses import replace
from uuid import UUID

import pytest

from marac.audit.events import Event
from marac.audit.finding import Found, Sought, find_leaves
from marac.audit.tables import Leaf
from marac.audit.trail import Actor, Trail
from marac.database import OurEngine, count_queries, transaction
from marac.ids import uuid7
from marac.vault.vault import Vault
from tests.fakes import FixedClock
from tests.marac.audit.log_cast import lower_the_guards, tamper
from tests.marac.vault_cast import Place, a_draft, an_unsaved_draft

pytestmark = pytest.mark.anyio


def sought_for(place: Place, *ids: UUID, pseudonyms: frozenset[str] = frozenset()) -> Sought:
    return Sought(area=place.actor.area_id or uuid7(), ids=ids, pseudonyms=pseudonyms, lists_about=())


async def found_for(place: Place, *ids: UUID) -> Found:
    return await find_leaves(sought_for(place, *ids), most=10)


async def flag_confirmed(trail: Trail, by: Actor, *, about: UUID | None = None, case: UUID | None = None) -> UUID:
    async with transaction():
        leaf = await trail.record(
            Event.FLAG_CONFIRMED, by=by, kind="flag", about=about or uuid7(), case=case or uuid7(), state="set"
        )
    return leaf


async def test_a_leaf_is_found_by_what_it_is_about_and_by_an_id_among_its_keys(trail: Trail, northmoor: Place) -> None:
    case, flag = uuid7(), uuid7()
    about = await flag_confirmed(trail, northmoor.actor, about=flag)
    named = await flag_confirmed(trail, northmoor.actor, case=case)
    await flag_confirmed(trail, northmoor.actor)

    found = await found_for(northmoor, case, flag)

    assert found == Found(leaves=(named, about), number=2, number_of_people=1)


async def test_a_leaf_is_found_by_the_sealed_row_it_wrote(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body="text")
    other = await a_draft(vault, trail, northmoor, clock, body="text")
    async with transaction():
        await vault.seal(draft, {"body": "changed"})
        await draft.save()
        leaf = await trail.record(Event.SESSION_ENDED, by=northmoor.actor, kind="session", about=None, code="x")

    found = await found_for(northmoor, draft.id)

    assert leaf in found.leaves
    assert set(found.leaves).isdisjoint((await found_for(northmoor, other.id)).leaves)


async def test_a_leaf_is_found_by_the_pseudonym_of_what_was_shown(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    drafts = [await a_draft(vault, trail, northmoor, clock, body=n) for n in range(3)]
    await vault.open_records(northmoor.permit(), drafts)
    names = await vault.pseudonyms(northmoor.area.id, [drafts[1].id])

    found = await find_leaves(sought_for(northmoor, uuid7(), pseudonyms=names), most=10)

    [leaf] = await Leaf.objects().where(Leaf.event == Event.DRAFT_READ.value)
    assert found.leaves == (leaf.id,)
    assert found.uncertain == frozenset()


async def test_a_list_too_long_to_name_its_objects_is_told_as_one_that_may_have_shown_them(
    vault: Vault, northmoor: Place, clock: FixedClock
) -> None:
    case, meeting = uuid7(), uuid7()
    many = [an_unsaved_draft(northmoor, clock) for _ in range(201)]
    for about in (None, meeting, uuid7()):
        permit = replace(northmoor.permit(Event.MEETING_READ), about=about)
        await vault.open_records(permit, many)
    await vault.open_records(northmoor.permit(Event.OFFICER_LISTED), many)

    found = await find_leaves(replace(sought_for(northmoor, case), lists_about=(meeting,)), most=10)

    assert found.number == 2, "neither the list of another meeting nor the staff directory"
    assert found.uncertain == frozenset(found.leaves)


async def test_pages_add_up_and_the_sums_count_them_all(trail: Trail, northmoor: Place) -> None:
    case = uuid7()
    others = [replace(northmoor.actor, officer_id=uuid7()) for _ in range(3)]
    leaves = [await flag_confirmed(trail, by, case=case) for by in [*others, northmoor.actor] * 3]

    pages = [await find_leaves(sought_for(northmoor, case), most=5, after=after) for after in (0, 5, 10, 15)]

    assert [leaf for page in pages for leaf in page.leaves] == leaves[::-1]
    assert {(page.number, page.number_of_people) for page in pages[:3]} == {(12, 4)}
    assert pages[3] == Found()


async def test_one_persons_leaves_are_asked_for_before_they_are_cut_into_pages(trail: Trail, northmoor: Place) -> None:
    case = uuid7()
    mine = await flag_confirmed(trail, northmoor.actor, case=case)
    for _ in range(6):
        await flag_confirmed(trail, replace(northmoor.actor, officer_id=uuid7()), case=case)

    found = await find_leaves(replace(sought_for(northmoor, case), actor=northmoor.actor.officer_id), most=5)

    assert found == Found(leaves=(mine,), number=1, number_of_people=1)


async def test_leaves_of_the_next_area_are_never_found(trail: Trail, northmoor: Place, next_area: Place) -> None:
    case = uuid7()
    await flag_confirmed(trail, next_area.actor, about=case, case=case)

    assert await found_for(northmoor, case) == Found()


async def test_five_thousand_things_are_sought_in_one_statement(trail: Trail, northmoor: Place) -> None:
    ids = [uuid7() for _ in range(5_000)]
    leaves = [await flag_confirmed(trail, northmoor.actor, case=each) for each in (ids[0], ids[-1])]

    with count_queries() as queries:
        found = await found_for(northmoor, *ids)

    assert found.leaves == (leaves[1], leaves[0])
    assert queries.number == 1


async def test_a_damaged_leaf_hides_none_of_the_others(
    trail: Trail, northmoor: Place, database: OurEngine, clock: FixedClock
) -> None:
    case = uuid7()
    sound, damaged = [await flag_confirmed(trail, northmoor.actor, case=case) for _ in range(2)]
    await lower_the_guards(database)
    await tamper(database, [f"UPDATE leaf SET keys = '{{\"case' WHERE id = '{damaged}'"])

    found = await found_for(northmoor, case)

    assert found.leaves == (sound,)
