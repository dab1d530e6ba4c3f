"""The vault: what is sealed opens again for who may, and every look is recorded first."""

import pickle
from datetime import timedelta

import pytest

from marac.audit.events import Event
from marac.audit.leaves import LeafRefused
from marac.audit.tables import Leaf
from marac.audit.trail import Trail
from marac.database import OurEngine, TransactionMisused, count_queries, transaction
from marac.errors import AuditUnavailable, SealBroken
from marac.vault.data_keys import KeyWornOut, SealLimits
from marac.vault.sealing import ValuesRefused, count_decryptions
from marac.vault.tables import DataKey
from marac.vault.vault import Vault
from meetings.tables.documents import Draft
from tests.fakes import FixedClock, NoSealing
from tests.marac.vault_cast import Place, a_draft, a_vault, an_area, an_unsaved_draft, seal_and_save

pytestmark = pytest.mark.anyio

BODY = {"victim": {"names": ["Ellen Quarmby"]}, "yes": True, "score": 15, "nothing": None}


async def test_what_is_sealed_opens_again_as_it_was(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    await a_draft(vault, trail, northmoor, clock, body=BODY)

    [kept] = await Draft.objects()

    assert b"Quarmby" not in bytes(kept.body)
    assert await vault.open_record(northmoor.permit(), kept) == {"body": BODY}


async def test_without_sealing_the_same_search_finds_the_name(
    trail: Trail, database: OurEngine, clock: FixedClock
) -> None:
    control = await a_vault(clock, trail, sealing=NoSealing())
    place = await an_area(control, clock, "northmoor")

    await a_draft(control, trail, place, clock, body=BODY)

    [kept] = await Draft.objects()
    assert b"Ellen Quarmby" in bytes(kept.body)
    assert await control.open_record(place.permit(), kept) == {"body": BODY}


async def test_a_row_of_which_nothing_was_ever_sealed_has_no_values(
    vault: Vault, northmoor: Place, clock: FixedClock
) -> None:
    draft = an_unsaved_draft(northmoor, clock)
    await draft.save()

    assert await vault.open_record(northmoor.permit(), draft) == {"body": None}


async def test_one_leaf_names_every_row_of_a_list_by_pseudonym(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    drafts = [await a_draft(vault, trail, northmoor, clock, body=n) for n in range(3)]
    before = await Leaf.count()

    opened = await vault.open_records(northmoor.permit(), drafts)

    assert [values["body"] for values in opened] == [0, 1, 2]
    assert await Leaf.count() == before + 1
    [leaf] = await Leaf.objects().where(Leaf.event == Event.DRAFT_READ.value)
    names = await vault.pseudonyms(northmoor.area.id, [draft.id for draft in drafts])
    assert len(names) == 3
    assert all(name in leaf.keys for name in names)
    assert not any(str(draft.id) in leaf.keys for draft in drafts)


async def test_a_list_too_long_to_name_is_counted_and_hashed(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)
    many = [an_unsaved_draft(northmoor, clock) for _ in range(200)]

    await vault.open_records(northmoor.permit(), [draft, *many])

    [leaf] = await Leaf.objects().where(Leaf.event == Event.DRAFT_READ.value)
    assert '"number_of_objects":201,"objects":[]' in leaf.keys


async def test_a_leaf_may_name_what_the_reader_sees_instead_of_rows(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)

    await vault.open_record(northmoor.permit().showing([northmoor.area.id]), draft)

    [leaf] = await Leaf.objects().where(Leaf.event == Event.DRAFT_READ.value)
    [shown] = await vault.pseudonyms(northmoor.area.id, [northmoor.area.id])
    [opened] = await vault.pseudonyms(northmoor.area.id, [draft.id])
    assert shown in leaf.keys
    assert opened not in leaf.keys


async def test_two_areas_call_the_same_thing_by_different_pseudonyms(
    vault: Vault, northmoor: Place, next_area: Place
) -> None:
    same = northmoor.area.id

    assert await vault.pseudonyms(northmoor.area.id, [same]) != await vault.pseudonyms(next_area.area.id, [same])


async def test_opening_inside_a_transaction_is_refused(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)

    async with transaction():
        with pytest.raises(TransactionMisused):
            await vault.open_record(northmoor.permit(), draft)


async def test_an_event_that_does_not_tell_what_was_shown_opens_nothing(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)

    with pytest.raises(LeafRefused):
        await vault.open_record(northmoor.permit(Event.SESSION_ENDED, code="left"), draft)


async def test_nothing_is_opened_when_the_log_cannot_be_written(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock, database: OurEngine
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)

    await database.run_ddl("ALTER TABLE leaf RENAME TO leaf_gone")
    try:
        with count_decryptions() as count, pytest.raises(AuditUnavailable):
            await vault.open_record(northmoor.permit(), draft)
    finally:
        await database.run_ddl("ALTER TABLE leaf_gone RENAME TO leaf")

    assert count.number == 0


async def test_the_leaf_is_there_before_anything_is_decrypted(
    trail: Trail, northmoor: Place, vault: Vault, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)
    draft.row_mac = bytes(32)

    with pytest.raises(SealBroken):
        await vault.open_record(northmoor.permit(), draft)

    events = [leaf.event for leaf in await Leaf.objects().order_by(Leaf.id)]
    assert events[-2:] == [Event.DRAFT_READ.value, Event.SEAL_BROKEN.value]


async def test_a_machine_reads_without_an_officer_and_keeps_no_key(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)
    vault.forget_keys(draft.dk)

    assert await vault.machine_open(northmoor.permit(), [draft]) == [{"body": 1}]

    [leaf] = await Leaf.objects().where(Leaf.event == Event.DRAFT_READ.value)
    assert leaf.actor is None
    assert leaf.acting_for == northmoor.officer.id
    assert await queries_to_open(vault, northmoor, draft) == 2  # The leaf, and the key once more.


async def queries_to_open(vault: Vault, place: Place, draft: Draft) -> int:
    with count_queries() as count:
        await vault.open_record(place.permit(), draft)
    return count.number


async def test_a_key_is_kept_for_a_minute_and_then_asked_for_again(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)

    within = await queries_to_open(vault, northmoor, draft)
    clock.move(timedelta(seconds=61))
    after = await queries_to_open(vault, northmoor, draft)

    assert (within, after) == (1, 2)


async def test_keys_of_an_area_are_dropped_after_a_quarter_of_an_hour_of_rest(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)

    clock.move(timedelta(minutes=15, seconds=1))
    vault.drop_idle_keys()

    assert await queries_to_open(vault, northmoor, draft) == 3


async def test_many_rows_of_several_keys_cost_one_query_for_the_keys(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    drafts = [await a_draft(vault, trail, northmoor, clock, body=n) for n in range(20)]
    for draft in drafts:
        vault.forget_keys(draft.dk)

    with count_queries() as queries, count_decryptions() as decryptions:
        await vault.open_records(northmoor.permit(), drafts)

    assert (queries.number, decryptions.number) == (2, 20)


async def test_a_transaction_that_seals_and_tells_nobody_is_not_committed(
    vault: Vault, northmoor: Place, clock: FixedClock
) -> None:
    draft = an_unsaved_draft(northmoor, clock)

    with pytest.raises(TransactionMisused):
        async with transaction():
            draft.dk = await vault.make_data_key(northmoor.area.id, "draft", draft.id)
            await vault.seal(draft, {"body": 1})
            await draft.save()

    assert await Draft.count() == 0


async def test_a_row_is_sealed_whole_or_not_at_all(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    with pytest.raises(ValuesRefused):
        await seal_and_save(vault, trail, northmoor.actor, an_unsaved_draft(northmoor, clock), {})

    assert await Draft.count() == 0


async def test_a_row_is_not_sealed_with_the_key_of_another_area(
    vault: Vault, trail: Trail, northmoor: Place, next_area: Place, clock: FixedClock
) -> None:
    draft = an_unsaved_draft(northmoor, clock)
    draft.dk = await vault.make_data_key(next_area.area.id, "draft", draft.id)

    with pytest.raises(ValuesRefused):
        await seal_and_save(vault, trail, northmoor.actor, draft, {"body": 1})


async def test_a_key_that_has_sealed_often_is_named_for_replacement_and_at_last_refuses(
    trail: Trail, database: OurEngine, clock: FixedClock
) -> None:
    vault = await a_vault(clock, trail, seal_limits=SealLimits(soft=100, hard=150, block=10))
    place = await an_area(vault, clock, "northmoor")
    draft = await a_draft(vault, trail, place, clock, body=0)

    for n in range(90):
        await seal_and_save(vault, trail, place.actor, draft, {"body": n})
    assert await vault.worn_data_keys() == [draft.dk]
    for n in range(59):
        await seal_and_save(vault, trail, place.actor, draft, {"body": n})

    with pytest.raises(KeyWornOut):
        await seal_and_save(vault, trail, place.actor, draft, {"body": 1})
    [key] = await DataKey.objects()
    assert key.seals == 150


async def test_keys_are_neither_printed_nor_pickled(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body=1)
    key = (await vault._data_keys.opened([draft.dk], hold=True))[draft.dk]

    assert "cipher" not in repr(key) and "row_key" not in repr(key)
    assert f"{key.row_key} {key.row_key!r} {key.row_key!s}" == " ".join(["<Key 32 bytes>"] * 3)
    for secret in (key, key.row_key):
        with pytest.raises(TypeError):
            pickle.dumps(secret)
