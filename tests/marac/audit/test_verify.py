"""Whoever changes the log is found out, by us and by someone who has only the public key."""

import base64
import json
import random
from pathlib import Path

import pytest

from marac.audit import offline
from marac.audit.checkpoints import newest_note
from marac.audit.export import exported_lines
from marac.audit.notes import Checker
from marac.audit.positions import give_positions
from marac.audit.tables import Checkpoint, Leaf
from marac.audit.trail import Trail
from marac.audit.verify import verify
from marac.database import OurEngine, SQLite, transaction
from marac.vault.primitives import is_signed, new_signing_pair
from marac.vault.vault import Vault
from meetings.tables.documents import Draft
from tests.fakes import FixedClock
from tests.marac.audit.log_cast import a_signed_log, lower_the_guards, tamper, write_leaves
from tests.marac.audit.tampering import DEEDS, change_and_mend, leaf_at
from tests.marac.vault_cast import Place, a_draft, seal_and_save

pytestmark = pytest.mark.anyio


class Undo(Exception):
    """Ends a transaction so that nothing of it stays."""


async def test_an_untouched_log_is_sound(vault: Vault, trail: Trail, clock: FixedClock) -> None:
    await a_signed_log(vault, trail, clock, leaves=130, head_every=50)
    await write_leaves(trail, clock, 3)

    outcome = await verify(vault.tree_checker)

    assert (outcome.sound, outcome.size, outcome.first_bad) == (True, 130, None)
    assert (outcome.checkpoints, outcome.waiting) == (3, 3)


async def test_an_empty_log_is_sound(vault: Vault) -> None:
    assert (await verify(vault.tree_checker)).sound is True


@pytest.mark.long_on_postgres
@pytest.mark.parametrize("ways", [40, pytest.param(200, marks=pytest.mark.long)])
async def test_every_way_of_tampering_is_found_at_its_place(
    vault: Vault, trail: Trail, clock: FixedClock, database: OurEngine, ways: int
) -> None:
    await a_signed_log(vault, trail, clock, leaves=2000, head_every=100)
    await lower_the_guards(database)
    hand = random.Random(20260901)

    missed = [f"{number}" for number in range(ways) if not await is_found_out(vault, hand, number)]

    assert missed == []
    assert (await verify(vault.tree_checker)).sound is True


async def is_found_out(vault: Vault, hand: random.Random, number: int) -> bool:
    found = False
    try:
        async with transaction():
            done = await DEEDS[number % len(DEEDS)](hand, 2000)
            told = await verify(vault.tree_checker)
            exactly = told.first_bad == done.idx and told.bad_until is None
            between = told.bad_until is not None and (told.first_bad or 0) <= done.idx <= told.bad_until
            found = told.sound is False and (exactly if done.exact else between)
            raise Undo
    except Undo:
        pass
    return found


async def test_every_byte_of_a_stored_leaf_counts(
    vault: Vault, trail: Trail, clock: FixedClock, database: OurEngine
) -> None:
    if not isinstance(database, SQLite):
        pytest.skip("a server keeps ids and moments as values, not as text")
    await a_signed_log(vault, trail, clock, leaves=4, head_every=4)
    await lower_the_guards(database)
    columns = ["id", "area", "at", "business_at", "actor", "event", "kind", "about", "keys", "decision"]
    [row] = await Leaf.raw(
        f"SELECT {', '.join(f'CAST({name} AS BLOB) AS {name}' for name in columns)} FROM leaf "
        "WHERE id = (SELECT leaf FROM leaf_position WHERE idx = 2)"
    )

    tried, unnoticed = 0, []
    for name in columns:
        for place in range(len(row[name])):
            for flip in (0x01, 0x20, 0x80):
                changed = bytearray(row[name])
                changed[place] ^= flip
                tried += 1
                if not await is_noticed(vault, database, f"UPDATE leaf SET {name} = CAST(x'{changed.hex()}' AS TEXT)"):
                    unnoticed.append((name, place, flip))

    assert unnoticed == []
    assert tried > 500


