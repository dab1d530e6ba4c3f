"""The civil case summary, version 1: one hearing, and the orders it made with the day on which each ends."""

from meetings.forms.case_form import case_form
from meetings.forms.casework.court import COURT_GAPS, COURT_HEAD, NEXT, NEXT_HEARING, parties
from meetings.forms.casework.figures import days_to_come
from meetings.forms.casework.rules import in_order_in_rows, not_ahead
from meetings.forms.casework.shapes import choice, day, text
from meetings.forms.check import Rules
from meetings.forms.declaration import Field, Group, Kind, Need, Page, Part, Rows, Section, When

ORDERS = ("non_molestation", "occupation", "protection_from_harassment", "forced_marriage", "children_act")
_SOLICITOR: tuple[Part, ...] = (text("name"), text("firm"), text("contact", protected=True))
_ORDER: tuple[Part, ...] = (
    choice("order", *ORDERS, is_open=True),
    text("which_children_act_order", need=Need.MUST, asked_if=When("order", ("children_act",))),
    day("made_on"),
    text("length", need=Need.MAY),
    day("expires_on", need=Need.MUST, may_be_ahead=True),
    Field("conditions", Kind.LINES, most=30),
)
_PARTS: tuple[Part, ...] = (
    *COURT_HEAD,
    choice("hearing_type", "application", "breach", "full", "other"),
    text("hearing_type_other", need=Need.MUST, asked_if=When("hearing_type", ("other",))),
    Group("applicant_solicitor", _SOLICITOR, ("solicitor",), nullable=True),
    Group("respondent_solicitor", _SOLICITOR, ("solicitor",), nullable=True),
    Rows("orders", _ORDER, ("court_order",), most=20),
    *NEXT_HEARING,
)
_SECTIONS = (
    Section(
        "hearing",
        "hearing",
        (
            Page(
                "hearing",
                ("hearing_on", "court", "hearing_type", "hearing_type_other", "worker_at_court", "intake_on"),
            ),
        ),
    ),
    parties("victims", "victim"),
    parties("defendants", "defendant"),
    Section("orders", "what_court_did", (Page("orders", ("orders",)),)),
    Section("solicitors", "what_court_did", (Page("solicitors", ("applicant_solicitor", "respondent_solicitor")),)),
    NEXT,
)

_RULES = Rules(
    refuse=(not_ahead("civil", "hearing_on"),),
    gaps=(*COURT_GAPS, in_order_in_rows("orders", "made_on", "expires_on", "order_ends_before")),
)

FORM = case_form(
    "marac-civil-summary",
    1,
    parts=_PARTS,
    words="civil",
    sections=_SECTIONS,
    rules=_RULES,
    figures=days_to_come("marac-civil-summary"),
)
