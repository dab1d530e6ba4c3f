"""Severity of abuse grid, version 1: four kinds of abuse, whether each occurs now, and how it changes.

Source: SafeLives (Caada) severity of abuse grid of the 2014 practice pack. The grid has no total, and none is made.
"""

from meetings.forms.case_form import case_form
from meetings.forms.declaration import Field, Group, Json, Kind, Need, Page, Part, Place, Section, When
from meetings.forms.figures import Answers, FigureLine, FigureTable
from meetings.forms.findings import inside
from meetings.forms.shapes import IS_YES
from meetings.forms.words import choice, sentence

ROWS = ("physical", "sexual", "stalking", "controlling")
COLUMNS = ("occurring", "severity", "severity_escalation", "frequency_escalation")
_OCCURS = When("occurring", IS_YES)
_CHANGES = ("worse", "unchanged", "reduced")


def _follow_up(name: str, choices: tuple[str, ...]) -> Field:
    return Field(name, Kind.CHOICE, nullable=True, choices=choices, asked_if=_OCCURS, need=Need.MUST)


_CELLS: tuple[Field, ...] = (
    Field("occurring", Kind.CHOICE, choices=("yes", "no", "dont_know", "not_answered"), need=Need.MUST),
    _follow_up("severity", ("high", "moderate", "standard")),
    _follow_up("severity_escalation", _CHANGES),
    _follow_up("frequency_escalation", _CHANGES),
)


def _row(name: str) -> Group:
    return Group(name, (*_CELLS, Field("note", Kind.LONG, nullable=True)), (f"soag_{name}", "soag_row"))


_PARTS: tuple[Part, ...] = (
    Field("done_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("stage", Kind.CHOICE, choices=("intake", "review", "closure"), essential=True, need=Need.MUST),
    *(_row(name) for name in ROWS),
)

_SECTIONS = (
    Section("when", "grid", (Page("when", ("done_on", "stage")),)),
    Section("grid", "grid", (Page("grid", ROWS),)),
)


def grid(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    """The grid in words, with what the last one said where it is not the same."""
    lines = tuple(_line(name, inside(answers, name), inside(earlier, name)) for name in ROWS)
    columns = (*(f"soag_row.{name}" for name in COLUMNS), "figure.marac-soag.before")
    return (
        FigureTable("figure.marac-soag", lines, columns, ("figure.marac-soag.no_total", "figure.marac-soag.beside")),
    )


def _line(name: str, now: Json, before: Json) -> FigureLine:
    cells = _cells(now)
    return FigureLine(f"soag.{name}", (*cells, _compared(cells, before)))


def _cells(row: Json) -> tuple[str, ...]:
    if inside(row, "occurring") == "yes":
        return tuple(_in_words(part, inside(row, part.name)) for part in _CELLS)
    first, *others = _CELLS
    return (_in_words(first, inside(row, first.name)), *(sentence("figure.marac-soag.not_here") for _ in others))


def _in_words(part: Field, held: Json) -> str:
    if isinstance(held, str) and held:
        return choice(Place(part.name, part, ("soag_row",)), held)
    return sentence("figure.marac-soag.blank")


def _compared(cells: tuple[str, ...], before: Json) -> str:
    if before is None:
        return sentence("figure.marac-soag.first")
    was = _cells(before)
    if was == cells:
        return sentence("figure.marac-soag.same")
    return ", ".join(cell for cell in was if cell != sentence("figure.marac-soag.not_here"))


FORM = case_form("marac-soag", 1, parts=_PARTS, words="soag", sections=_SECTIONS, figures=grid)
