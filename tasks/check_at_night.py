"""Compares what is derived with what it is derived from, area by area. It tells what differs and repairs nothing."""

import structlog

from agencies.acts import Desk
from agencies.seats import service_act
from agencies.tables import Area
from marac.jobs import Job, Payload, later
from meetings.recheck import recheck_people
from meetings.token_check import FIRST

log = structlog.get_logger("marac.nightly")


async def check_at_night(desk: Desk, payload: Payload) -> None:
    """Harmless twice. Persons at once; tokens by a job for each area, which takes as long as it takes."""
    areas = await Area.select(Area.id, Area.slug).order_by(Area.slug)
    for area in areas:
        act = await service_act(desk, area["id"])
        with act.at_work():
            number = (await recheck_people(act)).number
        if number:
            log.warning("people-differ", area=area["slug"], number=number)
    async with payload.finishing():
        for area in areas:
            dedupe = f"check-tokens:{payload.id}:{area['id']}"
            due = desk.clock.now()
            await later(Job.CHECK_TOKENS, area=area["id"], dedupe=dedupe, due=due, after=str(FIRST), differing="0")
