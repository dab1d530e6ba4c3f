"""The hand that tampers: each way to change a log, with what a check of it must say."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from marac.audit.leaves import leaf_bytes
from marac.audit.reading import as_text, leaf_columns
from marac.audit.tables import Leaf, LeafPosition
from marac.audit.tree import hash_leaf
from marac.database import bound
from marac.ids import uuid7

FAR = 1_000_000


@dataclass(frozen=True)
class Tampered:
    """What was done, where, and whether the check can tell the place exactly or only between two heads."""

    deed: str
    idx: int
    exact: bool


Deed = Callable[[random.Random, int], Awaitable[Tampered]]


async def leaf_at(idx: int) -> Any:
    [place] = await LeafPosition.objects().where(LeafPosition.idx == idx)
    [leaf] = await Leaf.objects().where(Leaf.id == place.leaf)
    return leaf


async def _update(leaf: Any, change: dict[Any, Any]) -> None:
    await Leaf.update(change).where(Leaf.id == leaf.id)


async def _mend_hash(leaf_id: Any) -> None:
    [row] = await Leaf.raw(f"SELECT {leaf_columns()} FROM leaf WHERE id = {{}}", leaf_id)
    change: dict[Any, Any] = {LeafPosition.leaf_hash: hash_leaf(leaf_bytes(as_text(row)))}
    await LeafPosition.update(change).where(LeafPosition.leaf == leaf_id)


def _one_byte_other(text: str, hand: random.Random) -> str:
    place = hand.randrange(len(text))
    letter = "0" if text[place] != "0" else "1"
    return text[:place] + letter + text[place + 1 :]


async def change_a_byte(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    leaf = await leaf_at(idx)
    column = hand.choice([Leaf.keys, Leaf.event, Leaf.kind, Leaf.decision])
    await _update(leaf, {column: _one_byte_other(getattr(leaf, column._meta.name), hand)})
    return Tampered("a byte changed", idx, exact=True)


async def change_who(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    column = hand.choice([Leaf.actor, Leaf.about, Leaf.area, Leaf.acting_for])
    await _update(await leaf_at(idx), {column: uuid7()})
    return Tampered("another person", idx, exact=True)


async def change_the_hash(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    await LeafPosition.update({LeafPosition.leaf_hash: hand.randbytes(32)}).where(LeafPosition.idx == idx)
    return Tampered("a hash changed", idx, exact=True)


async def change_and_mend(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    leaf = await leaf_at(idx)
    await _update(leaf, {Leaf.kind: "other"})
    await _mend_hash(leaf.id)
    return Tampered("changed and mended", idx, exact=False)


async def remove_a_leaf(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    await Leaf.delete().where(Leaf.id == (await leaf_at(idx)).id)
    return Tampered("leaf removed", idx, exact=True)


async def remove_a_leaf_and_its_place(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    await _remove(await leaf_at(idx), idx)
    return Tampered("leaf and place removed", idx, exact=True)


async def remove_and_close_the_gap(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    await LeafPosition.delete().where(LeafPosition.idx == idx)
    await _shift(idx + 1, by=-1)
    return Tampered("removed and closed up", idx, exact=False)


async def exchange_two(hand: random.Random, size: int) -> Tampered:
    first, second = sorted(hand.sample(range(size), 2))
    await _exchange(LeafPosition.leaf, first, second)
    return Tampered("two leaves exchanged", first, exact=True)


async def exchange_two_and_their_hashes(hand: random.Random, size: int) -> Tampered:
    first, second = sorted(hand.sample(range(size), 2))
    await _exchange(LeafPosition.leaf, first, second)
    await _exchange(LeafPosition.leaf_hash, first, second)
    return Tampered("two leaves exchanged with their hashes", first, exact=False)


async def _exchange(column: Any, first: int, second: int) -> None:
    rows = await LeafPosition.objects().where(LeafPosition.idx.is_in([first, second])).order_by(LeafPosition.idx)
    values = [getattr(row, column._meta.name) for row in rows]
    if column is LeafPosition.leaf:
        await LeafPosition.update({column: uuid7()}).where(LeafPosition.idx == first)
    await LeafPosition.update({column: values[0]}).where(LeafPosition.idx == second)
    await LeafPosition.update({column: values[1]}).where(LeafPosition.idx == first)


async def cut_the_end(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    await LeafPosition.delete().where(LeafPosition.idx >= idx)
    return Tampered("end cut off", idx, exact=True)


async def put_back_at_the_end(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    leaf = await leaf_at(idx)
    await _remove(leaf, idx)
    again = Leaf(**{**leaf.to_dict(), "id": uuid7()})
    await Leaf.insert(again)
    await LeafPosition.insert(LeafPosition(idx=size, leaf=again.id, leaf_hash=b""))
    await _mend_hash(again.id)
    return Tampered("put back at the end", idx, exact=True)


async def _remove(leaf: Any, idx: int) -> None:
    await Leaf.delete().where(Leaf.id == leaf.id)
    await LeafPosition.delete().where(LeafPosition.idx == idx)


async def push_in_a_forged_leaf(hand: random.Random, size: int) -> Tampered:
    idx = hand.randrange(size)
    forged = Leaf(**{**(await leaf_at(idx)).to_dict(), "id": uuid7(), "kind": "forged"})
    await _shift(idx, by=1)
    await Leaf.insert(forged)
    await LeafPosition.insert(LeafPosition(idx=idx, leaf=forged.id, leaf_hash=b""))
    await _mend_hash(forged.id)
    return Tampered("a forged leaf pushed in", idx, exact=False)


async def _shift(start: int, *, by: int) -> None:
    await bound().run_ddl(f"UPDATE leaf_position SET idx = idx + {FAR} WHERE idx >= {start}")
    await bound().run_ddl(f"UPDATE leaf_position SET idx = idx - {FAR - by} WHERE idx >= {FAR}")


DEEDS: list[Deed] = [
    change_a_byte,
    change_who,
    change_the_hash,
    change_and_mend,
    remove_a_leaf,
    remove_a_leaf_and_its_place,
    remove_and_close_the_gap,
    exchange_two,
    exchange_two_and_their_hashes,
    cut_the_end,
    put_back_at_the_end,
    push_in_a_forged_leaf,
]
