"""Ellen and Frank, referred and accepted on 1 September, and referred again the day after."""

from datetime import timedelta
from typing import Any

from meetings.arrivals import Result
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from meetings.schedule import load_calendar
from meetings.tables.meeting import Meeting
from tests.cast import Cast, Person
from tests.documents import a_referral
from tests.fakes import FixedClock

AGAIN = {"sender_reference": "NMP-26-00002", "referred_on": "2026-09-02", "incident_on": "2026-09-02"}


async def referred_again(
    cast: Cast, clock: FixedClock, *, sent_by: Person | None = None, **also: Any
) -> tuple[str, str]:
    """The references of both cases; nobody is linked."""
    amina = await cast.amina.act()
    await load_calendar(amina, cast.loaded[0].meetings)
    first = await take_in(await cast.bryn.act(), a_referral())
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None
    await accept_referral(amina, str(first.case_ref), Acceptance(meeting.ref))
    clock.move(timedelta(days=1))
    again = await take_in(await (sent_by or cast.bryn).act(), a_referral(**{**AGAIN, **also}))
    assert again.result is Result.RECEIVED
    return str(first.case_ref), str(again.case_ref)
