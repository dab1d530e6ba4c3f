"""The keys of an area for sealed forms, as the service and its commands look after them."""

from uuid import UUID

from agencies.acts import Act
from marac.database import transaction
from marac.vault.seal_keys import SealedArea, SealKeys
from meetings.sealed.kinds import sealed_kinds
from meetings.sealed_intake.receiving import WAITING
from meetings.tables.sealed import SealedForm, SealedOnce


async def tend_keys(act: Act, keys: SealKeys) -> int | None:
    """Make, destroy and publish what is due; the serial of the new list, or None. Old marks of sending go, too."""
    async with transaction():
        await SealedOnce.delete().where((SealedOnce.area == act.area.id) & (SealedOnce.keep_until < act.at))
        serial = await keys.tend(_area(act), by=act.actor, waiting=await _still_needed(act))
    return serial


async def rotate_keys(act: Act, keys: SealKeys) -> int | None:
    """New keys from now on, where the old ones may have become known or a custodian left."""
    return await keys.rotate(_area(act), by=act.actor)


async def _still_needed(act: Act) -> set[UUID]:
    """Keys with forms that nobody has opened yet: what was acknowledged is not made unreadable."""
    rows = await SealedForm.select(SealedForm.seal_key).where(
        (SealedForm.area == act.area.id) & (SealedForm.state == WAITING)
    )
    return {row["seal_key"] for row in rows}


def _area(act: Act) -> SealedArea:
    return SealedArea(act.area.id, act.area.slug, tuple((kind.form, kind.schema.hex()) for kind in sealed_kinds()))
