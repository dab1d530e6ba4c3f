"""Ellen and Frank, referred and accepted, and referred again by the school about the same night."""

from typing import Any
from uuid import UUID

from meetings.joining import join_referral
from meetings.reconciliation import settle_pair
from meetings.referral_reading import read_referral
from meetings.tables.people import Mention
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again

REASON = "The school wrote of the same night."
SAME_NIGHT = {"incident_on": "2026-08-30", "identified_on": None}


async def mention(case_ref: str, role: str) -> UUID:
    [row] = await Mention.select(Mention.id).where((Mention.case.ref == case_ref) & (Mention.role == role))
    found: UUID = row["id"]
    return found


async def link_pair(cast: Cast, one: str, other: str) -> None:
    amina = await cast.amina.act()
    for role in ("victim", "perpetrator"):
        await settle_pair(amina, await mention(one, role), await mention(other, role), kind="same")


async def sent_twice(cast: Cast, clock: FixedClock, **also: Any) -> tuple[str, str]:
    """The accepted case, and the second text of the day after; the pair is linked."""
    told = {**SAME_NIGHT, "referring_agency": "northmoor-education", **also}
    first, again = await referred_again(cast, clock, sent_by=cast.rosa, **told)
    await link_pair(cast, again, first)
    return first, again


async def key_of(cast: Cast, case_ref: str) -> str:
    referral = await read_referral(await cast.amina.act(), case_ref)
    [shown] = [each for each in referral.alerts if each.alert.code == "duplicate_of"]
    return shown.key


async def join(cast: Cast, case_ref: str) -> str:
    return await join_referral(await cast.amina.act(), case_ref, key=await key_of(cast, case_ref), reason=REASON)
