"""Checkpoints: the head of the tree, signed now and then, each shown to continue the one before."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from marac.audit.notes import Head, Signer, key_id, signed_note
from marac.audit.positions import give_all_positions, hold_the_tree
from marac.audit.tables import Checkpoint, LeafPosition
from marac.audit.tree import EMPTY_ROOT, Edge
from marac.database import transaction
from marac.errors import MaracError

_PAGE = 5_000


class TreeBroken(MaracError):
    """The tree no longer continues the head that was signed before; nothing new is signed."""


class Checkpoints:
    """Signs heads. The edge it walked to last is kept, so that only new leaves are read."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer
        self._edge = Edge()

    async def catch_up(self, at: datetime) -> str | None:
        """Place every leaf, then sign: now and then, after an intake, and before the service stops."""
        await give_all_positions()
        return await self.make_checkpoint(at)

    async def make_checkpoint(self, at: datetime) -> str | None:
        """Sign the tree as it is now and return the note; None when nothing was added since the last one.

        Raises TreeBroken when the tree does not begin with the tree that was signed last.
        """
        previous = await newest_head()
        await self._walk_to(previous)
        edge = self._edge.copy()
        await _walk(edge, None)
        if edge.size == previous.size:
            return None
        note = await self._keep(Head(edge.size, edge.root()), at)
        self._edge = edge
        return note

    async def _walk_to(self, previous: Head) -> None:
        if self._edge.size > previous.size:
            self._edge = Edge()
        await _walk(self._edge, previous.size)
        if self._edge.size != previous.size or self._edge.root() != previous.root:
            self._edge = Edge()
            raise TreeBroken("The log does not continue its last signed head. Run: marac audit verify")

    async def _keep(self, head: Head, at: datetime) -> str | None:
        note = signed_note(head, self.signer)
        async with transaction():
            await hold_the_tree()
            if (await newest_head()).size >= head.size:
                return None  # Another process was faster.
            name = key_id(self.signer.name, self.signer.public)
            await Checkpoint.insert(Checkpoint(size=head.size, root=head.root, note=note, key_id=name, at=at))
        return note


async def newest_head() -> Head:
    rows = await Checkpoint.raw("SELECT size, root FROM checkpoint ORDER BY size DESC LIMIT 1")
    return Head(int(rows[0]["size"]), bytes(rows[0]["root"])) if rows else Head(0, EMPTY_ROOT)


async def newest_note() -> str | None:
    """The last signed head, to be kept in a place outside this service."""
    rows = await Checkpoint.raw("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
    return str(rows[0]["note"]) if rows else None


async def _walk(edge: Edge, end: int | None) -> None:
    async for row in _hashes(edge.size, end):
        if row["idx"] != edge.size:
            return  # A gap: the caller sees that the size was not reached.
        edge.add(bytes(row["leaf_hash"]))


async def _hashes(start: int, end: int | None) -> AsyncIterator[dict[str, Any]]:
    while end is None or start < end:
        stop = start + _PAGE if end is None else min(end, start + _PAGE)
        rows = await LeafPosition.raw(
            "SELECT idx, leaf_hash FROM leaf_position WHERE idx >= {} AND idx < {} ORDER BY idx", start, stop
        )
        for row in rows:
            yield row
        if not rows:
            return
        start = stop
