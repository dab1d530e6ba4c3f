"""Adults at risk, version 1: six indicators, the adult's own view of each, and one rating of likelihood by consequence.

Source: London multi-agency policy on safeguarding adults, risk assessment and rating tool of about 2011, read in
November 2026. Its list of considerations passes over number 6; nothing is missing there.
"""

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import not_ahead
from meetings.forms.check import Rules
from meetings.forms.declaration import AnyOf, Field, Group, Json, Kind, Need, Page, Part, Rows, Section, When
from meetings.forms.figures import Answers, FigureLine, FigureTable
from meetings.forms.findings import inside
from meetings.forms.shapes import IS_NO, IS_YES, LONGEST_STORY, LONGEST_TEXT, NAME_LENGTH, YES_NO, YES_NO_NOT_KNOWN
from meetings.forms.words import sentence
from meetings.risk.london_adults import LEVELS, STAGES, rate

ANSWERS = ("yes", "no", "dont_know")
SCALE = ("1", "2", "3", "4", "5")


def _yes(name: str) -> When:
    return When(name, IS_YES)


def _no(name: str) -> When:
    return When(name, IS_NO)


def _choice(name: str, choices: tuple[str, ...] = YES_NO_NOT_KNOWN) -> Field:
    return Field(name, Kind.CHOICE, choices=choices, need=Need.MUST, unsure="dont_know" if choices == ANSWERS else None)


def _then(name: str, condition: When | AnyOf, choices: tuple[str, ...]) -> Field:
    return Field(name, Kind.CHOICE, nullable=True, choices=choices, asked_if=condition, need=Need.MUST)


def _text(name: str, need: Need = Need.MUST) -> Field:
    return Field(name, Kind.TEXT, most=LONGEST_TEXT, need=need)


def _story(name: str, need: Need = Need.MUST) -> Field:
    return Field(name, Kind.LONG, most=LONGEST_STORY, need=need)


def _story_if(name: str, condition: When) -> Field:
    return Field(name, Kind.LONG, nullable=True, most=LONGEST_STORY, asked_if=condition, need=Need.MUST)


def _rating(name: str) -> Field:
    return Field(name, Kind.CHOICE, nullable=True, choices=LEVELS, need=Need.MUST)


# The adult's own view stands with every indicator, or the reason why it does not.
_OWN_VIEW: tuple[Part, ...] = (
    Field("view_recorded", Kind.CHOICE, choices=YES_NO, essential=True, need=Need.MUST),
    _story_if("own_view", _yes("view_recorded")),
    _story_if("no_view_reason", _no("view_recorded")),
)


def _indicator(number: int, *parts: Part) -> Group:
    name = f"indicator_{number}"
    return Group(name, (*parts, *_OWN_VIEW), (f"adults_{name}", "adults_indicator"))


_HARM: tuple[Part, ...] = (_text("harm"), _rating("severity"))
_INDICATORS = (
    _indicator(1, Rows("harms", _HARM, ("adults_harm",), need=Need.MUST, most=10)),
    _indicator(2, _rating("continue"), _rating("escalate")),
    _indicator(3, _rating("premeditation"), _rating("threats"), _rating("violence"), _rating("other_coercion")),
    _indicator(4, _rating("pattern_of_both"), _rating("duration"), _rating("repetition"), _story("history")),
    _indicator(5, _rating("independence"), _rating("health"), _rating("wellbeing"), _rating("overall")),
    _indicator(6, _rating("support_needs"), _choice("carers_assessment"), _story("support")),
)
_PERSON: tuple[Part, ...] = (
    Field("name", Kind.TEXT, most=NAME_LENGTH, essential=True, need=Need.MUST),
    Field("born_on", Kind.BORN_ON, need=Need.MAY),
    _text("gender"),
    Field("reference", Kind.TEXT, nullable=True, most=LONGEST_TEXT, need=Need.MAY),
    Field("address", Kind.LINES, most=8, protected=True, need=Need.MAY),
)
_CHILD: tuple[Part, ...] = (
    Field("name", Kind.TEXT, most=NAME_LENGTH),
    Field("born_on", Kind.BORN_ON, need=Need.MAY),
)
_HAPPENING: tuple[Part, ...] = (
    Field("happened_on", Kind.DATE, nullable=True),
    Field("at", Kind.TEXT, nullable=True, most=40),
    Field("event", Kind.LONG, most=LONGEST_STORY),
)
_ACTION: tuple[Part, ...] = (
    Field("action", Kind.LONG, most=LONGEST_STORY),
    _text("desired_outcome"),
    _text("person"),
    Field("due_on", Kind.DATE, nullable=True, may_be_ahead=True, need=Need.MUST),
)
_BEFORE: tuple[Part, ...] = (
    Field("done_on", Kind.DATE, nullable=True, need=Need.MUST),
    Field("difference", Kind.LONG, most=LONGEST_STORY),
)
_HAS_CAPACITY = AnyOf((When("stage_1", ("no",)), When("stage_2", ("no",))))

