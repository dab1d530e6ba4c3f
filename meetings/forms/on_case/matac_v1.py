"""MATAC inputs, version 1: recency, frequency, gravity and victims of one perpetrator.

Source: College of Policing, pages on MATAC, read in November 2026. Its weights are not confirmed: the sum is made with
the area's own dated weights where tools stand side by side, never here.
"""

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import not_ahead
from meetings.forms.check import Rules
from meetings.forms.declaration import Field, Json, Kind, Need, Page, Part, Section
from meetings.forms.figures import Answers, FigureLine, FigureTable
from meetings.forms.findings import inside
from meetings.forms.shapes import LONGEST_STORY, LONGEST_TEXT
from meetings.forms.words import sentence
from meetings.risk.matac import INPUTS, MOST, is_serial

_PARTS: tuple[Part, ...] = (
    Field("person", Kind.TEXT, most=LONGEST_TEXT, need=Need.MUST),
    Field("done_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("done_by", Kind.TEXT, most=LONGEST_TEXT, need=Need.MUST),
    *(Field(code, Kind.WHOLE, nullable=True, most=MOST, need=Need.MUST) for code in INPUTS),
    Field("victims_in_three_years", Kind.WHOLE, nullable=True, most=MOST, need=Need.MAY),
    Field("basis", Kind.LONG, most=LONGEST_STORY, need=Need.MUST),
    Field("reasons", Kind.LONG, nullable=True, most=LONGEST_STORY),
)
_SECTIONS = (
    Section("inputs", "risk", (Page("about", ("person", "done_on", "done_by")), Page("inputs", tuple(INPUTS)))),
    Section("reasons", "risk", (Page("reasons", ("victims_in_three_years", "basis", "reasons")),)),
)


def inputs_of(answers: Json) -> dict[str, int | None]:
    """The four inputs as they were given; a missing one is None and never nought."""
    return {code: _whole(inside(answers, code)) for code in INPUTS}


def _whole(held: Json) -> int | None:
    return held if isinstance(held, int) and not isinstance(held, bool) else None


def shown(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    """The inputs beside those before. No sum stands here."""
    columns = [inputs_of(answers), *([inputs_of(earlier)] if earlier else [])]
    lines = tuple(FigureLine(f"matac.{code}", tuple(_say(column[code]) for column in columns)) for code in INPUTS)
    victims = _whole(inside(answers, "victims_in_three_years"))
    serial = "unknown" if victims is None else "yes" if is_serial(victims) else "no"
    lines += (
        FigureLine(
            "figure.marac-matac.serial", (sentence(f"figure.marac-matac.serial.{serial}"), *[""] * (len(columns) - 1))
        ),
    )
    heads = ("figure.marac-matac.now", *(["figure.marac-matac.before"] if earlier else []))
    return (
        FigureTable("figure.marac-matac", lines, heads, ("figure.marac-matac.limits", "figure.marac-matac.weights")),
    )


def _say(number: int | None) -> str:
    return sentence("figure.marac-matac.blank") if number is None else str(number)


_RULES = Rules(refuse=(not_ahead("matac", "done_on"),))
FORM = case_form("marac-matac", 1, parts=_PARTS, words="matac", sections=_SECTIONS, rules=_RULES, figures=shown)
