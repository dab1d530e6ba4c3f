"""Marks of who was in the room for one case, where that differs from the meeting as a whole."""

from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody
from meetings.rules.in_the_room import Heard, missed_between
from meetings.tables.meeting import AgendaItem, Presence


async def mark_presence(
    act: Act, item: AgendaItem, officer_id: UUID, *, in_room: bool, reason_code: str | None = None
) -> None:
    """Inside a transaction."""
    state = "in_room" if in_room else "not_in_room"
    await Presence(
        area=act.area.id,
        agenda_item=item.id,
        officer=officer_id,
        state=state,
        reason_code=reason_code,
        at=act.business_at,
        by=act.officer_id,
    ).save()
    await act.record(
        Event.PRESENCE_MARKED, "officer", officer_id, case=item.case, meeting=item.meeting, agency=None, state=state
    )


@for_everybody
async def mark_missed(act: Act, meeting_id: UUID, officer_id: UUID, left_at: datetime) -> None:
    """Back in the room: each case heard meanwhile is marked as missed, before the time of leaving is forgotten.

    Inside a transaction. Beyond what the person marking may see, because the list of who heard a case must be whole.
    """
    items = await AgendaItem.objects().where((AgendaItem.meeting == meeting_id) & AgendaItem.closed_at.is_not_null())
    for item in items:
        if missed_between(left_at, act.business_at, Heard(item.opened_at, item.closed_at)):
            await mark_presence(act, item, officer_id, in_room=False, reason_code="left_early")
