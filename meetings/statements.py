"""The confidentiality statement: which version of it a meeting stands under."""

from datetime import date
from uuid import UUID

from agencies.acts import Act
from meetings.tables.meeting import Meeting, Statement


async def version_for(act: Act, meeting: Meeting) -> Statement | None:
    """The newest version by the meeting's day. A later one does not shut the room of a meeting that is over."""
    return await _newest(act, min(act.today, meeting.held_on))


async def _newest(act: Act, day: date) -> Statement | None:
    found: Statement | None = (
        await Statement.objects()
        .where((Statement.area == act.area.id) & (Statement.from_on <= day))
        .order_by(Statement.from_on, ascending=False)
        .order_by(Statement.id, ascending=False)
        .first()
    )
    return found


async def is_affirmed(act: Act, meeting: Meeting, affirmed: UUID | None) -> bool:
    """Whether the version somebody affirmed is the one the meeting stands under; an earlier one is not enough."""
    if affirmed is None:
        return False
    wanted = await version_for(act, meeting)
    return wanted is not None and wanted.id == affirmed
