"""The Marac research return, version 1: one agency's answer for one case of one meeting."""

from meetings.forms.declaration import Group, Page, Section, When
from meetings.forms.form import Form, FormPlace
from meetings.forms.research_v1_parts import RESEARCH_PARTS
from meetings.forms.research_v1_rules import RULES

_HOLDS = When("/nil_return", ("none",))

_SECTIONS = (
    Section("answer", "your_answer", (Page("answer", ("nil_return", "completed_by", "telephone", "email")),)),
    Section("persons", "your_answer", (Page("person", ("persons",)),)),
    Section("last-contact", "what_you_know", (Page("last-contact", ("last_contacts",), asked_if=_HOLDS),)),
    Section(
        "lines",
        "what_you_know",
        (Page("lines", ("lines", "attitude_behaviour_demeanour", "other_information"), asked_if=_HOLDS),),
    ),
    Section("kept-back", "what_you_know", (Page("kept-back", ("kept_back",), asked_if=_HOLDS),)),
    Section(
        "next",
        "what_next",
        (
            Page(
                "next",
                (
                    "upcoming_dates",
                    "victim_priorities",
                    "afraid_of",
                    "safe_to_talk_to",
                    "not_safe_to_talk_to",
                    "gaps_and_questions",
                    "suggested_actions",
                ),
                asked_if=_HOLDS,
            ),
        ),
    ),
)

MARAC_RESEARCH_V1 = Form(
    "marac-research",
    1,
    Group("", RESEARCH_PARTS, ("research",)),
    RULES,
    _SECTIONS,
    FormPlace.ANSWERS,
    sender_field="agency",
)
