"""What was accepted of somebody stands beside what was written."""

from datetime import date

from meetings.papers.person_from_card import EVERYTHING, person_lines
from meetings.rules.accepted_values import with_accepted
from tests.documents import address, ellen

WRITTEN = ellen()


def test_a_corrected_part_of_a_name_makes_another_name_and_the_written_one_stays() -> None:
    told = with_accepted(WRITTEN, [("name", {"given_names": "Elen", "family_name": None})])

    [other] = told["aliases"]
    assert (other["given_names"], other["family_name"]) == ("Elen", "Quarmby")
    assert told["given_names"] == "Ellen"
    assert WRITTEN["aliases"] == []


def test_addresses_and_identifiers_are_added() -> None:
    told = with_accepted(WRITTEN, [("address", address("9 Dock Road")), ("identifiers", {"crn": "X123456"})])

    assert [each["lines"] for each in told["addresses"]] == [["4 Mill Lane"], ["9 Dock Road"]]
    assert told["identifiers"]["crn"] == "X123456"


def test_an_agency_searches_by_both_birth_dates() -> None:
    told = with_accepted(WRITTEN, [("born_on", {"value": "1985-03-26", "precision": "exact"})])
    today = date(2026, 9, 1)

    lines = person_lines("victim", told, today=today, written_on=today, may=EVERYTHING)

    assert lines.born == "27 March 1985 (41) or 26 March 1985 (41)"


def test_an_accepted_date_that_was_written_so_changes_nothing() -> None:
    assert with_accepted(WRITTEN, [("born_on", WRITTEN["born_on"])]) == WRITTEN
