"""Opens a form that waits sealed, and files what it holds. Runs only where the keys of sealed forms are."""

from uuid import UUID

from agencies.acts import Desk
from agencies.seats import service_act
from marac.errors import NotNow
from marac.jobs import Payload
from marac.vault.seal_keys import SealKeys
from meetings.sealed_intake.opening import open_waiting


async def open_sealed_form(desk: Desk, keys: SealKeys | None, payload: Payload) -> None:
    """Harmless twice: a form that left the queue stays as it is. Raises NotNow where the keys are not."""
    if keys is None:
        raise NotNow("Sealed forms are opened by a worker that holds their keys.")
    if payload.area is not None:
        act = await service_act(desk, payload.area)
        with act.at_work():
            await open_waiting(act, keys, UUID(payload.ids["form"]), finishing=payload.finish)
