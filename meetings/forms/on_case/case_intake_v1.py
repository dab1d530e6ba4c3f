"""The case intake, version 1: what is needed to be safe comes first, the rest may follow.

A person who comes back after the case was closed gets a new intake; the old one stands as it was.
"""

from collections.abc import Iterator

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import gap, named, not_ahead, one_of
from meetings.forms.casework.shapes import (
    BORN,
    GENDER,
    NAMES,
    RISK_LEVELS,
    SAFE_CONTACT,
    WHERE,
    choice,
    day,
    is_yes,
    phone,
    record_day,
    story,
    text,
    under,
    yes_no,
)
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Field, Group, Json, Kind, Need, Page, Part, Rows, Section, When
from meetings.forms.findings import Gap

CONCERNS = (
    "staff_safety", "serial_or_repeat_perpetrator", "call_times", "honour_based_abuse", "suicide_or_self_harm",
    "marac_case", "client_unaware_of_sharing",
)  # fmt: skip
_WHOLE = When("/extent", ("whole",))
_AGREED = ("telephone", "written")


def _later(name: str) -> Field:
    """Needed once the whole intake is filled in; in an emergency it may wait."""
    return yes_no(name, needed_if=_WHOLE)


def _how(name: str) -> Field:
    return choice(f"{name}_how", *_AGREED, asked_if=is_yes(name))


_WIDER: tuple[Part, ...] = (
    story("drugs_alcohol_mental_health"),
    story("disability_literacy_numeracy"),
    text("ethnicity"),
    text("religion"),
    Field("languages", Kind.LINES, most=20),
    story("immigration_concerns"),
    story("employment"),
)
_USEFUL_NUMBER: tuple[Part, ...] = (
    text("who", need=Need.MUST, protected=True),
    phone("number", need=Need.MUST),
)
_CLIENT: tuple[Part, ...] = (
    *NAMES,
    *BORN,
    *GENDER,
    *SAFE_CONTACT,
    phone("safe_telephone", offers_not_known=True),
    text("code_word", protected=True),
    text("safe_time", protected=True),
    Rows("other_useful_numbers", _USEFUL_NUMBER, ("useful_number",), most=20, protected=True),
    yes_no("translator_required"),
    text("translator_language", need=Need.MUST, asked_if=is_yes("translator_required")),
    story("relationship_and_living"),
    *_WIDER,
    text("sexual_orientation"),
)
_PARTNER: tuple[Part, ...] = (
    *NAMES,
    *BORN,
    *GENDER,
    text("relationship", need=Need.MAY),
    *WHERE,
    yes_no("translator_required", need=Need.NO),
    text("translator_language", need=Need.MUST, asked_if=is_yes("translator_required")),
    *_WIDER,
)
_CHILD: tuple[Part, ...] = (
    *NAMES,
    *BORN,
    *GENDER,
    yes_no("partner_is_parent", need=Need.MAY),
    text("other_parent", need=Need.MUST, asked_if=When("partner_is_parent", ("no",))),
    yes_no("partner_has_parental_responsibility", need=Need.MAY),
    text("school"),
)
_PARTS: tuple[Part, ...] = (
    choice("extent", "minimum", "whole"),
    text("case_worker", need=Need.MUST),
    record_day("intake_on"),
    text("referred_by", need=Need.MUST),
    yes_no("repeat"),
    text("referral_number", need=Need.MUST, asked_if=is_yes("repeat")),
    Group("client", _CLIENT, ("client", "case_person", "person")),
    choice("risk_level", *RISK_LEVELS, need=Need.NO),
    Field("significant_concerns", Kind.CHOICES, choices=CONCERNS),
    story("concerns_detail"),
    yes_no("pregnant"),
    day("due_on", need=Need.MUST, asked_if=is_yes("pregnant"), may_be_ahead=True),
    Rows("partners", _PARTNER, ("partner", "case_person", "person"), least=1, most=20),
    Rows("children", _CHILD, ("case_child", "case_person", "person"), most=30),
    story("children_living_arrangements"),
    _later("children_services_involved"),
    story("children_services_detail", need=Need.MUST, asked_if=is_yes("children_services_involved")),
    story("children_concerns"),
    yes_no("dash_completed"),
    _later("referred_to_marac"),
    _later("issp_in_place"),
    _later("confidentiality_agreed"),
    _how("confidentiality_agreed"),
    _later("service_explained"),
    _how("service_explained"),
    _later("monitoring_agreed"),
    _how("monitoring_agreed"),
    _later("conflict_of_interest"),
    yes_no("conflict_told_to_manager", asked_if=is_yes("conflict_of_interest")),
    story("other"),
)


