"""Moving, timing and pinning cases: each in one lock, merged with what somebody else did since the page was made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.errors import Conflict, InvalidForm, Refused
from meetings.ordering.running import BUILDERS
from meetings.ordering.standing import Held, Stand, hold, marked, merged, order_behind, order_mark, woven, write
from meetings.rules.running_order import taken_up
from meetings.seats import find_seat
from meetings.tables.meeting import AgendaItem

LEAST_MINUTES, MOST_MINUTES = 3, 60
GONE = "That case is not on this agenda any more."
TOUCHES = "Someone else moved the same cases meanwhile. Nothing is lost: both orders stand below."
TOO_OLD = "The list changed a good deal since this page was made. Look at it again; your move was not made."


class Touching(Conflict):
    """What somebody else did touches this change; `wanted` is the order one would have, by reference."""

    def __init__(self, wanted: Sequence[str]) -> None:
        super().__init__(TOUCHES)
        self.wanted = tuple(wanted)


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of a move, for whoever made it."""

    was: int
    place: int
    of: int
    is_merged: bool


@for_everybody
async def move_case_to(act: Act, meeting_ref: str, case_ref: str, place: int, *, mark: str) -> Moved:
    """Put a case at a place of the order that the page showed."""
    return await _move(act, meeting_ref, case_ref, lambda _was: place, mark=mark)


@for_everybody
async def step_case(act: Act, meeting_ref: str, case_ref: str, by: int, *, mark: str) -> Moved:
    """One place up or down; at the end it stays."""
    return await _move(act, meeting_ref, case_ref, lambda was: was + by, mark=mark, is_step=True)


async def _move(
    act: Act, meeting_ref: str, case_ref: str, to: Callable[[int], int], *, mark: str, is_step: bool = False
) -> Moved:
    here = await find_seat(act, meeting_ref, BUILDERS)
    async with transaction():
        held = await hold(act, here.meeting.id)
        item = held.item_of(case_ref)
        if item is None:
            raise Refused(GONE)
        base = await _base(held, mark)
        if item not in base:
            raise Conflict(TOO_OLD)
        was = base.index(item) + 1
        mine = _put(base, item, _within(to(was), len(base), is_step=is_step))
        order = _merged(held, base, mine)
        after = _pin_follows(marked(woven(held, order), {item}, "hand"), item, order)
        await write(act, held, after, kind="move")
        moved = Moved(was, order.index(item) + 1, len(order), is_merged=order != mine)
    return moved


def _within(place: int, last: int, *, is_step: bool) -> int:
    if is_step:
        return min(max(place, 1), last)
    if not 1 <= place <= last:
        raise InvalidForm({"place": f"Enter a place from 1 to {last}."})
    return place


def _put(order: Sequence[UUID], item: UUID, place: int) -> list[UUID]:
    rest = [each for each in order if each != item]
    return [*rest[: place - 1], item, *rest[place - 1 :]]


async def _base(held: Held, mark: str) -> list[UUID]:
    base = await order_behind(held, mark)
    if base is None:
        raise Conflict(TOO_OLD)
    return base


def _merged(held: Held, base: Sequence[UUID], mine: Sequence[UUID]) -> list[UUID]:
    order = merged(held, base, mine)
    if order is None:
        raise Touching([held.refs[item] for item in mine if item in held.order])
    return order


def _pin_follows(stands: tuple[Stand, ...], item: UUID, order: Sequence[UUID]) -> tuple[Stand, ...]:
    """A pinned case that is moved by hand is pinned to its new place."""
    place = order.index(item) + 1
    return tuple(
        replace(stand, pinned_to=place) if stand.item == item and stand.pinned_to is not None else stand
        for stand in stands
    )


@for_everybody
async def reorder(
    act: Act, meeting_ref: str, order: Sequence[str], *, mark: str, kind: str, why: Mapping[str, str]
) -> int:
    """Put all cases in a new order, worked out from the one the page showed; `why` by case. Returns how many moved.

    Nothing is merged here: whoever works an order out anew starts from the order as it stands.
    """
    here = await find_seat(act, meeting_ref, BUILDERS)
    async with transaction():
        held = await hold(act, here.meeting.id)
        items = {held.refs[item]: item for item in held.order}
        if order_mark(held.order) != mark:
            raise Touching(order)
        if sorted(items) != sorted(order):
            raise Conflict(TOO_OLD)
        wanted = [items[ref] for ref in order]
        moved = len(taken_up(held.order, wanted))
        after = woven(held, wanted)
        for ref, reason in why.items():
            after = marked(after, {items[ref]}, reason)
        if after != held.whole:
            await write(act, held, after, kind=kind)
    return moved


async def set_minutes(act: Act, meeting_ref: str, case_ref: str, minutes: int, *, was: int | None = None) -> None:
    """How long a case is planned for; `was` is what the page showed."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InvalidForm({"minutes": f"Enter from {LEAST_MINUTES} to {MOST_MINUTES} minutes."})

    def change(stand: Stand, _place: int) -> Stand:
        if was not in (None, stand.minutes, minutes) and stand.minutes != minutes:
            words = f"Someone else set {stand.minutes} minutes meanwhile. Set yours again if they should stand."
            raise InvalidForm({"minutes": words})
        return replace(stand, minutes=minutes)

    await _change(act, meeting_ref, case_ref, change, kind="minutes")


async def pin_case(act: Act, meeting_ref: str, case_ref: str, *, pinned: bool) -> None:
    """Pin a case to the place where it stands: no order by rule and no search moves it."""
    here = await find_seat(act, meeting_ref, BUILDERS)
    by = "chair" if here.kind is SeatKind.CHAIR else "coordinator"

    def change(stand: Stand, place: int) -> Stand:
        return replace(stand, pinned_to=place if pinned else None, pinned_by=by if pinned else None)

    await _change(act, meeting_ref, case_ref, change, kind="pin")


@for_everybody
async def _change(
    act: Act, meeting_ref: str, case_ref: str, change: Callable[[Stand, int], Stand], *, kind: str
) -> None:
    here = await find_seat(act, meeting_ref, BUILDERS)
    async with transaction():
        held = await hold(act, here.meeting.id)
        item = held.item_of(case_ref)
        if item is None:
            raise Refused(GONE)
        place = held.order.index(item) + 1
        after = tuple(change(stand, place) if stand.item == item else stand for stand in held.whole)
        if after != held.whole:
            await write(act, held, after, kind=kind)


@for_everybody
async def set_plan(act: Act, meeting_ref: str, case_ref: str, *, has_plan: bool) -> None:
    """Whether a child of the case is on a protection plan, as the coordinator was told: the rule may ask for it."""
    here = await find_seat(act, meeting_ref, BUILDERS)
    async with transaction():
        held = await hold(act, here.meeting.id)
        item = held.item_of(case_ref)
        if item is None:
            raise Refused(GONE)
        await AgendaItem.update({AgendaItem.has_plan: has_plan}).where(AgendaItem.id == item)
        revision = "plan" if has_plan else "no_plan"
        await act.record(Event.AGENDA_ORDERED, "meeting", here.meeting.id, revision=revision, moved=0)
