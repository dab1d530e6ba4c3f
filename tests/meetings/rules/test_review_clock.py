"""When a review is due: by weeks, by events, by stages; and what moves no date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.review_clock import (
    BY_INTERVAL,
    EVENTS,
    NotDone,
    Record,
    ReviewEvent,
    ReviewRules,
    State,
    follow_up_due_on,
    review_clock,
    say_clock,
)
from meetings.rules.settings import value_on

RULES = ReviewRules()
DONE = date(2026, 3, 3)


@pytest.mark.parametrize("record", BY_INTERVAL)
@pytest.mark.parametrize(
    ("days", "state"), [(0, State.NOT_DUE), (41, State.NOT_DUE), (42, State.DUE), (56, State.DUE), (57, State.OVERDUE)]
)
def test_a_review_is_due_after_six_weeks_and_overdue_after_eight(record: Record, days: int, state: State) -> None:
    clock = review_clock(record, [DONE], today=DONE + timedelta(days=days), rules=RULES)

    assert (clock.state, clock.due_on) == (state, date(2026, 4, 14))


def test_the_sentence_names_the_last_review_and_the_day_it_is_due() -> None:
    clock = review_clock(Record.DASH, [date(2026, 1, 1), DONE], today=date(2026, 4, 1), rules=RULES)

    assert say_clock(clock) == "No review since 3 March 2026. Due 14 April 2026."


def test_an_overdue_review_says_since_when() -> None:
    clock = review_clock(Record.SOAG, [DONE], today=date(2026, 6, 1), rules=RULES)

    assert say_clock(clock) == "No review since 3 March 2026. Overdue: was due 14 April 2026."


@pytest.mark.parametrize("code", ["new_incident", "change", "closure"])
def test_an_event_makes_a_review_due_at_once(code: str) -> None:
    event = ReviewEvent(code, date(2026, 3, 9), date(2026, 3, 10))

    clock = review_clock(Record.DASH, [DONE], [event], today=date(2026, 3, 10), rules=RULES)

    assert (clock.state, clock.due_on, clock.event) == (State.DUE, date(2026, 3, 10), event)
    assert say_clock(clock).endswith(", told 10 March 2026: review now.")


def test_an_event_that_was_told_after_the_review_is_not_answered_by_it() -> None:
    event = ReviewEvent("new_incident", date(2026, 3, 1), date(2026, 3, 5))

    clock = review_clock(Record.DASH, [DONE], [event], today=date(2026, 3, 5), rules=RULES)

    assert clock.waits


def test_a_review_after_the_event_answers_it() -> None:
    event = ReviewEvent("new_incident", date(2026, 3, 1), date(2026, 3, 3))

    clock = review_clock(Record.DASH, [DONE], [event], today=date(2026, 3, 20), rules=RULES)

    assert (clock.state, clock.event) == (State.NOT_DUE, None)


def test_after_the_last_review_at_closure_nothing_is_due_any_more() -> None:
    closed = ReviewEvent("closure", DONE, DONE)

    clock = review_clock(Record.DASH, [DONE], [closed], today=date(2027, 1, 1), rules=RULES)

    assert (clock.state, clock.due_on) == (State.ENDED, None)
    assert say_clock(clock) == "Last review 3 March 2026. The support has ended."


def test_a_new_incident_after_closure_opens_the_clock_again() -> None:
    events = [ReviewEvent("closure", DONE, DONE), ReviewEvent("new_incident", date(2026, 5, 1), date(2026, 5, 1))]

    assert review_clock(Record.DASH, [DONE], events, today=date(2026, 5, 1), rules=RULES).waits


def test_a_review_that_could_not_be_done_moves_no_date_and_is_tried_again() -> None:
    tried = NotDone("not_safe", date(2026, 4, 20))

    clock = review_clock(Record.DASH, [DONE], tries=[tried], today=date(2026, 4, 21), rules=RULES)

    assert (clock.state, clock.due_on) == (State.DUE, date(2026, 4, 14))
    assert say_clock(clock).endswith("Tried 20 April 2026: not safe to ask. Try again.")


def test_a_try_before_the_last_review_is_not_shown_any_more() -> None:
    tried = NotDone("declined", date(2026, 3, 1))

    assert review_clock(Record.DASH, [DONE], tries=[tried], today=DONE, rules=RULES).not_done is None


def test_a_level_of_serious_harm_waits_for_an_event_and_never_for_weeks() -> None:
    quiet = review_clock(Record.ROSH, [DONE], today=date(2027, 3, 3), rules=RULES)
    event = ReviewEvent("practitioner_changed", date(2026, 6, 1), date(2026, 6, 1))

    moved = review_clock(Record.ROSH, [DONE], [event], today=date(2027, 3, 3), rules=RULES)

    assert (quiet.state, quiet.due_on) == (State.NOT_DUE, None)
    assert say_clock(quiet) == "No review since 3 March 2026. Due after a significant event."
    assert (moved.state, len(EVENTS[Record.ROSH])) == (State.DUE, 10)


def test_adults_at_risk_are_assessed_again_at_each_of_five_stages() -> None:
    assert list(EVENTS[Record.LONDON_ADULTS]) == ["alert", "strategy", "investigation", "case_conference", "review"]
    for code in EVENTS[Record.LONDON_ADULTS]:
        stage = ReviewEvent(code, date(2026, 3, 9), date(2026, 3, 9))
        assert review_clock(Record.LONDON_ADULTS, [DONE], [stage], today=date(2026, 3, 9), rules=RULES).waits


def test_what_was_never_done_has_no_date() -> None:
    clock = review_clock(Record.DASH, [], today=DONE, rules=RULES)

    assert (clock.state, clock.due_on) == (State.NONE_YET, None)
    assert say_clock(clock).startswith("Not done yet.")


def test_the_call_after_six_months_is_made_only_if_it_was_agreed() -> None:
    assert follow_up_due_on(date(2026, 8, 31), is_agreed=True, rules=RULES) == date(2027, 3, 1)
    assert follow_up_due_on(date(2026, 8, 31), is_agreed=False, rules=RULES) is None


def test_the_weeks_are_dated_settings_of_the_area() -> None:
    values = [value_on([], key, DONE) for key in ("review_due_days", "review_overdue_days", "follow_up_call_months")]

    assert values == [RULES.due_days, RULES.overdue_days, RULES.follow_up_months]


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=1), st.dates(date(2020, 1, 1), date(2031, 1, 1)))
def test_only_the_latest_review_counts(done: list[date], today: date) -> None:
    every = review_clock(Record.DASH, done, today=today, rules=RULES)

    assert every == review_clock(Record.DASH, [max(done)], today=today, rules=RULES)