async def is_noticed(vault: Vault, database: OurEngine, update: str) -> bool:
    noticed = False
    try:
        async with transaction():
            await database.run_ddl(f"{update} WHERE id = (SELECT leaf FROM leaf_position WHERE idx = 2)")
            told = await verify(vault.tree_checker)
            noticed = told.sound is False and told.first_bad == 2
            raise Undo
    except Undo:
        pass
    return noticed


async def test_the_first_bad_leaf_is_named(vault: Vault, trail: Trail, clock: FixedClock, database: OurEngine) -> None:
    await a_signed_log(vault, trail, clock, leaves=10, head_every=5)
    await lower_the_guards(database)
    leaf = await leaf_at(6)
    await Leaf.update({Leaf.kind: "flax"}).where(Leaf.id == leaf.id)

    outcome = await verify(vault.tree_checker)

    assert (outcome.sound, outcome.first_bad, outcome.leaf) == (False, 6, str(leaf.id))
    assert outcome.message == "Leaf 6 has been changed."


async def test_a_log_cut_off_with_its_heads_is_found_by_a_head_kept_elsewhere(
    vault: Vault, trail: Trail, clock: FixedClock, database: OurEngine
) -> None:
    await a_signed_log(vault, trail, clock, leaves=20, head_every=10)
    kept_elsewhere = await newest_note()
    await lower_the_guards(database)
    await tamper(database, ["DELETE FROM leaf_position WHERE idx >= 10", "DELETE FROM checkpoint WHERE size > 10"])

    alone = await verify(vault.tree_checker)
    with_head = await verify(vault.tree_checker, from_checkpoint=kept_elsewhere)

    assert alone.sound is True, "nothing inside can tell"
    assert (with_head.sound, with_head.first_bad) == (False, 10)


async def test_a_head_that_was_exchanged_is_found(
    vault: Vault, trail: Trail, clock: FixedClock, database: OurEngine
) -> None:
    await a_signed_log(vault, trail, clock, leaves=30, head_every=10)
    await lower_the_guards(database)
    [middle] = await Checkpoint.objects().where(Checkpoint.size == 20)

    for change in ({"note": middle.note[:-3] + "\n"}, {"root": bytes(32)}, {"note": "not a head"}, {"size": 21}):
        try:
            async with transaction():
                await Checkpoint.update(change).where(Checkpoint.id == middle.id)  # type: ignore[arg-type]
                outcome = await verify(vault.tree_checker)
                assert (outcome.sound, outcome.first_bad) == (False, 10)
                raise Undo
        except Undo:
            continue


async def test_what_cannot_be_told_is_said(vault: Vault, trail: Trail, clock: FixedClock) -> None:
    await write_leaves(trail, clock, 5)
    await give_positions()

    unsigned = await verify(vault.tree_checker)
    without_key = await verify(Checker({}, is_signed))
    strange_head = await verify(vault.tree_checker, from_checkpoint="marac-trail\n5\n")

    assert [unsigned.sound, without_key.sound, strange_head.sound] == [None, None, None]


async def test_heads_signed_by_another_key_are_not_believed(vault: Vault, trail: Trail, clock: FixedClock) -> None:
    await a_signed_log(vault, trail, clock, leaves=5, head_every=5)
    other = Checker({"marac-tree-1+00000000": new_signing_pair().public}, is_signed)

    assert (await verify(other)).sound is False


async def test_a_row_rolled_back_to_an_older_state_is_found(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body="first")
    await a_draft(vault, trail, northmoor, clock, body="another")
    older = (await Draft.objects().where(Draft.id == draft.id))[0]
    await seal_and_save(vault, trail, northmoor.actor, draft, {"body": "second"})
    await give_positions()
    assert (await sound_rows(vault, trail, clock)) is True

    await older.save()

    assert await vault.open_record(northmoor.permit(), older) == {"body": "first"}, "the row alone looks whole"
    assert (await sound_rows(vault, trail, clock)) is False


