"""What a Marac research return holds, version 1: one agency's answer for one case of one meeting."""

from meetings.forms.declaration import Field, Group, Kind, Need, Part, Rows, When
from meetings.forms.referral_v1_parts import REFERENCE_PATTERN
from meetings.forms.shapes import ADDRESS, ALIAS, IDENTIFIERS, IS_NO, LONGEST_TEXT, NAME_LENGTH, YES_NO_NOT_KNOWN

NIL_RETURNS = ("none", "known_no_info", "no_trace")
SHARES = ("share", "hold", "chair_only")

_CORRECTIONS = Group(
    "corrections",
    (
        Field("given_names", Kind.TEXT, nullable=True, most=NAME_LENGTH),
        Field("family_name", Kind.TEXT, nullable=True, most=NAME_LENGTH),
        Rows("aliases", ALIAS, ("alias",), most=30),
        Field("born_on", Kind.BORN_ON, nullable=True),
        Rows("addresses", ADDRESS, ("address",), most=30),
        IDENTIFIERS,
        Field("note", Kind.LONG, nullable=True),
    ),
    ("corrections",),
    nullable=True,
    asked_if=When("accurate", IS_NO),
    need=Need.MUST,
)

_PERSON: tuple[Part, ...] = (
    Field("role", Kind.CHOICE, choices=("victim", "perpetrator", "child"), essential=True),
    Field("index", Kind.WHOLE, least=0, most=1_000, essential=True),
    Field("name_as_listed", Kind.TEXT, most=NAME_LENGTH * 2, essential=True),
    Field("accurate", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=Need.MAY),
    _CORRECTIONS,
)
_LAST_CONTACT: tuple[Part, ...] = (
    Field("contacted_on", Kind.DATE, essential=True),
    Field("what", Kind.TEXT, most=LONGEST_TEXT),
    Field("who", Kind.TEXT, most=LONGEST_TEXT),
)
_LINE: tuple[Part, ...] = (
    Field("text", Kind.LONG, least=1, essential=True),
    Field("kind", Kind.CHOICE, choices=("fact", "opinion"), essential=True),
    Field("source", Kind.TEXT, most=LONGEST_TEXT),
    Field("share", Kind.CHOICE, choices=SHARES, essential=True),
    Field(
        "reason",
        Kind.TEXT,
        nullable=True,
        most=1_000,
        needed_if=When("share", ("hold", "chair_only")),
        need=Need.MUST,
    ),
    Field("dash_item", Kind.WHOLE, nullable=True, least=1, most=24),
)
_UPCOMING: tuple[Part, ...] = (
    Field("happens_on", Kind.DATE, may_be_ahead=True, essential=True),
    Field("what", Kind.TEXT, most=LONGEST_TEXT),
)
_SUGGESTED: tuple[Part, ...] = (
    Field("text", Kind.LONG),
    Field("suggested_owner", Kind.AGENCY),
)
_KEPT_BACK: tuple[Part, ...] = (
    Field("text", Kind.LONG),
    Field("reason", Kind.TEXT, most=1_000, need=Need.MUST),
)

RESEARCH_PARTS: tuple[Part, ...] = (
    Field("form", Kind.FIXED, fixed="marac-research"),
    Field("version", Kind.FIXED, fixed=1),
    Field("sender_reference", Kind.TEXT, pattern=REFERENCE_PATTERN, most=40, essential=True),
    Field("agency", Kind.AGENCY, essential=True),
    Field("completed_by", Kind.TEXT, need=Need.MUST),
    Field("telephone", Kind.PHONE, nullable=True, offers_not_known=True),
    Field("email", Kind.EMAIL, nullable=True),
    Field("completed_on", Kind.DATE, essential=True),
    Field("meeting_on", Kind.DATE, may_be_ahead=True, essential=True),
    Field("case_number", Kind.TEXT, most=60, essential=True),
    Field("nil_return", Kind.CHOICE, choices=NIL_RETURNS, essential=True, need=Need.MUST),
    Rows("persons", _PERSON, ("research_person",), least=1, most=100, is_given=True),
    Rows("last_contacts", _LAST_CONTACT, ("last_contact",), most=100, offers_not_known=True),
    Field("attitude_behaviour_demeanour", Kind.LONG, nullable=True),
    Rows("lines", _LINE, ("research_line",), most=300),
    Field("other_information", Kind.LONG, nullable=True),
    Field("victim_priorities", Kind.LONG, nullable=True),
    Field("afraid_of", Kind.LONG, nullable=True),
    Field("safe_to_talk_to", Kind.LONG, nullable=True),
    Field("not_safe_to_talk_to", Kind.LONG, nullable=True),
    Rows("upcoming_dates", _UPCOMING, ("upcoming_date",), most=100),
    Field("gaps_and_questions", Kind.LINES, most=100),
    Rows("suggested_actions", _SUGGESTED, ("suggested_action",), most=100),
    Rows("kept_back", _KEPT_BACK, ("kept_back",), most=200),
)
