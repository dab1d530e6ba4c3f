"""Levels are stored as a short code and read again."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from marac.errors import Refused
from meetings.people.levels import HIGHEST, Levels, levels_code, levels_from_code

any_levels = st.tuples(*(st.integers(0, highest) for highest in HIGHEST)).map(Levels._make)


@given(any_levels)
def test_a_comparison_is_read_again_as_it_was_stored(levels: Levels) -> None:
    code = levels_code(levels)

    assert levels_from_code(code) == levels
    assert len(code) <= 200


@mark.parametrize(
    "code", ["", "1", "2" + "0" * len(HIGHEST), "1" + "z" * len(HIGHEST), "1" + "é" * len(HIGHEST), "1000"]
)
def test_a_code_of_another_make_is_refused_in_a_sentence(code: str) -> None:
    with raises(Refused) as refused:
        levels_from_code(code)

    assert str(refused.value).startswith("The stored comparison cannot be read: ")
