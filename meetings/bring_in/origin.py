"""Where a case came from that nobody sent on a page: an old log or a Word form, in words for those who read it."""

from dataclasses import dataclass

from agencies.acts import Act
from marac.dates import day_in_london, show_date
from meetings.bring_in.checking import SHEET
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case


@dataclass(frozen=True, slots=True)
class Origin:
    """`is_log` says that there is no referral behind it, so that nothing was asked and nothing is missing."""

    is_log: bool
    sentence: str


_FROM_LOG = "Brought in from an old log, read on {on}. What it does not say was never asked."
_FROM_WORD = "Brought in from a Word form, read on {on}. A box left blank there is not known, never a no."


async def origin_of(act: Act, case: Case) -> Origin | None:
    """None for a case that a referral opened as it was sent."""
    if case.bring_in is None:
        return None
    lot = await BringIn.select(BringIn.kind, BringIn.business_at).where(BringIn.id == case.bring_in).first()
    if lot is None:
        return None
    on, is_log = show_date(day_in_london(lot["business_at"])), lot["kind"] == SHEET
    return Origin(is_log, (_FROM_LOG if is_log else _FROM_WORD).format(on=on))
