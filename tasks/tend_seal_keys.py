"""Looks after the keys of sealed forms, area by area: makes what is due, publishes, destroys what is over."""

from agencies.acts import Desk
from agencies.seats import service_act
from agencies.tables import Area
from marac.jobs import Payload
from marac.vault.seal_keys import SealKeys
from meetings.sealed_intake.tending import tend_keys


async def tend_seal_keys(desk: Desk, keys: SealKeys | None, payload: Payload) -> None:
    """Harmless twice: what is not due is left alone. Where the keys are not, another process does it."""
    if keys is None:
        return
    for area in await Area.select(Area.id).order_by(Area.slug):
        act = await service_act(desk, area["id"])
        with act.at_work():
            await tend_keys(act, keys)
