"""Sends somebody the link to begin their account, or to begin it again. The link is made as the letter leaves."""

from uuid import UUID

from agencies.acts import Desk
from agencies.invitations import address_invitation
from agencies.seats import service_act
from marac.errors import NotFound
from marac.ids import uuid7
from marac.jobs import Payload
from marac.post import Letter, Subject, message_id_of
from marac.staff_address import StaffAddress
from tasks.handing_over import hand_over

TEXT = (
    "You have been asked to set up your sign-in to Meeting Desk. Begin here, within 7 days:\n\n"
    "{address}{path}\n\n"
    "Have your phone or an authenticator app at hand. The link works once.\n\n"
    "If you did not expect this, tell your coordinator.\n"
)


async def send_invitation(desk: Desk, payload: Payload) -> None:
    """At least once; a letter sent again bears a new link and the one before it is dead."""
    if payload.area is None:
        return
    act = await service_act(desk, payload.area)
    await payload.requires_lease()
    try:
        to = await address_invitation(act, UUID(payload.ids["invitation"]))
    except NotFound:
        return  # Used, withdrawn or too old meanwhile.
    letter = Letter(
        to=StaffAddress(to.email),
        subject=Subject.SOMETHING_WAITS,
        text=TEXT.format(address=desk.address, path=to.path),
        # Another link is another letter: a mailbox must not fold the new one into the dead one.
        message_id=message_id_of(uuid7(), desk.address),
    )
    await hand_over(desk, act, payload, letter, kind="invitation")
