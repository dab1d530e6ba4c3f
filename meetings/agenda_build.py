"""Building an agenda: which cases, in which order, how long each. Every move can be undone by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import for_update, transaction
from marac.errors import Conflict, InvalidForm, Refused
from meetings.access import not_barred
from meetings.seats import find_seat
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Meeting

BUILDERS = frozenset({SeatKind.COORDINATOR, SeatKind.CHAIR})
LEAST_MINUTES, MOST_MINUTES = 3, 60


@dataclass(frozen=True, slots=True)
class Place:
    """One case in running order, with the planned start and end."""

    item_id: UUID
    case_id: UUID
    case_ref: str
    case_number: str
    position: int
    minutes: int
    pinned: bool
    kind: str
    is_late: bool
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Running:
    """The list as it stands, and whether it fits."""

    meeting: Meeting
    places: tuple[Place, ...]
    minutes: int
    ends_at: datetime
    capacity: int
    mark: str  # changes with every change of the order; sent back with a move

    @property
    def is_over_time(self) -> bool:
        return self.ends_at > self.meeting.ends_at

    @property
    def is_over_capacity(self) -> bool:
        return len(self.places) > self.capacity


async def read_running(act: Act, meeting_ref: str) -> Running:
    """The running order for coordinator and chair."""
    here = await find_seat(act, meeting_ref, BUILDERS)
    return await running_of(act, here.meeting)


async def running_of(act: Act, meeting: Meeting) -> Running:
    rows = (
        await AgendaItem.select(
            AgendaItem.id,
            AgendaItem.case,
            AgendaItem.position,
            AgendaItem.minutes,
            AgendaItem.pinned,
            AgendaItem.kind,
            AgendaItem.late_by,
            AgendaItem.case.ref.as_alias("case_ref"),
            AgendaItem.case.case_number.as_alias("case_number"),
        )
        .where(
            (AgendaItem.meeting == meeting.id)
            & AgendaItem.state.is_in(["listed", "heard"])
            & not_barred(act, AgendaItem.case)
        )
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    rules = await settings_on(act, meeting.held_on)
    places = _with_times(rows, meeting.starts_at)
    return Running(
        meeting=meeting,
        places=places,
        minutes=sum(place.minutes for place in places),
        ends_at=places[-1].ends_at if places else meeting.starts_at,
        capacity=int(rules.value("meeting_capacity")),
        mark=order_mark([place.item_id for place in places]),
    )


def _with_times(rows: Sequence[dict[str, object]], starts_at: datetime) -> tuple[Place, ...]:
    places, at = [], starts_at
    for number, row in enumerate(rows, start=1):
        minutes = int(str(row["minutes"]))
        ends_at = at + timedelta(minutes=minutes)
        places.append(
            Place(
                item_id=row["id"],  # type: ignore[arg-type]
                case_id=row["case"],  # type: ignore[arg-type]
                case_ref=str(row["case_ref"]),
                case_number=str(row["case_number"] or ""),
                position=number,
                minutes=minutes,
                pinned=bool(row["pinned"]),
                kind=str(row["kind"]),
                is_late=row["late_by"] is not None,
                starts_at=at,
                ends_at=ends_at,
            )
        )
        at = ends_at
    return tuple(places)


def order_mark(items: Sequence[UUID]) -> str:
    """A short mark of an order: another order has another mark."""
    return f"{hash(tuple(items)) & 0xFFFFFFFF:08x}"


async def move_case_to(act: Act, meeting_ref: str, case_ref: str, place: int, *, mark: str) -> int:
    """Put a case at a place; returns the place it had, for the undo. A stale mark shows both orders instead."""
    here = await find_seat(act, meeting_ref, BUILDERS)
    running = await running_of(act, here.meeting)
    _requires_fresh(running, mark)
    order = [row.item_id for row in running.places]
    was = next((row for row in running.places if row.case_ref == case_ref), None)
    if was is None:
        raise Refused("That case is not on this agenda any more.")
    if not 1 <= place <= len(order):
        raise InvalidForm({"place": f"Enter a place from 1 to {len(order)}."})
    order.insert(place - 1, order.pop(was.position - 1))
    await _write_order(act, here.meeting, order, moved=1)
    return was.position


def _requires_fresh(running: Running, mark: str) -> None:
    if mark != running.mark:
        raise Conflict("Someone else changed the order meanwhile. Look at it again; your move was not made.")


async def reorder(act: Act, meeting_ref: str, order: Sequence[UUID], *, mark: str) -> int:
    """Put all cases in a new order; returns how many stand elsewhere than before."""
    here = await find_seat(act, meeting_ref, BUILDERS)
    running = await running_of(act, here.meeting)
    _requires_fresh(running, mark)
    before = [row.item_id for row in running.places]
    if sorted(order) != sorted(before):
        raise Conflict("Cases were added or removed meanwhile. Look at the order again.")
    moved = sum(now != was for now, was in zip(order, before, strict=True))
    await _write_order(act, here.meeting, list(order), moved=moved)
    return moved


async def _write_order(act: Act, meeting: Meeting, order: list[UUID], *, moved: int) -> None:
    async with transaction():
        await for_update(Meeting.select(Meeting.id).where(Meeting.id == meeting.id))
        for number, item_id in enumerate(order, start=1):
            await AgendaItem.update({AgendaItem.position: number}).where(
                (AgendaItem.id == item_id) & (AgendaItem.position != number)
            )
        await act.record(Event.AGENDA_ORDERED, "meeting", meeting.id, revision=order_mark(order), moved=moved)


async def set_minutes(act: Act, meeting_ref: str, case_ref: str, minutes: int) -> None:
    """How long a case is planned for."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InvalidForm({"minutes": f"Enter from {LEAST_MINUTES} to {MOST_MINUTES} minutes."})
    await _change_item(act, meeting_ref, case_ref, {AgendaItem.minutes: minutes}, what="minutes")


async def pin_case(act: Act, meeting_ref: str, case_ref: str, *, pinned: bool) -> None:
    """The chair pins a case to its place: ordering by rule leaves it there."""
    await _change_item(act, meeting_ref, case_ref, {AgendaItem.pinned: pinned}, what="pin")


async def _change_item(act: Act, meeting_ref: str, case_ref: str, changes: dict[object, object], *, what: str) -> None:
    here = await find_seat(act, meeting_ref, BUILDERS)
    cases = Case.select(Case.id).where((Case.ref == case_ref) & (Case.area == act.area.id) & not_barred(act, Case.id))
    async with transaction():
        changed = (
            await AgendaItem.update(changes)  # type: ignore[arg-type]
            .where((AgendaItem.meeting == here.meeting.id) & AgendaItem.case.is_in(cases))
            .returning(AgendaItem.id)
        )
        if not changed:
            raise Refused("That case is not on this agenda any more.")
        await act.record(Event.AGENDA_ORDERED, "meeting", here.meeting.id, revision=what, moved=0)
