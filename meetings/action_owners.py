"""Who may be given something to do in a case: an agency that is part of the area, and somebody of it not shut out."""

from uuid import UUID

from agencies.acts import Act
from agencies.tables import Agency, Membership
from meetings.guarding.shut_out import agencies_of_officers, shut_out_of


async def may_act_in(act: Act, case_id: UUID, agency_id: UUID, owner: UUID | None) -> bool:
    """Whether this agency, and this person of it, may do something in the case. None: nobody in person yet."""
    if not await _is_member(act, agency_id) or not await _is_of_agency(act, agency_id, owner):
        return False
    shut_out = await shut_out_of(act.area.id, [case_id])
    theirs = await agencies_of_officers(act.area.id, [owner] if owner else [], on=act.today)
    agencies = {agency_id} | (theirs.get(owner, frozenset()) if owner else frozenset())
    return not shut_out.keeps_out(case_id, owner, agencies)


async def _is_member(act: Act, agency_id: UUID) -> bool:
    """An agency that left has nobody here to do anything."""
    stays = Agency.left_on.is_null() | (Agency.left_on >= act.today)
    return bool(await Agency.exists().where((Agency.id == agency_id) & (Agency.area == act.area.id) & stays))


async def _is_of_agency(act: Act, agency_id: UUID, owner: UUID | None) -> bool:
    if owner is None:
        return True
    running = Membership.to_on.is_null() | (Membership.to_on >= act.today)
    return bool(
        await Membership.exists().where(
            (Membership.officer == owner)
            & (Membership.agency == agency_id)
            & (Membership.area == act.area.id)
            & (Membership.officer.state != "ended")
            & running
        )
    )
