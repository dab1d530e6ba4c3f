"""Dated local rules: which value holds on a day, and which may be entered."""

from datetime import date

import pytest

from meetings.forms.declaration import Json
from meetings.rules.settings import CATALOGUE, NOT_CONFIRMED, SettingRow, check_value, say_status, value_on
from tests.meetings import northmoor

FIRST = SettingRow("dash_threshold", 14, date(2025, 1, 1))
SECOND = SettingRow("dash_threshold", 17, date(2025, 7, 1))


@pytest.mark.parametrize(
    ("day", "threshold"),
    [(date(2024, 6, 1), 14), (date(2025, 6, 30), 14), (date(2025, 7, 1), 17), (date(2030, 1, 1), 17)],
)
def test_the_first_value_also_rules_the_time_before_it(day: date, threshold: int) -> None:
    assert value_on([SECOND, FIRST], "dash_threshold", day) == threshold


def test_without_a_value_the_default_holds() -> None:
    assert value_on([], "research_months", date(2026, 1, 1)) == 12
    assert value_on([], "retention_years", date(2026, 1, 1)) == 7


def test_of_two_values_from_the_same_day_the_later_entry_rules() -> None:
    corrected = SettingRow("dash_threshold", 15, date(2025, 7, 1))

    assert value_on([FIRST, SECOND, corrected], "dash_threshold", date(2025, 8, 1)) == 15


def test_a_key_nobody_declared_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        value_on([], "favourite_colour", date(2026, 1, 1))


def test_every_default_is_itself_allowed() -> None:
    assert [key for key, setting in CATALOGUE.items() if check_value(key, setting.default)] == []


def test_every_setting_of_the_practice_area_is_in_the_catalogue_and_allowed() -> None:
    assert [row for row in northmoor.settings() if check_value(row.key, row.value)] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("dash_threshold", 0),
        ("dash_threshold", 25),
        ("dash_threshold", True),
        ("dash_threshold", "14"),
        ("referral_close", {"working_days": -21, "at": "12:00"}),
        ("referral_close", {"working_days": -10, "at": "25:00"}),
        ("referral_close", {"working_days": -10}),
        ("chase_after", {"working_days": [0]}),
        ("escalation", {"count": 3, "window_months": 12}),
        ("escalation", {"count": 3, "window_months": 12, "police_only": "yes"}),
        ("quorum", {"named_types": ["Police!"], "others": 3}),
        ("repeat_clock_reported", "first_referral"),
        ("ask_list", ["nobody"]),
        ("minutes_per_case", {"aim": 10, "most": 15, "x": 1}),
        ("no_such_setting", 1),
    ],
)
def test_a_value_out_of_range_or_shape_is_refused_with_a_right_answer(key: str, value: Json) -> None:
    assert check_value(key, value).endswith(".")


def test_what_no_national_source_confirms_says_so() -> None:
    unconfirmed = [key for key, setting in CATALOGUE.items() if not setting.is_confirmed]

    assert say_status("quorum") == NOT_CONFIRMED
    assert "Derbyshire" in say_status("minutes_issue")
    assert {"referral_close", "ask_list", "agenda_order", "research_months"} <= set(unconfirmed)
    assert all(setting.source for setting in CATALOGUE.values() if setting.is_confirmed)
