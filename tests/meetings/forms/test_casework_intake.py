"""The case intake: what keeps somebody safe comes first, the rest may wait, and a return is a new intake."""

from typing import Any

import pytest

from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from meetings.forms.registry import newest
from tests.meetings.forms.casework import ELLEN, FRANK, a_form, asks_only_then, broken, check, gaps_of, must_of

INTAKE = "marac-case-intake"
MINIMUM: dict[str, Any] = {
    "extent": "minimum",
    "case_worker": "Jo Bell",
    "intake_on": "2026-08-30",
    "referred_by": "Police",
    "repeat": "no",
    "client": {
        **ELLEN,
        "address": {"lines": ["4 Mill Lane"], "safe_to_write": "no"},
        "safe_telephone": "07700 900142",
        "translator_required": "no",
    },
    "dash_completed": "yes",
    "pregnant": "no",
    "partners": [FRANK],
}
REST = {
    "children_services_involved", "referred_to_marac", "issp_in_place", "confidentiality_agreed", "service_explained",
    "monitoring_agreed", "conflict_of_interest",
}  # fmt: skip


def test_in_an_emergency_the_first_part_alone_is_taken_and_the_rest_is_named() -> None:
    minimum = a_form(INTAKE, MINIMUM)

    assert check(minimum).document == minimum
    assert must_of(minimum) == set()
    assert gaps_of(minimum)["extent"].startswith("Complete the rest")
    assert must_of(a_form(INTAKE, {**MINIMUM, "extent": "whole"})) == REST


def test_the_first_pages_ask_for_what_keeps_the_client_safe() -> None:
    sections = newest(INTAKE).sections
    groups = [section.group for section in sections]

    assert groups == ["first"] * 5 + ["later"] * 4
    assert [section.id for section in sections[:5]] == ["start", "client", "reach", "danger", "partners"]


@pytest.mark.parametrize(
    ("path", "value", "other", "follow"),
    [
        ("repeat", "yes", "no", "referral_number"),
        ("client.translator_required", "yes", "no", "client.translator_language"),
        ("pregnant", "yes", "not_known", "due_on"),
        ("children_services_involved", "yes", "not_asked", "children_services_detail"),
        ("confidentiality_agreed", "yes", "no", "confidentiality_agreed_how"),
        ("service_explained", "yes", "no", "service_explained_how"),
        ("monitoring_agreed", "yes", "no", "monitoring_agreed_how"),
        ("conflict_of_interest", "yes", "no", "conflict_told_to_manager"),
        ("children.0.partner_is_parent", "no", "yes", "children.0.other_parent"),
        ("partners.0.translator_required", "yes", "no", "partners.0.translator_language"),
    ],
)
def test_a_follow_up_of_the_intake_is_asked_after_its_answer_alone(
    path: str, value: str, other: str, follow: str
) -> None:
    base = {**MINIMUM, "extent": "whole", "children": [{"given_names": "Ivy"}]}

    asks_only_then(INTAKE, base=base, then=(path, value), other=other, follow=follow)


@pytest.mark.parametrize(
    ("answers", "path", "begins"),
    [
        ({"client": {**ELLEN, "address": {"lines": ["1 Elm Row"]}}}, "client.address.safe_to_write", "Say whether it"),
        ({"client": {**ELLEN, "alternative_address": {"town": "Wenbeck"}}}, "client.alternative_address.safe_to_write",
         "Say whether it"),
        ({"client": ELLEN}, "client.safe_telephone", "Enter a number that is safe"),
        ({"client": {"aliases": [{"given_names": "Nell"}]}}, "client.family_name", "Enter a family name"),
        ({"partners": [{"religion": "None"}]}, "partners.0.family_name", "Enter a family name"),
        ({"conflict_of_interest": "yes", "conflict_told_to_manager": "no"}, "conflict_told_to_manager", "Tell your"),
        ({"dash_completed": "no"}, "dash_completed", "Fill in the risk checklist"),
    ],
)  # fmt: skip
def test_a_gap_of_the_intake_is_named_in_a_sentence(answers: dict[str, Json], path: str, begins: str) -> None:
    assert gaps_of(a_form(INTAKE, {**MINIMUM, **answers}))[path].startswith(begins)


@pytest.mark.parametrize("number", ["safe_telephone", "mobile", "telephone"])
def test_one_number_of_three_is_enough(number: str) -> None:
    document = a_form(INTAKE, {**MINIMUM, "client": {**ELLEN, number: "07700 900142"}})

    assert "client.safe_telephone" not in gaps_of(document)


@pytest.mark.parametrize(
    ("answers", "path", "rule"),
    [
        ({"partners": []}, "partners", Rule.TOO_FEW),
        ({"risk_level": "low"}, "risk_level", Rule.NOT_OFFERED),
        ({"repeat": ""}, "repeat", Rule.NOT_OFFERED),
        ({"intake_on": "2026-09-03"}, "intake_on", Rule.AHEAD_OF_RECEIPT),
        ({"intake_on": "2026-02-30"}, "intake_on", Rule.NOT_A_DATE),
        ({"agency": "nobody"}, "agency", Rule.UNKNOWN_AGENCY),
    ],
)
def test_an_intake_is_refused_at_its_fault(answers: dict[str, Json], path: str, rule: Rule) -> None:
    assert broken(a_form(INTAKE, {**MINIMUM, **answers})) == {path: rule}


def test_blank_is_not_no_and_not_assessed_is_a_level_of_its_own() -> None:
    blank = a_form(INTAKE, {**MINIMUM, "repeat": None, "risk_level": "not_assessed"})

    assert blank["repeat"] is None and blank["risk_level"] == "not_assessed"
    assert must_of(blank) == {"repeat"}
    assert check(blank).document == blank


def test_several_partners_with_several_names_stand_side_by_side() -> None:
    known_as = [{"given_names": "Frankie", "family_name": None, "kind": "nickname", "note": None}]
    relatives = [{**FRANK, "aliases": known_as}, {"given_names": "Amos", "family_name": "Ostrey"}]

    document = a_form(INTAKE, {**MINIMUM, "partners": relatives})

    assert check(document).document == document
    assert [partner["given_names"] for partner in document["partners"]] == ["Frank", "Amos"]
