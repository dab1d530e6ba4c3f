"""Limits of a stage: near from the working day before, late by working days, whatever the clocks do."""

from datetime import date, datetime

import pytest

from marac.dates import LONDON
from meetings.rules.settings import SettingRow
from meetings.rules.stage_clock import Nearness, Stage, limit_at, stage_limit

NATION = "england_and_wales"


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("due", "now", "words"),
    [
        ("2026-09-04T17:00", "2026-09-02T09:00", "Fri 4 Sep 2026, 5pm"),
        ("2026-09-04T17:00", "2026-09-03T23:59", "Due tomorrow, 5pm"),
        ("2026-09-04T17:00", "2026-09-04T17:00", "Due today, 5pm"),
        ("2026-09-04T17:00", "2026-09-04T17:01", "Overdue, Fri 4 Sep 2026, 5pm"),
        ("2026-09-04T17:00", "2026-09-06T12:00", "Overdue, Fri 4 Sep 2026, 5pm"),
        ("2026-09-04T17:00", "2026-09-07T09:00", "Late by 1 working day, Fri 4 Sep 2026, 5pm"),
        ("2026-09-04T17:00", "2026-09-09T09:00", "Late by 3 working days, Fri 4 Sep 2026, 5pm"),
        # A limit of Monday is said on Friday, and of the day after a long weekend on Thursday.
        ("2026-09-07T17:00", "2026-09-04T09:00", "Due next working day, Mon 7 Sep 2026, 5pm"),
        ("2026-09-07T17:00", "2026-09-03T09:00", "Mon 7 Sep 2026, 5pm"),
        ("2026-09-07T17:00", "2026-09-06T09:00", "Due tomorrow, 5pm"),
        ("2026-04-07T12:00", "2026-04-02T12:00", "Due next working day, Tue 7 Apr 2026, midday"),
        # The clocks go back in the night before Monday 26 October 2026: the wall time stands.
        ("2026-10-26T17:00", "2026-10-25T23:30", "Due tomorrow, 5pm"),
        ("2026-10-26T00:30", "2026-10-26T00:15", "Due today, 12:30am"),
    ],
)
def test_a_limit_is_said_before_it_is_broken_and_counted_after(due: str, now: str, words: str) -> None:
    assert limit_at(at(due), at(now), nation=NATION).words == words


def test_the_nation_says_what_a_working_day_is() -> None:
    # 31 August 2026 is a bank holiday in England and Wales and none in Scotland.
    due, now = at("2026-09-01T17:00"), at("2026-08-28T09:00")

    assert limit_at(due, now, nation=NATION).nearness is Nearness.NEXT
    assert limit_at(due, now, nation="scotland").nearness is Nearness.LATER


def test_each_stage_counts_from_its_beginning_by_the_rule_of_that_day() -> None:
    began, rows = (
        at("2026-09-01T10:00"),
        [SettingRow("decision_due", {"working_days": 1, "at": "12:00"}, date(2026, 1, 1))],
    )
    ends = {stage: stage_limit(stage, began, began, nation=NATION, rows=rows).due_at for stage in Stage}

    assert ends == {
        Stage.DECISION: at("2026-09-02T12:00"),
        Stage.ANSWER: at("2026-09-03T17:00"),
        Stage.OPINION: at("2026-09-02T17:00"),
        Stage.EMERGENCY: at("2026-09-02T17:00"),
        Stage.FIRST_CONTACT: at("2026-09-03T17:00"),
        Stage.TRANSFER: at("2026-09-03T17:00"),
    }
