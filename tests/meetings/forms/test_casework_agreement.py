"""The agreement on confidentiality: a refusal is complete and costs nothing; a call is followed by a signature."""

from typing import Any

import pytest

from meetings.forms import words
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from tests.meetings.forms.casework import a_form, asks_only_then, broken, check, gaps_of, must_of

AGREEMENT = "marac-agreement"
SIGNED: dict[str, Any] = {
    "explained": "yes",
    "monitoring": "yes",
    "held_confidentially": "yes",
    "high_risk_exception": "yes",
    "agreed_how": "signed",
    "printed_name": "Ellen Quarmby",
    "signed_on": "2026-08-30",
}


def test_a_signed_agreement_is_complete() -> None:
    document = a_form(AGREEMENT, SIGNED)

    assert check(document).document == document
    assert gaps_of(document) == {}


def test_to_refuse_monitoring_is_complete_costs_nothing_and_is_kept() -> None:
    refused = a_form(AGREEMENT, {**SIGNED, "monitoring": "no"})

    assert gaps_of(refused) == {}
    assert check(refused).document == refused and refused["monitoring"] == "no"
    assert words.sentence("agreement.monitoring.hint") == (
        "“No” changes nothing about the help that the client gets, and nobody can override it"
    )


@pytest.mark.parametrize("statement", ["explained", "monitoring", "held_confidentially", "high_risk_exception"])
def test_each_of_the_four_statements_is_asked_and_blank_is_not_no(statement: str) -> None:
    assert must_of(a_form(AGREEMENT, {**SIGNED, statement: None})) == {statement}
    assert must_of(a_form(AGREEMENT, {**SIGNED, statement: "not_asked"})) == set()


@pytest.mark.parametrize(
    ("path", "value", "other", "follow"),
    [
        ("agreed_how", "signed", "telephone", "printed_name"),
        ("agreed_how", "signed", "not_agreed", "signed_on"),
        ("agreed_how", "telephone", "signed", "told_by_telephone_on"),
        ("agreed_how", "telephone", "signed", "signed_since"),
    ],
)
def test_a_follow_up_of_the_agreement_is_asked_after_its_answer_alone(
    path: str, value: str, other: str, follow: str
) -> None:
    base = {name: SIGNED[name] for name in ("explained", "monitoring")}

    asks_only_then(AGREEMENT, base=base, then=(path, value), other=other, follow=follow)


BY_TELEPHONE = {**SIGNED, "agreed_how": "telephone", "told_by_telephone_on": "2026-08-30"}


def test_an_agreement_by_telephone_is_signed_at_the_first_meeting() -> None:
    not_yet = a_form(AGREEMENT, {**BY_TELEPHONE, "signed_since": "no"})
    since = a_form(AGREEMENT, {**BY_TELEPHONE, "signed_since": "yes", "signed_since_on": "2026-09-01"})

    assert must_of(not_yet) == set()
    assert gaps_of(not_yet) == {"signed_since": "Ask for the signature at the first meeting face to face."}
    assert gaps_of(since) == {}


PERMISSION = {"agency": "Housing", "permitted": "no", "agreed_on": "2026-08-30", "review_on": "2026-11-30"}


@pytest.mark.parametrize(
    ("answers", "path", "begins"),
    [
        ({"permissions": [{**PERMISSION, "agency": None}]}, "permissions.0.agency", "Name the agency"),
        ({"permissions": [{**PERMISSION, "permitted": None}]}, "permissions.0.permitted", "Answer “May information"),
        ({"permissions": [{**PERMISSION, "review_on": "2026-08-01"}]}, "permissions.0.review_on", "Check the date"),
        ({"agreed_how": "not_agreed", "permissions": [PERMISSION]}, "permissions", "Check the permissions"),
        ({"explained": "no"}, "explained", "Explain the agreement"),
    ],
)
def test_a_gap_of_the_agreement_is_named_in_a_sentence(answers: dict[str, Json], path: str, begins: str) -> None:
    assert gaps_of(a_form(AGREEMENT, {**SIGNED, **answers}))[path].startswith(begins)


def test_a_client_may_set_limits_for_each_agency() -> None:
    document = a_form(AGREEMENT, {**SIGNED, "permissions": [PERMISSION, {**PERMISSION, "agency": "School"}]})

    assert gaps_of(document) == {}
    assert broken({**document, "permissions": [{"agency": "School"}]}).get("permissions.0.permitted") is Rule.MISSING
