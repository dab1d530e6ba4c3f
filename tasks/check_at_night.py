"""Compares what is derived with what it is derived from, area by area. It tells what differs and repairs nothing."""

import structlog

from agencies.acts import Desk
from agencies.seats import service_act
from agencies.tables import Area
from marac.jobs import Payload
from meetings.recheck import recheck_people
from meetings.token_check import mentions_with_other_tokens

log = structlog.get_logger("marac.nightly")


async def check_at_night(desk: Desk, payload: Payload) -> None:
    """Harmless twice. Each area leaves a leaf that says how many differ; the log names areas and numbers alone."""
    for area in await Area.select(Area.id, Area.slug).order_by(Area.slug):
        act = await service_act(desk, area["id"])
        with act.at_work():
            number = len(await mentions_with_other_tokens(act))
            people = (await recheck_people(act)).number
        if number:
            log.warning("tokens-differ", area=area["slug"], number=number)
        if people:
            log.warning("people-differ", area=area["slug"], number=people)
