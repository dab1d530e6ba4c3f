"""Nothing sealed can be moved, aged, cut or blanked unnoticed. Made from the schema: a new column is covered."""

from collections.abc import Callable
from typing import Any

import pytest
from piccolo.table import Table

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.audit.trail import Trail
from marac.columns import SealedRow
from marac.database import transaction
from marac.errors import SealBroken
from marac.ids import uuid7
from marac.piccolo_app import APP_CONFIG
from marac.vault.primitives import AES_256_GCM_SIV
from marac.vault.sealing import count_decryptions, sealed_columns
from marac.vault.tables import DataKey
from marac.vault.vault import Vault
from tests.marac.vault_cast import Place

pytestmark = pytest.mark.anyio

SEALED_TABLES = [table for table in dict.fromkeys(APP_CONFIG.table_classes) if issubclass(table, SealedRow)]
CASES = [(table, column) for table in SEALED_TABLES for column in sealed_columns(table)]
NAMES = [f"{table._meta.tablename}.{column}" for table, column in CASES]
Swap = Callable[[Any], None]


async def sealed(vault: Vault, trail: Trail, place: Place, row: Any, *, text: str) -> Any:
    """The row with every column sealed, as a transaction would save it."""
    async with transaction():
        if row.dk is None:
            row.dk = await vault.make_data_key(place.area.id, "case", uuid7())
        await vault.seal(row, dict.fromkeys(sealed_columns(row), text))
        await trail.record(Event.KEY_DESTROYED, by=place.actor, kind="case", about=row.id, owner=None, key_kind="case")
    return row


def copied(row: Any) -> Any:
    twin = type(row)(_ignore_missing=True)
    twin.__dict__.update(row.__dict__)
    return twin


def put(column: str, value: bytes | None) -> Swap:
    return lambda row: setattr(row, column, value)


def swaps_of_bytes(column: str, envelope: bytes) -> dict[str, Swap]:
    flipped = bytearray(envelope)
    flipped[-20] ^= 1
    other_suite = bytearray(envelope)
    other_suite[1] = AES_256_GCM_SIV
    return {
        "truncated": put(column, envelope[:-1]),
        "cut to its head": put(column, envelope[:20]),
        "extended": put(column, envelope + b"\x00"),
        "bit flipped": put(column, bytes(flipped)),
        "other suite": put(column, bytes(other_suite)),
        "empty": put(column, b""),
        "blanked": put(column, None),
    }


def swaps_around(row: Any, other_area: Place, other_key: Any) -> dict[str, Swap]:
    return {
        "other area": lambda changed: setattr(changed, "area", other_area.area.id),
        "other key": lambda changed: setattr(changed, "dk", other_key),
        "no key": lambda changed: setattr(changed, "dk", None),
        "key never made": lambda changed: setattr(changed, "dk", uuid7()),
        "older version number": lambda changed: setattr(changed, "sealed_version", row.sealed_version - 1),
        "newer version number": lambda changed: setattr(changed, "sealed_version", row.sealed_version + 1),
        "code blanked": lambda changed: setattr(changed, "row_mac", None),
        "code of nothing": lambda changed: setattr(changed, "row_mac", bytes(32)),
        "other row": lambda changed: setattr(changed, "id", uuid7()),
    }


async def swaps_of_values(vault: Vault, trail: Trail, place: Place, row: Any, column: str) -> dict[str, Swap]:
    """Sound envelopes of the same area and the same key, from another row, column, table or time."""
    table = type(row)
    sibling = await sealed(
        vault, trail, place, table(_ignore_missing=True, area=place.area.id, dk=row.dk), text="sibling"
    )
    foreign_table: type[Table] = next(one for one in SEALED_TABLES if one is not table)
    foreign = await sealed(
        vault, trail, place, foreign_table(_ignore_missing=True, id=row.id, area=place.area.id, dk=row.dk), text="else"
    )
    older = getattr(row, column)
    await sealed(vault, trail, place, row, text="newer")
    return {
        "other row's value": put(column, getattr(sibling, column)),
        "other table's value": put(column, getattr(foreign, sealed_columns(foreign)[0])),
        "older value": put(column, older),
        **{f"value of {name}": put(column, getattr(row, name)) for name in sealed_columns(row) if name != column},
    }


