"""What a Marac referral holds, version 1, apart from the checklist and the record of sharing without consent."""

from meetings.forms.dash_24_v1 import DASH
from meetings.forms.declaration import Field, Group, Kind, Need, Part, Rows, When
from meetings.forms.shapes import (
    APPLIES,
    IS_NO,
    IS_YES,
    LONGEST_TEXT,
    NAME_LENGTH,
    RELATIONS_OF_ADULTS,
    RELATIONS_OF_CHILDREN,
    YES_NO_NOT_KNOWN,
    person_parts,
    relation,
)
from meetings.forms.sharing_v1 import SHARING_WITHOUT_CONSENT

REFERENCE_PATTERN = "[A-Za-z0-9-]{3,40}"
YES_NO_NOT_KNOWN_NOT_ASKED = ("yes", "no", "not_known", "not_asked")

_HEAD: tuple[Part, ...] = (
    Field("form", Kind.FIXED, fixed="marac-referral"),
    Field("version", Kind.FIXED, fixed=1),
    Field("sender_reference", Kind.TEXT, pattern=REFERENCE_PATTERN, most=40, essential=True),
    Field("referring_agency", Kind.AGENCY, essential=True),
    Field("contact_names", Kind.LINES, least=1, most=10, need=Need.MUST, essential=True),
    Field("telephone", Kind.PHONE, nullable=True, offers_not_known=True),
    Field("email", Kind.EMAIL, nullable=True),
    Field("referred_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("incident_on", Kind.DATE, nullable=True, need=Need.MUST),
    Field("identified_on", Kind.DATE, nullable=True, need=Need.MAY),
)

_VICTIM = Group("victim", person_parts("victim"), ("victim", "person"), need=Need.MUST)

_PERPETRATORS = Rows(
    "perpetrators",
    (*person_parts("perpetrator"), relation("relationship_to_victim", RELATIONS_OF_ADULTS)),
    ("perpetrator", "person"),
    least=1,
    most=20,
    need=Need.MUST,
)

_CHILDREN = Rows(
    "children",
    (
        *person_parts("child"),
        relation("relationship_to_victim", RELATIONS_OF_CHILDREN),
        Rows(
            "relationships_to_perpetrators",
            (
                Field("perpetrator", Kind.WHOLE, least=0, most=1_000, essential=True),
                relation("relationship", RELATIONS_OF_CHILDREN),
            ),
            ("child_relation",),
            most=20,
            is_given=True,
            given_for="perpetrators",
            given_key="perpetrator",
        ),
        Field("school", Kind.TEXT, nullable=True, most=NAME_LENGTH, search=True, need=Need.MAY),
        Field("due_on", Kind.DATE, nullable=True, may_be_ahead=True),
        Field(
            "lives_with",
            Kind.CHOICE,
            choices=("victim", "perpetrator", "both"),
            is_open=True,
            unsure="not_known",
            most=NAME_LENGTH,
        ),
    ),
    ("child", "person"),
    most=50,
)

_INCIDENT: tuple[Part, ...] = (
    Field("occurred_on", Kind.DATE, essential=True),
    Field("reported_to_police", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
    Field("crime_reference", Kind.TEXT, nullable=True, most=60),
    Field("what", Kind.TEXT, nullable=True, most=1_000),
)


def _applies() -> Field:
    return Field("applies", Kind.FLAG, unsure=False)


def _route(name: str, *parts: Part) -> Group:
    return Group(name, (_applies(), *parts), (f"route_{name}",))


_ROUTES = Group(
    "routes",
    (
        _route(
            "professional_judgement",
            Field("reason", Kind.LONG, nullable=True, asked_if=APPLIES, need=Need.MUST),
        ),
        _route("visible_high_risk"),
        _route(
            "escalation",
            Rows("incidents", _INCIDENT, ("incident",), most=100, asked_if=APPLIES, need=Need.MUST),
        ),
        _route(
            "repeat",
            Field("previous_on", Kind.DATE, nullable=True, asked_if=APPLIES),
            Field("previous_case_number", Kind.TEXT, nullable=True, most=60, asked_if=APPLIES),
        ),
        _route(
            "transfer",
            Field("from_area", Kind.TEXT, nullable=True, asked_if=APPLIES, need=Need.MUST),
            Field("previous_referred_on", Kind.DATE, nullable=True, asked_if=APPLIES, need=Need.MUST),
            Field("previous_heard_on", Kind.DATE, nullable=True, asked_if=APPLIES, need=Need.MAY),
        ),
    ),
    ("routes",),
)

_AWARE = Group(
    "victim_aware",
    (
        Field("answer", Kind.CHOICE, choices=YES_NO_NOT_KNOWN_NOT_ASKED, need=Need.MUST),
        Field("why_not", Kind.LONG, nullable=True, asked_if=When("answer", IS_NO), need=Need.MUST),
    ),
    ("victim_aware",),
)
_CONSENT = Group(
    "consent",
    (
        Field("answer", Kind.CHOICE, choices=YES_NO_NOT_KNOWN_NOT_ASKED, need=Need.MUST),
        SHARING_WITHOUT_CONSENT,
    ),
    ("consent",),
)
_OTHER_MARAC = Group(
    "other_marac",
    (
        Field("answer", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=Need.MUST),
        Field("where", Kind.TEXT, nullable=True, asked_if=When("answer", IS_YES), need=Need.MUST, most=LONGEST_TEXT),
        Field("when", Kind.DATE, nullable=True, asked_if=When("answer", IS_YES), need=Need.MUST),
    ),
    ("other_marac",),
)

REFERRAL_PARTS: tuple[Part, ...] = (
    *_HEAD,
    _VICTIM,
    _PERPETRATORS,
    _CHILDREN,
    _ROUTES,
    DASH,
    _AWARE,
    _CONSENT,
    Field("afraid_of", Kind.LONG, need=Need.MUST),
    Field("safe_to_talk_to", Kind.LONG, nullable=True, protected=True),
    Field("not_safe_to_talk_to", Kind.LONG, nullable=True, protected=True),
    _OTHER_MARAC,
    Field("reason", Kind.LONG, least=1, need=Need.MUST, essential=True),
)
