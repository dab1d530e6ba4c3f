"""Birth dates: which can be true, which only fill a box, and a key under which swapped days and months meet."""

import re
from calendar import monthrange
from collections.abc import Iterable
from functools import lru_cache

from meetings.people.parts import Birth
from meetings.people.person import Born

FIRST_YEAR, LAST_YEAR = 1900, 2100
NOT_DATES = frozenset({(1900, 1, 1), (1970, 1, 1), (1901, 1, 1), (1900, 1, 2), (1899, 12, 30)})
"""First days of calendars in computers, put in where no date was known."""
MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_PIVOT = 30
"""Two figures up to this are a year of this century."""


def births_of(born: Iterable[Born]) -> tuple[Birth, ...]:
    """Those that can be true, no two alike, in their order."""
    found = [birth_of(each.year, each.month, each.day, each.is_estimated) for each in born]
    return tuple({birth: None for birth in found if birth})


@lru_cache(maxsize=50_000)
def birth_of(year: int, month: int | None, day: int | None, is_estimated: bool) -> Birth | None:
    """One and the same object for one date, while it is remembered."""
    if not FIRST_YEAR <= year <= LAST_YEAR or (year, month, day) in NOT_DATES:
        return None
    month, day = _possible(year, month, day)
    is_whole = bool(month and day) and not is_estimated
    return Birth(
        year=year,
        month=month,
        day=day,
        is_estimated=is_estimated,
        is_weak=(month, day) == (1, 1),
        key=birth_key(year, month or 0, day or 0) if is_whole else "",
        written=f"{day:02}{month:02}{year}" if is_whole else "",
    )


def _possible(year: int, month: int | None, day: int | None) -> tuple[int | None, int | None]:
    """A month over twelve was a day; the 31st of February leaves the month."""
    if month and day and month > 12 >= day:  # noqa: PLR2004
        month, day = day, month
    if not month or not 1 <= month <= 12:  # noqa: PLR2004
        return None, None
    return month, (day if day and 1 <= day <= monthrange(year, month)[1] else None)


def birth_key(year: int, month: int, day: int) -> str:
    """Year, then day and month in rising order: 11 April and 4 November of one year have the same."""
    return f"{year:04}{min(day, month):02}{max(day, month):02}"


_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,9})[\s./,-]+(\d{4}|\d{2})\b")
_YEAR_FIRST = re.compile(r"(\d{4})[\s./-]?(\d{2})[\s./-]?(\d{2})(?!\d)")
_MONTH_YEAR = re.compile(r"^(?:(\d{1,2})[/.-]|([a-z]{3,9})\s+)(\d{4})$")
_YEAR_MONTH = re.compile(r"^(\d{4})[/-](\d{1,2})$")
_YEAR = re.compile(r"^(?:c\.?|circa|about|approx\.?|born)?\s*(\d{4})(?:\.0)?$")


def read_born(text: str) -> Born | None:
    """A date as spreadsheets hold it, day before month; None when it is none. `c 1985` is an estimate."""
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", " ".join(text.lower().split()))[:40]
    if found := _YEAR_FIRST.match(text):
        return _known(*(int(part) for part in found.groups()))
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
        return _known(_full_year(year), _month(month), int(day))
    if found := _MONTH_YEAR.match(text):
        return _known(int(found[3]), _month(found[1] or found[2]), None)
    if found := _YEAR_MONTH.match(text):
        return _known(int(found[1]), int(found[2]), None)
    if found := _YEAR.match(text):
        return Born(year=int(found[1]), is_estimated=text[0] in "ca")
    return None


def _known(year: int, month: int | None, day: int | None) -> Born:
    return Born(year=year, month=month, day=day)


def _month(text: str) -> int | None:
    return int(text) if text.isdigit() else MONTHS.get(text[:3])


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year <= _PIVOT else 1900)  # noqa: PLR2004
