"""Referrals that arrive in tests, and the jobs they cause."""

from typing import Any
from uuid import UUID

from agencies.acts import Desk
from marac.jobs import Runner
from meetings.intake import take_in
from meetings.tables.documents import Case
from meetings.tables.people import Mention
from tasks.registry import MATCHING, handlers_for
from tests.cast import Cast
from tests.documents import a_referral


async def finish_jobs(desk: Desk) -> None:
    """Everybody who is waited for is looked for."""
    await Runner(handlers_for(desk), desk.clock, owner="test").run_until_idle(only=MATCHING)


async def refer(cast: Cast, reference: str, **also: Any) -> UUID:
    """The case of one more referral by the police; nobody has been looked for yet."""
    taken = await take_in(await cast.bryn.act(), a_referral(sender_reference=reference, **also))
    case = await Case.objects().get(Case.ref == str(taken.case_ref))
    assert case is not None, taken.messages
    return case.id


async def mentions(case_id: UUID) -> dict[str, UUID]:
    """By role."""
    rows = await Mention.select(Mention.id, Mention.role).where(Mention.case == case_id).order_by(Mention.n)
    return {row["role"]: row["id"] for row in reversed(rows)}
