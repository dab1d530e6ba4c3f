"""How full the coming meetings will be, by the cases this officer sees."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from agencies.acts import Act
from marac.dates import day_in_london
from meetings.access import visible
from meetings.meeting_list import MeetingEntry
from meetings.rules.forecast import WEEKS_LOOKED_BACK, Forecast, MeetingToFill, forecast, usual_in_a_week
from meetings.tables.documents import Case

WAITING = ("received", "information_requested")


async def forecast_of(act: Act, coming: Sequence[MeetingEntry]) -> Mapping[str, Forecast]:
    """Of each ordinary meeting to come, by its reference. Nothing is opened."""
    rows = await Case.select(Case.received_at, Case.status).where(
        (Case.area == act.area.id)
        & visible(act, Case.id)
        & ((Case.received_at > act.business_at - timedelta(weeks=WEEKS_LOOKED_BACK)) | Case.status.is_in(list(WAITING)))
    )
    meetings = [
        MeetingToFill(entry.ref, entry.deadlines.referral_close, entry.number_of_cases, entry.capacity)
        for entry in coming
        if entry.is_ordinary and entry.status == "planned"
    ]
    found = forecast(
        meetings,
        waiting=[row["received_at"] for row in rows if row["status"] in WAITING],
        in_a_week=usual_in_a_week([day_in_london(row["received_at"]) for row in rows], today=act.today),
        now=act.business_at,
    )
    return {one.ref: one for one in found}
