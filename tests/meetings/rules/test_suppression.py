"""Small numbers cannot be worked out from what a steering reader is shown."""

from itertools import product
from random import Random

import pytest

from meetings.rules.suppression import (
    LEAST_DENOMINATOR,
    PROTECTED,
    TOO_FEW,
    breakdown,
    part_of,
    rate,
    shown,
    single,
    total_of,
    under,
)

BELOW = 5


@pytest.mark.parametrize(("count", "words"), [(0, "under 5"), (4, "under 5"), (5, "5"), (40, "40")])
def test_a_number_under_five_is_shown_in_words(count: int, words: str) -> None:
    assert single(count, below=BELOW).words == words


def test_a_part_is_hidden_where_the_rest_would_be_too_small() -> None:
    assert part_of(8, 20, below=BELOW).words == "8"
    assert part_of(3, 20, below=BELOW).words == "under 5"
    assert part_of(18, 20, below=BELOW).words == PROTECTED


def test_one_small_cell_takes_another_with_it() -> None:
    found = breakdown({"police": 20, "idva": 9, "health": 2}, below=BELOW)

    assert found.may_show_whole
    assert {name: cell.words for name, cell in found.cells.items()} == {
        "police": "20",
        "idva": PROTECTED,
        "health": "under 5",
    }


def test_no_small_cell_of_a_breakdown_can_be_worked_out() -> None:
    chance = Random(20260921)
    for _ in range(300):
        parts = {str(n): chance.choice([0, 1, 2, 3, 4, 5, 6, 7, 9, 12]) for n in range(chance.randint(2, 4))}

        found = breakdown(parts, below=BELOW)

        hidden = [name for name, cell in found.cells.items() if not cell.is_shown]
        if found.may_show_whole:
            assert_each_could_be_several(parts, hidden, {n for n in hidden if found.cells[n].words == "under 5"})


def test_where_nothing_else_can_be_hidden_the_whole_is() -> None:
    assert not breakdown({"police": 5, "idva": 0}, below=BELOW).may_show_whole


def assert_each_could_be_several(parts: dict[str, int], hidden: list[str], small: set[str]) -> None:
    """Try every assignment that fits the published sum."""
    total = sum(parts[name] for name in hidden)
    ranges = [range(BELOW) if name in small else range(BELOW, total + 1) for name in hidden]
    fitting = [values for values in product(*ranges) if sum(values) == total]
    for place, name in enumerate(hidden):
        if name in small:
            assert len({values[place] for values in fitting}) > 1, (parts, name)


def test_a_sum_over_a_hidden_cell_is_hidden_too() -> None:
    assert total_of([shown(8), shown(9)]).words == "17"
    assert total_of([shown(8), under(BELOW)]).words == PROTECTED


def test_a_rate_is_withheld_for_few_cases_and_over_a_hidden_number() -> None:
    assert rate(shown(10), 40) == "25%"
    assert rate(shown(5), LEAST_DENOMINATOR - 1) == TOO_FEW
    assert rate(under(BELOW), 40) == PROTECTED
