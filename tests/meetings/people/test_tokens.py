"""Which records meet: stories of one person written twice, and what must not be stored."""

from meetings.people.person import Born, Name, Person
from meetings.people.prepared import prepare
from meetings.people.tokens import TOKEN_TYPES, stored_tokens
from tests.meetings.people.names import shared_types, somebody

HOME = ("14 Mill Lane", "ZZ1 4QP")
BORN = (1985, 3, 27)


def test_swapped_names_meet_by_sound() -> None:
    assert {"D", "E"} <= shared_types(somebody("Ellen", "Quarmby", born=BORN), somebody("Quarmby", "Ellen", born=BORN))


def test_swapped_day_and_month_meet() -> None:
    kept, asked = somebody("Ellen", "Quarmby", born=(1989, 4, 11)), somebody("Nell", "Ostrey", born=(1989, 11, 4))

    assert "A" in shared_types(kept, asked)


def test_a_familiar_name_in_a_new_home_meets_by_year_though_the_day_is_wrong() -> None:
    kept, asked = somebody("Rebecca", "Holroyd", born=(1991, 3, 14)), somebody("Becky", "Holroyd", born=(1991, 5, 2))

    assert shared_types(kept, asked) == {"D"}


def test_a_record_without_a_birth_date_is_found_by_name_alone() -> None:
    kept, asked = somebody("Ellen", "Quarmby"), somebody("Ellen", "Quarmby", born=BORN, home=HOME)

    assert shared_types(kept, asked) == {"K"}
    assert "K" not in {token.type for token in stored_tokens(asked)}


def test_a_guessed_age_meets_the_true_year() -> None:
    kept = somebody("Declan", "Roche", born=(1982, 12, 17))
    asked = prepare(Person(names=(Name("Declan", "Roach"),), born=(Born(year=1984, is_estimated=True),)))

    assert "D" in shared_types(kept, asked)


def test_half_a_name_is_kept_where_every_search_looks() -> None:
    assert "O" in shared_types(somebody("Deano"), somebody("Dean", "Pattison", born=BORN, home=HOME))


def test_the_first_of_january_is_never_a_token_by_itself() -> None:
    types = {token.type for token in stored_tokens(somebody("Semira", "Tesfay", born=(1990, 1, 1), home=HOME))}

    assert not types & {"E", "J", "Y", "Z"}
    assert "K" in types
    assert "A" not in shared_types(
        somebody("Semira", "Tesfay", born=(1990, 1, 1)), somebody("Sara", "Tekle", born=(1990, 1, 1))
    )


def test_one_home_written_in_two_ways_meets_without_a_postcode() -> None:
    kept, asked = (
        somebody("Jason", "Roper", home=("2/14 Mill Ln", "")),
        somebody("J", "Hall", home=("Flat 2, 14 Mill Lane", "")),
    )

    assert shared_types(kept, asked) == {"I"}


def test_harpreet_kaur_is_found_when_she_gives_her_family_name() -> None:
    kept, asked = somebody("Harpreet", "Kaur", born=BORN), somebody("Harpreet Kaur", "Dhaliwal", born=BORN)

    assert {"D", "E"} <= shared_types(kept, asked)
    assert {"D", "E"} <= shared_types(asked, kept)


def test_a_son_recorded_under_his_fathers_names_is_found() -> None:
    kept, asked = somebody("Ahmad Khalid Yusuf", "al-Tamimi", born=BORN), somebody("Ahmad", "Khalid Yusuf", born=BORN)

    assert {"D", "E"} <= shared_types(kept, asked)


def test_a_vietnamese_name_meets_itself_turned_round() -> None:
    kept, asked = somebody("Nguyen Thi Lan Anh", "", born=BORN), somebody("Lan Anh", "Nguyen", born=BORN)

    assert {"D", "E"} <= shared_types(kept, asked)


def test_a_double_surname_meets_either_half_and_either_order() -> None:
    whole = somebody("Ffion", "Pryce-Merrick", born=BORN)

    for family in ("Pryce", "Merrick", "Merrick-Pryce"):
        assert {"D", "E"} <= shared_types(whole, somebody("Fion", family, born=BORN))


def test_an_identifier_meets_without_anything_else() -> None:
    kept = prepare(Person(names=(Name("Wayne", "Lomas"),), identifiers=(("pnc", "2004/0118843Q"),)))
    asked = prepare(Person(names=(Name("Shaun", "Wainwright"),), identifiers=(("pnc", "2004/0118843 q"),)))

    assert shared_types(kept, asked) == {"X"}


def test_every_token_is_of_a_type_that_says_how_it_is_read() -> None:
    tokens = stored_tokens(somebody("Ellen", "Quarmby", born=BORN, home=HOME))

    assert {token.type for token in tokens} <= set(TOKEN_TYPES)
    assert len(tokens) < 25


def test_a_name_alone_is_not_stored_of_somebody_with_a_birth_date() -> None:
    tokens = stored_tokens(somebody("Ellen", "Quarmby", born=BORN, home=HOME))

    assert [token for token in tokens if not any(sign.isdigit() for sign in token.value)] == []
