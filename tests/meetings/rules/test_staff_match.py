"""Is somebody in a referral a colleague?"""

from datetime import date
from typing import Any

import pytest

from meetings.mentions import people_in
from meetings.rules.staff_match import Colleague, is_same_person
from tests.meetings.northmoor import documents, read


def card(given: str, family: str, born: str | None = "1980-02-03", precision: str = "exact") -> dict[str, Any]:
    return {
        "given_names": given,
        "family_name": family,
        "aliases": [],
        "born_on": {"value": born, "precision": precision},
    }


@pytest.mark.parametrize(
    ("person", "matches"),
    [
        (card("Amina", "SHAH"), True),
        (card("Amina", "Quarmby"), True),
        (card("Mina", "Shah-Quarmby"), True),
        (card("A", "Quarmby"), False),
        (card("Amina", "Shah", "1980-02-04"), False),
        (card("Amina", "Shah", "1980", "year"), False),
        (card("Zoë", "Sháh"), True),
    ],
)
def test_an_exact_birth_date_and_one_name_in_common_make_a_colleague(person: dict[str, Any], matches: bool) -> None:
    amina = Colleague.named(["Amina", "Shah"], born_on=date(1980, 2, 3))

    assert is_same_person(person, amina) is matches


def test_northmoor_has_the_colleagues_it_should_and_no_other() -> None:
    colleagues = {
        user["user_id"]: Colleague.named(
            [user["given_names"], user["family_name"], user["known_as"] or "", *user["previous_names"]],
            born_on=date.fromisoformat(user["born_on"]),
        )
        for user in read("area.json")["users"]
    }

    found = {
        person.outside_id: user_id
        for document in documents().values()
        for person in people_in(document)
        for user_id, colleague in colleagues.items()
        if is_same_person(person.card, colleague)
    }

    assert found == read("truth.json")["staff_matches"]
