"""A person from a card, with what research returns said since."""

from datetime import date
from typing import Any

from meetings.people.from_card import person_from_card
from meetings.people.person import Born, Name, Place
from meetings.people.prepared import prepare

WRITTEN_ON = date(2026, 3, 2)


def card(**said: Any) -> dict[str, Any]:
    return {"given_names": "Ellen", "family_name": "Quarmby", "aliases": [], "addresses": [], **said}


def test_a_card_is_taken_as_it_was_written() -> None:
    written = card(
        born_on={"value": "1985-03-27", "precision": "exact"},
        addresses=[{"lines": ["2/14 Mill Ln"], "town": "Stonebeck", "postcode": "zz14qp"}],
        phones=[{"number": "07700 900123"}],
        identifiers={"nhs_number": "943 476 5919", "pnc_id": None, "noms_id": "A1234BC"},
        emails=["Ellen@example.org"],
        sex_recorded="female",
    )

    person = person_from_card(written, written_on=WRITTEN_ON)

    assert person.names == (Name("Ellen", "Quarmby"),)
    assert person.born == (Born(year=1985, month=3, day=27),)
    assert person.places == (Place(("2/14 Mill Ln",), "Stonebeck", "zz14qp"),)
    assert person.identifiers == (("nhs", "943 476 5919"), ("prison", "A1234BC"), ("email", "Ellen@example.org"))
    assert prepare(person).identifiers == {("nhs", "9434765919"), ("prison", "a1234bc"), ("email", "ellen@example.org")}


def test_an_alias_with_one_half_keeps_the_other_half_of_the_name() -> None:
    aliases = [
        {"given_names": "Nell", "family_name": None, "kind": "nickname"},
        {"given_names": None, "family_name": "Ostrey", "kind": "married"},
        {"given_names": "b_quarmby01", "family_name": None, "kind": "online"},
    ]

    person = person_from_card(card(aliases=aliases), written_on=WRITTEN_ON)

    assert person.names == (Name("Ellen", "Quarmby"), Name("Nell", "Quarmby"), Name("Ellen", "Ostrey"))
    assert prepare(person).online_names == {"b_quarmby01"}


def test_what_a_research_return_corrects_stands_beside_what_was_written() -> None:
    said = [
        ("name", {"given_names": None, "family_name": "Quarmbey"}),
        ("born_on", {"value": "1986-03-27", "precision": "exact"}),
        ("alias", {"given_names": "Nell", "family_name": "Ostrey", "kind": "alias"}),
        ("address", {"lines": ["1 Dock Road"], "town": None, "postcode": None}),
        ("identifiers", {"crn": "X517720"}),
        ("note", "registered as Quarmbey"),
    ]

    person = person_from_card(card(born_on={"value": "1985", "precision": "year"}), said, written_on=WRITTEN_ON)

    assert person.names == (Name("Ellen", "Quarmby"), Name("Ellen", "Quarmbey"), Name("Nell", "Ostrey"))
    assert person.born == (Born(year=1985), Born(year=1986, month=3, day=27))
    assert person.places == (Place(("1 Dock Road",)),)
    assert person.identifiers == (("crn", "X517720"),)


def test_an_age_counts_from_the_day_of_the_document() -> None:
    person = person_from_card(card(born_on={"value": "35", "precision": "estimated_age"}), written_on=WRITTEN_ON)

    assert person.born == (Born(year=1991, is_estimated=True),)


def test_nobody_is_born_after_the_document_was_written() -> None:
    person = person_from_card(card(born_on={"value": "2027-01-02", "precision": "exact"}), written_on=WRITTEN_ON)

    assert person.born == ()


def test_an_unborn_child_has_the_day_it_is_due() -> None:
    unborn = {"given_names": "", "family_name": "Ostrey", "born_on": {"value": None}, "due_on": "2026-08-20"}

    person = person_from_card(unborn, written_on=WRITTEN_ON)

    assert person.born == (Born(year=2026, month=8, day=20, is_estimated=True),)
