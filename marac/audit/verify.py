"""Is the trail what it was? Every leaf, every place, every signed head is looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from piccolo.table import Table

from marac.audit.notes import Checker, Head, NoteUnreadable, read_note
from marac.audit.positions import number_of_leaves_without_place
from marac.audit.reading import PlacedLeaf, kept_notes, placed_leaves
from marac.audit.rows import RowsChecked, RowsTold, check_rows
from marac.audit.tree import Edge, hash_leaf


@dataclass(frozen=True, slots=True)
class Verification:
    """`sound` is None when it cannot be told.

    `first_bad` is the place of the first bad leaf and `leaf` its id. Where whoever did it mended the noted hashes
    too, only the signed heads tell: then it is one of the places from `first_bad` to `bad_until`.
    """

    sound: bool | None
    size: int
    first_bad: int | None
    message: str
    bad_until: int | None = None
    leaf: str | None = None
    checkpoints: int = 0
    waiting: int = 0
    rows_checked: int = 0
    rows_untold: int = 0


@dataclass(slots=True)
class _Finding:
    first_bad: int
    message: str
    bad_until: int | None = None
    leaf: str | None = None


@dataclass(slots=True)
class _Walk:
    """The walk over all leaves: the tree so far, the heads it must pass, and the first thing found wrong."""

    heads: dict[int, set[bytes]]
    edge: Edge = field(default_factory=Edge)
    told: RowsTold = field(default_factory=RowsTold)
    last_sound_head: int = 0
    number_of_heads_passed: int = 0
    finding: _Finding | None = None

    def step(self, placed: PlacedLeaf) -> None:
        idx = self.edge.size
        if placed.idx != idx:
            self.finding = _Finding(idx, f"Leaf {idx} is missing.")
        elif placed.leaf is None:
            self.finding = _Finding(idx, f"Leaf {idx} has been removed.")
        elif hash_leaf(placed.leaf) != placed.noted_hash or not self.told.take(idx, placed.keys):
            self.finding = _Finding(idx, f"Leaf {idx} has been changed.", leaf=placed.id)
        else:
            self.edge.add(placed.noted_hash)
            self._pass_head()

    def _pass_head(self) -> None:
        size = self.edge.size
        roots = self.heads.get(size)
        if roots is None:
            return
        if roots != {self.edge.root()}:
            start = self.last_sound_head
            message = f"The tree of {size} leaves is not the one that was signed: one of leaves {start} to {size - 1}."
            self.finding = _Finding(start, message, bad_until=size - 1)
        self.last_sound_head = size
        self.number_of_heads_passed += 1

    def finish(self) -> None:
        size = self.edge.size
        if self.finding is None and max(self.heads, default=0) > size:
            message = f"The log ends before leaf {size}, but a signed head tells of {max(self.heads)} leaves."
            self.finding = _Finding(size, message)


async def verify(
    checker: Checker, *, from_checkpoint: str | None = None, records: Sequence[type[Table]] = ()
) -> Verification:
    """Look at the whole log, and with `records` at every sealed row of those tables. Needs public keys only."""
    if not checker.public_keys:
        return _cannot_tell("There is no public key to check signed heads with.")
    heads, unsigned = await _signed_heads(checker)
    if from_checkpoint is not None and not _take_outside_head(from_checkpoint, checker, heads):
        return _cannot_tell("The head given is not signed with a key of this service.")
    walk = await _walked(heads, unsigned)
    if walk.finding is not None:
        return _tampered(walk, walk.finding)
    rows = await check_rows(walk.told, records)
    if rows.changed is not None:
        message = f"A row of {rows.changed.table} is not what leaf {rows.changed.idx} tells of it: {rows.changed.row}."
        return _tampered(walk, _Finding(rows.changed.idx, message))
    return await _sound(walk, rows)


async def _walked(heads: dict[int, set[bytes]], unsigned: int | None) -> _Walk:
    walk = _Walk(heads)
    async for placed in placed_leaves():
        walk.step(placed)
        if walk.finding is not None:
            break
    walk.finish()
    if unsigned is not None and (walk.finding is None or walk.finding.first_bad >= unsigned):
        start = max((size for size in heads if size < unsigned), default=0)
        walk.finding = _Finding(start, f"The head of {unsigned} leaves is not signed with a key of this service.")
    return walk


async def _signed_heads(checker: Checker) -> tuple[dict[int, set[bytes]], int | None]:
    """The heads with a good signature, and the smallest size of one without."""
    heads: dict[int, set[bytes]] = {}
    unsigned: int | None = None
    for kept, note in await kept_notes():
        if _head_in(note, checker) == kept:
            heads.setdefault(kept.size, set()).add(kept.root)
        else:
            unsigned = kept.size
    return heads, unsigned


def _head_in(note: str, checker: Checker) -> Head | None:
    try:
        return read_note(note, checker)
    except NoteUnreadable:
        return None


def _take_outside_head(note: str, checker: Checker, heads: dict[int, set[bytes]]) -> bool:
    head = _head_in(note, checker)
    if head is not None:
        heads.setdefault(head.size, set()).add(head.root)
    return head is not None


def _cannot_tell(message: str) -> Verification:
    return Verification(sound=None, size=0, first_bad=None, message=message)


def _tampered(walk: _Walk, finding: _Finding) -> Verification:
    return Verification(
        sound=False,
        size=walk.edge.size,
        first_bad=finding.first_bad,
        message=finding.message,
        bad_until=finding.bad_until,
        leaf=finding.leaf,
        checkpoints=walk.number_of_heads_passed,
    )


async def _sound(walk: _Walk, rows: RowsChecked) -> Verification:
    size, heads = walk.edge.size, walk.number_of_heads_passed
    unproven = size > 0 and heads == 0
    message = f"{size} leaves are sound under {heads} signed heads."
    return Verification(
        sound=None if unproven else True,
        size=size,
        first_bad=None,
        message="No head has been signed yet, so there is nothing to compare with." if unproven else message,
        checkpoints=heads,
        waiting=await number_of_leaves_without_place(),
        rows_checked=rows.checked,
        rows_untold=rows.untold,
    )
