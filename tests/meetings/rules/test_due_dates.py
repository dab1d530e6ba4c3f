"""Dates as they are typed in a meeting, on Wednesday 16 September 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.due_dates import understand_date

WEDNESDAY = date(2026, 9, 16)
NEXT_MEETING = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", WEDNESDAY),
        ("Tomorrow", date(2026, 9, 17)),
        ("fri", date(2026, 9, 18)),
        ("Friday", date(2026, 9, 18)),
        ("next fri", date(2026, 9, 18)),
        ("wed", date(2026, 9, 23)),
        ("tue", date(2026, 9, 22)),
        ("18/9", date(2026, 9, 18)),
        ("18.9.26", date(2026, 9, 18)),
        ("18/9/2026", date(2026, 9, 18)),
        ("18 9 2026", date(2026, 9, 18)),
        ("18 sep", date(2026, 9, 18)),
        ("18th September 2026", date(2026, 9, 18)),
        ("2026-09-18", date(2026, 9, 18)),
        ("1/2", date(2027, 2, 1)),
        ("16/9", WEDNESDAY),
        ("3d", date(2026, 9, 19)),
        ("in 3 days", date(2026, 9, 19)),
        ("2w", date(2026, 9, 30)),
        ("1 month", date(2026, 10, 16)),
        ("next meeting", NEXT_MEETING),
    ],
)
def test_what_people_type_in_a_meeting_is_understood_as_a_day(typed: str, meant: date) -> None:
    assert understand_date(typed, today=WEDNESDAY, next_meeting_on=NEXT_MEETING) == meant


@pytest.mark.parametrize("typed", ["", "soon", "31/2", "0/9", "fr1", "18/13", "9" * 50, "sunny", "40 sep", "xday"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert understand_date(typed, today=WEDNESDAY, next_meeting_on=NEXT_MEETING) is None


def test_the_next_meeting_is_no_day_while_none_is_planned() -> None:
    assert understand_date("next meeting", today=WEDNESDAY) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_understanding_of_dates(typed: str) -> None:
    understood = understand_date(typed, today=WEDNESDAY, next_meeting_on=NEXT_MEETING)

    assert understood is None or isinstance(understood, date)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.sampled_from(["mon", "tue", "wed", "thu", "fri"]))
def test_a_weekday_is_one_of_the_seven_days_to_come(today: date, name: str) -> None:
    meant = understand_date(name, today=today)

    assert meant is not None
    assert timedelta(days=1) <= meant - today <= timedelta(days=7)
    assert f"{meant:%a}".lower() == name
