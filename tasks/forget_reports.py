"""Lets reports of old records lapse that nobody confirmed, area by area."""

from agencies.acts import Desk
from agencies.seats import service_act
from agencies.tables import Area
from marac.jobs import Payload
from meetings.bring_in.lapsing import let_reports_lapse


async def forget_reports(desk: Desk, payload: Payload) -> None:
    """Harmless twice: what lapsed does not wait any more."""
    for area in await Area.select(Area.id).order_by(Area.slug):
        act = await service_act(desk, area["id"])
        with act.at_work():
            await let_reports_lapse(act)
