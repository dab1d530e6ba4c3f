"""Case notes and the contacts of a case: one note for one contact, facts apart from opinion, contacts kept apart."""

from typing import Any

import pytest

from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from meetings.forms.on_case.case_note_v1 import ACTIVITIES
from tests.meetings.forms.casework import a_form, broken, check, gaps_of, must_of

NOTE, CONTACTS = "marac-case-note", "marac-case-contact"
A_CALL: dict[str, Any] = {
    "contacted_on": "2026-08-30",
    "worker_initials": "JB",
    "contact_type": "telephone",
    "contact_with": "client",
    "note": "Ellen rang at 10. Frank came to the door at 9.",
    "opinion": "He tests whether she opens.",
    "agreed_actions": [{"what": "Ring the housing officer", "who": "Jo Bell", "by_when": "2026-09-02"}],
    "activity": ["housing", "police"],
}


def test_a_note_tells_one_contact_with_facts_apart_from_opinion() -> None:
    document = a_form(NOTE, A_CALL)

    assert check(document).document == document
    assert gaps_of(document) == {}
    assert gaps_of(a_form(NOTE, {**A_CALL, "opinion": None, "agreed_actions": []})) == {}


@pytest.mark.parametrize(
    ("path", "blank"),
    [("worker_initials", None), ("contact_type", None), ("contact_with", None), ("note", None), ("activity", [])],
)
def test_a_note_asks_who_how_with_whom_what_and_about_what(path: str, blank: Json) -> None:
    assert must_of(a_form(NOTE, {**A_CALL, path: blank})) == {path}


@pytest.mark.parametrize(
    ("answers", "path", "rule"),
    [
        ({"contact_type": ["telephone", "letter"]}, "contact_type", Rule.NOT_OFFERED),
        ({"contact_with": "client and agency"}, "contact_with", Rule.NOT_OFFERED),
        ({"activity": ["gardening"]}, "activity.0", Rule.NOT_OFFERED),
        ({"contacted_on": "2026-09-03"}, "contacted_on", Rule.AHEAD_OF_RECEIPT),
        ({"contacted_on": None}, "contacted_on", Rule.WRONG_KIND),
    ],
)
def test_a_note_is_refused_at_its_fault(answers: dict[str, Json], path: str, rule: Rule) -> None:
    assert broken(a_form(NOTE, {**A_CALL, **answers})) == {path: rule}


def test_a_note_knows_the_eleven_activities() -> None:
    document = a_form(NOTE, {**A_CALL, "activity": list(ACTIVITIES)})

    assert len(ACTIVITIES) == 11
    assert check(document).document == document


def test_an_agreed_action_names_what_and_who() -> None:
    gaps = gaps_of(a_form(NOTE, {**A_CALL, "agreed_actions": [{"by_when": "2026-09-02"}]}))

    assert set(gaps) == {"agreed_actions.0.what", "agreed_actions.0.who"}


SCHOOL = {
    "agency": "Wenbeck Primary School",
    "role": "Class teacher",
    "name": "Ada Finch",
    "email": "ada@x.example.org",
}


def test_contacts_of_a_case_are_words_and_no_agencies_of_the_directory() -> None:
    document = a_form(CONTACTS, {"contacts": [SCHOOL, {"agency": "Refuge", "name": "Bea Hill"}]})

    assert check(document).document == document
    assert gaps_of(document) == {}


@pytest.mark.parametrize("path", ["agency", "name"])
def test_a_contact_names_an_agency_and_somebody(path: str) -> None:
    assert must_of(a_form(CONTACTS, {"contacts": [{**SCHOOL, path: None}]})) == {f"contacts.0.{path}"}


def test_a_sheet_of_contacts_holds_at_least_one() -> None:
    assert broken(a_form(CONTACTS, {"contacts": []})) == {"contacts": Rule.TOO_FEW}
    assert broken(a_form(CONTACTS, {"contacts": [{**SCHOOL, "email": "nobody"}]})) == {"contacts.0.email": Rule.PATTERN}
