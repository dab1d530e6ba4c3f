"""The door to one case in the room: a seat, the statement affirmed, no exclusion, and the case on this agenda."""

from collections.abc import Mapping
from dataclasses import dataclass

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.errors import Refused
from meetings.access import denied, not_barred
from meetings.rules.in_the_room import CameAndWent, Heard, why_away
from meetings.seats import SeatHere, find_seat
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Attendance, Presence


@dataclass(frozen=True, slots=True)
class RoomCase:
    """A case on a meeting's agenda, opened for one seat."""

    here: SeatHere
    item: AgendaItem
    case: Case


async def find_room_case(act: Act, meeting_ref: str, case_ref: str, *, runs_the_room: bool = False) -> RoomCase:
    """The case, if this officer may be in the room for it. Others learn nothing: NotFound."""
    here = await find_seat(act, meeting_ref)
    if runs_the_room and not here.runs_the_room:
        raise await denied(act, "case", row="room.run")
    if not here.has_affirmed:
        raise Refused("Affirm the confidentiality statement first. Nothing opens before.")
    case = (
        await Case.objects()
        .where((Case.ref == case_ref) & (Case.area == act.area.id) & not_barred(act, Case.id))
        .first()
    )
    item = await item_of(here, case) if case else None
    is_running = here.meeting.closed_at is None
    if case is None or item is None or not (here.runs_the_room or (is_running and await is_in_the_room(act, item))):
        raise await denied(act, "case", row="room.see")
    return RoomCase(here, item, case)


async def item_of(here: SeatHere, case: Case) -> AgendaItem | None:
    found: AgendaItem | None = (
        await AgendaItem.objects()
        .where(
            (AgendaItem.meeting == here.meeting.id)
            & (AgendaItem.case == case.id)
            & AgendaItem.state.is_in(["listed", "heard"])
        )
        .first()
    )
    return found


async def is_in_the_room(act: Act, item: AgendaItem) -> bool:
    """Present at the meeting, the case open, and neither out of the room nor gone for this case."""
    if item.opened_at is None:
        return False
    came = (
        await Attendance.select(Attendance.seat, Attendance.condition_signed, Attendance.arrived_at, Attendance.left_at)
        .where(
            (Attendance.meeting == item.meeting)
            & (Attendance.officer == act.officer_id)
            & Attendance.state.is_in(["present", "late"])
        )
        .first()
    )
    if came is None or is_guest_unsigned(came):
        return False
    away = why_away(CameAndWent(came["arrived_at"], came["left_at"]), Heard(item.opened_at, item.closed_at))
    mark = await _newest_mark(act, item)
    return not away if mark is None else mark.state == "in_room"


def is_guest_unsigned(came: Mapping[str, object]) -> bool:
    """A guest hears nothing before the condition for being there is signed."""
    return came["seat"] == SeatKind.OBSERVER.value and came["condition_signed"] != "yes"


async def _newest_mark(act: Act, item: AgendaItem) -> Presence | None:
    """What was said of this officer for this case alone; it goes before the times of the whole meeting."""
    found: Presence | None = (
        await Presence.objects()
        .where((Presence.agenda_item == item.id) & (Presence.officer == act.officer_id))
        .order_by(Presence.id, ascending=False)
        .first()
    )
    return found
