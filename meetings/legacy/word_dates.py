"""Dates as people write them on paper. Of two possible readings none is taken, unless the form itself settles it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marac.dates import show_date
from meetings.legacy.word_reading import Known

OLDEST = 105
FIRST_MARAC = 2003  # Cardiff, April 2003: no referral is older (SafeLives, history of Marac).
_TWELVE = 12
_NAMES = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})")
_MONTH = re.compile(r"([a-z]{3,9})\.?\s+(\d{4})|(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR = re.compile(r"(\d{4})")
_ABOUT_YEAR = re.compile(r"(?:c\.?|circa|about|approx\.?)\s*(\d{4})")
_AGE = re.compile(r"(?:(?:aged?|about|approx\.?|c\.?)\s*)*(\d{1,3})\s*(?:years?|yrs?|y/?o)?(?:\s*old)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its precision and the rule it was read by; `doubt` instead where it can be read in two ways."""

    value: str = ""
    precision: str = ""
    rule: str = ""
    doubt: str = ""

    @property
    def shown(self) -> str:
        match self.precision:
            case "exact":
                return show_date(date.fromisoformat(self.value))
            case "month":
                return f"{date.fromisoformat(f'{self.value}-01'):%B %Y}"
            case "year":
                return f"the year {self.value}"
            case "estimated_age":
                return f"about {self.value} years old"
        return ""


NO_DATE = Dated(doubt="No date can be read here.")
NO_SUCH_DAY = Dated(doubt="There is no such day in the calendar.")


def read_birth(text: str, known: Known) -> Dated:
    """A day, a month, a year or an age, as exactly as it is written."""
    plain = _plain(text)
    if read := _day(plain, known, is_birth=True):
        return _not_ahead(read, known)
    if found := _MONTH.fullmatch(plain):
        month = _month_number(found[1]) if found[1] else int(found[3])
        return _not_ahead(_month(month, found[2] or found[4]), known)
    if found := _YEAR.fullmatch(plain):
        return _not_ahead(Dated(found[1], "year", "A year alone."), known) if _lives(int(found[1]), known) else NO_DATE
    if found := _ABOUT_YEAR.fullmatch(plain):
        return Dated(doubt="A year is told as near to it only. Give the year or an age.")
    if (found := _AGE.fullmatch(plain)) and not plain.isdecimal() and int(found[1]) <= OLDEST:
        return Dated(str(int(found[1])), "estimated_age", "An age, not a date.")
    return NO_DATE


def read_event(text: str, known: Known) -> Dated:
    """A whole day since Maracs began."""
    return _day(_plain(text), known, is_birth=False) or NO_DATE


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" .,").split())


def _day(plain: str, known: Known, *, is_birth: bool) -> Dated | None:
    if found := _ISO.fullmatch(plain):
        return _exact(int(found[1]), int(found[2]), int(found[3]), "")
    if found := _WORDS.fullmatch(plain):
        month = _month_number(found[2])
        return _with_year(int(found[1]), month, found[3], known, is_birth=is_birth, rule="") if month else None
    if found := _FIGURES.fullmatch(plain):
        return _figures(int(found[1]), int(found[2]), found[3], known, is_birth=is_birth)
    return None


def _figures(first: int, second: int, year: str, known: Known, *, is_birth: bool) -> Dated:
    if second > _TWELVE >= first:
        return _with_year(
            second, first, year, known, is_birth=is_birth, rule=f"Month first: there is no month {second}."
        )
    if first > _TWELVE or first == second:
        return _with_year(first, second, year, known, is_birth=is_birth, rule="")
    if known.is_day_first is None:
        return _two_ways(first, second, year)
    day, month = (first, second) if known.is_day_first else (second, first)
    return _with_year(day, month, year, known, is_birth=is_birth, rule=known.why_day_first)


def _two_ways(first: int, second: int, year: str) -> Dated:
    one, other = (
        f"{day} {_NAMES[0][month - 1].capitalize()} {year}" for day, month in ((first, second), (second, first))
    )
    return Dated(doubt=f"It can be {one} or {other}. Say which." if first and second else NO_SUCH_DAY.doubt)


def _with_year(day: int, month: int, year: str, known: Known, *, is_birth: bool, rule: str) -> Dated:
    if len(year) == len("1989"):
        return _exact(int(year), month, day, rule)
    years = [full for full in (1900 + int(year), 2000 + int(year)) if _may_be(full, month, day, known, is_birth)]
    if len(years) != 1:
        return (
            Dated(doubt="Two figures of a year can mean two centuries here. Give all four.") if years else NO_SUCH_DAY
        )
    told = f"Year {years[0]}: the other century cannot be."
    return _exact(years[0], month, day, f"{rule} {told}".strip())


def _may_be(year: int, month: int, day: int, known: Known, is_birth: bool) -> bool:
    try:
        on = date(year, month, day)
    except ValueError:
        return False
    return _lives(year, known) and on <= known.today if is_birth else FIRST_MARAC <= year <= known.today.year + 1


def _lives(year: int, known: Known) -> bool:
    return known.today.year - OLDEST <= year <= known.today.year


def _exact(year: int, month: int, day: int, rule: str) -> Dated:
    try:
        return Dated(date(year, month, day).isoformat(), "exact", rule)
    except ValueError:
        return NO_SUCH_DAY


def _month(month: int, year: str) -> Dated:
    if not 1 <= month <= _TWELVE:
        return NO_DATE
    return Dated(f"{year}-{month:02}", "month", "A month alone.")


def _month_number(name: str) -> int:
    for names in _NAMES:
        if name in names:
            return names.index(name) + 1
    return 9 if name == "sept" else 0


def _not_ahead(read: Dated, known: Known) -> Dated:
    if read.precision in ("exact", "month", "year") and read.value > known.today.isoformat()[: len(read.value)]:
        return Dated(doubt="This day is still to come, so nobody was born on it.")
    return read


def only_day_first(texts: Iterable[str]) -> str:
    """The first of these dates that can be read with the day first alone; empty where one needs the month first."""
    settled = ""
    for text in texts:
        for found in _FIGURES.finditer(_plain(text)):
            first, second = int(found[1]), int(found[2])
            if second > _TWELVE >= first:
                return ""
            if _TWELVE < first <= 31 and 1 <= second <= _TWELVE and not settled:  # noqa: PLR2004
                settled = found[0]
    return settled


def only_month_first(texts: Iterable[str]) -> str:
    """The first of these dates that can be read with the month first alone; empty where one needs the day first."""
    turned = [_FIGURES.sub(lambda found: f"{found[2]}/{found[1]}/{found[3]}", _plain(text)) for text in texts]
    return only_day_first(turned)
