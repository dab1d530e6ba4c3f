"""Risk of serious harm as a formal assessment set it, version 1, with the figures its system stated.

Source: HMPPS, risk of serious harm guidance (2023), read in November 2026. A level is kept with who assessed, on what
day and in which system. Nothing here makes one, and no predictor is computed.
"""

from decimal import Decimal

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import not_ahead
from meetings.forms.check import Rules
from meetings.forms.declaration import Field, Group, Json, Kind, Need, Page, Part, Section
from meetings.forms.figures import Answers, FigureLine, FigureTable
from meetings.forms.findings import inside
from meetings.forms.shapes import LONGEST_STORY, LONGEST_TEXT, YES_NO_NOT_KNOWN
from meetings.forms.words import sentence
from meetings.risk.predictors import PREDICTORS, RSR, StatedFigure, expected_band, is_on_boundary
from meetings.risk.rosh import LEVELS, StatedLevel, find_warnings, first_step

BANDS = ("low", "medium", "high", "very_high", "not_applicable")
BAND_NAMES = dict(zip(BANDS, ("Low", "Medium", "High", "Very High", "Not applicable"), strict=True))
SIGNS = ("victim_proximity", "lifestyle", "psychological", "supervision")
_WHOLE_FIGURES = ("osp_dc", "iic_srp")


def _text(name: str) -> Field:
    return Field(name, Kind.TEXT, most=LONGEST_TEXT, need=Need.MUST)


def _story(name: str) -> Field:
    return Field(name, Kind.LONG, nullable=True, most=LONGEST_STORY)


def _level(name: str) -> Field:
    return Field(name, Kind.CHOICE, nullable=True, choices=LEVELS)


def _predictor(code: str) -> Group:
    decimals = 0 if code in _WHOLE_FIGURES else 2
    return Group(
        code,
        (
            Field("figure", Kind.DECIMAL, nullable=True, most=100, decimals=decimals),
            Field("band", Kind.CHOICE, nullable=True, choices=BANDS[:3] if code == RSR.id else BANDS),
            Field("stated_on", Kind.DATE, nullable=True),
        ),
        (f"rosh_{code}", "rosh_predictor"),
    )


_PARTS: tuple[Part, ...] = (
    _text("person"),
    Field("done_on", Kind.DATE, essential=True, need=Need.MUST),
    _text("assessed_by"),
    _text("system"),
    Field("formal_assessment", Kind.CHOICE, choices=YES_NO_NOT_KNOWN, need=Need.MUST),
    Group("predictors", tuple(_predictor(code) for code in PREDICTORS), ("rosh_predictors",)),
    _level("step_2"),
    _story("step_2_reasons"),
    _level("step_3"),
    _story("step_3_reasons"),
    _story("difference_reason"),
    Field("level", Kind.CHOICE, choices=LEVELS, essential=True, need=Need.MUST),
    Field("rationale", Kind.LONG, most=LONGEST_STORY, need=Need.MUST),
    Field("signs", Kind.CHOICES, optional=True, choices=SIGNS),
)
_SECTIONS = (
    Section(
        "assessment",
        "risk",
        (Page("assessment", ("person", "done_on", "assessed_by", "system", "formal_assessment")),),
    ),
    Section("figures", "risk", (Page("figures", tuple(f"predictors.{code}" for code in PREDICTORS)),)),
    Section(
        "steps",
        "risk",
        (
            Page("factors", ("step_2", "step_2_reasons", "step_3", "step_3_reasons", "difference_reason")),
            Page("level", ("level", "rationale", "signs")),
        ),
    ),
)


def stated_figures(answers: Json) -> tuple[StatedFigure, ...]:
    """The predictors for which a figure or a band was stated, in their order."""
    every = (_stated(code, inside(answers, f"predictors.{code}")) for code in PREDICTORS)
    return tuple(each for each in every if each.raw is not None or each.band is not None)


def _stated(code: str, held: Json) -> StatedFigure:
    figure, band = inside(held, "figure"), inside(held, "band")
    return StatedFigure(
        code,
        Decimal(figure) if isinstance(figure, str) and figure.replace(".", "", 1).isdecimal() else None,
        BAND_NAMES.get(band) if isinstance(band, str) else None,
    )


def stated_level(answers: Json) -> StatedLevel:
    rsr = _stated(RSR.id, inside(answers, f"predictors.{RSR.id}")).raw
    told = {name: _said(answers, name) for name in ("step_2_reasons", "step_3_reasons", "difference_reason")}
    return StatedLevel(
        level=_said(answers, "level") or None,
        rsr=rsr,
        step_2=_said(answers, "step_2") or None,
        step_3=_said(answers, "step_3") or None,
        **told,
    )


def _said(answers: Json, name: str) -> str:
    held = inside(answers, name)
    return held if isinstance(held, str) else ""


def compared(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    """Each stated figure beside the band its own scale would give, and what does not fit together. No level is made."""
    columns = ("figure", "band", "scale")
    lines = tuple(_line(stated) for stated in stated_figures(answers))
    lines += (FigureLine("figure.marac-rosh.step_1", ("", "", _step_1(stated_level(answers).rsr))),)
    warned = [f"figure.marac-rosh.{code}" for code in find_warnings(stated_level(answers))]
    notes = (*warned, "figure.marac-rosh.limits", "figure.marac-rosh.rsr_limits", "figure.marac-rosh.unconfirmed")
    return (FigureTable("figure.marac-rosh", lines, tuple(f"figure.marac-rosh.{each}" for each in columns), notes),)


def _step_1(rsr: Decimal | None) -> str:
    if is_on_boundary(RSR.id, rsr):
        return sentence("figure.marac-rosh.boundary")
    return first_step(rsr) or sentence("figure.marac-rosh.blank")


def _line(stated: StatedFigure) -> FigureLine:
    blank = sentence("figure.marac-rosh.blank")
    raw = blank if stated.raw is None else str(stated.raw)
    return FigureLine(f"rosh_predictors.{stated.tool}", (raw, stated.band or blank, _by_scale(stated)))


def _by_scale(stated: StatedFigure) -> str:
    """What the tool's own scale says, for comparing. The sent band is never put right."""
    if is_on_boundary(stated.tool, stated.raw):
        return sentence("figure.marac-rosh.boundary")
    expected = expected_band(stated.tool, stated.raw)
    if expected is None:
        return sentence("figure.marac-rosh.blank" if stated.raw is None else "figure.marac-rosh.off_scale")
    fits = stated.band in (None, expected)
    return expected if fits else f"{expected}. {sentence('figure.marac-rosh.mismatch')}"


_RULES = Rules(refuse=(not_ahead("rosh", "done_on"),))
FORM = case_form("marac-rosh", 1, parts=_PARTS, words="rosh", sections=_SECTIONS, rules=_RULES, figures=compared)
