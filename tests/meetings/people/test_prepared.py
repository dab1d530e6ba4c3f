"""Whatever is written, a person is made ready, and twice is the same as once."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from meetings.people.name_boxes import names_in
from meetings.people.normalise import plain
from meetings.people.person import Born, Name, Person, Place
from meetings.people.prepared import known_together, prepare
from meetings.people.tokens import asked_tokens, stored_tokens
from tests.meetings.people.names import somebody

LIKE_NAMES = st.text(alphabet="aeikmnostz -'’().,/AÉłß\u0301\u202eم王😀1", max_size=40)
TEXTS = st.text(max_size=400) | LIKE_NAMES
PEOPLE = st.builds(
    Person,
    names=st.lists(st.builds(Name, TEXTS, TEXTS), max_size=4).map(tuple),
    born=st.lists(
        st.builds(
            Born,
            year=st.integers(),
            month=st.none() | st.integers(),
            day=st.none() | st.integers(),
            is_estimated=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    places=st.lists(st.builds(Place, st.lists(TEXTS, max_size=3).map(tuple), TEXTS, TEXTS), max_size=3).map(tuple),
    phones=st.lists(TEXTS, max_size=3).map(tuple),
    identifiers=st.lists(st.tuples(st.sampled_from(["nhs", "pnc", "email"]), TEXTS), max_size=3).map(tuple),
    sex=TEXTS,
    online_names=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(PEOPLE)
def test_anybody_is_made_ready_and_found_under_what_they_are_kept_under(person: Person) -> None:
    prepared = prepare(person)

    assert stored_tokens(prepared) <= asked_tokens(prepared)
    assert all(token.value for token in stored_tokens(prepared))


@given(TEXTS)
def test_plain_text_made_plain_again_is_the_same(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(TEXTS, TEXTS)
def test_a_name_read_again_is_the_same_name(given_names: str, family_name: str) -> None:
    for parts in names_in(given_names, family_name):
        if parts.given and parts.family:
            first, *_ = names_in(" ".join(parts.given), " ".join(parts.family))
            assert first[:2] == parts[:2]


def test_another_name_with_one_half_has_the_other_half_of_the_main_one() -> None:
    person = Person(names=(Name("Dean Lee", "Pattison"), Name("Deano"), Name("", "Ostrey")))

    names = [(name.forename, name.surname) for name in prepare(person).names]

    assert names == [("dean", "pattison"), ("deano", "pattison"), ("dean", "ostrey")]


def test_a_box_filled_with_noughts_is_no_identifier() -> None:
    person = Person(identifiers=(("nhs", "000 000 0000"), ("pnc", "2004/0118843Q"), ("crn", "")))

    assert prepare(person).identifiers == {("pnc", "20040118843q")}


def test_without_a_birth_date_or_an_outcode_the_area_is_read_through() -> None:
    assert somebody("Ellen", "Quarmby", born=(1985, 3, 27)).is_scan_needed
    assert somebody("Ellen", "Quarmby", home=("14 Mill Lane", "ZZ1 4QP")).is_scan_needed
    assert not somebody("Ellen", "Quarmby", born=(1985, 3, 27), home=("14 Mill Lane", "ZZ1 4QP")).is_scan_needed


def test_what_is_known_together_stands_once_in_the_order_it_is_told_one_s_own_first() -> None:
    records = [
        prepare(Person(names=tuple(Name(given, "Quarmby") for given in names), sex="female"))
        for names in (("Ellen", "Nell"), ("Morwenna", "Ellen"), ("Nell", "Ada", "Morwenna"))
    ]
    made_apart = [replace(each, names=tuple(map(replace, each.names))) for each in records]

    for own in records:
        others = [each for each in records if each is not own]
        expected = tuple(dict.fromkeys(name.forename for each in (own, *others) for name in each.names))

        assert tuple(name.forename for name in known_together(own, others).names) == expected
        assert known_together(own, made_apart).names == known_together(own, records).names


def test_parts_that_are_equal_are_found_as_one_though_they_were_made_apart() -> None:
    written = Person(
        names=(Name("Ellen Mary", "Quarmby"),),
        born=(Born(year=1985, month=3, day=27),),
        places=(Place(("Flat 2", "14 Mill Lane"), "Northmoor", "ZZ1 4QP"),),
    )
    person = prepare(written)
    parts: list[Any] = [*person.names, *person.births, *person.homes]

    for part in parts:
        apart = replace(part)

        assert apart is not part
        assert {apart, part} == {part}
