"""Leaving something in peace for a while, with a reason from a list: nobody is chased for it until that day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm
from marac.ids import uuid7
from meetings.chasing.things import Thing
from meetings.many import among
from meetings.tables.chasing import ChasePause

REASONS = {
    "told_later": "They told us when it comes",
    "away": "The person who knows is away",
    "records": "They wait for records from elsewhere",
    "spoken": "We have spoken, and it is in hand",
}


async def paused_things(act: Act, things: Sequence[Thing]) -> set[UUID]:
    """Those of these that are left in peace today."""
    if not things:
        return set()
    rows = await ChasePause.select(ChasePause.thing).where(
        among(ChasePause.thing, [thing.id for thing in things])
        & (ChasePause.until_on > act.today)
        & ChasePause.ended_at.is_null()
    )
    return {row["thing"] for row in rows}


async def pause(act: Act, things: Sequence[Thing], *, until_on: date, reason_code: str) -> None:
    """Who may do so is asked by the page of the kind, which hands over what this person may see."""
    if reason_code not in REASONS:
        raise InvalidForm({"reason_code": "Choose why they are left in peace"})
    if until_on <= act.today:
        raise InvalidForm({"until_on": "Enter a day after today, like 27 3 2027"})
    async with transaction():
        await end_pause(act, things)
        for thing in things:
            await ChasePause.insert(
                ChasePause(
                    id=uuid7(),
                    area=act.area.id,
                    kind=thing.kind.value,
                    thing=thing.id,
                    case=thing.case,
                    until_on=until_on,
                    reason_code=reason_code,
                    at=act.business_at,
                    by=act.officer_id,
                )
            )
            await act.record(Event.CHASE_PAUSED, thing.kind.value, thing.id, code=reason_code)


async def end_pause(act: Act, things: Sequence[Thing]) -> None:
    """Chase again from now on."""
    if things:
        await ChasePause.update({ChasePause.ended_at: act.business_at, ChasePause.ended_by: act.officer_id}).where(
            among(ChasePause.thing, [thing.id for thing in things]) & ChasePause.ended_at.is_null()
        )
