"""Meetings by a rule: every so many weeks, or the first to fourth or last such weekday of a month.

A bank holiday of the nation moves a meeting to the working day before or after it, never onto another meeting.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from marac.dates import add_working_days, bank_holidays, is_working_day

MOST_WEEKS = 8
LAST = 5
MOST_DAYS = 120
_WEEK = 7
_DAY = timedelta(days=1)


class Rule(StrEnum):
    """How days follow each other."""

    WEEKS = "weeks"
    WEEKDAY_OF_MONTH = "weekday_of_month"


class Onto(StrEnum):
    """Where a bank holiday moves a meeting."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """`every` are weeks between two, or which such weekday of the month (5: the last); Monday is 0."""

    rule: Rule
    every: int
    weekday: int
    from_on: date
    to_on: date
    onto: Onto = Onto.AFTER


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """The day the rule gives, and the day it is held: nothing where no day near is free."""

    planned_on: date
    held_on: date | None

    @property
    def is_moved(self) -> bool:
        return self.held_on != self.planned_on


def series_days(
    rule: SeriesRule, *, nation: str, taken: Collection[date] = (), there: Mapping[date, date] | None = None
) -> tuple[SeriesDay, ...]:
    """In order, at most 120. `taken` are days on which meetings are held; `there` are days of the rule that are in the
    calendar already, with when they are held."""
    used, known = set(taken), there or {}
    days = []
    for planned_on in list(_planned(rule))[:MOST_DAYS]:
        held_on = known.get(planned_on) or _free_day(planned_on, rule.onto, nation, used)
        days.append(SeriesDay(planned_on, held_on))
        used |= {held_on} if held_on else set()
    return tuple(days)


def _planned(rule: SeriesRule) -> Iterator[date]:
    day = rule.from_on + timedelta(days=(rule.weekday - rule.from_on.weekday()) % _WEEK)
    while day <= rule.to_on:
        if rule.rule is Rule.WEEKS or _is_nth(day, rule.every):
            yield day
        day += timedelta(days=_WEEK * (rule.every if rule.rule is Rule.WEEKS else 1))


def _is_nth(day: date, nth: int) -> bool:
    if nth == LAST:
        return (day + timedelta(days=_WEEK)).month != day.month
    return (day.day - 1) // _WEEK + 1 == nth


def _free_day(planned_on: date, onto: Onto, nation: str, used: Collection[date]) -> date | None:
    """The day itself, else the working days beside it in the chosen direction within the week."""
    step = -1 if onto is Onto.BEFORE else 1
    day = planned_on
    for _ in range(_WEEK):
        if is_working_day(day, nation) and day not in used:
            return day
        day = add_working_days(day, step, nation)
    return None


def holidays_known_to(nation: str) -> date:
    """The last day of the last year of which bank holidays are known; after it none are moved."""
    return date(max(bank_holidays(nation)).year, 12, 31)
