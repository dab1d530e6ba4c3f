"""The individual safety and support plan, version 1: what is to be done, what is possible, and where the plan is kept.

A copy is made only where it is safe to take home (`printing.py`).
"""

import re
from collections.abc import Iterator

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import day_at, gap, in_order, not_ahead
from meetings.forms.casework.shapes import day, is_yes, record_day, story, text, under, yes_no
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Field, Group, Json, Kind, Need, Page, Part, Rows, Section
from meetings.forms.findings import Gap, inside, rows_of

OPTIONS = (
    "general_safety", "separating", "legal", "children", "financial", "housing_and_security", "health_and_wellbeing",
    "additional_support",
)  # fmt: skip
_SEVERAL_OWNERS = re.compile(r"[,;/&+]|\band\b", re.IGNORECASE)

_STEP: tuple[Part, ...] = (
    story("risk_or_issue", need=Need.MUST),
    story("agreed_action", need=Need.MUST),
    text("who", need=Need.MUST),
    day("by_when", need=Need.MUST, may_be_ahead=True),
    day("completed_on"),
    text("comment"),
)
_OPTION: tuple[Part, ...] = (
    story("advice"),
    yes_no("offered", need=Need.NO),
    yes_no("wanted_now", need=Need.NO, asked_if=is_yes("offered")),
    text("local_contact"),
)
_PARTS: tuple[Part, ...] = (
    day("intake_on", need=Need.MUST),
    record_day("plan_on"),
    day("created_on", need=Need.MUST),
    day("dash_done_on", need=Need.MUST),
    yes_no("is_review"),
    day("reviewed_on", need=Need.MUST, asked_if=is_yes("is_review")),
    text("reviewed_by", need=Need.MUST, asked_if=is_yes("is_review")),
    Rows("steps", _STEP, ("plan_step",), least=1, most=60),
    *(Group(option, _OPTION, ("plan_option",)) for option in OPTIONS),
    Field("take_with_me", Kind.LINES, most=40),
    Field("in_an_emergency_take", Kind.LINES, most=40),
    yes_no("safe_to_take_home"),
    text("where_kept", need=Need.MUST),
)


def _gaps_of_plan(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    checklist, plan = day_at(document, "dash_done_on"), day_at(document, "plan_on")
    if checklist is not None and plan is not None and checklist > plan:
        yield gap("dash_done_on", "plan_before_checklist", Need.MAY)
    for path, step in rows_of(document, "steps"):
        who = inside(step, "who")
        if isinstance(who, str) and _SEVERAL_OWNERS.search(who):
            yield gap(f"{path}.who", "several_owners", Need.MAY)


_SECTIONS = (
    Section(
        "plan",
        "plan",
        (
            Page(
                "plan",
                ("intake_on", "dash_done_on", "plan_on", "created_on", "is_review", "reviewed_on", "reviewed_by"),
            ),
        ),
    ),
    Section("steps", "plan", (Page("step", under("steps.*", *(part.name for part in _STEP))),), row="steps"),
    Section(
        "options",
        "possible",
        (
            Page("options-safety", OPTIONS[:2]),
            Page("options-rights", OPTIONS[2:4]),
            Page("options-home", OPTIONS[4:6]),
            Page("options-support", OPTIONS[6:]),
        ),
    ),
    Section("take", "possible", (Page("take", ("take_with_me", "in_an_emergency_take")),)),
    Section("keep", "keep", (Page("keep", ("safe_to_take_home", "where_kept")),)),
)

_RULES = Rules(
    refuse=(not_ahead("safety_plan", "plan_on"),),
    gaps=(_gaps_of_plan, in_order("plan_on", "reviewed_on", "review_before_plan")),
)

FORM = case_form("marac-safety-plan", 1, parts=_PARTS, words="safety_plan", sections=_SECTIONS, rules=_RULES)