def _gaps_of_intake(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    if document.get("extent") == "minimum":
        yield gap("extent", "intake_minimum", Need.MAY)
    told = document.get("conflict_told_to_manager")
    if document.get("conflict_of_interest") == "yes" and told == "no":
        yield gap("conflict_told_to_manager", "conflict_not_told", Need.MAY)
    if document.get("dash_completed") == "no":
        yield gap("dash_completed", "intake_without_checklist", Need.MAY)


_PERSON = ("given_names", "family_name", "aliases", "born_on", "gender")
_BACKGROUND = (
    "drugs_alcohol_mental_health", "disability_literacy_numeracy", "ethnicity", "religion", "languages",
)  # fmt: skip
_SECTIONS = (
    Section(
        "start",
        "first",
        (Page("start", ("extent", "case_worker", "intake_on", "referred_by", "repeat", "referral_number")),),
    ),
    Section("client", "first", (Page("client", under("client", *_PERSON)),)),
    Section(
        "reach",
        "first",
        (
            Page("home", under("client", "address", "alternative_address")),
            Page(
                "reach",
                under("client", "safe_telephone", "mobile", "telephone", "safe_time", "code_word")
                + under("client", "translator_required", "translator_language", "other_useful_numbers"),
            ),
        ),
    ),
    Section(
        "danger",
        "first",
        (
            Page(
                "danger",
                ("significant_concerns", "concerns_detail", "dash_completed", "risk_level", "pregnant", "due_on"),
            ),
        ),
    ),
    Section(
        "partners",
        "first",
        (
            Page("partner", under("partners.*", *_PERSON, "relationship", "lines", "town", "postcode")),
            Page(
                "partner-background",
                under("partners.*", "translator_required", "translator_language", *_BACKGROUND)
                + under("partners.*", "employment", "immigration_concerns"),
            ),
        ),
        row="partners",
    ),
    Section(
        "children",
        "later",
        (
            Page(
                "child",
                under("children.*", *_PERSON, "partner_is_parent", "other_parent")
                + under("children.*", "partner_has_parental_responsibility", "school"),
            ),
        ),
        row="children",
    ),
    Section(
        "family",
        "later",
        (
            Page(
                "family",
                (
                    "children_living_arrangements",
                    "children_services_involved",
                    "children_services_detail",
                    "children_concerns",
                ),
            ),
        ),
    ),
    Section(
        "background",
        "later",
        (
            Page("life", under("client", "relationship_and_living", "employment", "immigration_concerns")),
            Page("background", under("client", *_BACKGROUND, "sexual_orientation")),
        ),
    ),
    Section(
        "agreed",
        "later",
        (
            Page(
                "agreed",
                (
                    "service_explained",
                    "service_explained_how",
                    "confidentiality_agreed",
                    "confidentiality_agreed_how",
                    "monitoring_agreed",
                    "monitoring_agreed_how",
                ),
            ),
            Page(
                "steps",
                ("referred_to_marac", "issp_in_place", "conflict_of_interest", "conflict_told_to_manager", "other"),
            ),
        ),
    ),
)

_RULES = Rules(
    refuse=(not_ahead("intake", "intake_on"),),
    gaps=(
        _gaps_of_intake,
        named("client", "partners.*", "children.*"),
        one_of("client.safe_telephone", "client.mobile", "client.telephone", key="intake_no_phone"),
    ),
)

FORM = case_form("marac-case-intake", 1, parts=_PARTS, words="intake", sections=_SECTIONS, rules=_RULES)
