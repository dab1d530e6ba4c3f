"""Two coordinators order one agenda: what does not touch is merged, what touches is shown to both."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.order_merge import merge_orders
from meetings.rules.running_order import taken_up

PLACES = st.integers(0, 7)


def moved(order: list[str], start: int, end: int) -> list[str]:
    """One case taken up and put elsewhere."""
    rest = list(order)
    case = rest.pop(start % len(order))
    rest.insert(end % len(order), case)
    return rest


def test_moves_at_both_ends_are_both_made() -> None:
    assert merge_orders("abcdef", "bacdef", "abcdfe") == list("bacdfe")


def test_the_same_case_moved_twice_is_not_decided_by_us() -> None:
    assert merge_orders("abcde", "bcdea", "bacde") is None


def test_two_cases_put_to_one_place_are_not_decided_by_us() -> None:
    assert merge_orders("abcdefgh", "bcdaefgh", "abcdhefg") is None


def test_a_case_listed_meanwhile_stays_and_one_taken_off_stays_off() -> None:
    assert merge_orders("abcd", "dabc", "abcde") == list("dabce")
    assert merge_orders("abcd", "dabc", "abd") == list("dab")


@given(start=PLACES, end=PLACES, other=PLACES, then=PLACES, newcomers=st.booleans())
def test_a_merge_holds_every_case_once_and_both_moves(
    start: int, end: int, other: int, then: int, newcomers: Any
) -> None:
    base = list("abcdefgh")
    mine, theirs = moved(base, start, end), moved(base, other, then) + (["new"] if newcomers else [])

    merged = merge_orders(base, mine, theirs)

    assert merge_orders(base, base, theirs) == theirs
    if merged is None:
        return
    assert sorted(merged) == sorted(theirs)
    untouched = set(base) - taken_up(base, mine) - taken_up(base, [each for each in theirs if each in base])
    assert [each for each in merged if each in untouched] == [each for each in base if each in untouched]
    if mine not in (base, theirs[:8]):
        assert merged != theirs
