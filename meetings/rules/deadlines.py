"""When things are due: working days of the area's nation and London wall time, by the settings of their day.

Day 0 is the meeting day (or the day a thing was accepted or asked) and is not counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from marac.dates import add_working_days, at_london, day_in_london, is_working_day
from meetings.forms.declaration import Json
from meetings.forms.findings import inside
from meetings.rules.settings import SettingRow, value_on

CLOSE_AFTER_DAYS = 56  # Eight weeks: the longest interval of a case review.


@dataclass(frozen=True, slots=True)
class MeetingDeadlines:
    """The dates of one meeting, as moments; the settings of the meeting's day hold."""

    referral_close: datetime
    late_referral_with_chair_ok: datetime
    agenda_issue: datetime
    research_due: datetime
    action_sheet_issue: datetime
    minutes_issue: datetime
    victim_feedback_due: datetime


def meeting_deadlines(held_on: date, *, nation: str, rows: Iterable[SettingRow]) -> MeetingDeadlines:
    rows = tuple(rows)
    names = MeetingDeadlines.__dataclass_fields__
    return MeetingDeadlines(**{name: due_at(name, held_on, nation=nation, rows=rows) for name in names})


def before_emergency(deadlines: MeetingDeadlines, starts_at: datetime) -> MeetingDeadlines:
    """An emergency has no timetable before it: list, agenda and research stand when it starts."""
    return replace(
        deadlines,
        referral_close=starts_at,
        late_referral_with_chair_ok=starts_at,
        agenda_issue=starts_at,
        research_due=starts_at,
    )


def due_at(key: str, day: date, *, nation: str, rows: Iterable[SettingRow]) -> datetime:
    """A deadline setting counted from a day: `idva_contact_due` from acceptance, `research_due` from the meeting."""
    return _moment(value_on(rows, key, day), day, nation)


def _moment(value: Json, day: date, nation: str) -> datetime:
    days, at = inside(value, "working_days"), inside(value, "at")
    if not isinstance(days, int) or not isinstance(at, str):
        raise TypeError("a deadline is working days and a time")
    return at_london(add_working_days(day, days, nation), at)


def is_late(received_at: datetime, *, close: datetime) -> bool:
    """Late is measured at receipt; the document's own date is shown beside it."""
    return received_at > close


def needs_chair(received_at: datetime, deadlines: MeetingDeadlines) -> bool:
    """After the close the chair must agree; after the last moment for that, the next meeting hears it."""
    return deadlines.referral_close < received_at <= deadlines.late_referral_with_chair_ok


def action_due_on(meeting_on: date, *, next_ordinary_on: date | None, nation: str, rows: Iterable[SettingRow]) -> date:
    """The default of an action without a date: the setting's day, or the last working day before the next meeting."""
    by_setting = day_in_london(due_at("action_default_due", meeting_on, nation=nation, rows=rows))
    if next_ordinary_on is None:
        return by_setting
    return min(by_setting, add_working_days(next_ordinary_on, -1, nation))


def is_action_date_allowed(due_on: date, *, meeting_on: date, latest_on: date, nation: str) -> bool:
    """A working day from the meeting on, never later than the default; the same day is `immediate`."""
    return meeting_on <= due_on <= latest_on and is_working_day(due_on, nation)


@dataclass(frozen=True, slots=True)
class ChaseDay:
    """One chase of something due, counted in working days from the thing chased."""

    on: date
    days_from_due: int


def chase_days(due_on: date, *, nation: str, rows: Iterable[SettingRow]) -> tuple[ChaseDay, ...]:
    """When something due is chased: some working days before, and some after while it is not done."""
    rows = tuple(rows)
    before = [-days for days in _days(value_on(rows, "chase_before", due_on))]
    after = _days(value_on(rows, "chase_after", due_on))
    return tuple(ChaseDay(add_working_days(due_on, n, nation), n) for n in sorted({*before, *after}))


def _days(value: Json) -> list[int]:
    days = inside(value, "working_days")
    return [day for day in days if isinstance(day, int)] if isinstance(days, list) else []


def chase_on(today: date, chases: Sequence[ChaseDay]) -> ChaseDay | None:
    """The chase that falls on this day, if any."""
    return next((chase for chase in chases if chase.on == today), None)


def close_on(last_heard_on: date) -> date:
    """When a case with nothing open is closed."""
    return last_heard_on + timedelta(days=CLOSE_AFTER_DAYS)


def is_over_capacity(number_of_cases: int, day: date, rows: Iterable[SettingRow]) -> bool:
    capacity = value_on(rows, "meeting_capacity", day)
    return isinstance(capacity, int) and number_of_cases > capacity
