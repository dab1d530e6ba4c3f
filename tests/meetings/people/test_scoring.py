"""What a pair comes to, and what no weight may outweigh. Levels are given by hand; comparing has tests of its own."""

from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import mark

from meetings.people.guards import STRONG_FROM
from meetings.people.levels import HIGHEST, Address, Alike, Born, Forename, Levels, Middle, Number, Order, Surname
from meetings.people.model import default_model
from meetings.people.scoring import Band, Score, band, score

AREA = 10_000
MODEL = default_model()

any_levels = st.tuples(*(st.integers(0, highest) for highest in HIGHEST)).map(Levels._make)

SAME_PERSON = Levels(
    forename=Forename.SAME,
    surname=Surname.SAME,
    order=Order.PLAIN,
    born=Born.SAME,
    address=Address.SAME_LINE,
    sex=Alike.SAME,
)


def scored(levels: Levels, store_size: int = AREA) -> Score:
    return score(MODEL, levels, store_size=store_size)


@mark.parametrize(
    ("bits", "expected"),
    [
        (8.0, Band.STRONG),
        (7.999, Band.POSSIBLE),
        (-2.0, Band.POSSIBLE),
        (-2.001, Band.WEAK),
        (-6.0, Band.WEAK),
        (-6.001, Band.HIDDEN),
    ],
)
def test_the_bands_have_their_limits(bits: float, expected: Band) -> None:
    assert band(bits) == expected


def test_the_same_name_birth_date_and_home_are_strong_in_an_area_and_in_a_county() -> None:
    assert scored(SAME_PERSON).band == Band.STRONG
    assert scored(SAME_PERSON, 1_000_000).band == Band.STRONG


def test_nothing_known_is_hidden() -> None:
    assert scored(Levels()).band == Band.HIDDEN
    assert scored(Levels(company=Alike.SAME)).band in (Band.WEAK, Band.HIDDEN)


def test_the_same_evidence_weighs_less_in_a_larger_store() -> None:
    name_and_birth = SAME_PERSON._replace(address=0)

    small, large = scored(name_and_birth, 10_000), scored(name_and_birth, 1_000_000)

    assert small.bits > large.bits + 2


def test_a_store_of_a_few_records_is_not_trusted_to_be_the_whole_world() -> None:
    assert scored(SAME_PERSON, 0) == scored(SAME_PERSON, 10) == scored(SAME_PERSON, 1_000)


@mark.parametrize(
    "levels",
    [
        SAME_PERSON._replace(forename=Forename.DIFFERS, phone=Number.SAME),
        SAME_PERSON._replace(forename=Forename.SIMILAR, phone=Number.SAME),
        SAME_PERSON._replace(forename=Forename.SIMILAR, nhs=Number.SAME),
        SAME_PERSON._replace(forename=Forename.SIMILAR, company=Alike.SAME),
        SAME_PERSON._replace(forename=0, phone=Number.SAME),
    ],
)
def test_twins_are_never_strong(levels: Levels) -> None:
    assert scored(levels, 100).band != Band.STRONG


@mark.parametrize("born", [Born.WITHIN_TWO_YEARS, Born.WITHIN_FIFTEEN_YEARS, Born.FAR])
def test_father_and_son_of_one_name_are_never_strong(born: int) -> None:
    levels = SAME_PERSON._replace(born=born, phone=Number.SAME, middle=1, company=Alike.SAME)

    assert scored(levels, 100).band != Band.STRONG


def test_brothers_of_nearly_one_name_and_birthday_are_never_strong() -> None:
    levels = SAME_PERSON._replace(forename=Forename.CLOSE, born=Born.SAME_DAY_NEAR_YEAR, phone=Number.SAME)

    assert scored(levels, 100).band != Band.STRONG


def test_two_nhs_numbers_are_two_people_until_somebody_looks() -> None:
    assert scored(SAME_PERSON._replace(nhs=Number.DIFFERS, phone=Number.SAME)).band == Band.POSSIBLE


def test_company_alone_never_makes_a_strong_match() -> None:
    levels = Levels(forename=Forename.SAME, surname=Surname.SAME, order=Order.PLAIN, company=Alike.SAME)

    assert scored(levels, 1_000_000).band == Band.POSSIBLE


def test_a_number_given_to_one_person_is_never_hidden() -> None:
    levels = Levels(forename=Forename.DIFFERS, surname=Surname.DIFFERS, born=Born.FAR, police=Number.SAME)

    assert scored(levels, 1_000_000).band == Band.POSSIBLE


