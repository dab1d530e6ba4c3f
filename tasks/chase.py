"""Chases what is due, area by area: every kind finds its own things, and one ladder holds for all.

First what somebody had to answer who left meanwhile passes on, so that a letter finds who owes it now.
"""

from agencies.acts import Desk
from agencies.seats import service_act
from agencies.tables import Area
from marac.jobs import Payload
from meetings.answerers import pass_on_asks
from meetings.chasing.action_things import actions_to_chase
from meetings.chasing.research_things import research_to_chase
from meetings.chasing.taking import take_steps
from meetings.chasing.things import FindThings
from meetings.rules.chase_ladder import Kind

THINGS: dict[Kind, FindThings] = {
    Kind.RESEARCH: research_to_chase,
    Kind.ACTION: actions_to_chase,
}


async def chase(desk: Desk, payload: Payload) -> None:
    """Harmless twice: a step once taken is not taken again."""
    for area in await Area.select(Area.id).order_by(Area.slug):
        act = await service_act(desk, area["id"])
        with act.at_work():
            await pass_on_asks(act)
            for find in THINGS.values():
                await take_steps(act, await find(act))
