"""Whatever a machine sends, a form answers with a document or with messages; it never falls over and never echoes."""

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.forms.check import Checked
from meetings.forms.findings import MOST_MESSAGES
from meetings.forms.registry import check_document
from tests.meetings import northmoor

TODAY = date(2025, 2, 3)
WHOLE = northmoor.documents()["NMP-25-00112"]
SECRET = "Quarmby\u202e7"


def a_referral(path: str = "", value: Any = None) -> dict[str, Any]:
    """A whole referral with one value put in."""
    document: Any = copy.deepcopy(WHOLE)
    holder = document
    *way, name = path.split(".") if path else ["", "referred_on"]
    for step in way if path else []:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    if path:
        holder[int(name) if isinstance(holder, list) else name] = value
    return dict(document)


def messages(path: str, value: Any) -> dict[str, str]:
    return check_document(a_referral(path, value), received_on=TODAY).messages


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["yes", "exact"]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=8,
)
PATHS = [
    "referred_on", "victim", "victim.born_on", "victim.born_on.value", "victim.addresses", "victim.addresses.0.lines",
    "perpetrators", "perpetrators.0", "children", "children.0.relationships_to_perpetrators", "dash", "dash.answers",
    "dash.answers.1", "dash.sources", "routes", "routes.escalation.incidents", "consent", "victim.diversity.languages",
    "victim.identifiers", "contact_names", "reason", "form", "version", "email",
]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(PATHS), value=JSON)
def test_any_value_anywhere_gives_a_document_or_messages(path: str, value: Any) -> None:
    checked = check_document(a_referral(path, value), received_on=TODAY, agencies={"northmoor-police"})

    assert isinstance(checked, Checked)
    assert (checked.document is None) == bool(checked.messages)
    if checked.document is not None:
        json.dumps(checked.document, allow_nan=False).encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(document=JSON)
def test_anything_at_all_is_answered(document: Any) -> None:
    assert check_document(document, received_on=TODAY).messages


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("victim.given_names", "Ellen\x00", "victim.given_names"),
        ("victim.given_names", "Ellen\ud800", "victim.given_names"),
        ("victim.given_names", "E" * 201, "victim.given_names"),
        ("victim.given_names", 7, "victim.given_names"),
        ("reason", "x" * 10_001, "reason"),
        ("reason", "", "reason"),
        ("contact_names", [], "contact_names"),
        ("contact_names", ["Bryn", 3], "contact_names.1"),
        ("contact_names", ["x"] * 51, "contact_names"),
        ("victim.born_on", {"value": "2025-02-31", "precision": "exact"}, "victim.born_on"),
        ("victim.born_on", {"value": "2025-02-04", "precision": "exact"}, "victim.born_on"),
        ("victim.born_on", {"value": "1800-01-01", "precision": "exact"}, "victim.born_on"),
        ("victim.born_on", {"value": "1985", "precision": "exact"}, "victim.born_on"),
        ("victim.born_on", {"value": "131", "precision": "estimated_age"}, "victim.born_on"),
        ("victim.born_on", {"value": None, "precision": "year"}, "victim.born_on"),
        ("victim.identifiers.nhs_number", "١٢٣٤٥٦٧٨٩٠", "victim.identifiers.nhs_number"),
        ("referred_on", "2025-02-30", "referred_on"),
        ("referred_on", "0000-01-01", "referred_on"),
        ("referred_on", "9999-12-31", "referred_on"),
        ("referred_on", "03/02/2025", "referred_on"),
        ("referred_on", "2025-02-05", "referred_on"),
        ("incident_on", "2025-2-1", "incident_on"),
        ("version", 1.5, "version"),
        ("version", True, "version"),
        ("version", "1", "version"),
        ("form", "marac-referrral", "form"),
        ("victim_aware.answer", "Yes", "victim_aware.answer"),
        ("dash.answers.1", "maybe", "dash.answers.1"),
        ("email", "nobody", "email"),
        ("children.0.relationships_to_perpetrators", [{"perpetrator": 10**30, "relationship": "child"}],
         "children.0.relationships_to_perpetrators.0.perpetrator"),
        ("perpetrators", [], "perpetrators"),
        ("perpetrators", [copy.deepcopy(WHOLE["perpetrators"][0])] * 21, "perpetrators"),
        ("perpetrators.0.relationship_to_victim", "Ex Partner", "perpetrators.0.relationship_to_victim"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_by_its_field(path: str, value: Any, field: str) -> None:
    told = messages(path, value)

    assert list(told) == [field]
    [sentence] = told.values()
    assert sentence.endswith(".")
    assert str(value) not in sentence or len(str(value)) <= 1


@pytest.mark.parametrize("value", [1.0, 1])
def test_one_is_one_however_json_writes_it(value: Any) -> None:
    checked = check_document(a_referral("version", value), received_on=TODAY)

    assert checked.document is not None
    assert checked.document["version"] == 1


def test_the_day_after_receipt_is_the_latest_a_referral_may_bear() -> None:
    assert check_document(a_referral("referred_on", "2025-02-04"), received_on=TODAY).document is not None


def test_invisible_characters_are_cleaned_with_a_notice_and_not_refused() -> None:
    checked = check_document(a_referral("victim.family_name", SECRET), received_on=TODAY)

    assert checked.document is not None
    assert checked.document["victim"]["family_name"] == "Quarmby7"  # type: ignore[index,call-overload]
    assert checked.cleaned == ("victim.family_name",)


def test_an_unknown_field_is_refused_by_its_name_and_a_strange_name_is_not_repeated() -> None:
    plain = check_document({**WHOLE, "risk_level": "high"}, received_on=TODAY).messages
    strange = check_document({**WHOLE, "Ellen Quarmby, 12 Mill Lane": 1}, received_on=TODAY).messages

    assert plain == {"risk_level": "Remove “risk_level”: this form has no such field."}
    assert "Quarmby" not in json.dumps(strange)
    assert strange


def test_an_agency_of_another_area_cannot_refer_here() -> None:
    told = check_document(WHOLE, received_on=TODAY, agencies={"eastvale-police"}).messages

    assert list(told) == ["referring_agency"]
    assert "northmoor-police" not in told["referring_agency"]


def test_a_document_with_a_thousand_faults_is_answered_with_some_of_them() -> None:
    document = a_referral("contact_names", [None] * 50)
    document["children"] = [{"x": 1}] * 50

    checked = check_document(document, received_on=TODAY)

    assert len(checked.findings) == MOST_MESSAGES


def test_checking_changes_nothing_of_what_was_sent() -> None:
    document = a_referral("victim.family_name", SECRET)
    before = copy.deepcopy(document)

    check_document(document, received_on=TODAY)

    assert document == before
