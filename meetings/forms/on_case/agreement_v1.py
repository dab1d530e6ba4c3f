"""The confidentiality and information sharing agreement, version 1.

To say no to monitoring is an answer like yes: nothing follows from it, and nothing here can override it.
"""

from collections.abc import Iterator

from meetings.forms.case_form import case_form
from meetings.forms.casework.figures import days_to_come
from meetings.forms.casework.rules import gap, in_order_in_rows
from meetings.forms.casework.shapes import choice, day, is_yes, text, yes_no
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Json, Need, Page, Part, Rows, Section, When
from meetings.forms.findings import Gap, is_blank

_SIGNED = When("agreed_how", ("signed",))
_TELEPHONE = When("agreed_how", ("telephone",))
_PERMISSION: tuple[Part, ...] = (
    text("agency", need=Need.MUST),
    text("contact"),
    yes_no("permitted"),
    day("agreed_on", need=Need.MUST),
    day("review_on", need=Need.MAY, may_be_ahead=True),
)
_PARTS: tuple[Part, ...] = (
    yes_no("explained"),
    yes_no("monitoring"),
    yes_no("held_confidentially"),
    yes_no("high_risk_exception"),
    choice("agreed_how", "signed", "telephone", "not_agreed"),
    text("printed_name", need=Need.MUST, asked_if=_SIGNED),
    day("signed_on", need=Need.MUST, asked_if=_SIGNED),
    day("told_by_telephone_on", need=Need.MUST, asked_if=_TELEPHONE),
    yes_no("signed_since", asked_if=_TELEPHONE),
    day("signed_since_on", need=Need.MUST, asked_if=is_yes("signed_since")),
    Rows("permissions", _PERMISSION, ("permission",), most=50),
)


def _gaps_of_agreement(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    """No gap looks at `monitoring`: a refusal is complete and costs nothing."""
    if document.get("agreed_how") == "telephone" and document.get("signed_since") == "no":
        yield gap("signed_since", "agreement_by_telephone", Need.MAY)
    if document.get("explained") == "no":
        yield gap("explained", "agreement_not_explained", Need.MAY)
    if document.get("agreed_how") == "not_agreed" and not is_blank(document.get("permissions")):
        yield gap("permissions", "agreement_without_consent", Need.MAY)


_SECTIONS = (
    Section(
        "explained",
        "agreement",
        (Page("explained", ("explained", "held_confidentially", "high_risk_exception", "monitoring")),),
    ),
    Section(
        "agreed",
        "agreement",
        (
            Page(
                "agreed",
                ("agreed_how", "printed_name", "signed_on", "told_by_telephone_on", "signed_since", "signed_since_on"),
            ),
        ),
    ),
    Section("permissions", "agreement", (Page("permissions", ("permissions",)),)),
)

_RULES = Rules(gaps=(_gaps_of_agreement, in_order_in_rows("permissions", "agreed_on", "review_on", "review_before")))

FORM = case_form(
    "marac-agreement",
    1,
    parts=_PARTS,
    words="agreement",
    sections=_SECTIONS,
    rules=_RULES,
    figures=days_to_come("marac-agreement"),
)
