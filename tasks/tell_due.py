"""Tells the people of agencies, by letters that say nothing, that a review or a date of one of their cases is due."""

from agencies.acts import Desk
from agencies.members import members_of
from agencies.roles import FOR_AN_AGENCY
from agencies.seats import act_of, service_act
from agencies.tables import Area
from marac.jobs import Payload
from meetings.reviews.due import tell_of_due


async def tell_due(desk: Desk, payload: Payload) -> None:
    """Harmless twice: each thing is told once. Everybody is told of what they may see, and of nothing else."""
    for area in await Area.select(Area.id).order_by(Area.slug):
        act = await service_act(desk, area["id"])
        with act.at_work():
            members = await members_of(act.area.id, on=act.today, roles=FOR_AN_AGENCY)
            theirs = [await act_of(desk, act.area, member.officer_id, role=member.role) for member in members]
        for reader in theirs:
            with reader.at_work():
                await tell_of_due(reader)
