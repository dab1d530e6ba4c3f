"""The risk checklist of 24 items as part of a referral: answers, sources and the professional's section."""

from meetings.forms.declaration import Field, Group, Kind, Need, Part, When
from meetings.forms.shapes import IS_YES, LONGEST_STORY, LONGEST_TEXT, YES_NO, YES_NO_NOT_KNOWN

ITEMS = tuple(str(n) for n in range(1, 25))
ANSWERS = ("yes", "no", "dont_know")
ITEMS_A_PAGE = 8


def _story(name: str) -> Field:
    return Field(name, Kind.LONG, nullable=True, most=LONGEST_STORY)


_ANSWERS = Group(
    "answers",
    tuple(Field(item, Kind.CHOICE, nullable=True, choices=ANSWERS) for item in ITEMS),
    ("dash_item",),
)
_SOURCES = Group(
    "sources",
    tuple(Field(item, Kind.TEXT, optional=True, most=LONGEST_TEXT) for item in ITEMS),
    ("dash_source",),
)
_DETAILS = Group(
    "details",
    tuple(Field(item, Kind.LONG, optional=True, most=LONGEST_STORY) for item in ITEMS),
    ("dash_detail",),
)

_PARTS: tuple[Part, ...] = (
    Field("tool", Kind.FIXED, fixed="safelives-dash-24"),
    Field("done_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("done_by", Kind.TEXT, need=Need.MUST),
    Field(
        "answered_by",
        Kind.CHOICE,
        choices=("victim", "victim_and_records", "records_only"),
        need=Need.MUST,
        essential=True,
    ),
    _ANSWERS,
    _SOURCES,
    _DETAILS,
    _story("other_relevant_info"),
    _story("victim_situation"),
    _story("willing_to_engage"),
    _story("abuser_occupation_weapons"),
    _story("victim_priorities"),
    Field("grounds_for_marac", Kind.CHOICE, choices=YES_NO, unsure="no"),
    Field("referral_made", Kind.CHOICE, choices=YES_NO, unsure="no"),
    Field("children_at_risk", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
    Field(
        "safeguarding_referral",
        Kind.CHOICE,
        choices=YES_NO,
        unsure="no",
        asked_if=When("children_at_risk", IS_YES),
        need=Need.MUST,
    ),
    Field(
        "safeguarding_referral_on",
        Kind.DATE,
        nullable=True,
        asked_if=When("safeguarding_referral", IS_YES),
        need=Need.MUST,
    ),
    Field("name", Kind.TEXT, need=Need.MUST),
    _story("practitioner_notes"),
    Field("asked_in_private", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
    Field("interpreter_used", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
)

DASH = Group("dash", _PARTS, ("dash",), nullable=True)
