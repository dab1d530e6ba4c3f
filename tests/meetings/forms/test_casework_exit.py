"""The exit form and the emergency call sheet: eleven comparisons, a call only after a yes, nothing forced in danger."""

from typing import Any

import pytest

from meetings.forms.casework.coming_dates import coming_dates
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from meetings.forms.on_case.exit_v1 import COMPARISONS
from meetings.forms.registry import newest
from tests.meetings.forms.casework import ELLEN, FRANK, a_form, asks_only_then, broken, check, gaps_of, must_of

EXIT, CALL = "marac-exit", "marac-emergency-call"
WHOLE: dict[str, Any] = {
    "closed_on": "2026-08-31",
    "worker": "Jo Bell",
    "risk_at_intake": "high",
    "risk_at_closure": "not_assessed",
    "client": {**ELLEN, "address": {"lines": ["4 Mill Lane"], "safe_to_write": "yes"}},
    "comparisons": dict.fromkeys(COMPARISONS, "improved"),
    "knows_what_to_do": "yes",
    "followup_6_months_ok": "yes",
    "followup_by": "Asha Rao",
    "followup_how": "Mobile, mornings",
    "client_signed": "not_signed",
}


def test_an_exit_is_complete() -> None:
    document = a_form(EXIT, WHOLE)

    assert check(document).document == document
    assert must_of(document) == set()


@pytest.mark.parametrize("number", COMPARISONS)
def test_each_of_the_eleven_comparisons_is_asked(number: str) -> None:
    missing = a_form(EXIT, {**WHOLE, "comparisons": {**WHOLE["comparisons"], number: None}})
    without = a_form(EXIT, {**WHOLE, "comparisons": {**WHOLE["comparisons"], number: "not_applicable"}})

    assert len(COMPARISONS) == 11
    assert must_of(missing) == {f"comparisons.{number}"}
    assert must_of(without) == set()


@pytest.mark.parametrize("answer", ["worse", "no_change", "improved", "not_applicable", "better"])
def test_a_comparison_knows_four_answers(answer: str) -> None:
    document = a_form(EXIT, {**WHOLE, "comparisons": {**WHOLE["comparisons"], "2": answer}})

    assert broken(document) == ({"comparisons.2": Rule.NOT_OFFERED} if answer == "better" else {})


@pytest.mark.parametrize(
    ("answer", "days"),
    [("yes", ["2027-03-01"]), ("no", []), ("not_known", []), ("not_asked", []), (None, [])],
)
def test_somebody_rings_after_six_months_only_after_a_yes(answer: Json, days: list[str]) -> None:
    document = a_form(EXIT, {**WHOLE, "followup_6_months_ok": answer})

    assert [day.on.isoformat() for day in coming_dates(EXIT, document)] == days
    assert len(newest(EXIT).figures(document, None)) == 1 + len(days)
    assert answer == "yes" or document["followup_by"] is None


@pytest.mark.parametrize("caller", ["Jo Bell", " jo  BELL "])
def test_another_worker_is_asked_for_the_call(caller: str) -> None:
    assert gaps_of(a_form(EXIT, {**WHOLE, "followup_by": caller}))["followup_by"].startswith("Name another worker")
    assert "followup_by" not in gaps_of(a_form(EXIT, WHOLE))
    assert must_of(a_form(EXIT, {**WHOLE, "followup_by": caller})) == set()


@pytest.mark.parametrize(
    ("path", "value", "other", "follow"),
    [
        ("followup_6_months_ok", "yes", "no", "followup_by"),
        ("followup_6_months_ok", "yes", "not_asked", "followup_how"),
        ("client_signed", "on_paper", "telephone", "printed_name"),
        ("client_signed", "telephone", "not_signed", "client_signed_on"),
        ("children.0.school_changed", "yes", "no", "children.0.new_school"),
    ],
)
def test_a_follow_up_of_the_exit_is_asked_after_its_answer_alone(
    path: str, value: str, other: str, follow: str
) -> None:
    base = {**WHOLE, "children": [{"given_names": "Ivy"}], "followup_by": None, "followup_how": None}

    asks_only_then(EXIT, base=base, then=(path, value), other=other, follow=follow)


def test_orders_against_a_partner_give_the_day_on_which_they_end() -> None:
    partner = {**FRANK, "orders": [{"order": "restraining", "expires_on": "2028-01-31"}]}
    document = a_form(EXIT, {**WHOLE, "followup_6_months_ok": "no", "partners": [partner]})

    assert [(day.on.isoformat(), day.what) for day in coming_dates(EXIT, document)] == [("2028-01-31", "order_ends")]
    assert broken(a_form(EXIT, {**WHOLE, "closed_on": "2026-09-03"})) == {"closed_on": Rule.AHEAD_OF_RECEIPT}


@pytest.mark.parametrize("path", ["worker", "risk_at_intake", "risk_at_closure", "knows_what_to_do", "client_signed"])
def test_an_exit_asks_what_it_needs(path: str) -> None:
    assert path in must_of(a_form(EXIT, {**WHOLE, path: None}))


def test_whoever_does_not_know_what_to_do_is_told_before_the_exit() -> None:
    assert gaps_of(a_form(EXIT, {**WHOLE, "knows_what_to_do": "no"}))["knows_what_to_do"].startswith("Go through")


def test_in_an_emergency_one_answer_is_enough_and_none_is_not() -> None:
    assert must_of(a_form(CALL, {})) == {"location"}
    for answers in ({"location": "Bus station"}, {"safe_now": "not_known"}, {"options_taken": ["police"]}):
        assert must_of(a_form(CALL, answers)) == set()
        assert check(a_form(CALL, answers)).document == a_form(CALL, answers)


@pytest.mark.parametrize(
    ("path", "follow", "value"),
    [
        ("services_called", "which_services", "Police"),
        ("injured", "injured_who", "Ellen"),
        ("weapon", "weapon_what", "Knife"),
        ("threats", "threats_what", "To kill"),
    ],
)
def test_details_of_danger_follow_a_yes_alone(path: str, follow: str, value: str) -> None:
    document = a_form(CALL, {path: "no"})

    assert broken({**document, follow: value}) == {follow: Rule.UNASKED}
    assert broken({**document, path: "yes", follow: value}) == {}


def test_an_emergency_sheet_asks_first_where_the_caller_is() -> None:
    first = newest(CALL).sections[0].pages[0]

    assert first.asks[:3] == ("name", "location", "number")
