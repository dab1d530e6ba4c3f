"""What a form reckons from its answers: shown beside them, never typed, and no part of the document."""

from collections.abc import Callable
from dataclasses import dataclass

from meetings.forms.declaration import Json


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line: `words` is a key of the catalogue, `values` stand as they are shown, one a column.

    A value is a count or words of the catalogue, never what anybody typed.
    """

    words: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Lines under a heading. `heading`, `columns` and `notes` are keys; `columns` names one value each, or none.

    `notes` say what the figures are not: limits, sources, licences. They stand wherever the figures stand.
    """

    heading: str
    lines: tuple[FigureLine, ...]
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Answers = dict[str, Json]
# The answers, whole or still being filled in; and those of the form of this kind before it on the case, if any.
Figures = Callable[[Answers, Answers | None], tuple[FigureTable, ...]]


def no_figures(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    """Most forms reckon nothing."""
    return ()
