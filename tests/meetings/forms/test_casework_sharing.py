"""Sharing without consent on its own: the same record as in a referral, with the people it is about."""

from typing import Any

import pytest

from meetings.forms.casework.coming_dates import ComingDate, coming_dates
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from meetings.forms.registry import newest
from meetings.forms.sharing_v1 import LEGAL_AUTHORITIES, SHARING_WITHOUT_CONSENT
from meetings.forms.words import CATALOGUE
from tests.meetings.forms.casework import ELLEN, FRANK, a_form, asks_only_then, broken, check, gaps_of, must_of

SHARING = "marac-sharing-without-consent"
ITEM = {"what": "Address of the school", "with_whom": "Police", "how": "Telephone",
        "shared_at": "2026-08-30T14:30:00+01:00"}  # fmt: skip
WHOLE: dict[str, Any] = {
    "client": {**ELLEN, "address": {"lines": ["4 Mill Lane"]}},
    "worker": "Jo Bell",
    "sent_to": ["Police"],
    "shared_on": "2026-08-30",
    "concerned_about": ["child", "client"],
    "at_risk_from": ["perpetrator"],
    "concerns": "He waits at the school.",
    "immediate_risk": True,
    "checklist_completed": "yes",
    "classification": "High",
    "ticks": 15,
    "legal_authority": ["children_acts"],
    "balanced_considerations": "Her wish weighs less than the danger to Ivy.",
    "discussed_with": "Asha Rao",
    "discussed_with_role": "Senior Idva",
    "senior_available_beforehand": True,
    "signed_off_by": "Asha Rao",
    "signed_off_on": "2026-08-30",
    "review_due_on": "2026-09-20",
    "action_taken": "Police told the school.",
    "client_notified": "yes",
    "client_notified_at": "2026-08-30T15:00:00+01:00",
    "shared_items": [ITEM],
}


def test_the_record_alone_holds_what_the_record_in_a_referral_holds() -> None:
    document = a_form(SHARING, WHOLE)
    own = {part.name for part in newest(SHARING).root.parts}

    assert own >= {part.name for part in SHARING_WITHOUT_CONSENT.parts}
    assert check(document).document == document
    assert must_of(document) == set()


def test_the_client_the_children_and_the_perpetrators_are_named_each_with_an_address_of_their_own() -> None:
    people = {"children": [{"given_names": "Ivy", "lines": ["7 Elm Row"]}], "perpetrators": [FRANK]}

    document = a_form(SHARING, {**WHOLE, **people})

    assert check(document).document == document
    assert gaps_of(a_form(SHARING, {**WHOLE, "children": [{"town": "Wenbeck"}]}))["children.0.family_name"]
    assert "client.address.lines" in must_of(a_form(SHARING, {**WHOLE, "client": ELLEN}))


@pytest.mark.parametrize(
    ("path", "value", "other", "follow"),
    [
        ("checklist_completed", "yes", "no", "classification"),
        ("checklist_completed", "yes", "no", "ticks"),
        ("client_notified", "no", "yes", "why_not_notified"),
    ],
)
def test_a_follow_up_of_sharing_is_asked_after_its_answer_alone(path: str, value: str, other: str, follow: str) -> None:
    if follow == "ticks":
        document = a_form(SHARING, {**WHOLE, "checklist_completed": "no"})
        assert broken({**document, "ticks": 3}) == {"ticks": Rule.UNASKED}
    else:
        asks_only_then(SHARING, base={**WHOLE, path: value}, then=(path, value), other=other, follow=follow)


@pytest.mark.parametrize(
    ("is_senior_there", "review_on", "is_late"),
    [(False, "2026-09-01", False), (False, "2026-09-02", True), (True, "2026-10-30", False)],
)
def test_without_a_senior_beforehand_the_review_follows_within_two_days(
    is_senior_there: bool, review_on: str, is_late: bool
) -> None:
    answers = {**WHOLE, "senior_available_beforehand": is_senior_there, "review_due_on": review_on}

    found = gaps_of(a_form(SHARING, answers)).get("review_due_on", "")

    assert found.startswith("Bring the review forward") is is_late


@pytest.mark.parametrize(
    ("answers", "path", "rule"),
    [
        ({"legal_authority": []}, "legal_authority", Rule.TOO_FEW),
        ({"concerned_about": []}, "concerned_about", Rule.TOO_FEW),
        ({"shared_items": []}, "shared_items", Rule.TOO_FEW),
        ({"shared_on": "2026-09-03"}, "shared_on", Rule.AHEAD_OF_RECEIPT),
        ({"ticks": 25}, "ticks", Rule.OUT_OF_RANGE),
    ],
)
def test_sharing_is_refused_at_its_fault(answers: dict[str, Json], path: str, rule: Rule) -> None:
    assert broken(a_form(SHARING, {**WHOLE, **answers})) == {path: rule}


def test_the_faults_of_the_old_paper_are_mended() -> None:
    laws = [CATALOGUE[f"sharing.legal_authority.{code}"] for code in LEGAL_AUTHORITIES]

    assert sum("Human Rights Act" in law for law in laws) == 1
    assert not any("Child Protection Act" in law or "Data Protection Act 1998" in law for law in laws)
    assert len(set(laws)) == len(laws)


def test_its_review_is_a_day_to_come() -> None:
    dates = coming_dates(SHARING, a_form(SHARING, WHOLE))

    assert [(day.on.isoformat(), day.what) for day in dates] == [("2026-09-20", "review")]
    assert coming_dates("marac-soag", {}) == ()
    assert all(isinstance(day, ComingDate) for day in dates)