def test_a_first_name_in_the_company_of_a_known_victim_is_shown() -> None:
    dean = Levels(forename=Forename.SAME, born=Born.ESTIMATE_FITS, sex=Alike.SAME)

    assert scored(dean, 200_000).band in (Band.WEAK, Band.HIDDEN)
    assert scored(dean._replace(company=Alike.SAME), 200_000).band == Band.POSSIBLE


def test_a_relative_is_told_from_the_same_person() -> None:
    sister = SAME_PERSON._replace(forename=Forename.DIFFERS, born=Born.WITHIN_FIFTEEN_YEARS)

    assert scored(sister).is_household
    assert scored(sister).band in (Band.WEAK, Band.HIDDEN)
    assert not scored(SAME_PERSON).is_household
    assert not scored(Levels(forename=Forename.DIFFERS, address=Address.DIFFERS)).is_household


def test_a_household_in_common_adds_little_to_a_surname_in_common() -> None:
    """Surname, home and phone in common are one fact about a family, not three about a person."""
    family = Levels(forename=Forename.DIFFERS, surname=Surname.SAME, address=Address.SAME_LINE, born=Born.FAR)

    assert scored(family._replace(phone=Number.SAME)).bits - scored(family).bits < 4


@given(any_levels, st.integers(1, 10_000_000))
def test_every_pair_gets_a_finite_score_in_its_band(levels: Levels, store_size: int) -> None:
    weighed = score(MODEL, levels, store_size=store_size)

    assert -200 < weighed.bits < 200
    assert weighed.band == band(weighed.bits)


@given(any_levels, st.integers(1, 1_000_000), st.integers(1, 1_000_000))
def test_a_larger_store_never_raises_a_score(levels: Levels, one: int, other: int) -> None:
    smaller, larger = sorted((one, other))

    assert score(MODEL, levels, store_size=larger).bits <= score(MODEL, levels, store_size=smaller).bits + 1e-9


@given(any_levels, st.sampled_from(["forename", "born", "nhs", "police"]))
def test_the_same_never_weighs_less_than_differs(levels: Levels, comparison: str) -> None:
    assume(levels.forename and levels.surname)
    best = levels._replace(**{comparison: 1})
    worst = levels._replace(**{comparison: getattr(HIGHEST, comparison)})

    assert scored(best).bits >= scored(worst).bits - 1e-9


@given(any_levels)
def test_held_back_is_held_below_strong_and_the_order_of_scores_stays(levels: Levels) -> None:
    held = levels._replace(forename=Forename.DIFFERS, nhs=0, police=0, custody=0)
    better, worse = held._replace(born=Born.SAME), held._replace(born=Born.FAR)

    assert scored(better).bits < STRONG_FROM
    assert scored(better).bits >= scored(worse).bits - 1e-9


NEAR = SAME_PERSON._replace(born=Born.ONE_SLIP, address=Address.SAME_OUTCODE)


@mark.parametrize(
    "levels",
    [
        NEAR,
        NEAR._replace(forename=Forename.SAME_AS_OTHER, address=0),
        NEAR._replace(police=Number.DIFFERS),
        SAME_PERSON._replace(police=Number.DIFFERS),
        SAME_PERSON._replace(custody=Number.DIFFERS),
        SAME_PERSON._replace(middle=Middle.DIFFERS),
        SAME_PERSON._replace(surname=Surname.PART, born=Born.SAME_DAY_NEAR_YEAR),
        SAME_PERSON._replace(born=Born.AS_FAR_AS_KNOWN, address=Address.SAME_POSTCODE),
    ],
)
def test_cousins_and_brothers_of_one_name_are_never_strong(levels: Levels) -> None:
    assert scored(levels, 100).band == Band.POSSIBLE


@mark.parametrize("born", [0, Born.AS_FAR_AS_KNOWN, Born.ESTIMATE_FITS])
def test_a_street_name_beside_the_same_telephone_is_shown(born: int) -> None:
    nobody_s_name = Levels(forename=Forename.DIFFERS, born=born, phone=Number.SAME, sex=Alike.SAME)

    assert scored(nobody_s_name).band == Band.POSSIBLE
    assert scored(nobody_s_name._replace(company=Alike.SAME)).band == Band.POSSIBLE
    assert scored(nobody_s_name._replace(sex=Alike.DIFFERS)).band != Band.POSSIBLE
