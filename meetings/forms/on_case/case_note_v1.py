"""A case note, version 1: one entry for one contact, what was said apart from what the worker makes of it."""

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import not_ahead
from meetings.forms.casework.shapes import choice, day, record_day, story, text
from meetings.forms.check import Rules
from meetings.forms.declaration import Field, Kind, Need, Page, Part, Rows, Section

ACTIVITIES = (
    "children", "civil_orders", "criminal_court", "finance", "general_advocacy", "housing", "health_wellbeing",
    "immigration", "marac", "police", "probation",
)  # fmt: skip
_AGREED: tuple[Part, ...] = (
    text("what", need=Need.MUST),
    text("who", need=Need.MUST),
    day("by_when", may_be_ahead=True),
)
_PARTS: tuple[Part, ...] = (
    record_day("contacted_on"),
    text("worker_initials", need=Need.MUST),
    choice("contact_type", "telephone", "meeting", "email", "letter"),
    choice("contact_with", "client", "agency"),
    story("note", need=Need.MUST),
    story("opinion"),
    Rows("agreed_actions", _AGREED, ("agreed_action",), most=30),
    Field("activity", Kind.CHOICES, choices=ACTIVITIES, need=Need.MUST),
)
_SECTIONS = (
    Section(
        "contact",
        "note",
        (Page("contact", ("contacted_on", "worker_initials", "contact_type", "contact_with", "activity")),),
    ),
    Section("note", "note", (Page("note", ("note", "opinion", "agreed_actions")),)),
)

_RULES = Rules(refuse=(not_ahead("case_note", "contacted_on"),))

FORM = case_form("marac-case-note", 1, parts=_PARTS, words="case_note", sections=_SECTIONS, rules=_RULES)
