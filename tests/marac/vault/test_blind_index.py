"""The blind index: equal values meet under one key, and say nothing without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marac.database import OurEngine, transaction
from marac.errors import Refused
from marac.vault.blind_index import token_bits, token_key
from marac.vault.primitives import Key
from marac.vault.vault import Vault
from tests.fakes import FixedClock
from tests.marac.vault_cast import Place, a_vault, an_area

pytestmark = pytest.mark.anyio
PARENT = Key(bytes(range(32)))
NEXT = Key(bytes(range(1, 33)))


@given(st.text(), st.text())
def test_equal_values_have_equal_bits_and_others_have_others(one: str, other: str) -> None:
    key = token_key(PARENT, "A", 1)

    assert (token_bits(key, one) == token_bits(key, other)) is (one == other)
    assert -(2**63) <= token_bits(key, one) < 2**63


def test_each_area_type_and_version_has_a_key_of_its_own() -> None:
    keys = [
        token_key(PARENT, "A", 1),
        token_key(PARENT, "B", 1),
        token_key(PARENT, "A", 2),
        token_key(NEXT, "A", 1),
        token_key(PARENT, "A1", 1),
    ]

    assert len({token_bits(key, "19850327E") for key in keys}) == len(keys)


def test_the_bits_of_the_first_release_stay_as_they_were() -> None:
    assert token_bits(token_key(PARENT, "A", 1), "19850327E") == 2725635857987842393


async def test_an_area_indexes_under_every_key_in_use(vault: Vault, northmoor: Place) -> None:
    before = await vault.index_tokens(northmoor.area.id, [("A", "19850327E")])
    await vault.begin_index_key(by=northmoor.actor)

    both = await vault.index_tokens(northmoor.area.id, [("A", "19850327E"), ("D", "ELN")])

    assert [version for _, version, _ in before] == [1]
    assert [(kind, version) for kind, version, _ in both] == [("A", 1), ("D", 1), ("A", 2), ("D", 2)]
    assert before[0] in both
    assert len({bits for _, _, bits in both}) == 4


async def test_an_ended_key_indexes_nothing_and_the_newest_cannot_be_ended(vault: Vault, northmoor: Place) -> None:
    await vault.begin_index_key(by=northmoor.actor)

    await vault.end_index_key(1, by=northmoor.actor)

    assert [version for _, version, _ in await vault.index_tokens(northmoor.area.id, [("A", "x")])] == [2]
    with pytest.raises(Refused):
        await vault.end_index_key(2, by=northmoor.actor)


async def test_a_key_that_another_process_began_is_used_at_once(
    vault: Vault, northmoor: Place, clock: FixedClock
) -> None:
    await vault.index_versions(northmoor.area.id)
    elsewhere = await a_vault(clock)

    await elsewhere.begin_index_key(by=northmoor.actor)

    assert await vault.index_versions(northmoor.area.id) == [1, 2]


async def test_a_beginning_that_was_rolled_back_began_nothing(vault: Vault, northmoor: Place) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await vault.begin_index_key(by=northmoor.actor)
            raise ZeroDivisionError

    assert await vault.index_versions(northmoor.area.id) == [1]


async def test_two_areas_give_the_same_person_other_bits(
    vault: Vault, northmoor: Place, database: OurEngine, clock: FixedClock
) -> None:
    southdale = await an_area(vault, clock, "southdale")

    [ours] = await vault.index_tokens(northmoor.area.id, [("A", "19850327E")])
    [theirs] = await vault.index_tokens(southdale.area.id, [("A", "19850327E")])

    assert ours != theirs
