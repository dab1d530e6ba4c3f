"""The case review: risk then and now, no level made up, at most three reasons, and the steps of its outcome."""

from datetime import date
from typing import Any

import pytest

from meetings.forms import words
from meetings.forms.casework.day_of_record import day_of_record
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from meetings.forms.registry import newest
from tests.meetings.forms.casework import ELLEN, a_form, asks_only_then, broken, check, gaps_of, must_of

REVIEW = "marac-case-review"
WHOLE: dict[str, Any] = {
    "reviewed_on": "2026-08-30",
    "client": ELLEN,
    "engaged": "yes",
    "intake_on": "2026-07-01",
    "last_contact_on": "2026-08-25",
    "intensity": "from_5_to_10",
    "case_type": ["marac", "criminal"],
    "checklist_at_intake": "high",
    "checklist_now": "not_assessed",
    "grid_at_intake": "high",
    "grid_now": "moderate",
    "new_tools_attached": "yes",
    "new_concerns": "None",
    "professional_judgement": "Still high while the trial is open.",
    "issp_in_place": "yes",
    "worker_view_of_safety": "Safer at home than on the way to work.",
    "outcome": "ongoing",
    "reasons": ["Trial in October"],
    "step_refresh_issp": "yes",
    "step_contact_strategy": "yes",
    "step_key_dates": "yes",
}


def test_a_review_is_complete() -> None:
    document = a_form(REVIEW, WHOLE)

    assert check(document).document == document
    assert gaps_of(document) == {}


def test_not_assessed_is_a_level_of_its_own_and_blank_is_a_gap() -> None:
    assert a_form(REVIEW, WHOLE)["checklist_now"] == "not_assessed"
    for level in ("checklist_at_intake", "checklist_now", "grid_at_intake", "grid_now"):
        assert must_of(a_form(REVIEW, {**WHOLE, level: None})) == {level}
    assert broken(a_form(REVIEW, {**WHOLE, "checklist_now": "moderate"})) == {"checklist_now": Rule.NOT_OFFERED}
    assert broken(a_form(REVIEW, {**WHOLE, "grid_now": "medium"})) == {"grid_now": Rule.NOT_OFFERED}


OUTCOMES = {
    "ongoing": {"step_refresh_issp", "step_contact_strategy", "step_key_dates"},
    "scale_down": {"step_refresh_issp", "step_contact_strategy", "step_key_dates"},
    "close": {"step_refresh_issp", "step_exit_form", "step_referrals"},
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_asks_for_its_own_steps(outcome: str) -> None:
    unanswered = {name: None for name in WHOLE if name.startswith("step_")}

    assert must_of(a_form(REVIEW, {**WHOLE, **unanswered, "outcome": outcome})) == OUTCOMES[outcome]


@pytest.mark.parametrize(
    ("path", "value", "other", "follow"),
    [
        ("issp_in_place", "no", "yes", "why_no_issp"),
        ("outcome", "close", "ongoing", "step_exit_form"),
        ("outcome", "close", "scale_down", "step_referrals"),
        ("outcome", "scale_down", "close", "step_contact_strategy"),
        ("outcome", "ongoing", "close", "step_key_dates"),
    ],
)
def test_a_follow_up_of_the_review_is_asked_after_its_answer_alone(
    path: str, value: str, other: str, follow: str
) -> None:
    base = {name: answer for name, answer in WHOLE.items() if not name.startswith("step_")}

    asks_only_then(REVIEW, base=base, then=(path, value), other=other, follow=follow)


@pytest.mark.parametrize("number", [1, 3, 4])
def test_a_review_gives_up_to_three_reasons(number: int) -> None:
    document = a_form(REVIEW, {**WHOLE, "reasons": ["Risk is lower"] * number})

    assert broken(document) == ({} if number <= 3 else {"reasons": Rule.TOO_MANY})
    assert check(document).messages.get("reasons", "") == ("" if number <= 3 else "Give at most three reasons.")


@pytest.mark.parametrize(
    ("answers", "path", "begins"),
    [
        ({"reasons": []}, "reasons", "Answer “Why?”"),
        ({"new_tools_attached": "no"}, "new_tools_attached", "Add a new checklist"),
        ({"last_contact_on": "2026-06-01"}, "last_contact_on", "Check the date"),
        ({"client": {}}, "client.family_name", "Enter a family name"),
        ({"case_type": []}, "case_type", "Answer “What does the case involve?”"),
        ({"intensity": None}, "intensity", "Say how many"),
        ({"outcome": "close", "step_exit_form": "no"}, "step_exit_form", "Fill in the exit form"),
    ],
)
def test_a_gap_of_the_review_is_named_in_a_sentence(answers: dict[str, Json], path: str, begins: str) -> None:
    assert gaps_of(a_form(REVIEW, {**WHOLE, **answers}))[path].startswith(begins)


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ("high", "medium", "Lower"),
        ("standard", "high", "Higher"),
        ("medium", "medium", "The same"),
        ("high", "not_assessed", "Cannot be compared"),
        ("not_assessed", "standard", "Cannot be compared"),
        (None, "standard", "Cannot be compared"),
    ],
)
def test_levels_are_compared_in_words_and_not_assessed_is_none(then: Json, now: Json, change: str) -> None:
    [table] = newest(REVIEW).figures({**WHOLE, "checklist_at_intake": then, "checklist_now": now}, None)

    assert table.lines[0].values[2] == change
    assert table.lines[1].values == ("High", "Moderate", "Lower")
    assert "total" not in " ".join(words.sentence(line.words) for line in table.lines)


@pytest.mark.parametrize(
    ("form", "document", "day"),
    [
        (REVIEW, {"reviewed_on": "2026-08-30"}, date(2026, 8, 30)),
        ("marac-safety-plan", {"plan_on": "2026-07-01"}, date(2026, 7, 1)),
        ("marac-safety-plan", {"plan_on": "2026-07-01", "reviewed_on": "2026-08-30"}, date(2026, 8, 30)),
        ("marac-case-note", {"contact_with": "client", "contacted_on": "2026-08-30"}, date(2026, 8, 30)),
        ("marac-case-note", {"contact_with": "agency", "contacted_on": "2026-08-30"}, None),
        ("marac-exit", {"closed_on": "2026-08-30"}, None),
    ],
)
def test_the_next_review_counts_from_the_day_of_the_record(
    form: str, document: dict[str, Json], day: date | None
) -> None:
    assert day_of_record(form, document) == day
