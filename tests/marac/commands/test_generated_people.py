"""Invented records are the same for the same seed, know who is who, and are as wrong as is written down."""

from collections import Counter, defaultdict
from dataclasses import fields
from random import Random

import pytest

from marac.commands.benchmarks.generated_errors import HABITS, RATES, Rates, typo
from marac.commands.benchmarks.generated_families import Registry, called
from marac.commands.benchmarks.generated_names import origins
from marac.commands.benchmarks.generated_people import Row, generate_rows
from marac.commands.benchmarks.generated_places import Country

NUMBER = 4000
NEVER_WRONG = Rates(**dict.fromkeys((field.name for field in fields(Rates)), 0.0))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(generate_rows(NUMBER))


def test_the_same_seed_invents_the_same_people(rows: list[Row]) -> None:
    assert list(generate_rows(NUMBER)) == rows
    assert list(generate_rows(NUMBER, seed=7)) != rows


def test_as_many_records_are_invented_as_asked_for(rows: list[Row]) -> None:
    assert len(rows) == NUMBER == len({row.record_id for row in rows})


def test_nobody_stands_twice_in_one_invented_case(rows: list[Row]) -> None:
    in_cases = Counter((row.case_id, row.person) for row in rows)

    assert set(in_cases.values()) == {1}


def test_people_of_every_origin_come_to_notice_more_than_once(rows: list[Row]) -> None:
    cases = Counter(row.person for row in rows)
    again = {row.origin for row in rows if cases[row.person] > 1}

    assert again == {origin.name for origin in origins()}


def test_exact_name_and_birth_find_about_four_in_ten_true_pairs(rows: list[Row]) -> None:
    of_person: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_person[row.person].append(row)

    pairs = [(a, b) for same in of_person.values() for at, a in enumerate(same) for b in same[at + 1 :]]
    exact = [a for a, b in pairs if exactly(a) == exactly(b) and a.dob]

    assert 0.3 < len(exact) / len(pairs) < 0.5


def exactly(row: Row) -> tuple[str, str, str]:
    return row.first_name.lower(), row.last_name.lower(), row.dob


def test_without_errors_a_person_is_always_born_on_one_day_and_of_one_sex() -> None:
    births = defaultdict(set)
    for row in generate_rows(NUMBER, rates=NEVER_WRONG):
        births[row.person].add((row.dob, row.sex))

    assert {len(told) for told in births.values()} == {1}


def test_a_birth_is_left_out_as_often_as_is_written_down(rows: list[Row]) -> None:
    habit = sum(one.share * one.birth_missing for one in HABITS.values())
    expected = (
        RATES.birth_missing * habit * 1.15
    )  # A third of the records are perpetrators', missing half as often again.

    assert sum(not row.dob for row in rows) / NUMBER == pytest.approx(expected, rel=0.2)


def test_a_slip_of_the_finger_changes_little() -> None:
    rng = Random(1)

    slips = {typo("Quarmby", rng) for _ in range(50)}

    assert len(slips) > 10
    assert all(6 <= len(slip) <= 8 and slip[0] == "Q" for slip in slips)


def test_no_two_children_of_a_family_have_one_name() -> None:
    rng = Random(3)
    registry = Registry(origins(), Country(NUMBER, rng), rng)

    families = [registry.family() for _ in range(1500)]

    for family in families:
        names = [called(other) for other in family.others if other.role == "child"]
        assert len(names) == len(set(names))
