"""Compares the stored tokens of an area with those its people ask for, some pages at a time."""

from uuid import UUID

import structlog

from agencies.acts import Desk
from agencies.seats import service_act
from marac.jobs import Job, Payload, later
from meetings.token_check import check_tokens as check
from meetings.token_check import note_checked

log = structlog.get_logger("marac.nightly")


async def check_tokens(desk: Desk, payload: Payload) -> None:
    """Harmless twice: it reads, and says at the end how many differ. What is left is asked for as another job."""
    area = payload.area
    if area is None:
        return
    act = await service_act(desk, area)
    checked = await check(act, after=UUID(payload.ids["after"]))
    differing = int(payload.ids["differing"]) + len(checked.differing)
    if checked.is_end:
        await note_checked(act, differing)
        if differing:
            log.warning("tokens-differ", area=act.area.slug, number=differing)
        return
    dedupe = f"{payload.id}:{checked.last}"
    ids = {"after": str(checked.last), "differing": str(differing)}
    async with payload.finishing():
        await later(Job.CHECK_TOKENS, area=area, dedupe=dedupe, due=desk.clock.now(), **ids)
