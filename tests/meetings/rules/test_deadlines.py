"""Deadlines: working days of the nation, London wall time, and the setting of the meeting's day."""

from datetime import UTC, date, datetime

import pytest

from marac.dates import add_working_days
from meetings.rules.deadlines import (
    MeetingDeadlines,
    action_due_on,
    chase_days,
    chase_on,
    close_on,
    is_action_date_allowed,
    is_late,
    is_over_capacity,
    meeting_deadlines,
    needs_chair,
)
from meetings.rules.settings import SettingRow
from tests.meetings import northmoor

NATION = "england_and_wales"
# The bank holidays of 2024 stand in the calendar of GOV.UK; the practice area was made without them.
WITHOUT_CHRISTMAS_2024 = {("2025-01-08", "referral_close"), ("2025-01-08", "agenda_issue")}


def deadlines(held_on: date, *rows: SettingRow) -> MeetingDeadlines:
    return meeting_deadlines(held_on, nation=NATION, rows=rows or northmoor.settings())


def test_every_meeting_of_the_practice_area_has_its_true_deadlines() -> None:
    meetings = northmoor.read("truth.json")["meetings"]
    names = ("referral_close", "agenda_issue", "research_due", "action_sheet_issue", "minutes_issue")

    differing = {
        (day, name)
        for day, expected in meetings.items()
        for name in names
        if getattr(deadlines(date.fromisoformat(day)), name) != datetime.fromisoformat(expected[name])
    }

    assert len(meetings) == 51
    assert differing == WITHOUT_CHRISTMAS_2024


def test_the_meeting_of_twenty_four_cases_is_over_capacity() -> None:
    for day, expected in northmoor.read("truth.json")["meetings"].items():
        told = is_over_capacity(expected["cases"], date.fromisoformat(day), northmoor.settings())
        assert told == expected["over_capacity"], day


def test_late_is_measured_at_receipt() -> None:
    truth = northmoor.read("truth.json")["referrals"]
    ordinary = [decision for decision in northmoor.decisions().values() if is_first_ordinary(decision)]

    for decision in ordinary:
        close = deadlines(date.fromisoformat(decision["hearings"][0]["meeting_on"])).referral_close
        received_at = datetime.fromisoformat(decision["received_at"])
        assert is_late(received_at, close=close) == truth[decision["sender_reference"]]["late"]

    assert len(ordinary) > 150


def is_first_ordinary(decision: dict[str, object]) -> bool:
    hearings = decision["hearings"]
    return isinstance(hearings, list) and bool(hearings) and hearings[0]["kind"] == "ordinary"


VECTORS = {
    date(2026, 9, 16): (date(2026, 9, 2), date(2026, 9, 4), date(2026, 9, 14), date(2026, 9, 17), date(2026, 9, 21),
                        date(2026, 9, 23), date(2026, 9, 30)),
    date(2026, 9, 3): (date(2026, 8, 19), date(2026, 8, 21), date(2026, 9, 1), date(2026, 9, 4), date(2026, 9, 8),
                       date(2026, 9, 10), date(2026, 9, 17)),
    date(2026, 4, 9): (date(2026, 3, 24), date(2026, 3, 26), date(2026, 4, 7), date(2026, 4, 10), date(2026, 4, 14),
                       date(2026, 4, 16), date(2026, 4, 23)),
    date(2026, 12, 30): (date(2026, 12, 14), date(2026, 12, 16), date(2026, 12, 24), date(2026, 12, 31),
                         date(2027, 1, 5), date(2027, 1, 7), date(2027, 1, 14)),
    date(2027, 1, 5): (date(2026, 12, 17), date(2026, 12, 21), date(2026, 12, 31), date(2027, 1, 6),
                       date(2027, 1, 8), date(2027, 1, 12), date(2027, 1, 19)),
}  # fmt: skip


@pytest.mark.parametrize("held_on", VECTORS)
def test_working_days_skip_week_ends_and_bank_holidays(held_on: date) -> None:
    told = tuple(add_working_days(held_on, n, NATION) for n in (-10, -8, -2, 1, 3, 5, 10))

    assert told == VECTORS[held_on]


def test_scotland_has_other_holidays() -> None:
    assert add_working_days(date(2026, 1, 5), -1, "scotland") == date(2025, 12, 31)
    assert add_working_days(date(2026, 1, 5), -1, NATION) == date(2026, 1, 2)


def test_a_deadline_keeps_london_wall_time_across_the_change_of_clocks() -> None:
    told = deadlines(date(2026, 4, 9))

    assert told.referral_close == datetime(2026, 3, 24, 12, tzinfo=UTC)
    assert told.research_due == datetime(2026, 4, 7, 11, tzinfo=UTC)


def test_a_past_meeting_keeps_the_rule_it_ran_under() -> None:
    was = SettingRow("minutes_issue", {"working_days": 3, "at": "17:00"}, date(2025, 1, 1))
    now = SettingRow("minutes_issue", {"working_days": 1, "at": "12:00"}, date(2026, 1, 1))

    assert deadlines(date(2025, 12, 30), was, now).minutes_issue.date() == date(2026, 1, 5)
    assert deadlines(date(2026, 1, 6), was, now).minutes_issue == datetime(2026, 1, 7, 12, tzinfo=UTC)


def test_after_the_close_the_chair_must_agree_until_the_last_working_day() -> None:
    told = deadlines(date(2026, 9, 16))

    assert not needs_chair(told.referral_close, told)
    assert needs_chair(datetime(2026, 9, 10, 9, tzinfo=UTC), told)
    assert not needs_chair(datetime(2026, 9, 15, 15, tzinfo=UTC), told)


def test_an_action_is_due_before_the_next_meeting_where_that_is_earlier() -> None:
    rows = northmoor.settings()
    held_on = date(2026, 9, 16)

    assert action_due_on(held_on, next_ordinary_on=None, nation=NATION, rows=rows) == date(2026, 9, 30)
    assert action_due_on(held_on, next_ordinary_on=date(2026, 9, 28), nation=NATION, rows=rows) == date(2026, 9, 25)


def test_an_action_is_due_on_a_working_day_and_not_after_the_default() -> None:
    days = {date(2026, 9, 16): True, date(2026, 9, 19): False, date(2026, 10, 1): False, date(2026, 9, 15): False}

    for day, allowed in days.items():
        told = is_action_date_allowed(day, meeting_on=date(2026, 9, 16), latest_on=date(2026, 9, 30), nation=NATION)
        assert told == allowed


def test_something_due_is_chased_two_days_before_and_three_times_after() -> None:
    chases = chase_days(date(2026, 9, 14), nation=NATION, rows=northmoor.settings())

    assert [(chase.on.day, chase.days_from_due) for chase in chases] == [(10, -2), (15, 1), (21, 5), (28, 10)]
    assert chase_on(date(2026, 9, 15), chases) == chases[1]
    assert chase_on(date(2026, 9, 16), chases) is None


def test_a_case_closes_eight_weeks_after_its_last_hearing() -> None:
    assert close_on(date(2025, 11, 12)) == date(2026, 1, 7)
