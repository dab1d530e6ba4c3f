"""The account of a score: in words and bits, the same years later."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from meetings.people.explaining import household_hint, level_words, odds, waterfall
from meetings.people.explaining_words import COMPARISON_WORDS, LEVEL_WORDS
from meetings.people.levels import (
    HIGHEST,
    Address,
    Alike,
    Born,
    Forename,
    Levels,
    Number,
    Order,
    Surname,
    levels_code,
    levels_from_code,
)
from meetings.people.model import DEFAULT, default_model, find_model
from meetings.people.scoring import score

MODEL = default_model()
any_levels = st.tuples(*(st.integers(0, highest) for highest in HIGHEST)).map(Levels._make)

SISTER = Levels(
    forename=Forename.DIFFERS,
    surname=Surname.SAME,
    order=Order.PLAIN,
    born=Born.WITHIN_FIFTEEN_YEARS,
    address=Address.SAME_LINE,
    sex=Alike.SAME,
)


@given(any_levels, st.integers(1, 10_000_000))
def test_the_steps_add_up_to_the_score(levels: Levels, store_size: int) -> None:
    steps = waterfall(MODEL, levels, store_size=store_size)

    assert sum(step.bits for step in steps) == approx(score(MODEL, levels, store_size=store_size).bits)


@given(any_levels)
def test_what_was_stored_tells_the_same_account_again(levels: Levels) -> None:
    then = waterfall(MODEL, levels, store_size=5_000)

    assert waterfall(find_model(DEFAULT), levels_from_code(levels_code(levels)), store_size=5_000) == then


@given(any_levels)
def test_the_account_begins_before_comparing_and_goes_from_the_largest_reason_down(levels: Levels) -> None:
    first, *compared = waterfall(MODEL, levels, store_size=5_000)

    assert first.comparison == "prior"
    weights = [abs(step.bits) for step in compared if step.comparison not in ("household", "guard")]
    assert weights == sorted(weights, reverse=True)


def test_a_swapped_birth_date_is_told_in_words_with_its_bits() -> None:
    levels = Levels(forename=Forename.SAME, surname=Surname.SAME, order=Order.PLAIN, born=Born.SWAPPED)

    prior, largest, *_ = waterfall(MODEL, levels, store_size=12_345)

    assert prior.words == "Before comparing: two records out of 12,345"
    assert prior.bits < 0
    assert largest.words == "Date of birth: day and month swapped"
    assert largest.bits > 5


def test_a_twin_is_told_why_it_is_held_back() -> None:
    twin = SISTER._replace(born=Born.SAME, forename=Forename.SIMILAR, nhs=Number.SAME)

    *_, last = waterfall(MODEL, twin, store_size=1_000)

    assert last.comparison == "guard"
    assert last.words == "Same surname and date of birth but another forename: perhaps twins"
    assert last.bits < 0


def test_what_is_not_known_and_a_plain_order_take_no_line() -> None:
    steps = waterfall(MODEL, Levels(surname=Surname.SAME, order=Order.PLAIN), store_size=1_000)

    assert [step.comparison for step in steps] == ["prior", "surname", "household"]
    assert level_words(Levels(surname=Surname.PART, order=Order.TURNED)) == (
        ("surname", "shares a part"),
        ("order", "first and last name exchanged"),
    )


def test_every_level_has_words() -> None:
    assert {name: len(words) - 1 for name, words in LEVEL_WORDS.items()} == HIGHEST._asdict()
    assert tuple(COMPARISON_WORDS) == Levels._fields


@mark.parametrize(
    ("bits", "words"),
    [
        (8.0, "about 260 to 1 for one person"),
        (-2.0, "about 4 to 1 against one person"),
        (0.2, "about even"),
        (13.3, "about 10,000 to 1 for one person"),
        (40.0, "more than a million to 1 for one person"),
        (-40.0, "more than a million to 1 against one person"),
    ],
)
def test_the_total_is_told_as_odds(bits: float, words: str) -> None:
    assert odds(bits) == words


def test_a_relative_is_hinted_at_in_a_sentence() -> None:
    assert household_hint(MODEL, SISTER, store_size=10_000) == (
        "Same address and surname, other forename and date of birth: probably a relative, or someone of the same home."
    )
    assert household_hint(MODEL, SISTER._replace(forename=Forename.SAME, born=Born.SAME), store_size=10_000) == ""
