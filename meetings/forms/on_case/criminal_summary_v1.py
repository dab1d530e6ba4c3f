"""The criminal case summary, version 1: one hearing, as many victims, defendants and charges as there are."""

from meetings.forms.case_form import case_form
from meetings.forms.casework.court import COURT_GAPS, COURT_HEAD, NEXT, NEXT_HEARING, parties
from meetings.forms.casework.figures import days_to_come
from meetings.forms.casework.rules import in_order, not_ahead
from meetings.forms.casework.shapes import CONTACT_OF_SOMEBODY, choice, day, text, yes_no
from meetings.forms.check import Rules
from meetings.forms.declaration import Field, Group, Kind, Need, Page, Part, Rows, Section

_INCIDENT: tuple[Part, ...] = (
    day("happened_on", need=Need.MAY),
    text("charges", need=Need.MUST),
    choice("plea", "guilty", "not_guilty", "mixed", "not_entered", "not_known"),
    text("comment"),
)
_MEASURE: tuple[Part, ...] = (
    text("application_for", need=Need.MUST),
    day("applied_on", need=Need.MAY),
    day("granted_on"),
    yes_no("used", need=Need.NO),
    text("comment"),
)
_ORDER: tuple[Part, ...] = (
    choice("order", "restraining", is_open=True),
    day("expires_on", need=Need.MUST, may_be_ahead=True),
    Field("conditions", Kind.LINES, most=30),
)
_PARTS: tuple[Part, ...] = (
    *COURT_HEAD,
    choice("hearing_type", "first_hearing", "plea", "bail", "trial", "sentence", "breach", "appeal", is_open=True),
    day("trial_on", may_be_ahead=True),
    day("pre_trial_visit_on", may_be_ahead=True),
    Rows("incidents", _INCIDENT, ("charge",), least=1, most=50),
    Field("bail_conditions", Kind.LINES, most=40),
    Rows("orders", _ORDER, ("court_order",), most=20),
    Group("officer_in_case", CONTACT_OF_SOMEBODY, ("court_contact",), nullable=True),
    Group("witness_care_officer", CONTACT_OF_SOMEBODY, ("court_contact",), nullable=True),
    Rows("special_measures", _MEASURE, ("special_measure",), most=20),
    *NEXT_HEARING,
)
_SECTIONS = (
    Section(
        "hearing",
        "hearing",
        (Page("hearing", ("hearing_on", "court", "hearing_type", "worker_at_court", "intake_on")),),
    ),
    parties("victims", "victim"),
    parties("defendants", "defendant"),
    Section("charges", "what_court_did", (Page("charges", ("incidents",)),)),
    Section("bail", "what_court_did", (Page("bail", ("bail_conditions", "orders")),)),
    Section(
        "witness",
        "after",
        (
            Page("trial", ("trial_on", "pre_trial_visit_on", "officer_in_case", "witness_care_officer")),
            Page("measures", ("special_measures",)),
        ),
    ),
    NEXT,
)

_RULES = Rules(
    refuse=(not_ahead("criminal", "hearing_on"),),
    gaps=(*COURT_GAPS, in_order("pre_trial_visit_on", "trial_on", "trial_before_visit")),
)

FORM = case_form(
    "marac-criminal-summary",
    1,
    parts=_PARTS,
    words="criminal",
    sections=_SECTIONS,
    rules=_RULES,
    figures=days_to_come("marac-criminal-summary"),
)
