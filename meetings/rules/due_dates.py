"""Dates as people type them in a meeting: today, fri, 18/9, 3d, 2w, next meeting. What was meant is always shown."""

import re
from datetime import date, timedelta

from marac.dates import months_after

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK = 7
_CENTURY = 2000
_LONGEST = 40
_AFTER = re.compile(r"(\d{1,3}) ?(d|days?|w|weeks?|m|months?)")
_FIGURES = re.compile(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})(?: (\d{4}))?")
_WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def understand_date(text: str, *, today: date, next_meeting_on: date | None = None) -> date | None:
    """The day meant, or None. A weekday is the next one after today; a day without a year is the next of its kind."""
    words = " ".join(text.lower().replace(",", " ").split())
    if not words or len(words) > _LONGEST:
        return None
    if words in ("next meeting", "meeting"):
        return next_meeting_on
    plain = {"today": 0, "tomorrow": 1}.get(words)
    if plain is not None:
        return today + timedelta(days=plain)
    return _weekday(words, today) or _after(words, today) or _calendar(words, today)


def _weekday(words: str, today: date) -> date | None:
    name = words.removeprefix("next ").removeprefix("on ")
    full = [day for day in _DAYS if name == day or (name.startswith(day) and name.endswith("day"))]
    if not full:
        return None
    return today + timedelta(days=(_DAYS.index(full[0]) - today.weekday() - 1) % _WEEK + 1)


def _after(words: str, today: date) -> date | None:
    found = _AFTER.fullmatch(words.removeprefix("in "))
    if found is None:
        return None
    number, unit = int(found[1]), found[2][0]
    if unit == "m":
        return months_after(today, number)
    return today + timedelta(days=number * (_WEEK if unit == "w" else 1))


def _calendar(words: str, today: date) -> date | None:
    if found := _WRITTEN.fullmatch(words):
        return _existing(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(words):
        return _in_year(int(found[1]), int(found[2]), found[3], today)
    found = _WORDS.fullmatch(words)
    if found is None or found[2][:3] not in _MONTHS:
        return None
    return _in_year(int(found[1]), _MONTHS.index(found[2][:3]) + 1, found[3], today)


def _in_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _existing(int(year) if len(year) > 2 else _CENTURY + int(year), month, day)  # noqa: PLR2004
    found = _existing(today.year, month, day)
    if found is not None and found >= today:
        return found
    return _existing(today.year + 1, month, day)


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
