"""A series of meetings by a rule: shown with every deadline first, then made; made again, only what is missing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Area
from marac.audit.events import Event
from marac.database import for_update, transaction
from marac.dates import LONDON, at_london
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from meetings.arranging import arrange
from meetings.rules.deadlines import MeetingDeadlines
from meetings.rules.series import LAST, MOST_WEEKS, Rule, SeriesDay, SeriesRule, holidays_known_to, series_days
from meetings.schedule import MeetingDay, deadlines_of
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import Meeting, Series

LONGEST_YEARS = 2
NOTHING_NEW = "Every day of this series is in the calendar already. Change the days, or leave it as it is."


@dataclass(frozen=True, slots=True)
class SeriesWanted:
    """A rule with the hours and the place of each meeting."""

    rule: SeriesRule
    starts: str
    ends: str
    place: str


@dataclass(frozen=True, slots=True)
class DayShown:
    """One meeting to come, with all that hangs on it."""

    planned_on: date
    held_on: date | None
    deadlines: MeetingDeadlines | None
    is_there: bool  # made already, by this series or by hand

    @property
    def is_moved(self) -> bool:
        return self.held_on is not None and self.held_on != self.planned_on


@dataclass(frozen=True, slots=True)
class SeriesPaper:
    """Every day of a series before it is made."""

    days: tuple[DayShown, ...]
    holidays_known_to: date
    goes_beyond: bool  # days of which the bank holidays are not known

    @property
    def number_new(self) -> int:
        return sum(not day.is_there and day.held_on is not None for day in self.days)


async def read_series(act: Act, wanted: SeriesWanted) -> SeriesPaper:
    """Nothing is written."""
    _check(act, wanted)
    there, taken = await _in_calendar(act)
    rules = await settings_on(act, act.today)
    days = []
    for day in _days(act, wanted.rule, there, taken):
        deadlines = deadlines_of(act, day.held_on, rules.on(day.held_on)) if day.held_on else None
        days.append(DayShown(day.planned_on, day.held_on, deadlines, day.planned_on in there))
    known_to = holidays_known_to(act.area.nation)
    return SeriesPaper(tuple(days), known_to, wanted.rule.to_on > known_to)


def _check(act: Act, wanted: SeriesWanted) -> None:
    rule, messages = wanted.rule, {}
    most = MOST_WEEKS if rule.rule is Rule.WEEKS else LAST
    if not 1 <= rule.every <= most:
        messages["every"] = f"Enter a number from 1 to {most}."
    if rule.from_on <= act.today:
        messages["from_on"] = "Enter a first day to come."
    if rule.to_on < rule.from_on or rule.to_on.year - rule.from_on.year > LONGEST_YEARS:
        messages["to_on"] = f"Enter a last day after the first, at most {LONGEST_YEARS} years on."
    if wanted.ends <= wanted.starts:
        messages["ends"] = "Enter an end that is after the start."
    if messages:
        raise InvalidForm(messages)


async def _in_calendar(act: Act) -> tuple[dict[date, date], set[date]]:
    """Ordinary meetings by the day they were planned for, and every day on which one is held."""
    rows = await Meeting.select(Meeting.planned_on, Meeting.held_on, Meeting.status).where(
        (Meeting.area == act.area.id) & (Meeting.kind == "ordinary") & (Meeting.held_on > act.today)
    )
    there = {row["planned_on"]: row["held_on"] for row in rows}
    return there, {row["held_on"] for row in rows if row["status"] != "cancelled"}


def _days(act: Act, rule: SeriesRule, there: dict[date, date], taken: set[date]) -> list[SeriesDay]:
    """A day that is in the calendar stands as it was moved or cancelled there; the others keep clear of them all."""
    return list(series_days(rule, nation=act.area.nation, taken=taken, there=there))


async def make_series(act: Act, wanted: SeriesWanted) -> int:
    """Make what is missing, all of it or nothing; returns how many meetings were made."""
    _check(act, wanted)
    async with transaction():
        # Two who press at once make each day once.
        await for_update(Area.select(Area.id).where(Area.id == act.area.id))
        there, taken = await _in_calendar(act)
        new = [day for day in _days(act, wanted.rule, there, taken) if day.planned_on not in there]
        if not new:
            raise Refused(NOTHING_NEW)
        series = await _series_of(act, wanted)
        made = [await arrange(act, _meeting(day, held_on, wanted, series)) for day in new if (held_on := day.held_on)]
        await act.record(
            Event.MEETING_SERIES_SET,
            "series",
            series,
            from_on=wanted.rule.from_on.isoformat(),
            number_of_meetings=len(made),
        )
    return len(made)


async def _series_of(act: Act, wanted: SeriesWanted) -> UUID:
    """The series with this rule, hours and place, if it was begun before; else a new one."""
    rule = wanted.rule
    same = (
        (Series.area == act.area.id)
        & (Series.rule == rule.rule.value)
        & (Series.every == rule.every)
        & (Series.weekday == rule.weekday)
        & (Series.starts == wanted.starts)
        & (Series.ends == wanted.ends)
        & (Series.venue == wanted.place)
        & (Series.from_on == rule.from_on)
        & (Series.onto == rule.onto.value)
    )
    found = await Series.select(Series.id).where(same).first()
    if found is not None:
        return UUID(str(found["id"]))
    series = Series(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        rule=rule.rule.value,
        every=rule.every,
        weekday=rule.weekday,
        starts=wanted.starts,
        ends=wanted.ends,
        zone=str(LONDON),
        venue=wanted.place,
        from_on=rule.from_on,
        to_on=rule.to_on,
        onto=rule.onto.value,
        by=act.officer_id,
        made_at=act.at,
    )
    await Series.insert(series)
    return UUID(str(series.id))


def _meeting(day: SeriesDay, held_on: date, wanted: SeriesWanted, series: UUID) -> MeetingDay:
    """London wall time on its day, whichever way the clocks stand."""
    return MeetingDay(
        "ordinary",
        day.planned_on,
        held_on,
        at_london(held_on, wanted.starts),
        at_london(held_on, wanted.ends),
        wanted.place,
        series=series,
    )
