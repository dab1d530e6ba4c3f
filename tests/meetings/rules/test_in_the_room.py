"""Who heard a case: times of coming and going beside the times of the case."""

from datetime import UTC, datetime

import pytest

from meetings.rules.in_the_room import CameAndWent, Heard, missed_between, why_away


def at(time: str | None) -> datetime | None:
    return datetime(2026, 9, 16, int(time[:2]), int(time[3:]), tzinfo=UTC) if time else None


@pytest.mark.parametrize(
    ("came", "went", "opened", "closed", "away"),
    [
        ("09:30", None, "10:00", "10:12", ""),
        (None, None, "10:00", "10:12", ""),
        ("09:30", "10:02", "10:00", "10:12", ""),  # A part was heard.
        ("09:30", "10:02", "10:02", "10:12", "left_early"),
        ("09:30", "10:02", "10:12", None, "left_early"),
        ("09:30", "10:02", None, None, "left_early"),
        ("10:20", None, "10:00", "10:12", "not_yet_arrived"),
        ("10:05", None, "10:00", "10:12", ""),
        ("10:05", None, "10:00", None, ""),
        ("10:12", None, "10:00", "10:12", ""),
    ],
)
def test_who_was_away_for_a_case_and_why(
    came: str | None, went: str | None, opened: str | None, closed: str | None, away: str
) -> None:
    assert why_away(CameAndWent(at(came), at(went)), Heard(at(opened), at(closed))) == away


@pytest.mark.parametrize(
    ("opened", "closed", "missed"),
    [
        ("10:02", "10:14", True),
        ("09:50", "10:14", False),
        ("10:14", "10:31", False),
        ("10:20", None, False),
        (None, None, False),
    ],
)
def test_only_a_case_heard_wholly_in_between_is_missed(opened: str | None, closed: str | None, missed: bool) -> None:
    left, back = at("10:02"), at("10:30")
    assert left is not None
    assert back is not None

    assert missed_between(left, back, Heard(at(opened), at(closed))) is missed
