"""The Marac referral, version 1: what it holds, its rules, and the ten lines of its task list."""

from meetings.forms.dash_24_v1 import ITEMS, ITEMS_A_PAGE
from meetings.forms.declaration import Group, Page, Section, When
from meetings.forms.form import Form, FormPlace
from meetings.forms.referral_v1_parts import REFERRAL_PARTS
from meetings.forms.referral_v1_rules import RULES
from meetings.forms.shapes import IS_NO

_NAMES = ("given_names", "family_name", "spelling_doubt", "aliases", "born_on")
_ABOUT = ("gender", "sex_recorded")


def _of(path: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{path}.{name}" for name in names)


def _checklist_page(part: int) -> Page:
    items = ITEMS[(part - 1) * ITEMS_A_PAGE : part * ITEMS_A_PAGE]
    asks = (f"dash.{group}.{item}" for item in items for group in ("answers", "details", "sources"))
    return Page(f"risk-checklist-{part}", tuple(asks), within="dash")


_SHARING = "consent.sharing_without_consent"
_NO_CONSENT = When("/consent.answer", IS_NO)

_SECTIONS = (
    Section("contact", "about_you", (Page("contact", ("contact_names", "telephone", "email", "referred_on")),)),
    Section(
        "victim",
        "people",
        (
            Page("victim", _of("victim", *_NAMES, *_ABOUT)),
            Page("victim-home", ("victim.addresses",)),
            Page("victim-numbers", ("victim.identifiers",)),
            Page("victim-equality", ("victim.diversity",)),
        ),
    ),
    Section(
        "safe-contact",
        "people",
        (
            Page(
                "safe-contact",
                ("victim.phones", "victim.emails", "victim.safe_contact", "safe_to_talk_to", "not_safe_to_talk_to"),
            ),
        ),
    ),
    Section(
        "perpetrators",
        "people",
        (
            Page("perpetrator", _of("perpetrators.*", *_NAMES, *_ABOUT, "relationship_to_victim")),
            Page("perpetrator-home", _of("perpetrators.*", "addresses", "phones", "emails")),
            Page("perpetrator-numbers", _of("perpetrators.*", "identifiers")),
        ),
        row="perpetrators",
    ),
    Section(
        "children",
        "people",
        (
            Page(
                "child",
                _of("children.*", *_NAMES, "due_on", "sex_recorded", "relationship_to_victim")
                + _of("children.*", "relationships_to_perpetrators", "school", "lives_with"),
            ),
            Page("child-home", _of("children.*", "addresses", "identifiers")),
        ),
        row="children",
    ),
    Section("incident", "what_happened", (Page("incident", ("incident_on", "identified_on", "afraid_of")),)),
    Section("why-now", "what_happened", (Page("why-now", ("reason", "other_marac")),)),
    Section(
        "risk-checklist",
        "risk",
        (
            Page(
                "risk-checklist",
                _of("dash", "done_on", "done_by", "answered_by", "asked_in_private", "interpreter_used"),
                asks_whether="dash",
            ),
            _checklist_page(1),
            _checklist_page(2),
            _checklist_page(3),
            Page(
                "risk-professional",
                _of("dash", "other_relevant_info", "victim_situation", "willing_to_engage")
                + _of("dash", "abuser_occupation_weapons", "victim_priorities", "grounds_for_marac", "referral_made")
                + _of("dash", "children_at_risk", "safeguarding_referral", "safeguarding_referral_on")
                + _of("dash", "name", "practitioner_notes"),
                within="dash",
            ),
        ),
    ),
    Section(
        "awareness",
        "knows_and_agrees",
        (
            Page("awareness", ("victim_aware", "consent.answer")),
            Page(
                "sharing",
                _of(_SHARING, "worker", "sent_to", "shared_on", "concerned_about", "at_risk_from", "concerns")
                + _of(_SHARING, "immediate_risk", "checklist_completed", "classification", "ticks")
                + _of(_SHARING, "shared_items"),
                asks_whether=_SHARING,
                asked_if=_NO_CONSENT,
            ),
            Page(
                "sharing-decided",
                _of(_SHARING, "legal_authority", "balanced_considerations", "discussed_with", "discussed_with_role")
                + _of(_SHARING, "senior_available_beforehand", "signed_off_by", "signed_off_on", "review_due_on")
                + _of(_SHARING, "action_taken", "client_notified", "client_notified_at", "why_not_notified"),
                within=_SHARING,
                asked_if=_NO_CONSENT,
            ),
        ),
    ),
    Section("routes", "reasons", (Page("routes", ("routes",)),)),
)

MARAC_REFERRAL_V1 = Form(
    "marac-referral",
    1,
    Group("", REFERRAL_PARTS, ("referral",)),
    RULES,
    _SECTIONS,
    FormPlace.OPENS_CASE,
    sender_field="referring_agency",
)
