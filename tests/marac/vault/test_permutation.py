"""Case numbers: each once, in no order, longer when the short ones are used up."""

from hypothesis import given
from hypothesis import strategies as st

from marac.vault.permutation import shuffled_number

KEY = bytes(range(32))


def test_every_four_digit_number_is_given_exactly_once() -> None:
    assert sorted(shuffled_number(KEY, 2026, n) for n in range(10_000)) == list(range(10_000))


@given(st.integers(0, 3_000_000), st.integers(2000, 2100))
def test_a_number_is_as_long_as_the_count_needs(n: int, year: int) -> None:
    number = shuffled_number(KEY, year, n)

    assert len(str(max(number, 1000))) == len(str(max(n, 1000)))


@given(st.sets(st.integers(10_000, 99_999), min_size=2, max_size=50))
def test_two_cases_beyond_ten_thousand_never_share_a_number(counts: set[int]) -> None:
    assert len({shuffled_number(KEY, 2026, n) for n in counts}) == len(counts)


def test_another_key_gives_another_order() -> None:
    first = [shuffled_number(KEY, 2026, n) for n in range(50)]

    assert first != [shuffled_number(bytes(32), 2026, n) for n in range(50)]
