"""The case review, version 1: risks then and now, the plan, and how the case goes on."""

from collections.abc import Iterator

from meetings.forms.case_form import case_form
from meetings.forms.casework.figures import levels
from meetings.forms.casework.rules import gap, in_order, named, not_ahead
from meetings.forms.casework.shapes import NAMES, RISK_LEVELS, choice, day, record_day, story, text, under, yes_no
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Field, Group, Json, Kind, Need, Page, Part, Place, Rows, Section, When
from meetings.forms.figures import Answers, FigureTable
from meetings.forms.findings import Found, Gap, Rule

MOST_REASONS = 3
# The levels of the severity grid; a grid has no total, so its highest row is stated by whoever filled it in.
GRID_LEVELS = ("high", "moderate", "standard", "not_assessed")
_CLOSE = When("outcome", ("close",))
_NOT_CLOSE = When("outcome", ("ongoing", "scale_down"))
_OPEN_OR_LESS = When("outcome", ("ongoing", "scale_down", "close"))
_REASONS = Field("reasons", Kind.LINES, most=MOST_REASONS, need=Need.MUST)

_ACTION: tuple[Part, ...] = (
    text("action", need=Need.MUST),
    text("who", need=Need.MUST),
    day("by_when", may_be_ahead=True),
)
_PARTS: tuple[Part, ...] = (
    record_day("reviewed_on"),
    Group("client", NAMES, ("client", "case_person", "person")),
    yes_no("engaged"),
    day("intake_on", need=Need.MUST),
    day("last_contact_on", need=Need.MUST),
    choice("intensity", "fewer_than_5", "from_5_to_10", "more_than_10"),
    Field("case_type", Kind.CHOICES, choices=("marac", "civil", "criminal"), need=Need.MUST),
    choice("checklist_at_intake", *RISK_LEVELS),
    choice("checklist_now", *RISK_LEVELS),
    choice("grid_at_intake", *GRID_LEVELS),
    choice("grid_now", *GRID_LEVELS),
    story("change_comment"),
    yes_no("new_tools_attached"),
    story("new_concerns", need=Need.MUST),
    story("professional_judgement", need=Need.MUST),
    yes_no("issp_in_place"),
    story("why_no_issp", need=Need.MUST, asked_if=When("issp_in_place", ("no",))),
    story("worker_view_of_safety", need=Need.MUST),
    story("client_view_of_safety"),
    Rows("new_action_plan", _ACTION, ("review_action",), most=40),
    choice("outcome", "ongoing", "scale_down", "close"),
    _REASONS,
    yes_no("step_refresh_issp", asked_if=_OPEN_OR_LESS),
    yes_no("step_contact_strategy", asked_if=_NOT_CLOSE),
    yes_no("step_exit_form", asked_if=_CLOSE),
    yes_no("step_referrals", asked_if=_CLOSE),
    yes_no("step_key_dates", asked_if=_NOT_CLOSE),
    story("other_steps"),
)


def _refuse_many_reasons(document: dict[str, Json], by: Circumstances, found: Found) -> None:
    held = document.get(_REASONS.name)
    if isinstance(held, list) and len(held) > MOST_REASONS:
        found.refuse(Place(_REASONS.name, _REASONS, ("case_review",)), Rule.TOO_MANY, most=MOST_REASONS)


def _gaps_of_review(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    if document.get("new_tools_attached") == "no":
        yield gap("new_tools_attached", "review_without_tools", Need.MAY)
    if document.get("step_exit_form") == "no":
        yield gap("step_exit_form", "close_without_exit", Need.MAY)


_SECTIONS = (
    Section(
        "contact",
        "review",
        (
            Page("client", under("client", "given_names", "family_name", "aliases")),
            Page("contact", ("reviewed_on", "engaged", "intake_on", "last_contact_on", "intensity", "case_type")),
        ),
    ),
    Section(
        "risk",
        "review",
        (
            Page(
                "levels",
                (
                    "checklist_at_intake",
                    "checklist_now",
                    "grid_at_intake",
                    "grid_now",
                    "new_tools_attached",
                    "change_comment",
                ),
            ),
            Page("concerns", ("new_concerns", "professional_judgement")),
        ),
    ),
    Section(
        "safety",
        "review",
        (
            Page("safety", ("issp_in_place", "why_no_issp", "worker_view_of_safety", "client_view_of_safety")),
            Page("actions", ("new_action_plan",)),
        ),
    ),
    Section(
        "outcome",
        "goes_on",
        (
            Page("outcome", ("outcome", "reasons")),
            Page(
                "next-steps",
                (
                    "step_refresh_issp",
                    "step_contact_strategy",
                    "step_key_dates",
                    "step_exit_form",
                    "step_referrals",
                    "other_steps",
                ),
            ),
        ),
    ),
)

_RULES = Rules(
    refuse=(not_ahead("case_review", "reviewed_on"), _refuse_many_reasons),
    gaps=(_gaps_of_review, named("client"), in_order("intake_on", "last_contact_on", "contact_before_intake")),
)


def _levels(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    return levels(
        answers,
        ("figure.levels.checklist", "checklist_at_intake", "checklist_now", RISK_LEVELS),
        ("figure.levels.grid", "grid_at_intake", "grid_now", GRID_LEVELS),
    )


FORM = case_form(
    "marac-case-review", 1, parts=_PARTS, words="case_review", sections=_SECTIONS, rules=_RULES, figures=_levels
)
