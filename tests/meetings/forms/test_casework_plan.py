"""The safety and support plan: risks answered one by one, and no copy on paper unless it is safe to take home."""

from typing import Any

import pytest

from meetings.forms.casework.printing import why_not_printed
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from meetings.forms.on_case.safety_plan_v1 import OPTIONS
from tests.meetings.forms.casework import a_form, asks_only_then, broken, check, gaps_of, must_of

PLAN = "marac-safety-plan"
STEP = {
    "risk_or_issue": "He still has a key", "agreed_action": "Change the lock", "who": "Jo Bell",
    "by_when": "2026-09-02",
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "intake_on": "2026-08-01",
    "plan_on": "2026-08-30",
    "created_on": "2026-08-30",
    "dash_done_on": "2026-08-29",
    "is_review": "no",
    "steps": [STEP],
    "general_safety": {"advice": "Sleep with the phone", "offered": "yes", "wanted_now": "no"},
    "take_with_me": ["Passports", "Bank card"],
    "in_an_emergency_take": ["The children"],
    "safe_to_take_home": "yes",
    "where_kept": "With her sister",
}


def test_a_plan_with_its_options_is_complete() -> None:
    document = a_form(PLAN, WHOLE)

    assert check(document).document == document
    assert gaps_of(document) == {}
    assert len(OPTIONS) == 8 and all(option in document for option in OPTIONS)


@pytest.mark.parametrize(
    ("answer", "may"), [("yes", True), ("no", False), ("not_known", False), ("not_asked", False), (None, False)]
)
def test_a_plan_is_printed_only_where_it_is_safe_to_take_home(answer: Json, may: bool) -> None:
    why_not = why_not_printed(PLAN, a_form(PLAN, {**WHOLE, "safe_to_take_home": answer}))

    assert (why_not == "") is may
    assert may or why_not == "Not printed: it is not recorded as safe to take this plan home."


def test_other_forms_are_printed() -> None:
    assert why_not_printed("marac-case-note", {}) == ""


@pytest.mark.parametrize(
    ("path", "value", "other", "follow"),
    [
        ("is_review", "yes", "no", "reviewed_on"),
        ("is_review", "yes", "not_known", "reviewed_by"),
    ],
)
def test_a_follow_up_of_the_plan_is_asked_after_its_answer_alone(
    path: str, value: str, other: str, follow: str
) -> None:
    asks_only_then(PLAN, base=WHOLE, then=(path, value), other=other, follow=follow)


def test_what_was_not_offered_is_not_asked_to_be_wanted() -> None:
    document = a_form(PLAN, {**WHOLE, "legal": {"offered": "no"}})
    document["legal"]["wanted_now"] = "yes"

    assert broken(document) == {"legal.wanted_now": Rule.UNASKED}


@pytest.mark.parametrize("path", ["risk_or_issue", "agreed_action", "who", "by_when"])
def test_each_row_names_its_risk_its_action_who_and_by_when(path: str) -> None:
    assert must_of(a_form(PLAN, {**WHOLE, "steps": [{**STEP, path: None}]})) == {f"steps.0.{path}"}


@pytest.mark.parametrize(
    ("who", "is_several"),
    [
        ("Jo Bell", False),
        ("Sandra Andrews", False),
        ("Jo Bell and Asha Rao", True),
        ("Jo Bell, Asha Rao", True),
        ("Police / housing", True),
        ("Jo & Asha", True),
    ],
)
def test_several_owners_are_asked_for_several_rows(who: str, is_several: bool) -> None:
    gaps = gaps_of(a_form(PLAN, {**WHOLE, "steps": [{**STEP, "who": who}]}))

    assert (gaps.get("steps.0.who", "").startswith("Give each person a row")) is is_several


@pytest.mark.parametrize(
    ("answers", "path", "begins"),
    [
        ({"dash_done_on": None}, "dash_done_on", "Enter the date of the risk checklist"),
        ({"dash_done_on": "2026-08-31"}, "dash_done_on", "Check the dates"),
        ({"is_review": "yes", "reviewed_by": "Jo", "reviewed_on": "2026-08-01"}, "reviewed_on", "Check the date"),
        ({"where_kept": None}, "where_kept", "Answer “Where is the plan kept?”"),
        ({"safe_to_take_home": None}, "safe_to_take_home", "Answer “Is it safe"),
    ],
)
def test_a_gap_of_the_plan_is_named_in_a_sentence(answers: dict[str, Json], path: str, begins: str) -> None:
    assert gaps_of(a_form(PLAN, {**WHOLE, **answers}))[path].startswith(begins)


def test_a_plan_has_at_least_one_action_and_its_day_has_come() -> None:
    assert broken(a_form(PLAN, {**WHOLE, "steps": []})) == {"steps": Rule.TOO_FEW}
    assert broken(a_form(PLAN, {**WHOLE, "plan_on": "2026-09-03"})) == {"plan_on": Rule.AHEAD_OF_RECEIPT}
