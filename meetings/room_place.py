"""Where a case stands in the day: its place in the running order, how long it has taken, and when the day may end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from agencies.acts import Act
from meetings.room_access import RoomCase
from meetings.room_list import RoomLine, lines_of, number_here


@dataclass(frozen=True, slots=True)
class Place:
    """Where the case stands in the running order of this reader, and how far the day has come."""

    meeting_ref: str
    case_ref: str
    case_number: str
    place: int
    of: int
    minutes: int
    opened_at: datetime | None
    closed_at: datetime | None
    kind: str
    before: str
    after: str
    ends_about: datetime
    number_here: int
    is_meeting_closed: bool
    planned_end: datetime


async def place_of(act: Act, room: RoomCase) -> Place:
    lines = await lines_of(act, room.here)
    at = next(index for index, line in enumerate(lines) if line.item_id == room.item.id)
    line = lines[at]
    return Place(
        meeting_ref=room.here.meeting.ref,
        case_ref=room.case.ref,
        case_number=line.case_number,
        place=line.place,
        of=len(lines),
        minutes=line.minutes,
        opened_at=line.opened_at,
        closed_at=line.closed_at,
        kind=line.kind,
        before=lines[at - 1].case_ref if at else "",
        after=lines[at + 1].case_ref if at + 1 < len(lines) else "",
        ends_about=ends_about(act.business_at, lines),
        number_here=await number_here(room.here.meeting.id),
        is_meeting_closed=room.here.meeting.closed_at is not None,
        planned_end=room.here.meeting.ends_at,
    )


def ends_about(now: datetime, lines: Sequence[RoomLine]) -> datetime:
    """Now, what is left of the case in the room, and the cases still to come."""
    left = timedelta()
    for line in lines:
        if line.closed_at is not None:
            continue
        used = max(now - line.opened_at, timedelta()) if line.opened_at else timedelta()
        left += max(timedelta(minutes=line.minutes) - used, timedelta())
    return now + left
