"""What an asked agency may have of a case: enough to search, no more."""

import json

import pytest

from meetings.rules.redaction import case_for_search, is_held_by_coordinator, needs_of
from meetings.rules.settings_catalogue import AGENCY_TYPES
from tests.meetings import northmoor

NEVER = ("safe_contact", "phones", "emails", "diversity", "lives_with", "gender", "sex_recorded")


@pytest.mark.parametrize("agency_type", AGENCY_TYPES)
def test_no_agency_is_given_what_no_search_needs(agency_type: str) -> None:
    for document in northmoor.documents().values():
        told = json.dumps(case_for_search(document, agency_type=agency_type))
        assert not [name for name in NEVER if f'"{name}"' in told]
        code_word = document["victim"]["safe_contact"]["code_word"]
        assert code_word is None or code_word not in told


@pytest.mark.parametrize("agency_type", AGENCY_TYPES)
def test_an_address_held_by_the_coordinator_reaches_nobody(agency_type: str) -> None:
    held = [
        (document, address)
        for document in northmoor.documents().values()
        for address in document["victim"]["addresses"]
        if is_held_by_coordinator(address) and address["postcode"]
    ]

    for document, address in held:
        assert address["postcode"] not in json.dumps(case_for_search(document, agency_type=agency_type))

    assert len(held) > 3


def test_children_and_schools_go_to_those_who_work_with_them() -> None:
    document = northmoor.documents()["NCS-25-0012"]

    assert case_for_search(document, agency_type="education")["children"][0]["school"] == "Aldermoor High"
    assert "school" not in case_for_search(document, agency_type="housing")["children"][0]
    assert case_for_search(document, agency_type="probation")["children"] == []


def test_an_agency_gets_the_numbers_it_knows_people_by() -> None:
    assert needs_of("primary_care").identifiers == {"nhs_number"}
    assert needs_of("probation").identifiers >= {"crn", "pnc_id", "noms_id"}
    assert "visor_ref" not in needs_of("youth_justice").identifiers


def test_a_kind_of_agency_we_do_not_know_gets_names_and_birth_dates_alone() -> None:
    told = case_for_search(northmoor.documents()["NCS-25-0012"], agency_type="choir")

    assert set(told["victim"]) == {"given_names", "family_name", "aliases", "spelling_doubt", "born_on", "identifiers"}
    assert told["victim"]["identifiers"] == {}
    assert told["children"] == []
