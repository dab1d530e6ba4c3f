"""Court summaries: one hearing each, as many people, charges and orders as there are, and the days to come."""

from typing import Any

import pytest

from meetings.forms.casework.coming_dates import coming_dates
from meetings.forms.declaration import Json
from meetings.forms.findings import Rule
from tests.meetings.forms.casework import ELLEN, FRANK, a_form, asks_only_then, broken, check, gaps_of, must_of

CRIMINAL, CIVIL = "marac-criminal-summary", "marac-civil-summary"
HEAD: dict[str, Any] = {
    "intake_on": "2026-08-01",
    "worker_at_court": "Jo Bell",
    "victims": [ELLEN],
    "defendants": [FRANK],
    "hearing_on": "2026-08-30",
    "court": "Northmoor Magistrates’ Court",
    "is_next_hearing": "no",
}
CHARGE = {"happened_on": "2026-07-01", "charges": "Assault by beating", "plea": "not_guilty"}
CRIME = {**HEAD, "hearing_type": "first_hearing", "incidents": [CHARGE]}
ORDER = {"order": "non_molestation", "made_on": "2026-08-30", "length": "12 months", "expires_on": "2027-08-29"}
CIVIL_CASE = {
    **HEAD,
    "hearing_type": "application",
    "orders": [{**ORDER, "conditions": ["Not to come near", "No calls"]}],
}
NEXT = {"is_next_hearing": "yes", "next_court_on": "2026-10-01", "which_court": "Same", "victim_informed": "yes"}


@pytest.mark.parametrize(("form", "answers"), [(CRIMINAL, CRIME), (CIVIL, CIVIL_CASE)])
def test_a_summary_of_a_hearing_is_complete(form: str, answers: dict[str, Any]) -> None:
    document = a_form(form, answers)

    assert check(document).document == document
    assert gaps_of({**document, "victims": [], "defendants": []}) == {}
    assert must_of(document) == set()


@pytest.mark.parametrize(("form", "answers"), [(CRIMINAL, CRIME), (CIVIL, CIVIL_CASE)])
def test_more_than_two_victims_and_defendants_stand_in_a_summary(form: str, answers: dict[str, Any]) -> None:
    document = a_form(form, {**answers, "victims": [ELLEN] * 4, "defendants": [FRANK] * 3})

    assert check(document).document == document
    assert broken(a_form(form, {**answers, "victims": []})) == {"victims": Rule.TOO_FEW}
    assert broken(a_form(form, {**answers, "defendants": []})) == {"defendants": Rule.TOO_FEW}
    assert "defendants.0.family_name" in must_of(a_form(form, {**answers, "defendants": [{}]}))


@pytest.mark.parametrize("form", [CRIMINAL, CIVIL])
@pytest.mark.parametrize("follow", ["next_court_on", "which_court", "victim_informed"])
def test_a_next_hearing_has_its_day_its_court_and_whether_the_victim_knows(form: str, follow: str) -> None:
    base = CRIME if form == CRIMINAL else CIVIL_CASE

    asks_only_then(form, base=base, then=("is_next_hearing", "yes"), other="no", follow=follow)
    assert "is_next_hearing" in must_of(a_form(form, {**base, "is_next_hearing": None}))


@pytest.mark.parametrize(
    ("form", "path", "value", "other", "follow"),
    [
        (CIVIL, "hearing_type", "other", "full", "hearing_type_other"),
        (CIVIL, "orders.0.order", "children_act", "occupation", "orders.0.which_children_act_order"),
    ],
)
def test_a_follow_up_of_a_hearing_is_asked_after_its_answer_alone(
    form: str, path: str, value: str, other: str, follow: str
) -> None:
    asks_only_then(form, base=CIVIL_CASE, then=(path, value), other=other, follow=follow)


