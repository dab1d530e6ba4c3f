"""The checklist of 24 items: its count, its gaps, and what never counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.risk.dash import (
    LIMITS,
    NUMBER_OF_ITEMS,
    count_answers,
    is_possible_high_risk,
    is_visible_high_risk,
    risks_named,
    say_score,
)
from meetings.risk.dash_labels import SHORT_LABELS


def answers(yes: int = 0, dont_know: int = 0, no: int = 0) -> dict[str, str | None]:
    given: list[str | None] = [*["yes"] * yes, *["dont_know"] * dont_know, *["no"] * no]
    given += [None] * (NUMBER_OF_ITEMS - len(given))
    return {str(item): answer for item, answer in zip(SHORT_LABELS, given, strict=True)}


@pytest.mark.parametrize(
    ("yes", "dont_know", "is_high", "is_possible"),
    [(14, 0, True, False), (13, 1, False, True), (13, 0, False, False), (24, 0, True, False), (0, 14, False, True)],
)
def test_fourteen_yes_are_visible_high_risk_and_thirteen_with_a_gap_are_possible(
    yes: int, dont_know: int, is_high: bool, is_possible: bool
) -> None:
    counted = count_answers(answers(yes, dont_know, NUMBER_OF_ITEMS - yes - dont_know))

    assert is_visible_high_risk(counted, 14) == is_high
    assert is_possible_high_risk(counted, 14) == is_possible


def test_a_blank_checklist_is_not_assessed_and_not_a_low_risk() -> None:
    counted = count_answers(answers())

    assert (counted.score, counted.blank, counted.highest_possible, counted.is_assessed) == (0, 24, 24, False)
    assert say_score(counted) == "Not assessed: all 24 items are blank."


def test_the_score_is_said_with_its_gaps() -> None:
    assert say_score(count_answers(answers(15, 2, 7))) == "15 yes of 24, 2 not known, 0 blank. Could be up to 17."


def test_what_is_no_checklist_counts_as_blank() -> None:
    assert count_answers(None).blank == 24
    assert count_answers({"1": "yes", "25": "yes", "x": "yes"}).score == 1


def test_the_risks_named_are_those_answered_yes() -> None:
    assert risks_named({"1": "yes", "15": "yes", "20": "dont_know"}) == (1, 15)


def test_the_limits_are_said_and_nobody_is_ranked() -> None:
    assert "ranks nobody" in LIMITS
    assert len(SHORT_LABELS) == NUMBER_OF_ITEMS


@given(
    st.dictionaries(st.sampled_from([str(n) for n in SHORT_LABELS]), st.sampled_from(["yes", "no", "dont_know", None]))
)
def test_every_item_is_counted_once(given_answers: dict[str, str | None]) -> None:
    counted = count_answers(given_answers)

    assert counted.score + counted.no + counted.dont_know + counted.blank == NUMBER_OF_ITEMS
    assert counted.score <= counted.highest_possible <= NUMBER_OF_ITEMS
