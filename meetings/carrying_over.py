"""Cases left on a meeting cancelled by somebody to whom they are shut: they go on the next one by themselves."""

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody
from meetings.cases import Move, hold_case, move_case
from meetings.hearing import UPDATE
from meetings.listing import Listing, put_on_meeting
from meetings.tables.meeting import AgendaItem, Meeting

REASON = "The meeting was cancelled."


@for_everybody
async def carry_over(service: Act, meeting_ref: str) -> None:
    """By the service, whose acts stand in nobody's own log. Inside a transaction.

    Without a next meeting a case stays deferred until somebody lists it.
    """
    items = await AgendaItem.objects(AgendaItem.meeting).where(
        (AgendaItem.meeting.ref == meeting_ref) & (AgendaItem.state == "listed")
    )
    following = await _next_after(service, items[0].meeting) if items else None
    for item in items:
        await _carry(service, item, following)


async def _next_after(service: Act, cancelled: Meeting) -> Meeting | None:
    found: Meeting | None = (
        await Meeting.objects()
        .where(
            (Meeting.area == service.area.id)
            & (Meeting.kind == "ordinary")
            & (Meeting.status == "planned")
            & (Meeting.starts_at > service.business_at)
            & (Meeting.id != cancelled.id)
        )
        .order_by(Meeting.starts_at)
        .first()
    )
    return found


async def _carry(service: Act, item: AgendaItem, to: Meeting | None) -> None:
    case = await hold_case(item.case)
    await AgendaItem.update({AgendaItem.state: "deferred"}).where(AgendaItem.id == item.id)
    kind = UPDATE if item.kind == UPDATE else "ordinary"
    if kind != UPDATE:
        meeting_id = to.id if to else None
        await move_case(service, case, Move("deferred", REASON, "deferred", meeting=meeting_id))
    await service.record(
        Event.CASE_DEFERRED, "case", case.id, meeting=str(to.id if to else item.meeting.id), code="deferred"
    )
    if to is not None:
        await put_on_meeting(service, case, to, Listing(kind, same_asks_as=item.meeting.id))
