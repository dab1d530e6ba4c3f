"""The risk checklist of 24 items alone, version 1: asked at intake, reviewed, and asked again at the end.

Its answers stand under `dash`, as in a referral. The score is reckoned and never typed.
"""

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import not_ahead
from meetings.forms.check import Rules
from meetings.forms.dash_24_v1 import ANSWERS, ITEMS, ITEMS_A_PAGE
from meetings.forms.declaration import Field, Group, Json, Kind, Need, Page, Part, Section, When
from meetings.forms.figures import Answers, FigureLine, FigureTable
from meetings.forms.findings import inside
from meetings.forms.shapes import IS_YES, LONGEST_STORY, LONGEST_TEXT, YES_NO, YES_NO_NOT_KNOWN
from meetings.forms.words import sentence
from meetings.risk.dash import TOOL, count_answers

# What may be ticked beside a yes. Ticks never count.
TICKS: dict[str, tuple[str, ...]] = {
    "14": ("victim", "children", "other"),
    "18": ("children", "family_member", "previous_relationship", "other"),
    "21": ("drugs", "alcohol", "mental_health"),
    "23": ("bail", "non_molestation_or_occupation_order", "child_contact", "forced_marriage_order", "other"),
    "24": ("domestic_abuse", "sexual_violence", "other_violence", "other"),
}


def _story(name: str) -> Field:
    return Field(name, Kind.LONG, nullable=True, most=LONGEST_STORY)


def _if_yes(name: str) -> When:
    return When(name, IS_YES)


def _ticks(item: str) -> Field:
    return Field(item, Kind.CHOICES, optional=True, choices=TICKS[item], asked_if=When(f"/dash.answers.{item}", IS_YES))


def _source(item: str) -> Field:
    told_by_others = When("/dash.answered_by", ("victim",), is_not=True)
    return Field(item, Kind.TEXT, optional=True, most=LONGEST_TEXT, asked_if=told_by_others)


_CHECKLIST: tuple[Part, ...] = (
    Field("tool", Kind.FIXED, fixed=TOOL),
    Field("done_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("done_by", Kind.TEXT, most=LONGEST_TEXT, need=Need.MUST),
    Field(
        "answered_by",
        Kind.CHOICE,
        choices=("victim", "victim_and_records", "records_only"),
        essential=True,
        need=Need.MUST,
    ),
    Field("face_to_face", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
    Field("asked_in_private", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
    Field("interpreter_used", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
    Group(
        "answers",
        tuple(Field(item, Kind.CHOICE, nullable=True, choices=ANSWERS, need=Need.MAY) for item in ITEMS),
        ("dash_item",),
    ),
    Group("ticks", tuple(_ticks(item) for item in TICKS), ("dash_tick",)),
    Group("sources", tuple(_source(item) for item in ITEMS), ("dash_source",)),
    Group(
        "details",
        tuple(Field(item, Kind.LONG, optional=True, most=LONGEST_STORY) for item in ITEMS),
        ("dash_detail",),
    ),
)
_PROFESSIONAL: tuple[Part, ...] = (
    _story("other_relevant_info"),
    _story("victim_situation"),
    _story("willing_to_engage"),
    _story("abuser_occupation_weapons"),
    _story("victim_priorities"),
    Field("professional_judgement", Kind.CHOICE, choices=YES_NO, unsure="no", need=Need.MUST),
    Field("judgement_reason", Kind.LONG, nullable=True, asked_if=_if_yes("professional_judgement"), need=Need.MUST),
    Field("grounds_for_marac", Kind.CHOICE, choices=YES_NO, unsure="no", need=Need.MUST),
    Field(
        "referral_made",
        Kind.CHOICE,
        nullable=True,
        choices=YES_NO,
        asked_if=_if_yes("grounds_for_marac"),
        need=Need.MUST,
    ),
    Field("referral_made_on", Kind.DATE, nullable=True, asked_if=_if_yes("referral_made"), need=Need.MUST),
    Field("children_at_risk", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=Need.MUST),
    Field(
        "safeguarding_referral",
        Kind.CHOICE,
        nullable=True,
        choices=YES_NO,
        asked_if=_if_yes("children_at_risk"),
        need=Need.MUST,
    ),
    Field(
        "safeguarding_referral_on", Kind.DATE, nullable=True, asked_if=_if_yes("safeguarding_referral"), need=Need.MUST
    ),
    _story("practitioner_notes"),
)
_PARTS: tuple[Part, ...] = (
    Field(
        "stage", Kind.CHOICE, choices=("intake", "review", "new_incident", "closure"), essential=True, need=Need.MUST
    ),
    Group("dash", (*_CHECKLIST, *_PROFESSIONAL), ("marac_dash", "dash")),
)


def _names(parts: tuple[Part, ...], *, after: str = "", until: str = "") -> tuple[str, ...]:
    names = [part.name for part in parts]
    start, end = names.index(after) + 1 if after else 0, names.index(until) if until else len(names)
    return tuple(f"dash.{name}" for name in names[start:end])


def _page(part: int) -> Page:
    items = ITEMS[(part - 1) * ITEMS_A_PAGE : part * ITEMS_A_PAGE]
    asks = (
        f"dash.{group}.{item}"
        for item in items
        for group in ("answers", "ticks", "details", "sources")
        if group != "ticks" or item in TICKS
    )
    return Page(f"checklist-{part}", tuple(asks))


_SECTIONS = (
    Section("asked", "risk", (Page("asked", ("stage", *_names(_CHECKLIST, after="tool", until="answers"))),)),
    Section("checklist", "risk", (_page(1), _page(2), _page(3))),
    Section(
        "professional",
        "risk",
        (
            Page("situation", _names(_PROFESSIONAL, until="professional_judgement")),
            Page("judgement", _names(_PROFESSIONAL, after="victim_priorities")),
        ),
    ),
)


def counted(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    """The count with its gaps, beside the count before it. Judgement and ticks stand beside it and never in it."""
    columns = [_column(answers), *([_column(earlier)] if earlier else [])]
    keys = ("yes", "no", "not_known", "blank", "highest")
    lines = tuple(
        FigureLine(f"figure.marac-dash.{key}", tuple(column[n] for column in columns)) for n, key in enumerate(keys)
    )
    heads = ("figure.marac-dash.now", *(["figure.marac-dash.before"] if earlier else []))
    notes = (
        ["limits", "source", "licence"] if columns[0][0] != _not_assessed() else ["not_assessed", "limits", "licence"]
    )
    return (FigureTable("figure.marac-dash", lines, heads, tuple(f"figure.marac-dash.{note}" for note in notes)),)


def _column(answers: Json) -> tuple[str, ...]:
    count = count_answers(inside(answers, "dash.answers"))
    if not count.is_assessed:
        return (_not_assessed(), *(str(each) for each in (count.no, count.dont_know, count.blank)), _not_assessed())
    return tuple(str(each) for each in (count.score, count.no, count.dont_know, count.blank, count.highest_possible))


def _not_assessed() -> str:
    return sentence("figure.marac-dash.none")


_RULES = Rules(refuse=(not_ahead("dash", "dash.done_on"),))
FORM = case_form("marac-dash", 1, parts=_PARTS, words="marac_dash", sections=_SECTIONS, rules=_RULES, figures=counted)
