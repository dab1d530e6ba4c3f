"""The ladder of a chase: who is told when, what is left out after a standstill, and when letters leave."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marac.dates import LONDON, at_london, is_working_day
from meetings.forms.declaration import Json
from meetings.rules.chase_ladder import Kind, Rung, Step, next_step, rung_reached, step_to_take, steps_of
from meetings.rules.quiet_hours import QuietHours, leaves_at
from meetings.rules.settings import SettingRow

NATION = "england_and_wales"
# Research for Wed 16 Sep 2026.
DUE = at_london(date(2026, 9, 14), "12:00")
ASKED = at_london(date(2026, 9, 2), "15:00")
OVERNIGHT = QuietHours("18:00", "08:00")


def research(*rows: SettingRow, due_at: datetime = DUE) -> tuple[Step, ...]:
    return steps_of(due_at, kind=Kind.RESEARCH, nation=NATION, rows=rows)


def at(day: int, wall: str = "09:00") -> datetime:
    return at_london(date(2026, 9, day), wall)


def test_research_climbs_from_the_representative_to_the_chair_before_the_meeting_begins() -> None:
    steps = research()

    told = [(step.days, step.at, set(step.rungs - {Rung.REPRESENTATIVE})) for step in steps[:4]]
    assert told == [
        (-2, at(10), set()),
        (0, at(14, "12:00"), {Rung.DEPUTIES}),
        (1, at(15), {Rung.MAILBOX, Rung.COORDINATOR}),
        (2, at(16), {Rung.CHAIR}),
    ]
    assert all(Rung.REPRESENTATIVE in step.rungs for step in steps)
    assert not any(Rung.STEERING in step.rungs for step in steps)


def test_an_action_climbs_to_the_steering_group() -> None:
    steps = steps_of(DUE, kind=Kind.ACTION, nation=NATION, rows=())

    assert {step.days: step.top.value for step in steps} == {
        -2: "representative",
        1: "deputies",
        5: "coordinator",
        10: "chair",
        15: "steering",
    }


def test_the_ladder_is_that_of_the_day_of_being_due() -> None:
    before, after = date(2026, 1, 1), date(2026, 9, 15)
    rows = [
        SettingRow("research_ladder", {"working_days": [3]}, before),
        SettingRow("research_ladder", {"working_days": [0, 0, 0, 0]}, after),
    ]

    [deputies] = [step for step in research(*rows) if Rung.DEPUTIES in step.rungs]
    assert (deputies.days, deputies.top) == (3, Rung.DEPUTIES)


@pytest.mark.parametrize(
    ("now", "taken", "days"),
    [
        (at(9), (), None),
        (at(10), (), -2),
        (at(11), (-2,), None),
        (at(14, "11:59"), (-2,), None),
        (at(14, "12:00"), (-2,), 0),
        # Nothing ran from the 8th to the 16th: one round, that of the newest step.
        (at(16, "10:00"), (), 2),
        (at(16, "10:00"), (2,), None),
        # The settings were changed so that an earlier step came in between: nothing is made up for.
        (at(15, "10:00"), (2,), None),
    ],
)
def test_only_the_newest_step_is_taken_and_once(now: datetime, taken: tuple[int, ...], days: int | None) -> None:
    step = step_to_take(research(), now=now, asked_at=ASKED, taken=taken)

    assert (step.days if step else None) == days


def test_what_was_asked_after_a_step_is_not_chased_for_it() -> None:
    assert step_to_take(research(), now=at(11), asked_at=at(10, "16:00")) is None
    assert step_to_take(research(), now=at(14, "12:00"), asked_at=at(10, "16:00")) is not None


def test_the_rung_reached_and_the_step_to_come() -> None:
    steps = research()

    assert rung_reached(steps, now=at(11)) is None
    assert rung_reached(steps, now=at(15)) is Rung.COORDINATOR
    assert rung_reached(steps, now=at(16)) is Rung.CHAIR
    coming = next_step(steps, now=at(15))
    assert coming is not None
    assert coming.at == at(16)


@given(due_on=st.dates(date(2024, 1, 1), date(2027, 12, 1)), days=st.lists(st.integers(0, 30), max_size=6))
def test_steps_stand_in_order_on_working_days_and_nobody_is_told_twice_of_one_rung(
    due_on: date, days: list[Json]
) -> None:
    row = SettingRow("action_ladder", {"working_days": days}, date(2020, 1, 1))
    steps = steps_of(at_london(due_on, "17:00"), kind=Kind.ACTION, nation=NATION, rows=[row])

    assert all(one.at < other.at for one, other in pairwise(steps))
    assert all(step.days == 0 or is_working_day(step.at.astimezone(LONDON).date(), NATION) for step in steps)
    for rung in list(Rung)[1:]:
        assert sum(rung in step.rungs for step in steps) <= 1


@pytest.mark.parametrize(
    ("asked", "leaves"),
    [
        (at(10, "09:00"), at(10, "09:00")),
        (at(10, "17:59"), at(10, "17:59")),
        (at(10, "18:00"), at(11, "08:00")),
        (at(11, "03:00"), at(11, "08:00")),
        (at(11, "20:00"), at(14, "08:00")),  # Friday evening
        (at(12, "12:00"), at(14, "08:00")),  # Saturday
        # The night in which the clocks go back.
        (at_london(date(2026, 10, 24), "23:30"), at_london(date(2026, 10, 26), "08:00")),
    ],
)
def test_a_letter_that_can_wait_waits_for_the_working_day(asked: datetime, leaves: datetime) -> None:
    assert leaves_at(asked, OVERNIGHT, nation=NATION) == leaves


def test_what_would_come_too_late_does_not_wait() -> None:
    evening = at(15, "19:00")

    assert leaves_at(evening, OVERNIGHT, nation=NATION, needed_by=at(16, "07:30")) == evening
    assert leaves_at(evening, OVERNIGHT, nation=NATION, needed_by=at(16, "09:30")) == at(16, "08:00")


def test_hours_of_ones_own_may_lie_within_a_day_or_be_none() -> None:
    assert leaves_at(at(10, "12:30"), QuietHours("12:00", "13:00"), nation=NATION) == at(10, "13:00")
    assert leaves_at(at(10, "23:30"), QuietHours("08:00", "08:00"), nation=NATION) == at(10, "23:30")
