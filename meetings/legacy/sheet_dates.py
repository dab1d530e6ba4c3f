"""Dates of old sheets: read where one reading alone is possible or the column settles it, and told as read.

A day and a month that could change places are read day first, as the country writes them, and each is listed. In a
column that also holds dates which can only be read month first nobody knows, and such a date is not read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from meetings.legacy.sheet_words import is_nothing

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAMES = "|".join(_MONTHS)
_FIGURES = re.compile(r"(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s./\-]+({_NAMES})[a-z]*[\s./,\-]+(\d{{4}}|\d{{2}})", re.IGNORECASE)
_MONTH = re.compile(rf"({_NAMES})[a-z]*[\s./\-]+(\d{{4}}|\d{{2}})", re.IGNORECASE)
_IN_TITLE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAMES})[a-z]*\s+(\d{{4}})\b", re.IGNORECASE)
_MOST_MONTH = 12
_SHORT_YEAR = 2


class Note(StrEnum):
    """How a date came to be read, or why it was not; a key of the words of the report."""

    PLAIN = "plain"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    SHORT_YEAR = "short_year"
    MONTH_ONLY = "month_only"
    NOT_SAID = "not_said"
    EITHER_WAY = "either_way"
    NO_DATE = "no_date"
    TWO_CENTURIES = "two_centuries"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A day, or a month with its year, or neither; and how it came to be."""

    note: Note
    on: date | None = None
    month: tuple[int, int] | None = None
    """Year and month where no day is said."""
    other: date | None = None
    """What the same text would be the other way round."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the dates of one column say of their order: how many can be read in one way alone."""

    day_first: int = 0
    month_first: int = 0

    @property
    def is_settled(self) -> bool:
        """Nothing in the column is month first."""
        return self.month_first == 0

    @classmethod
    def of(cls, texts: Iterable[object]) -> "Order":
        order = cls()
        for text in texts:
            for first, second, _ in _FIGURES.findall(text) if isinstance(text, str) else ():
                if int(first) > _MOST_MONTH >= int(second):
                    order = replace(order, day_first=order.day_first + 1)
                if int(second) > _MOST_MONTH >= int(first):
                    order = replace(order, month_first=order.month_first + 1)
        return order


def read_date(cell: object, order: Order, *, earliest: date, latest: date) -> ReadDate:
    """The one day between these two that a cell can mean."""
    if isinstance(cell, dict):
        return _serial(cell, earliest, latest)
    text = " ".join(str(cell).split()) if cell is not None else ""
    if is_nothing(text):
        return ReadDate(Note.NOT_SAID)
    if found := _YEAR_FIRST.fullmatch(text):
        return _within([_day(int(found[1]), int(found[2]), int(found[3]))], earliest, latest)
    if found := _NAMED.fullmatch(text):
        return _within(_years(found[3], _MONTHS[found[2][:3].lower()], int(found[1])), earliest, latest)
    if found := _MONTH.fullmatch(text):
        return _month(found[2], _MONTHS[found[1][:3].lower()], earliest, latest)
    if found := _FIGURES.fullmatch(text):
        return _figures(int(found[1]), int(found[2]), found[3], order=order, between=(earliest, latest))
    return ReadDate(Note.NO_DATE)


def date_in_title(text: str) -> date | None:
    """The meeting of `MARAC 8th February 2023`."""
    found = _IN_TITLE.search(text)
    return _day(int(found[3]), _MONTHS[found[2][:3].lower()], int(found[1])) if found else None


def _serial(cell: dict[str, str], earliest: date, latest: date) -> ReadDate:
    if "day" not in cell:
        return ReadDate(Note.NO_DATE)
    return _within([date.fromisoformat(cell["day"])], earliest, latest)


def _figures(first: int, second: int, year: str, *, order: Order, between: tuple[date, date]) -> ReadDate:
    day_first = _within(_years(year, second, first), *between)
    month_first = _within(_years(year, first, second), *between)
    if first > _MOST_MONTH or first == second:
        return day_first
    if second > _MOST_MONTH:
        return replace(month_first, note=Note.MONTH_FIRST) if month_first.on else month_first
    if not order.is_settled:
        return ReadDate(Note.EITHER_WAY)
    if day_first.on is None:
        return day_first
    return replace(day_first, note=Note.DAY_FIRST, other=_day(day_first.on.year, first, second))


def _month(year: str, month: int, earliest: date, latest: date) -> ReadDate:
    firsts = [day for day in _years(year, month, 1) if day]
    fitting = [day for day in firsts if earliest.replace(day=1) <= day <= latest]
    if len(fitting) != 1:
        return ReadDate(Note.NOT_POSSIBLE)
    return ReadDate(Note.MONTH_ONLY, month=(fitting[0].year, fitting[0].month))


def _years(year: str, month: int, day: int) -> list[date | None]:
    if len(year) > _SHORT_YEAR:
        return [_day(int(year), month, day)]
    return [_day(century + int(year), month, day) for century in (1900, 2000)]


def _within(days: list[date | None], earliest: date, latest: date) -> ReadDate:
    """A year of two figures is read where one century alone is possible."""
    fitting = [day for day in days if day and earliest <= day <= latest]
    if len(fitting) > 1:
        return ReadDate(Note.TWO_CENTURIES)
    if not fitting:
        return ReadDate(Note.NOT_POSSIBLE)
    return ReadDate(Note.PLAIN if len(days) == 1 else Note.SHORT_YEAR, fitting[0])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
