"""Keys forms are sealed to: made, listed, followed, accepted for their time and destroyed; never by the pages' root."""

import json
from datetime import timedelta

import pytest

from marac.audit.tables import Leaf
from marac.audit.trail import Trail
from marac.errors import SealBroken, WrongRootKey
from marac.vault.key_lists import SignedList, is_sound
from marac.vault.primitives import Key
from marac.vault.roots import HeldRoot
from marac.vault.seal_keys import SealedArea, SealKeys
from marac.vault.seal_lists import find_seal_key, newest_lists
from marac.vault.tables import AreaKey, SealKey
from tests.fakes import FixedClock
from tests.marac.vault_cast import Place, a_root

pytestmark = pytest.mark.anyio
SEAL_ROOT = HeldRoot({1: Key(b"\x15" * 32)})
DAY = timedelta(days=1)
FORMS = (("marac-referral-1", "ab" * 32),)


@pytest.fixture
def keys(trail: Trail, clock: FixedClock) -> SealKeys:
    return SealKeys(SEAL_ROOT, trail, clock)


def the_area(place: Place) -> SealedArea:
    return SealedArea(place.area.id, place.area.slug, FORMS)


async def listed(place: Place) -> dict[str, object]:
    found = await newest_lists(place.area.slug)
    assert is_sound(found[0])
    body: dict[str, object] = json.loads(found[0].body)
    return body


async def live(place: Place) -> list[SealKey]:
    return await SealKey.objects().where(SealKey.area == place.area.id, SealKey.destroyed_at.is_null())


async def test_an_area_gets_a_key_of_each_suite_and_a_signed_list(keys: SealKeys, northmoor: Place) -> None:
    serial = await keys.tend(the_area(northmoor), by=northmoor.actor)

    assert serial == 1
    told = await listed(northmoor)
    assert [key["suite"] for key in told["keys"]] == [1, 2]  # type: ignore[attr-defined]
    assert told["forms"] == [{"form": "marac-referral-1", "schema": "ab" * 32}]
    for row in await live(northmoor):
        assert (await keys.pair(northmoor.area.id, row.id)).public == bytes(row.public)
    assert await Leaf.count().where(Leaf.event == "seal:key:make") == 2
    assert await Leaf.count().where(Leaf.event == "seal:list:publish") == 1


async def test_a_list_changes_only_when_something_changed(keys: SealKeys, northmoor: Place) -> None:
    await keys.tend(the_area(northmoor), by=northmoor.actor)

    assert await keys.tend(the_area(northmoor), by=northmoor.actor) is None
    other_forms = SealedArea(northmoor.area.id, northmoor.area.slug, (("marac-referral-1", "cd" * 32),))
    assert await keys.tend(other_forms, by=northmoor.actor) == 2


async def test_a_list_somebody_changed_is_not_sound(keys: SealKeys, northmoor: Place) -> None:
    await keys.tend(the_area(northmoor), by=northmoor.actor)
    found = (await newest_lists(northmoor.area.slug))[0]

    changed = found.body.replace(b'"serial":1', b'"serial":2')

    assert changed != found.body
    assert not is_sound(SignedList(changed, found.root, found.signature))


async def test_the_next_keys_are_listed_a_fortnight_ahead_and_begin_when_the_old_ones_end(
    keys: SealKeys, northmoor: Place, clock: FixedClock
) -> None:
    await keys.tend(the_area(northmoor), by=northmoor.actor)

    clock.move(76 * DAY - timedelta(seconds=1))
    early = await keys.tend(the_area(northmoor), by=northmoor.actor)
    clock.move(timedelta(seconds=1))
    due = await keys.tend(the_area(northmoor), by=northmoor.actor)

    assert (early, due) == (None, 2)
    first, second = sorted(await live(northmoor), key=lambda row: row.not_before)[::2]
    assert second.not_before == first.not_after == clock.now() + 14 * DAY
    assert second.not_after == second.not_before + 90 * DAY


async def test_a_key_is_accepted_for_thirty_days_more_and_then_destroyed(
    keys: SealKeys, northmoor: Place, clock: FixedClock
) -> None:
    await keys.tend(the_area(northmoor), by=northmoor.actor)
    row = (await live(northmoor))[0]
    known = await find_seal_key(row.id)
    assert known is not None
    skew, edge = timedelta(minutes=5), row.not_after + 30 * DAY

    assert known.is_open_at(row.not_before - skew)
    assert not known.is_open_at(row.not_before - skew - timedelta(seconds=1))
    assert known.is_open_at(edge + skew)
    assert not known.is_open_at(edge + skew + timedelta(seconds=1))
    assert known.is_retired_at(edge + skew + timedelta(seconds=1))

    clock.at = edge + skew
    await keys.tend(the_area(northmoor), by=northmoor.actor)
    assert (await keys.pair(northmoor.area.id, row.id)).public == bytes(row.public)
    clock.move(timedelta(seconds=1))
    await keys.tend(the_area(northmoor), by=northmoor.actor)
    with pytest.raises(SealBroken):
        await keys.pair(northmoor.area.id, row.id)
    gone = await SealKey.objects().get(SealKey.id == row.id)
    assert gone is not None
    assert bytes(gone.wrapped) == b""


async def test_a_key_for_which_a_form_still_waits_is_kept(keys: SealKeys, northmoor: Place, clock: FixedClock) -> None:
    await keys.tend(the_area(northmoor), by=northmoor.actor)
    row = (await live(northmoor))[0]

    clock.move(200 * DAY)
    await keys.tend(the_area(northmoor), by=northmoor.actor, waiting=[row.id])

    assert (await keys.pair(northmoor.area.id, row.id)).public == bytes(row.public)
    assert await Leaf.count().where(Leaf.event == "seal:key:destroy") == 1


async def test_keys_begun_anew_end_the_old_ones_which_still_open(keys: SealKeys, northmoor: Place) -> None:
    await keys.tend(the_area(northmoor), by=northmoor.actor)
    old = {str(row.id) for row in await live(northmoor)}

    await keys.rotate(the_area(northmoor), by=northmoor.actor)

    told = {key["id"] for key in (await listed(northmoor))["keys"]}  # type: ignore[attr-defined]
    assert len(told) == 2
    assert not told & old
    assert len(await live(northmoor)) == 4


async def test_the_root_of_the_pages_opens_none_of_them(
    keys: SealKeys, northmoor: Place, trail: Trail, clock: FixedClock
) -> None:
    await keys.tend(the_area(northmoor), by=northmoor.actor)
    theirs = SealKeys(a_root(), trail, clock)

    for row in await live(northmoor):
        with pytest.raises(SealBroken):
            await theirs.pair(northmoor.area.id, row.id)
    with pytest.raises(WrongRootKey, match="MARAC_SEAL_ROOT_KEY"):
        await theirs.requires_right_root()
    await keys.requires_right_root()
    assert await AreaKey.count().where(AreaKey.purpose == "seal") == 1


async def test_a_key_opens_in_no_other_area(keys: SealKeys, northmoor: Place, next_area: Place) -> None:
    for place in (northmoor, next_area):
        await keys.tend(the_area(place), by=place.actor)

    with pytest.raises(SealBroken):
        await keys.pair(next_area.area.id, (await live(northmoor))[0].id)
