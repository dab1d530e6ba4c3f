"""The root key: read from a file or the environment, checked at the start, never echoed."""

import base64
import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from marac.audit.trail import Trail
from marac.database import OurEngine, SQLite, start, stop
from marac.errors import SealBroken, SettingsWrong, WrongRootKey
from marac.vault.area_keys import OF_THE_ROOT
from marac.vault.primitives import Key, new_key, new_signing_pair
from marac.vault.roots import HeldRoot, make_root_file, root_from_environment, root_from_file, root_from_text
from marac.vault.service_keys import public_tree_checker
from marac.vault.tables import AreaKey, RootSentinel, SigningKey
from marac.vault.vault import open_vault
from tests.fakes import FixedClock
from tests.marac.vault_cast import QUICK, a_root, a_vault, an_area

AREA = UUID(int=5)


def in_text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def test_a_new_root_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "root.key"

    made = make_root_file(file)

    assert file.stat().st_mode & 0o777 == 0o400
    wrapped = made.wrap(AREA, "wrap/1", new_key())
    assert len(root_from_file(file).unwrap(AREA, "wrap/1", wrapped)) == 32


def test_a_root_file_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "root.key"
    make_root_file(file)
    before = file.read_bytes()

    with pytest.raises(FileExistsError):
        make_root_file(file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o444, 0o700])
def test_a_root_file_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "root.key"
    make_root_file(file)
    os.chmod(file, mode)

    with pytest.raises(SettingsWrong):
        root_from_file(file)


def test_a_missing_root_file_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="cannot be read"):
        root_from_file(tmp_path / "root.key")


def test_the_root_key_may_stand_in_the_environment() -> None:
    key = bytes(range(32))

    wrapped = root_from_environment({"MARAC_ROOT_KEY": in_text(key)}).wrap(AREA, "idx/1", Key(key))

    assert HeldRoot({1: Key(key)}).unwrap(AREA, "idx/1", wrapped) == key


def test_a_root_key_that_is_not_set_is_named() -> None:
    with pytest.raises(SettingsWrong, match="MARAC_ROOT_KEY"):
        root_from_environment({})


@pytest.mark.parametrize(
    "text", ["", "not base64!", in_text(bytes(31)), f"0 {in_text(bytes(32))}", f"1 2 {in_text(bytes(32))}", "x y"]
)
def test_a_bad_root_key_is_refused_and_not_echoed(text: str) -> None:
    with pytest.raises(SettingsWrong) as refused:
        root_from_text(text)

    assert not text or text not in str(refused.value)


def test_the_newest_root_wraps_and_all_unwrap() -> None:
    old, new, key = new_key(), new_key(), new_key()
    both = root_from_text(f"1 {in_text(old)}\n2 {in_text(new)}\n")

    assert both.versions() == [1, 2]
    assert both.unwrap(AREA, "wrap/1", HeldRoot({1: old}).wrap(AREA, "wrap/1", key)) == key
    assert HeldRoot({2: new}).unwrap(AREA, "wrap/1", both.wrap(AREA, "wrap/1", key)) == key


def test_a_wrapped_key_fits_one_root_one_area_and_one_purpose() -> None:
    root, key = a_root(), new_key()
    wrapped = root.wrap(AREA, "wrap/1", key)
    tries = [
        (a_root(8), AREA, "wrap/1", wrapped),
        (HeldRoot({2: Key(bytes([7]) * 32)}), AREA, "wrap/1", wrapped),
        (root, UUID(int=6), "wrap/1", wrapped),
        (root, AREA, "wrap/2", wrapped),
        (root, AREA, "audit/1", wrapped),
        (root, AREA, "wrap/1", wrapped[:-1]),
        (root, AREA, "wrap/1", b"\x02" + wrapped[1:]),
        (root, AREA, "wrap/1", b""),
    ]

    assert root.unwrap(AREA, "wrap/1", wrapped) == key
    for other, area, purpose, sealed in tries:
        with pytest.raises(SealBroken):
            other.unwrap(area, purpose, sealed)


def test_a_root_prints_no_key() -> None:
    assert "07070707" not in repr(vars(a_root())) and "\\x07" not in repr(vars(a_root()))


@pytest.mark.anyio
async def test_an_empty_database_gets_its_mark_and_the_keys_of_the_service(
    database: OurEngine, clock: FixedClock
) -> None:
    await a_vault(clock)
    await a_vault(clock)

    assert await RootSentinel.count() == 1
    assert sorted(row.purpose for row in await SigningKey.objects()) == ["auth", "receipt", "tree"]


@pytest.mark.anyio
async def test_the_wrong_root_key_is_said_in_one_line_and_changes_nothing(
    database: OurEngine, clock: FixedClock
) -> None:
    await an_area(await a_vault(clock), clock, "northmoor")
    before = await contents(database)

    with pytest.raises(WrongRootKey) as refused:
        await open_vault(a_root(8), Trail(), clock, password_cost=QUICK)

    assert "\n" not in str(refused.value)
    assert await contents(database) == before


async def contents(database: OurEngine) -> list[object]:
    """The file byte for byte; on a server, the rows of the tables of keys."""
    if isinstance(database, SQLite):
        await stop(database)
        written = database.file.read_bytes()
        await start(database)
        return [written]
    return [row.to_dict() for table in (RootSentinel, AreaKey, SigningKey) for row in await table.objects()]


@pytest.mark.anyio
async def test_data_without_its_mark_is_not_given_a_new_one(database: OurEngine, clock: FixedClock) -> None:
    await an_area(await a_vault(clock), clock, "northmoor")
    await RootSentinel.delete(force=True)

    with pytest.raises(WrongRootKey):
        await a_vault(clock)

    assert await RootSentinel.count() == 0


@pytest.mark.anyio
async def test_a_mark_that_was_exchanged_does_not_let_another_root_in(database: OurEngine, clock: FixedClock) -> None:
    await a_vault(clock)
    [mark] = await RootSentinel.objects()
    other = a_root(8).wrap(UUID(int=0), "service/sentinel/1", new_key())
    await RootSentinel.update({RootSentinel.wrapped: other}).where(RootSentinel.id == mark.id)

    with pytest.raises(WrongRootKey):
        await open_vault(a_root(8), Trail(), clock, password_cost=QUICK)


@pytest.mark.anyio
async def test_a_public_key_that_was_exchanged_is_noticed_at_the_start(database: OurEngine, clock: FixedClock) -> None:
    vault = await a_vault(clock)
    assert (await public_tree_checker()).public_keys == vault.tree_checker.public_keys

    forged: dict[Any, Any] = {SigningKey.public: new_signing_pair().public}
    await SigningKey.update(forged).where(SigningKey.purpose == "tree")

    with pytest.raises(SealBroken):
        await a_vault(clock)


@pytest.mark.anyio
async def test_no_two_keys_of_two_areas_are_the_same(database: OurEngine, clock: FixedClock) -> None:
    vault = await a_vault(clock)
    places = [await an_area(vault, clock, slug) for slug in ("northmoor", "northmoor-mappa")]

    keys = [key for place in places for key in (await vault._area_keys._keys(place.area.id)).values()]

    assert len({bytes(key) for key in keys}) == 2 * len(OF_THE_ROOT)
