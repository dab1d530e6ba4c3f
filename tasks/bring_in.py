"""Writes, switches on or clears away old records that are brought in, a stretch at a time."""

from uuid import UUID

from agencies.acts import Desk
from agencies.seats import service_act
from marac.jobs import Payload
from meetings.bring_in.working import go_on, go_on_later
from meetings.tables.bring_in import BringIn


async def bring_in(desk: Desk, payload: Payload) -> None:
    """Harmless twice: of two that write the same records one gives up, and the other goes on."""
    row = await BringIn.objects().get(BringIn.id == UUID(payload.ids["bring_in"]))
    if row is None:
        return
    act = await service_act(desk, UUID(str(row.area)))
    if await go_on(act, row):
        await go_on_later(act, row)
