"""What a coordinator must not overlook, most urgent first."""

from datetime import date

from meetings.rules.alerts import alerts_of
from meetings.rules.links import Link
from meetings.rules.role_conflicts import RoleConflict
from tests.documents import a_referral, checklist, frank

TODAY = date(2026, 9, 1)


def codes(document: dict[str, object], *links: Link, conflicts: tuple[RoleConflict, ...] = ()) -> list[str]:
    return [alert.code for alert in alerts_of(document, links, conflicts=conflicts, today=TODAY)]


def test_a_plain_referral_raises_nothing() -> None:
    assert codes(a_referral()) == []


def test_children_at_risk_without_a_safeguarding_referral_come_first() -> None:
    at_risk = {**checklist(), "children_at_risk": "yes", "safeguarding_referral": "not_known"}
    young = {**frank(), "born_on": {"value": "2010-01-01", "precision": "exact"}}
    document = a_referral(dash=at_risk, perpetrators=[young], reason="She stays at 4 Mill Lane, ZZ1 4AB.")

    found = codes(
        document,
        Link("duplicate_of", "b"),
        Link("safety_clash", "c"),
        conflicts=(RoleConflict("victim_as_perpetrator", "d"),),
    )

    assert found == ["child_at_risk", "role_conflict", "safety_clash", "address_in_text", "under_18", "duplicate_of"]


def test_a_safeguarding_referral_settles_the_alert() -> None:
    told = {**checklist(), "children_at_risk": "yes", "safeguarding_referral": "yes"}

    assert codes(a_referral(dash=told)) == []
