"""Undo and redo: one's own last change taken back by another change, as far as nobody has touched the same since."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from uuid import UUID

from agencies.acts import Act
from marac.database import for_everybody, transaction
from marac.errors import Refused
from meetings.ordering.changing import Touching
from meetings.ordering.running import BUILDERS
from meetings.ordering.standing import Change, Held, Stand, hold, last_changes, merged, woven, write
from meetings.seats import find_seat

KEPT = tuple(field.name for field in fields(Stand) if field.name != "item")
TURNS = ("undo", "redo")
WORDS = {
    "move": "the move",
    "rule": "the order by rule",
    "waiting": "the order that shortens waiting",
    "minutes": "the minutes",
    "pin": "the pin",
}


@dataclass(frozen=True, slots=True)
class OwnChanges:
    """What this builder may take back, and what they may do again; None where there is nothing."""

    to_undo: Change | None
    to_redo: Change | None


def own_changes(changes: Sequence[Change], officer: UUID | None) -> OwnChanges:
    """From the newest first. A new change of one's own ends what could be done again."""
    own = [change for change in changes if change.by is not None and change.by == officer]
    made = [change for change in own if change.kind not in TURNS]
    turned: dict[int, Change] = {}
    for turn in own:
        if turn.kind in TURNS and turn.undoes is not None:
            turned.setdefault(turn.undoes, turn)
    newest = max((change.n for change in made), default=0)
    undone = [change for change in made if change.n in turned and turned[change.n].kind == "undo"]
    again = [change for change in undone if turned[change.n].n > newest]
    stands = next((change for change in made if change not in undone), None)
    return OwnChanges(stands, again[-1] if again else None)


async def read_own_changes(act: Act, meeting_id: UUID) -> OwnChanges:
    return own_changes(await last_changes(meeting_id), act.officer_id)


@for_everybody
async def undo(act: Act, meeting_ref: str) -> str:
    """Take back one's own last change; returns what it was, in words."""
    return await _turn(act, meeting_ref, "undo")


@for_everybody
async def redo(act: Act, meeting_ref: str) -> str:
    """Do again what one took back last."""
    return await _turn(act, meeting_ref, "redo")


async def _turn(act: Act, meeting_ref: str, kind: str) -> str:
    here = await find_seat(act, meeting_ref, BUILDERS)
    async with transaction():
        held = await hold(act, here.meeting.id)
        own = await read_own_changes(act, here.meeting.id)
        change = own.to_undo if kind == "undo" else own.to_redo
        if change is None:
            raise Refused("There is nothing of yours to take back." if kind == "undo" else "There is nothing to redo.")
        was, wanted = (change.after, change.before) if kind == "undo" else (change.before, change.after)
        await write(act, held, _turned(held, was, wanted), kind=kind, undoes=change.n)
        words = WORDS.get(change.kind, "the change")
    return words


def _turned(held: Held, was: Sequence[Stand], wanted: Sequence[Stand]) -> tuple[Stand, ...]:
    base, mine = ([stand.item for stand in side if stand.item in held.refs] for side in (was, wanted))
    order = merged(held, base, mine)
    rows = _rows(held, was, wanted)
    if order is None or rows is None:
        raise Touching([held.refs[item] for item in mine if item in held.order])
    return tuple(rows.get(stand.item, stand) for stand in woven(held, order))


def _rows(held: Held, was: Sequence[Stand], wanted: Sequence[Stand]) -> dict[UUID, Stand] | None:
    """Minutes, pins and reasons as they were before; None where somebody has changed the same since."""
    rows = {stand.item: stand for stand in held.seen}
    targets = {stand.item: stand for stand in wanted}
    for stand in was:
        now, target = rows.get(stand.item), targets.get(stand.item)
        if now is None or target is None:
            continue
        for name in KEPT:
            if getattr(stand, name) == getattr(target, name):
                continue
            if name != "why" and getattr(now, name) != getattr(stand, name):
                return None
            now = replace(now, **{name: getattr(target, name)})
        rows[stand.item] = now
    return rows
