"""Removes searches that are over, area by area, once their time has come."""

from agencies.acts import Desk
from agencies.seats import service_act
from agencies.tables import Area
from marac.jobs import Payload
from meetings.old_searches import forget_searches as forget


async def forget_searches(desk: Desk, payload: Payload) -> None:
    """Harmless twice: what is gone is not found again."""
    for area in await Area.select(Area.id).order_by(Area.slug):
        act = await service_act(desk, area["id"])
        with act.at_work():
            await forget(act)
