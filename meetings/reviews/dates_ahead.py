"""Days that the forms of a case look forward to: kept when a form is, shown and told to the agency that gave it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.ids import uuid7
from meetings.access import Condition, may_see_every_case, visible
from meetings.forms.casework.coming_dates import coming_dates
from meetings.reviews.clocks import OVER
from meetings.reviews.recording import Made
from meetings.settings_in_force import settings_on
from meetings.tables.reviews import DateAhead

# What came a week ago may still be news to somebody who was away.
SHOWN_AFTER = timedelta(days=7)
WORDS = {
    "order_ends": "A court order ends",
    "hearing": "Hearing at court",
    "trial": "Trial",
    "pre_trial_visit": "Visit to the court before the trial",
    "review": "Look again at what was agreed or decided on sharing",
    "follow_up_call": "Follow-up call, by another worker than before",
}


@dataclass(frozen=True, slots=True)
class DateLine:
    """One day of one case, without a name."""

    case_ref: str
    words: str
    falls_on: date


async def keep_dates(act: Act, case_id: UUID, made: Made, answers: dict[str, Any]) -> None:
    """Inside a transaction, when a form is kept. Those of a form that is corrected count no more."""
    if made.corrects is not None:
        await DateAhead.delete().where(DateAhead.document == made.corrects)
    months = int((await settings_on(act, made.done_on)).value("follow_up_call_months"))
    rows = [
        DateAhead(
            id=uuid7(),
            area=act.area.id,
            case=case_id,
            agency=made.agency,
            what=day.what,
            falls_on=day.on,
            document=made.document,
        )
        for day in coming_dates(made.form, answers, follow_up_months=months)
    ]
    if rows:
        await DateAhead.insert(*rows)


async def days_ahead(act: Act) -> int:
    return int((await settings_on(act, act.today)).value("dates_ahead_days"))


async def dates_ahead(act: Act) -> tuple[DateLine, ...]:
    """Those of the own agency, or of all for coordinator and chair; the nearest first. Nothing is opened."""
    if act.agency_id is None and not may_see_every_case(act):
        return ()
    until = act.today + timedelta(days=await days_ahead(act))
    rows = await (
        DateAhead.select(DateAhead.case.ref.as_alias("case_ref"), DateAhead.what, DateAhead.falls_on)
        .where(_theirs(act) & (DateAhead.falls_on >= act.today - SHOWN_AFTER) & (DateAhead.falls_on <= until))
        .order_by(DateAhead.falls_on)
        .order_by(DateAhead.id)
    )
    return tuple(dict.fromkeys(DateLine(row["case_ref"], WORDS[row["what"]], row["falls_on"]) for row in rows))


def _theirs(act: Act) -> Condition:
    here = (DateAhead.area == act.area.id) & visible(act, DateAhead.case) & DateAhead.case.status.not_in(list(OVER))
    return here if may_see_every_case(act) else here & (DateAhead.agency == act.agency_id)