@pytest.mark.parametrize(
    ("form", "answers", "path", "begins"),
    [
        (CRIMINAL, {**CRIME, "incidents": [{**CHARGE, "plea": None}]}, "incidents.0.plea", "Say how the defendant"),
        (CRIMINAL, {**CRIME, "incidents": [{**CHARGE, "charges": None}]}, "incidents.0.charges", "Answer “Charges”"),
        (CRIMINAL, {**CRIME, "hearing_type": None}, "hearing_type", "Say what sort"),
        (CRIMINAL, {**CRIME, "pre_trial_visit_on": "2026-11-02", "trial_on": "2026-11-01"}, "trial_on", "Check"),
        (CRIMINAL, {**CRIME, **NEXT, "next_court_on": "2026-08-01"}, "next_court_on", "Check the date"),
        (CRIMINAL, {**CRIME, "orders": [{"order": "restraining"}]}, "orders.0.expires_on", "Enter the last day"),
        (CIVIL, {**CIVIL_CASE, "orders": [{**ORDER, "expires_on": None}]}, "orders.0.expires_on", "Enter the last day"),
        (CIVIL, {**CIVIL_CASE, "orders": [{**ORDER, "expires_on": "2026-08-01"}]}, "orders.0.expires_on", "Check"),
        (CIVIL, {**CIVIL_CASE, "orders": [{**ORDER, "order": None}]}, "orders.0.order", "Say which order"),
        (CIVIL, {**CIVIL_CASE, "court": None}, "court", "Answer “Court”"),
    ],
)  # fmt: skip
def test_a_gap_of_a_hearing_is_named_in_a_sentence(form: str, answers: dict[str, Json], path: str, begins: str) -> None:
    assert gaps_of(a_form(form, answers))[path].startswith(begins)


@pytest.mark.parametrize(
    ("form", "answers", "path", "rule"),
    [
        (CRIMINAL, {**CRIME, "incidents": []}, "incidents", Rule.TOO_FEW),
        (CRIMINAL, {**CRIME, "hearing_on": ["2026-08-30", "2026-08-31"]}, "hearing_on", Rule.NOT_A_DATE),
        (CRIMINAL, {**CRIME, "incidents": [{**CHARGE, "plea": "guilty-ish"}]}, "incidents.0.plea", Rule.NOT_OFFERED),
        (CIVIL, {**CIVIL_CASE, "hearing_on": "2026-09-03"}, "hearing_on", Rule.AHEAD_OF_RECEIPT),
        (CIVIL, {**CIVIL_CASE, "orders": [{**ORDER, "expires_on": "soon"}]}, "orders.0.expires_on", Rule.NOT_A_DATE),
    ],
)
def test_a_summary_is_refused_at_its_fault(form: str, answers: dict[str, Json], path: str, rule: Rule) -> None:
    assert broken(a_form(form, answers)) == {path: rule}


def test_an_order_of_another_law_is_named_in_words() -> None:
    order = {**ORDER, "order": "Domestic abuse protection order"}

    assert check(a_form(CIVIL, {**CIVIL_CASE, "orders": [order]})).document is not None


def test_a_hearing_gives_the_days_on_which_orders_end_and_courts_sit() -> None:
    criminal = a_form(
        CRIMINAL,
        {**CRIME, **NEXT, "trial_on": "2026-11-02", "pre_trial_visit_on": "2026-10-30",
         "orders": [{"order": "restraining", "expires_on": "2028-08-29"}]},
    )  # fmt: skip
    civil = a_form(
        CIVIL, {**CIVIL_CASE, "orders": [ORDER, {**ORDER, "order": "occupation", "expires_on": "2027-02-28"}]}
    )

    assert [(day.on.isoformat(), day.what) for day in coming_dates(CRIMINAL, criminal)] == [
        ("2026-10-01", "hearing"), ("2026-10-30", "pre_trial_visit"), ("2026-11-02", "trial"),
        ("2028-08-29", "order_ends"),
    ]  # fmt: skip
    assert [(day.on.isoformat(), day.what) for day in coming_dates(CIVIL, civil)] == [
        ("2027-02-28", "order_ends"), ("2027-08-29", "order_ends"),
    ]  # fmt: skip
