"""What an agency's own software does: an act of that agency, in no seat, named in the log by its key."""

import hashlib
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.agency_keys import AgencyKey
from agencies.members import agencies_of
from agencies.seats import service_act
from agencies.tables import SeenNonce
from marac.database import across_areas, within_area


async def machine_act(desk: Desk, key: AgencyKey, *, now: datetime) -> Act | None:
    """The act of one request; None while the agency is no member of the area."""
    with within_area(key.area):
        act = await service_act(desk, key.area, now=now)
        lines = await agencies_of(key.area, on=act.today)
    if not any(line.id == key.agency and line.is_member_on(act.today) for line in lines):
        return None
    return replace(act, agency_id=key.agency, actor=replace(act.actor, session=key.key_id))


@across_areas
async def is_first_use(key_id: str, nonce: str, *, now: datetime, until: datetime) -> bool:
    """Whether this nonce of this key is met for the first time. Of two at once the database lets one be first."""
    await SeenNonce.delete().where(SeenNonce.until < now)
    row = SeenNonce(id=UUID(bytes=hashlib.sha256(f"{key_id}:{nonce}".encode()).digest()[:16]), until=until)
    return bool(await SeenNonce.insert(row).on_conflict(target=SeenNonce.id, action="DO NOTHING"))
