"""The record of sharing without consent, version 1, standing alone on a case: the same record as in a referral."""

from collections.abc import Iterator

from meetings.forms.case_form import case_form
from meetings.forms.casework.figures import days_to_come
from meetings.forms.casework.rules import gap, named, not_ahead
from meetings.forms.casework.shapes import BORN, NAMES, WHERE, address, phone, under
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Group, Json, Need, Page, Part, Rows, Section
from meetings.forms.findings import Gap
from meetings.forms.referral_v1_risk import is_review_late
from meetings.forms.sharing_v1 import SHARING_WITHOUT_CONSENT

_CLIENT: tuple[Part, ...] = (
    *NAMES,
    *BORN,
    address("address", need=Need.MUST),
    phone("telephone"),
    phone("mobile"),
)
_ELSEWHERE: tuple[Part, ...] = (*NAMES, *BORN, *WHERE)
_PARTS: tuple[Part, ...] = (
    Group("client", _CLIENT, ("client", "case_person", "person")),
    Rows("children", _ELSEWHERE, ("elsewhere", "case_person", "person"), most=30),
    Rows("perpetrators", _ELSEWHERE, ("elsewhere_perpetrator", "elsewhere", "case_person", "person"), most=20),
    *SHARING_WITHOUT_CONSENT.parts,
)


def _gaps_of_sharing(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    if document.get("senior_available_beforehand") is False and is_review_late(document):
        yield gap("review_due_on", "review_late", Need.MAY)
    if document.get("checklist_completed") == "no":
        yield gap("checklist_completed", "sharing_without_checklist", Need.MAY)


_SECTIONS = (
    Section(
        "concern",
        "concern",
        (
            Page("concern", ("concerned_about", "at_risk_from", "concerns", "immediate_risk")),
            Page("checklist", ("checklist_completed", "classification", "ticks")),
        ),
    ),
    Section(
        "client",
        "who",
        (
            Page("client", under("client", "given_names", "family_name", "aliases", "born_on", "address")),
            Page("client-numbers", under("client", "telephone", "mobile")),
        ),
    ),
    Section("children", "who", (Page("children", ("children",)),)),
    Section("perpetrators", "who", (Page("perpetrators", ("perpetrators",)),)),
    Section(
        "decided",
        "decision",
        (
            Page("grounds", ("legal_authority", "balanced_considerations")),
            Page(
                "agreed",
                (
                    "discussed_with",
                    "discussed_with_role",
                    "senior_available_beforehand",
                    "signed_off_by",
                    "signed_off_on",
                    "review_due_on",
                ),
            ),
        ),
    ),
    Section(
        "shared",
        "decision",
        (
            Page("shared", ("worker", "shared_on", "sent_to", "shared_items", "action_taken")),
            Page("told", ("client_notified", "client_notified_at", "why_not_notified")),
        ),
    ),
)

_RULES = Rules(
    refuse=(not_ahead("sharing", "shared_on", "signed_off_on"),),
    gaps=(_gaps_of_sharing, named("client", "children.*", "perpetrators.*")),
)

FORM = case_form(
    "marac-sharing-without-consent",
    1,
    parts=_PARTS,
    words="sharing",
    sections=_SECTIONS,
    rules=_RULES,
    figures=days_to_come("marac-sharing-without-consent"),
)
