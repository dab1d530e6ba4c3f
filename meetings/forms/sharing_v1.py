"""The record of sharing without consent, as part of a referral: who decided it, on what ground, and what was shared."""

from meetings.forms.declaration import Field, Group, Kind, Need, Part, Rows, When
from meetings.forms.shapes import IS_NO, IS_YES, LONGEST_TEXT, YES_NO

# Law as in force in 2026: the Data Protection Act 1998 that older forms name is repealed.
LEGAL_AUTHORITIES = (
    "uk_gdpr_article_6",
    "uk_gdpr_article_9",
    "uk_gdpr_article_10",
    "data_protection_act_2018_schedule_1",
    "data_protection_act_2018_part_3",
    "crime_and_disorder_act_1998_s115",
    "children_acts",
    "care_act_2014",
    "criminal_justice_act_2003_s325",
    "human_rights_act_1998",
    "common_law_public_interest",
)

_SHARED_ITEM: tuple[Part, ...] = (
    Field("what", Kind.TEXT, most=LONGEST_TEXT),
    Field("with_whom", Kind.TEXT, most=LONGEST_TEXT),
    Field("how", Kind.TEXT, most=LONGEST_TEXT),
    Field("shared_at", Kind.MOMENT, essential=True),
)

_PARTS: tuple[Part, ...] = (
    Field("worker", Kind.TEXT, need=Need.MUST),
    Field("sent_to", Kind.LINES, least=1, most=30, need=Need.MUST),
    Field("shared_on", Kind.DATE, essential=True, need=Need.MUST),
    Field(
        "concerned_about", Kind.CHOICES, choices=("child", "client", "perpetrator", "other"), least=1, need=Need.MUST
    ),
    Field(
        "at_risk_from",
        Kind.CHOICES,
        choices=("perpetrator", "client", "self_harm", "family_member", "other"),
        least=1,
        need=Need.MUST,
    ),
    Field("concerns", Kind.LONG, need=Need.MUST),
    # Not knowing is not a reason to wait: treated as immediate until somebody says otherwise.
    Field("immediate_risk", Kind.FLAG, unsure=True, need=Need.MUST),
    Field("checklist_completed", Kind.CHOICE, choices=YES_NO, unsure="no", need=Need.MUST),
    Field("classification", Kind.TEXT, nullable=True, asked_if=When("checklist_completed", IS_YES), need=Need.MUST),
    Field(
        "ticks",
        Kind.WHOLE,
        nullable=True,
        least=0,
        most=24,
        asked_if=When("checklist_completed", IS_YES),
        need=Need.MUST,
    ),
    Field(
        "legal_authority",
        Kind.CHOICES,
        choices=LEGAL_AUTHORITIES,
        is_open=True,
        least=1,
        need=Need.MUST,
        essential=True,
    ),
    Field("balanced_considerations", Kind.LONG, need=Need.MUST),
    Field("discussed_with", Kind.TEXT, need=Need.MUST),
    Field("discussed_with_role", Kind.TEXT, need=Need.MUST),
    # Where nobody knows, the 48 hours run.
    Field("senior_available_beforehand", Kind.FLAG, unsure=False, need=Need.MUST),
    Field("signed_off_by", Kind.TEXT, need=Need.MUST),
    Field("signed_off_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("review_due_on", Kind.DATE, may_be_ahead=True, essential=True, need=Need.MUST),
    Field("action_taken", Kind.LONG, need=Need.MUST),
    Field("client_notified", Kind.CHOICE, choices=YES_NO, unsure="no", need=Need.MUST),
    Field("client_notified_at", Kind.MOMENT, nullable=True, asked_if=When("client_notified", IS_YES), need=Need.MUST),
    Field("why_not_notified", Kind.LONG, nullable=True, asked_if=When("client_notified", IS_NO), need=Need.MUST),
    Rows("shared_items", _SHARED_ITEM, ("shared_item",), least=1, most=50, need=Need.MUST),
)

SHARING_WITHOUT_CONSENT = Group(
    "sharing_without_consent",
    _PARTS,
    ("sharing",),
    nullable=True,
    asked_if=When("answer", IS_NO),
    need=Need.MUST,
)
