"""Weights fitted to one file: they follow what the file shows, and stay where it shows too little."""

from collections import Counter

from meetings.people.fitting import FEWEST_NEAR, fit
from meetings.people.levels import Address, Born, Forename, Levels, Order, Surname
from meetings.people.model import Model, default_model
from meetings.people.training import Pattern, pattern

MODEL = default_model()
ROWS = 5_000
ALIKE = Levels(Forename.SAME, Surname.SAME, Order.PLAIN, 0, Born.SAME, Address.SAME_LINE)
STRANGERS = Levels(Forename.DIFFERS, Surname.SAME, Order.PLAIN, 0, Born.FAR, Address.DIFFERS)


def counted(**numbers: int) -> Counter[Pattern]:
    levels = {
        "alike": ALIKE,
        "at_one_postcode": ALIKE._replace(address=Address.SAME_POSTCODE),
        "strangers": STRANGERS,
        "strangers_at_one_postcode": STRANGERS._replace(address=Address.SAME_POSTCODE),
    }
    return Counter({pattern(levels[name]): number for name, number in numbers.items()})


def fitted(near: Counter[Pattern], blind: Counter[Pattern]) -> Model:
    return fit(MODEL, near=near, blind=blind, apart=Counter(), number_of_records=ROWS)


def bits(model: Model, comparison: str, level: int) -> float:
    return model.bits_same[Levels._fields.index(comparison)][level]


def test_where_nobody_moves_another_address_says_more() -> None:
    model = fitted(counted(alike=3_000, strangers=3_000), counted(strangers=100_000))

    assert bits(model, "address", Address.DIFFERS) < bits(MODEL, "address", Address.DIFFERS) - 2


def test_where_everybody_shares_a_postcode_it_says_nothing() -> None:
    model = fitted(
        counted(at_one_postcode=3_000, strangers_at_one_postcode=3_000), counted(strangers_at_one_postcode=100_000)
    )

    assert bits(MODEL, "address", Address.SAME_POSTCODE) > 4
    assert bits(model, "address", Address.SAME_POSTCODE) < 1


def test_a_file_of_many_duplicates_is_held_to_have_many() -> None:
    few, many = (fitted(counted(alike=number, strangers=3_000), counted(strangers=100_000)) for number in (60, 3_000))

    assert many.same > few.same * 10


def test_a_small_file_is_weighed_by_the_model_as_it_is() -> None:
    assert fitted(counted(alike=FEWEST_NEAR - 1), counted(strangers=10)) is MODEL


def test_a_birth_date_a_generation_away_stays_as_little_likely_as_the_model_has_it() -> None:
    """Else fathers and sons of one name would teach that birth dates are often wrong."""
    namesakes = Counter({pattern(ALIKE._replace(born=Born.FAR)): 3_000})

    model = fitted(namesakes, counted(strangers=100_000))

    assert bits(model, "born", Born.FAR) < 0
    assert model.tables["born"][Born.FAR - 1][0] == 0.002


def test_the_fitted_model_says_that_it_is_no_longer_the_one_that_shipped() -> None:
    model = fitted(counted(alike=3_000), counted(strangers=100_000))

    assert model.name == f"{MODEL.name}-fitted"
    assert model.trained_on == ROWS