_PARTS: tuple[Part, ...] = (
    Field("done_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("stage", Kind.CHOICE, choices=STAGES, essential=True, need=Need.MUST),
    Group("adult", _PERSON, ("adults_person",)),
    _choice("eligibility_assessment_done"),
    _choice("is_adult_at_risk"),
    _choice("children_present"),
    Rows("children", _CHILD, ("adults_child",), asked_if=_yes("children_present"), need=Need.MUST, most=30),
    _then("childrens_services_told", _yes("children_present"), YES_NO_NOT_KNOWN),
    _text("alleged_harmer"),
    _text("relationship"),
    _story("context"),
    _choice("stage_1", ANSWERS),
    _then("stage_2", _yes("stage_1"), ANSWERS),
    _then("advocate", _yes("stage_2"), ANSWERS),
    _then("agreed_to_investigation", _HAS_CAPACITY, YES_NO),
    _story_if("reluctance", _no("agreed_to_investigation")),
    _choice("harmer_capacity", ANSWERS),
    Rows("chronology", _HAPPENING, ("adults_event",), need=Need.MUST, most=50),
    *_INDICATORS,
    Field("likelihood", Kind.CHOICE, nullable=True, choices=SCALE, need=Need.MUST),
    Field("consequence", Kind.CHOICE, nullable=True, choices=SCALE, need=Need.MUST),
    _story("professional_view"),
    _story("adult_view"),
    Field("others_view", Kind.LONG, nullable=True, most=LONGEST_STORY),
    Rows("actions", _ACTION, ("adults_action",), need=Need.MUST, most=30),
    Field("is_later_assessment", Kind.CHOICE, choices=YES_NO, unsure="no", need=Need.MUST),
    Rows("previous", _BEFORE, ("adults_before",), asked_if=_yes("is_later_assessment"), need=Need.MUST, most=20),
    _text("worker_role"),
    _text("manager_name"),
    _text("manager_role"),
    Field("manager_agreed_on", Kind.DATE, nullable=True, need=Need.MUST),
)

_SECTIONS = (
    Section(
        "adult",
        "adult",
        (
            Page("adult", ("done_on", "stage", "adult", "eligibility_assessment_done", "is_adult_at_risk")),
            Page("children", ("children_present", "children", "childrens_services_told")),
            Page("harm", ("alleged_harmer", "relationship", "context", "harmer_capacity")),
            Page("capacity", ("stage_1", "stage_2", "advocate", "agreed_to_investigation", "reluctance")),
        ),
    ),
    Section("chronology", "adult", (Page("chronology", ("chronology",)),)),
    Section("indicators", "risk", tuple(Page(f"indicator-{n}", (f"indicator_{n}",)) for n in range(1, 7))),
    Section("rating", "risk", (Page("rating", ("likelihood", "consequence")),)),
    Section(
        "summary",
        "risk",
        (
            Page("summary", ("professional_view", "adult_view", "others_view")),
            Page("actions", ("actions",)),
            Page("before", ("is_later_assessment", "previous")),
            Page("agreed", ("worker_role", "manager_name", "manager_role", "manager_agreed_on")),
        ),
    ),
)


def rated(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    """Likelihood times consequence with its band, beside the rating before it."""
    columns = [_column(answers), *([_column(earlier)] if earlier else [])]
    keys = ("likelihood", "consequence", "product", "band")
    lines = tuple(
        FigureLine(f"figure.marac-adults-at-risk.{key}", tuple(column[n] for column in columns))
        for n, key in enumerate(keys)
    )
    heads = ("figure.marac-adults-at-risk.now", *(["figure.marac-adults-at-risk.before"] if earlier else []))
    notes = tuple(f"figure.marac-adults-at-risk.{note}" for note in ("limits", "trap", "source", "dash"))
    return (FigureTable("figure.marac-adults-at-risk", lines, heads, notes),)


def _column(answers: Json) -> tuple[str, ...]:
    held = [inside(answers, name) for name in ("likelihood", "consequence")]
    told = [str(each) if each in SCALE else _blank() for each in held]
    rating = rate(*(int(each) if isinstance(each, str) and each in SCALE else None for each in held))
    return (*told, str(rating.product) if rating else _blank(), rating.band if rating else _blank())


def _blank() -> str:
    return sentence("figure.marac-adults-at-risk.blank")


_RULES = Rules(refuse=(not_ahead("adults", "done_on"),))
FORM = case_form(
    "marac-adults-at-risk", 1, parts=_PARTS, words="adults", sections=_SECTIONS, rules=_RULES, figures=rated
)
