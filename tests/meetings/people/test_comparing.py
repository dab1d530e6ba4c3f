"""Pairs of the kinds that Maracs meet, their levels written by hand, and what holds for every pair."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark

from meetings.people import levels as words
from meetings.people.comparing import compare
from meetings.people.levels import HIGHEST, Levels, Order
from meetings.people.model import default_model
from meetings.people.person import Born, Name, Person, Place
from meetings.people.prepared import prepare
from meetings.people.scoring import score
from tests.meetings.people.pairs import PAIRS, prepared

STORIES = {
    "forename": words.Forename,
    "surname": words.Surname,
    "order": words.Order,
    "middle": words.Middle,
    "born": words.Born,
    "address": words.Address,
    "phone": words.Number,
    "nhs": words.Number,
    "police": words.Number,
    "sex": words.Alike,
}

texts = st.one_of(
    st.sampled_from(["Anna", "Ana", "Khan", "Lee", "J", "Mary-Ann", "O'Neill", "de la Cruz", "", "Kaur", "Mohammed"]),
    st.text(max_size=12),
)
people = st.builds(
    Person,
    names=st.lists(st.builds(Name, texts, texts), max_size=3).map(tuple),
    born=st.lists(
        st.builds(
            Born,
            year=st.integers(1985, 1988),
            month=st.one_of(st.none(), st.integers(0, 13)),
            day=st.one_of(st.none(), st.integers(0, 32)),
            is_estimated=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    places=st.lists(
        st.builds(
            Place,
            lines=st.tuples(st.sampled_from(["Flat 2, 14 Mill Lane", "14 Mill Ln", "9 Mill Lane", "Rose Cottage", ""])),
            town=st.sampled_from(["Alderby", ""]),
            postcode=st.sampled_from(["QQ1 1AA", "qq11ab", "QQ2 2BB", "", "x"]),
        ),
        max_size=2,
    ).map(tuple),
    phones=st.lists(st.sampled_from(["07700 900123", "+447700900124", "960110", "01632 960110", "-"]), max_size=2).map(
        tuple
    ),
    identifiers=st.lists(
        st.tuples(st.sampled_from(["nhs", "pnc", "crn", "ssn"]), st.sampled_from(["9990001111", "9990001112", "X7"])),
        max_size=2,
    ).map(tuple),
    sex=st.sampled_from(["female", "male", ""]),
).map(prepare)


@mark.parametrize("pair", PAIRS, ids=[pair["story"] for pair in PAIRS])
def test_a_pair_comes_to_the_levels_of_its_story(pair: dict[str, Any]) -> None:
    found = compare(prepared(pair["one"]), prepared(pair["other"]))

    expected = {name: getattr(STORIES[name], level) if level else 0 for name, level in pair["levels"].items()}
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.order == (Order.TURNED if pair["levels"].get("order") == "TURNED" else found.order and Order.PLAIN)


@mark.parametrize("pair", PAIRS, ids=[pair["story"] for pair in PAIRS])
def test_the_default_model_puts_a_pair_where_its_story_wants_it(pair: dict[str, Any]) -> None:
    found = compare(prepared(pair["one"]), prepared(pair["other"]))

    band = score(default_model(), found, store_size=10_000).band

    assert band == pair.get("band", band)
    assert band != pair.get("not_band")


@given(people, people)
def test_it_does_not_matter_who_is_compared_with_whom(one: Any, other: Any) -> None:
    assert compare(one, other) == compare(other, one)


@given(people, people)
def test_every_comparison_is_of_a_level_that_exists(one: Any, other: Any) -> None:
    assert all(0 <= level <= highest for level, highest in zip(compare(one, other), HIGHEST, strict=True))


@given(people)
def test_nobody_differs_from_herself(one: Any) -> None:
    found = compare(one, one)

    assert found.forename <= words.Forename.INITIAL
    assert found.surname <= words.Surname.INITIAL
    assert found.address <= words.Address.SAME_OUTCODE
    assert found.phone <= words.Number.SAME
    assert (found.order, found.sex, found.nhs) <= (Order.PLAIN, words.Alike.SAME, words.Number.SAME)


@given(people)
def test_what_nobody_knows_says_nothing(one: Any) -> None:
    assert compare(one, prepare(Person())) == Levels()


@given(people, people, st.builds(Name, texts, texts))
def test_another_phone_or_home_never_makes_two_people_less_alike(one: Any, other: Any, name: Name) -> None:
    """More is known of one of them: the best over everything counts."""
    more = prepare(Person(places=(Place(("9 Mill Lane",), "Alderby", "QQ1 1AA"),), phones=("07700 900123",)))
    known = type(one)(
        **{field: getattr(one, field) for field in ("names", "births", "identifiers", "sex", "online_names")},
        homes=one.homes + more.homes,
        phones=one.phones | more.phones,
    )

    before, after = compare(one, other), compare(known, other)

    assert not before.address or after.address <= before.address
    assert not before.phone or after.phone <= before.phone