@pytest.mark.parametrize(("table", "column"), CASES, ids=NAMES)
async def test_no_swap_of_a_sealed_column_opens(
    table: Any, column: str, vault: Vault, trail: Trail, northmoor: Place, next_area: Place
) -> None:
    row = await sealed(
        vault, trail, northmoor, table(_ignore_missing=True, area=northmoor.area.id), text="Ellen Quarmby"
    )
    swaps = await swaps_of_values(vault, trail, northmoor, row, column)
    swaps |= swaps_of_bytes(column, bytes(getattr(row, column)))
    swaps |= swaps_around(row, next_area, await vault.make_data_key(northmoor.area.id, "case", uuid7()))
    assert (await vault.open_record(northmoor.permit(), row))[column] == "newer"

    opened = [name for name, swap in swaps.items() if not await is_refused(vault, northmoor, row, swap)]

    assert opened == []
    assert await Leaf.count().where(Leaf.event == Event.SEAL_BROKEN.value) == len(swaps)


async def is_refused(vault: Vault, place: Place, row: Any, swap: Swap) -> bool:
    """Refused with the one error, which says nothing of what was sealed."""
    changed = copied(row)
    swap(changed)
    try:
        with count_decryptions() as count:
            await vault.open_record(place.permit(), changed)
    except SealBroken as error:
        return "Quarmby" not in str(error) and "newer" not in str(error) and count.number <= 1
    return False


@pytest.mark.parametrize("table", SEALED_TABLES, ids=[table._meta.tablename for table in SEALED_TABLES])
async def test_a_value_cannot_be_put_where_there_was_none(
    table: Any, vault: Vault, trail: Trail, northmoor: Place
) -> None:
    full = await sealed(vault, trail, northmoor, table(_ignore_missing=True, area=northmoor.area.id), text="full")
    empty = table(_ignore_missing=True, id=full.id, area=northmoor.area.id, dk=full.dk)
    async with transaction():
        await vault.seal(empty, dict.fromkeys(sealed_columns(empty)))
        await trail.record(
            Event.KEY_DESTROYED, by=northmoor.actor, kind="case", about=None, owner=None, key_kind="case"
        )
    name = sealed_columns(empty)[0]

    setattr(empty, name, getattr(full, name))

    with pytest.raises(SealBroken):
        await vault.open_record(northmoor.permit(), empty)


KEY_CHANGES: dict[str, dict[str, Any]] = {
    "area": {"area": "other area"},
    "kind": {"kind": "meeting"},
    "kind nobody knows": {"kind": "house"},
    "owner": {"owner_id": "other owner"},
    "version": {"version": 2},
    "version too large": {"version": 70_000},
    "area key version": {"area_key_version": 2},
    "commitment": {"commitment": bytes(32)},
    "destroyed": {"wrapped": None},
    "empty": {"wrapped": b""},
    "other suite": {"wrapped": "other suite"},
    "wrapped by nobody": {"wrapped": b"\x01\x01\x00\x01" + bytes(60)},
}


@pytest.mark.parametrize("change", KEY_CHANGES.values(), ids=KEY_CHANGES.keys())
async def test_a_data_key_whose_row_was_changed_opens_nothing(
    change: dict[str, Any], vault: Vault, trail: Trail, northmoor: Place, next_area: Place
) -> None:
    row = await sealed(
        vault, trail, northmoor, SEALED_TABLES[0](_ignore_missing=True, area=northmoor.area.id), text="Ellen Quarmby"
    )
    [key] = await DataKey.objects().where(DataKey.id == row.dk)
    [(column, value)] = change.items()
    named = {
        "other area": next_area.area.id,
        "other owner": uuid7(),
        "other suite": b"\x01\x02" + bytes(key.wrapped)[2:],
    }
    await DataKey.update({column: named.get(value, value) if isinstance(value, str) else value}).where(
        DataKey.id == row.dk
    )
    vault.forget_keys()

    with pytest.raises(SealBroken):
        await vault.open_record(northmoor.permit(), row)

    assert await Leaf.count().where(Leaf.event == Event.SEAL_BROKEN.value) == 1


async def test_the_wrapped_keys_of_two_cases_cannot_change_places(vault: Vault, trail: Trail, northmoor: Place) -> None:
    table: Any = SEALED_TABLES[0]
    one = await sealed(vault, trail, northmoor, table(_ignore_missing=True, area=northmoor.area.id), text="one")
    other = await sealed(vault, trail, northmoor, table(_ignore_missing=True, area=northmoor.area.id), text="other")
    [theirs] = await DataKey.objects().where(DataKey.id == other.dk)
    change: dict[Any, Any] = {DataKey.wrapped: theirs.wrapped, DataKey.commitment: theirs.commitment}
    await DataKey.update(change).where(DataKey.id == one.dk)
    vault.forget_keys()

    with pytest.raises(SealBroken):
        await vault.open_record(northmoor.permit(), one)
