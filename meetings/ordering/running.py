"""The running order as it stands: which cases, in which order, how long each, when each begins, and whether all fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from meetings.access import not_barred
from meetings.ordering.standing import ON_THE_LIST, order_mark
from meetings.planned_times import pause_of
from meetings.rules.running_times import Pause, planned
from meetings.seats import find_seat
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.meeting import AgendaItem, Meeting

BUILDERS = frozenset({SeatKind.COORDINATOR, SeatKind.CHAIR})


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
    has_plan: bool
    kind: str
    is_late: bool
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Running:
    """The list as it stands, and whether it fits."""

    meeting: Meeting
    places: tuple[Place, ...]
    minutes: int  # with the break
    ends_at: datetime
    pause: Pause
    has_pause: bool
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
    items = (
        await AgendaItem.objects(AgendaItem.case)
        .where(
            (AgendaItem.meeting == meeting.id) & AgendaItem.state.is_in(ON_THE_LIST) & not_barred(act, AgendaItem.case)
        )
        .order_by(AgendaItem.position)
        .order_by(AgendaItem.listed_at)
    )
    return running_with(meeting, items, await settings_on(act, meeting.held_on))


def running_with(meeting: Meeting, items: Sequence[AgendaItem], rules: RulesOfDay) -> Running:
    """The same for items that were read before."""
    pause = pause_of(rules)
    times = planned(meeting.starts_at, [item.minutes for item in items], pause)
    ends_at = times[-1][1] if times else meeting.starts_at
    return Running(
        meeting=meeting,
        places=tuple(
            _place(number, item, *time) for number, (item, time) in enumerate(zip(items, times, strict=True), start=1)
        ),
        minutes=int((ends_at - meeting.starts_at).total_seconds() // 60),
        ends_at=ends_at,
        pause=pause,
        has_pause=any(after > before for (_, before), (after, _) in pairwise(times)),
        capacity=int(rules.value("meeting_capacity")),
        mark=order_mark([item.id for item in items]),
    )


def _place(number: int, item: AgendaItem, starts_at: datetime, ends_at: datetime) -> Place:
    return Place(
        item_id=item.id,
        case_id=item.case.id,
        case_ref=item.case.ref,
        case_number=item.case.case_number or "",
        position=number,
        minutes=item.minutes,
        pinned=item.pinned_to is not None,
        has_plan=item.has_plan,
        kind=item.kind,
        is_late=item.late_by is not None,
        starts_at=starts_at,
        ends_at=ends_at,
    )
