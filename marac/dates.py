"""Days, deadlines and how dates read: working days of a nation, months, London wall time."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")
DIVISIONS = {
    "england_and_wales": BankHolidays.ENGLAND_AND_WALES,
    "scotland": BankHolidays.SCOTLAND,
    "northern_ireland": BankHolidays.NORTHERN_IRELAND,
}
_SATURDAY = 5
Day = TypeVar("Day", date, datetime)


@cache
def bank_holidays(nation: str) -> frozenset[date]:
    """From the data bundled with the package (GOV.UK bank holidays); never fetched."""
    known = BankHolidays(use_cached_holidays=True).get_holidays(division=DIVISIONS[nation])
    return frozenset(holiday["date"] for holiday in known)


def is_working_day(day: date, nation: str) -> bool:
    return day.weekday() < _SATURDAY and day not in bank_holidays(nation)


def add_working_days(day: date, number_of_days: int, nation: str) -> date:
    """Day 0 is `day` itself and is not counted; a negative number counts back."""
    step = timedelta(days=1 if number_of_days >= 0 else -1)
    left = abs(number_of_days)
    while left:
        day += step
        left -= is_working_day(day, nation)
    return day


def working_days_between(first: date, last: date, nation: str) -> int:
    """How many working days after `first`, up to and with `last`; negative when `last` is earlier."""
    if last < first:
        return -working_days_between(last, first, nation)
    return sum(is_working_day(first + timedelta(days=n), nation) for n in range(1, (last - first).days + 1))


def months_after(day: date, number_of_months: int) -> date:
    """Same day number; where that day does not exist, the first of the next month."""
    months = day.year * 12 + day.month - 1 + number_of_months
    year, month = divmod(months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004


def years_old(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def at_london(day: date, wall_time: str) -> datetime:
    """A deadline: London wall time (`12:00`) on that day, as a UTC moment."""
    return datetime.combine(day, time.fromisoformat(wall_time), LONDON).astimezone(UTC)


def show_date(day: date) -> str:
    """27 March 2026."""
    return f"{day.day} {day:%B %Y}"


def show_short_date(day: date) -> str:
    """27 Mar 2026."""
    return f"{day.day} {day:%b %Y}"


def show_weekday_date(day: date) -> str:
    """Wed 16 Sep 2026, for anything to attend or due."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def show_time(at: datetime) -> str:
    """9:30am in London; 12pm reads midday."""
    local = at.astimezone(LONDON)
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"  # noqa: PLR2004


def show_moment(at: datetime) -> str:
    """Wed 16 Sep 2026, 9:30am."""
    return f"{show_weekday_date(day_in_london(at))}, {show_time(at)}"


def show_tense(at: Day, now: Day, *, to_come: str, past: str) -> str:
    """Words before a day or a moment, by whether it is past."""
    return past if at < now else to_come


def show_due(at: datetime, now: datetime) -> str:
    """`due Wed 16 Sep 2026, 5pm`, and `was due …` from then on."""
    return f"{show_tense(at, now, to_come='due', past='was due')} {show_moment(at)}"


def day_in_london(at: datetime) -> date:
    return at.astimezone(LONDON).date()
