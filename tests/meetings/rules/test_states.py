"""The life of a case: which moves there are, and what each needs."""

from itertools import pairwise

import pytest

from marac.errors import Refused
from meetings.rules.states import (
    COUNTING_FOR_REPEAT,
    MOVES,
    NEEDS_REASON,
    STATUSES,
    WORDS,
    allowed_moves,
    check_move,
    check_undo,
    may_move,
)

WAYS = [
    ("draft", "submitted", "received", "accepted", "listed", "heard", "actions_open", "closed"),
    ("received", "information_requested", "received", "declined"),
    ("received", "redirected"),
    ("accepted", "listed", "deferred", "listed", "heard", "closed"),
    ("accepted", "emergency", "heard", "listed", "heard", "actions_open", "closed"),
    ("listed", "withdrawn"),
]


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_each_way_of_the_trade_can_be_gone(way: tuple[str, ...]) -> None:
    for status, to in pairwise(way):
        check_move(status, to, reason="The chair agreed.", has_meeting=True)
        assert may_move(status, to)


@pytest.mark.parametrize(
    ("status", "to"),
    [("received", "listed"), ("declined", "accepted"), ("closed", "heard"), ("draft", "accepted"),
     ("heard", "received"),
     ("withdrawn", "listed"), ("draft", "recorded_in_error")],
)  # fmt: skip
def test_there_is_no_short_cut_and_no_way_back(status: str, to: str) -> None:
    with pytest.raises(Refused, match="moved on"):
        check_move(status, to, reason="Because.", has_meeting=True)


@pytest.mark.parametrize("to", sorted(NEEDS_REASON))
def test_what_somebody_will_ask_about_needs_a_reason(to: str) -> None:
    status = next(status for status in STATUSES if may_move(status, to))

    with pytest.raises(Refused, match="reason"):
        check_move(status, to, reason="  ", has_meeting=True)


def test_a_case_is_listed_on_a_meeting() -> None:
    with pytest.raises(Refused, match="meeting"):
        check_move("accepted", "listed")


def test_anything_sent_can_be_recorded_in_error_and_stays_on_record() -> None:
    assert [status for status in STATUSES if "recorded_in_error" not in allowed_moves(status)] == [
        "draft",
        "joined",
        "recorded_in_error",
    ]


def test_a_fresh_decision_can_be_taken_back_and_a_hearing_cannot() -> None:
    assert {check_undo(status) for status in ("accepted", "declined", "redirected")} == {"received"}
    with pytest.raises(Refused):
        check_undo("heard")


def test_every_status_has_moves_and_words_and_each_can_be_reached() -> None:
    reached = {"draft"} | {to for status in STATUSES for to in allowed_moves(status)}

    assert set(MOVES) == set(WORDS) == set(STATUSES) == reached
    assert set(STATUSES) >= COUNTING_FOR_REPEAT
