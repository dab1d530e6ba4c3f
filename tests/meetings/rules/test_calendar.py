"""Series of meetings, splits that keep families together, forecasts, and who an emergency needs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marac.dates import LONDON, is_working_day
from meetings.rules.emergency import NO_REFERRER, below_minimum, suggested_times
from meetings.rules.forecast import MeetingToFill, forecast, usual_in_a_week
from meetings.rules.series import Onto, Rule, SeriesRule, holidays_known_to, series_days
from meetings.rules.split import CaseToSplit, families_of, split
from tests.meetings import northmoor

NATION = "england_and_wales"
WEDNESDAY, MONDAY = 2, 0


def days(rule: SeriesRule, nation: str = NATION, taken: tuple[date, ...] = ()) -> list[str]:
    return [
        f"{day.planned_on:%-d %b}" + (f" on {day.held_on:%-d %b}" if day.is_moved and day.held_on else "")
        for day in series_days(rule, nation=nation, taken=taken)
    ]


def test_a_fortnightly_series_moves_round_bank_holidays() -> None:
    # The fortnight of 1 January 2027 falls on Friday; Christmas Day 2026 and the substitute of Boxing Day before it.
    rule = SeriesRule(Rule.WEEKS, 2, 4, date(2026, 12, 1), date(2027, 1, 31))

    assert days(rule) == ["4 Dec", "18 Dec", "1 Jan on 4 Jan", "15 Jan", "29 Jan"]
    assert days(SeriesRule(Rule.WEEKS, 2, 4, date(2026, 12, 1), date(2027, 1, 31), Onto.BEFORE))[2] == "1 Jan on 31 Dec"


@pytest.mark.parametrize(
    ("every", "weekday", "expected"),
    [
        (2, WEDNESDAY, ["9 Sep", "14 Oct", "11 Nov", "9 Dec"]),
        (5, WEDNESDAY, ["30 Sep", "28 Oct", "25 Nov", "30 Dec"]),
        # 28 December 2026 is the substitute of Boxing Day, and Tuesday the next working day.
        (4, MONDAY, ["28 Sep", "26 Oct", "23 Nov", "28 Dec on 29 Dec"]),
    ],
)
def test_a_weekday_of_the_month(every: int, weekday: int, expected: list[str]) -> None:
    rule = SeriesRule(Rule.WEEKDAY_OF_MONTH, every, weekday, date(2026, 9, 1), date(2026, 12, 31))

    assert days(rule) == expected


def test_the_nation_decides_and_no_two_meetings_fall_on_one_day() -> None:
    august = SeriesRule(Rule.WEEKDAY_OF_MONTH, 5, MONDAY, date(2026, 8, 1), date(2026, 8, 31))

    assert days(august) == ["31 Aug on 1 Sep"]
    assert days(august, "scotland") == ["31 Aug"]
    assert days(august, taken=(date(2026, 9, 1),)) == ["31 Aug on 2 Sep"]
    assert holidays_known_to(NATION).year >= 2027


@given(st.integers(1, 8), st.integers(0, 4), st.integers(0, 600), st.sampled_from(list(Onto)))
def test_every_day_of_a_series_is_a_working_day_of_its_own(every: int, weekday: int, start: int, onto: Onto) -> None:
    from_on = date(2025, 1, 1) + timedelta(days=start)
    found = series_days(SeriesRule(Rule.WEEKS, every, weekday, from_on, from_on + timedelta(200), onto), nation=NATION)
    held = [day.held_on for day in found if day.held_on]

    assert len(set(held)) == len(held)
    assert all(is_working_day(day, NATION) for day in held)
    assert all(day.planned_on.weekday() == weekday for day in found)


def november() -> list[CaseToSplit]:
    """The 24 cases listed for 26 November 2025 in the practice area, with their true people."""
    people: dict[str, set[str]] = {}
    for place, person in northmoor.read("truth.json")["persons"].items():
        people.setdefault(place.split("/")[0], set()).add(person)
    return [
        CaseToSplit(ref, date.fromisoformat(northmoor.documents()[ref]["referred_on"]), frozenset(people[ref]))
        for ref, decision in sorted(northmoor.decisions().items())
        if any(heard["meeting_on"] == "2025-11-26" for heard in decision["hearings"])
    ]


def test_twenty_four_cases_on_sixteen_places_are_split_and_no_family_is_torn() -> None:
    # In the practice area no two of them share a person, so two families are made of every third case.
    third = [
        replace(case, people=case.people | {f"family {n // 12}"} if n % 3 == 0 else case.people)
        for n, case in enumerate(november())
    ]

    for cases, families in ((november(), 0), (third, 2)):
        found = split(cases, 16)
        assert (len(cases), len(found.stay), len(found.move), found.is_enough) == (24, 16, 8, True)
        assert len(found.families) == families
        for family in families_of(cases):
            refs = {case.ref for case in family}
            assert refs <= set(found.stay) or refs <= set(found.move)


def test_what_is_held_stays_with_its_family_also_where_that_is_not_enough() -> None:
    ivy, day = frozenset({"ivy"}), date(2026, 9, 1)
    cases = [
        CaseToSplit("a", day, ivy, holds="Pinned"),
        CaseToSplit("b", day, ivy),
        CaseToSplit("c", day, frozenset({"dot", "eve"})),
        CaseToSplit("d", day, frozenset({"eve", "fay"})),
        CaseToSplit("e", day + timedelta(1), frozenset({"gus"})),
    ]

    assert split(cases, 4).move == ("e",)
    assert split(cases, 3).move == ("c", "d")
    assert split(cases, 1).stay == ("a", "b")
    assert not split(cases, 1).is_enough
    assert split(cases, 5).move == ()


def test_a_forecast_fills_meetings_in_order_with_what_waits_and_what_usually_comes() -> None:
    now = datetime(2026, 9, 1, 10, tzinfo=UTC)
    close = [now + timedelta(days=n) for n in (-1, 7, 21)]
    meetings = [MeetingToFill(f"m{n}", at, 10, 16) for n, at in enumerate(close)]
    received = [date(2026, 8, 31) - timedelta(days=n) for n in range(100)]

    in_a_week = usual_in_a_week(received, today=date(2026, 9, 1))
    found = forecast(meetings, waiting=[now - timedelta(days=1), now], in_a_week=in_a_week, now=now)

    assert in_a_week == 7
    assert [(one.number_waiting, one.number_usual, one.number_over) for one in found] == [
        (0, 0, 0),
        (2, 7, 3),
        (0, 14, 8),
    ]


def test_times_for_an_emergency_begin_with_the_next_quarter_and_end_with_the_limit() -> None:
    def london(written: str) -> datetime:
        return datetime.fromisoformat(written).replace(tzinfo=LONDON)

    friday = suggested_times(london("2026-09-04T15:07"), until=london("2026-09-07T17:00"), nation=NATION)
    night = suggested_times(london("2026-10-24T23:50"), until=london("2026-10-26T17:00"), nation=NATION)

    # In the night of 25 October the clocks go back; the hours offered are those on the wall.
    assert [at.astimezone(LONDON).strftime("%a %H:%M") for at in friday] == [
        "Fri 15:45",
        "Mon 10:00",
        "Mon 14:00",
        "Mon 16:00",
    ]
    assert [at.astimezone(LONDON).strftime("%a %H:%M") for at in night] == [
        "Sun 00:30",
        "Mon 10:00",
        "Mon 14:00",
        "Mon 16:00",
    ]


def test_an_emergency_needs_police_idva_referrer_and_with_children_their_social_care() -> None:
    three = {"northmoor-police": "police", "wayside-idva": "idva", "northmoor-gps": "primary_care"}

    assert below_minimum(three, referrer="northmoor-gps", has_children=False) == ()
    assert len(below_minimum({}, referrer="northmoor-gps", has_children=True)) == 4
    assert below_minimum(three, referrer="ravenbeck-homes", has_children=False) == (NO_REFERRER,)
