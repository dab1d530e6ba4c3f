"""The repeat verdict in a few words: whom it is about, since when, and both sides of the rule."""

from datetime import date

import pytest

from meetings.rules.repeat_sentences import SHORT, ago, in_short
from meetings.rules.repeats import Reason

ANCHOR, TODAY = date(2025, 3, 14), date(2026, 2, 20)


def test_a_repeat_names_the_pair_the_day_and_how_long_ago() -> None:
    said = in_short("within_window", "last_referral", anchor_on=ANCHOR, today=TODAY)

    assert said == "Repeat: the same two people, referred 14 March 2025, eleven months ago"


def test_another_perpetrator_is_said_in_three_words() -> None:
    assert in_short("other_perpetrator", "last_heard", anchor_on=None, today=TODAY) == "Not a repeat: other perpetrator"


def test_a_day_that_may_not_be_told_is_left_out() -> None:
    assert in_short("within_window", "last_heard", anchor_on=None, today=TODAY) == "Repeat: the same two people"


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("clock", ["last_referral", "last_heard"])
def test_every_reason_has_words_with_and_without_a_day(reason: Reason, clock: str) -> None:
    for anchor_on in (None, ANCHOR):
        said = in_short(reason, clock, anchor_on=anchor_on, today=TODAY)
        assert "{" not in said
        assert said.startswith(("Repeat:", "Not a repeat:", "Same incident?"))
    assert set(SHORT) == set(Reason)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 19), "less than a month ago"),
        (date(2026, 1, 20), "one month ago"),
        (date(2026, 1, 21), "less than a month ago"),
        (date(2025, 2, 20), "twelve months ago"),
        (date(2024, 3, 20), "twenty-three months ago"),
        (date(2023, 12, 31), "2 years ago"),
    ],
)
def test_how_long_ago_is_said_in_whole_months(day: date, words: str) -> None:
    assert ago(day, TODAY) == words