async def test_a_row_wiped_as_if_never_sealed_is_found(
    vault: Vault, trail: Trail, northmoor: Place, clock: FixedClock
) -> None:
    draft = await a_draft(vault, trail, northmoor, clock, body="first")
    await give_positions()

    await Draft.update({"body": None, "row_mac": None, "sealed_version": 0}).where(Draft.id == draft.id)

    assert (await sound_rows(vault, trail, clock)) is False


async def sound_rows(vault: Vault, trail: Trail, clock: FixedClock) -> bool | None:
    await write_leaves(trail, clock, 1)
    await a_signed_log(vault, trail, clock, leaves=1, head_every=1)
    outcome = await verify(vault.tree_checker, records=[Draft])
    assert outcome.rows_untold == 0
    assert outcome.sound is not True or outcome.rows_checked == await Draft.count()
    return outcome.sound


async def exported(file: Path) -> Path:
    with file.open("wb") as out:
        async for line in exported_lines():
            out.write(line)
    return file


def public_key(vault: Vault) -> bytes:
    [public] = vault.tree_checker.public_keys.values()
    return public


async def test_a_stranger_can_check_an_export_with_the_public_key_alone(
    vault: Vault, trail: Trail, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await a_signed_log(vault, trail, clock, leaves=130, head_every=50)
    file = await exported(tmp_path / "log.jsonl")
    head = tmp_path / "head.txt"
    head.write_text(await newest_note() or "", "utf-8")
    key = base64.b64encode(public_key(vault)).decode()

    assert offline.main([str(file), key, "--from", str(head)]) == 0
    assert capsys.readouterr().out == "130 leaves are sound under 3 signed heads.\n"
    assert offline.main([str(file), base64.b64encode(new_signing_pair().public).decode()]) == 1
    assert offline.main([str(tmp_path / "none"), key]) == 2
    assert offline.main([str(file), "no key"]) == 2
    lines = file.read_bytes().splitlines()
    assert [json.loads(line)["idx"] for line in lines[3:]] == list(range(130))


async def test_a_changed_export_is_found_by_the_stranger(
    vault: Vault, trail: Trail, clock: FixedClock, tmp_path: Path
) -> None:
    await a_signed_log(vault, trail, clock, leaves=30, head_every=10)
    lines = (await exported(tmp_path / "log.jsonl")).read_bytes().splitlines(keepends=True)
    heads, leaves = lines[:3], lines[3:]
    changes = {
        "a leaf changed": ([*heads, *leaves[:17], leaves[17].replace(b"session", b"sessiom"), *leaves[18:]], 17),
        "a leaf left out": ([*heads, *leaves[:5], *leaves[6:]], 5),
        "two exchanged": ([*heads, *leaves[:3], leaves[4], leaves[3], *leaves[5:]], 3),
        "the end cut off": ([*heads, *leaves[:25]], 25),
        "a leaf emptied": ([*heads, leaves[0][:90] + b"null}\n", *leaves[1:]], 0),
    }

    told = {name: offline.check(changed, public_key(vault)) for name, (changed, _) in changes.items()}

    assert {name: outcome.first_bad for name, outcome in told.items()} == {
        name: expected for name, (_, expected) in changes.items()
    }
    assert all(outcome.sound is False for outcome in told.values())
    assert offline.check(leaves, public_key(vault)).sound is None
    assert offline.check([*heads, *leaves], public_key(vault)).sound is True


async def test_ours_and_the_strangers_check_agree_on_a_mended_log(
    vault: Vault, trail: Trail, clock: FixedClock, tmp_path: Path, database: OurEngine
) -> None:
    await a_signed_log(vault, trail, clock, leaves=30, head_every=10)
    await lower_the_guards(database)
    done = await change_and_mend(random.Random(3), 30)

    ours = await verify(vault.tree_checker)
    lines = (await exported(tmp_path / "log.jsonl")).read_bytes().splitlines(keepends=True)
    theirs = offline.check(lines, public_key(vault))

    assert ours.sound is theirs.sound is False
    assert ours.first_bad == theirs.first_bad == done.idx - done.idx % 10
