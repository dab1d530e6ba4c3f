"""What a restored copy must not give back: a role that was ended since, and any session of its own time."""

from collections import Counter
from datetime import date
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Membership, Session
from marac.audit.events import Event
from marac.audit.trail import Actor, Trail
from marac.database import transaction
from marac.errors import NotFound


async def end_role_again(act: Act, membership_id: UUID, last_day: date, *, second: str | None) -> None:
    """Raises NotFound for a role younger than the copy."""
    async with transaction():
        ended = await (
            Membership.update({Membership.to_on: last_day})
            .where((Membership.id == membership_id) & (Membership.area == act.area.id))
            .returning(Membership.officer, Membership.role)
        )
        if not ended:
            raise NotFound("There is no such role.")
        await act.record(
            Event.ROLE_ENDED,
            "membership",
            membership_id,
            officer=str(ended[0]["officer"]),
            role=ended[0]["role"],
            second=second,
        )


async def end_every_session(trail: Trail, *, by: Actor) -> int:
    """Everybody signs in again: nobody can tell which sessions of the copy were ended after it was made."""
    async with transaction():
        rows = await (
            Session.update({Session.ended_at: by.at}).where(Session.ended_at.is_null()).returning(Session.officer)
        )
        for officer, number in sorted(Counter(row["officer"] for row in rows).items()):
            await trail.record(Event.SESSION_ALL_ENDED, by=by, kind="officer", about=officer, sessions=number)
    return len(rows)
