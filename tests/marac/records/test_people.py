"""A row says of a person what its cells say, and dates are read the British way."""

import pytest

from marac.records.people import born_from, person_from_row, told_of_birth
from meetings.people.person import Born, Name, Place

WHOLE = Born(year=1985, month=3, day=27)


@pytest.mark.parametrize(
    "text",
    ["1985-03-27", "1985-3-27", "1985-03-27 00:00:00", "1985-03-27T00:00", "27/03/1985", "27.3.1985", "27-03-1985",
     "27 March 1985", "27 Mar 1985", "27th mar 1985", "19850327", "31133", "31133.0"],
)  # fmt: skip
def test_a_whole_date_is_read_however_it_is_written(text: str) -> None:
    assert born_from(text) == WHOLE


def test_a_year_or_a_month_alone_is_kept_as_far_as_it_goes() -> None:
    assert born_from("1985") == Born(year=1985)
    assert born_from("1985-03") == Born(year=1985, month=3)


@pytest.mark.parametrize("text", ["", "soon", "about 40", "27 Foo 1985"])
def test_words_are_no_date(text: str) -> None:
    assert born_from(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [("", ""), ("N/K", ""), ("1985", ""), ("31/02/1985", "holds no date"), ("tomorrow", "holds no date"),
     ("1986-|0-19", "its year alone is used")],
)  # fmt: skip
def test_only_a_date_that_is_none_or_half_of_one_is_worth_telling(text: str, told: str) -> None:
    words = told_of_birth({"dob": text})

    assert told in words
    assert bool(words) == bool(told)
    assert not text or text not in words


def test_a_middle_name_is_not_taken_for_a_first_name_that_is_missing() -> None:
    [name] = person_from_row({"record_id": "a1", "middle_names": "L", "last_name": "Quarmby"}).names

    assert name == Name("", "Quarmby")


def test_a_row_becomes_a_person_with_all_that_it_says() -> None:
    person = person_from_row(
        {
            "record_id": "a1", "first_name": "Ellen", "middle_names": "May", "last_name": "Quarmby",
            "aliases": "Nell Quarmby; Ellen Ostrey;", "dob": "1985-03-27", "sex": "F", "address": "Flat 3\n2 Mill Lane",
            "town": "Northmoor", "postcode": "ZZ1 4QP", "phone": "07700 900123", "nhs_number": "943 476 5919",
        }
    )  # fmt: skip

    assert person.names == (Name("Ellen May", "Quarmby"), Name("Nell Quarmby"), Name("Ellen Ostrey"))
    assert (person.born, person.sex) == ((WHOLE,), "female")
    assert person.places == (Place(("Flat 3", "2 Mill Lane"), "Northmoor", "ZZ1 4QP"),)
    assert (person.phones, person.identifiers) == (("07700 900123",), (("nhs", "943 476 5919"),))


def test_an_empty_row_is_a_person_of_whom_nothing_is_said() -> None:
    person = person_from_row({"record_id": "a1"})

    assert (person.born, person.places, person.phones, person.identifiers, person.sex) == ((), (), (), (), "")
