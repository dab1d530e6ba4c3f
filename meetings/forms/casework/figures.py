"""What the forms of the case file reckon: days to come, and levels of risk then and now in words."""

from marac.dates import show_date
from meetings.forms import words
from meetings.forms.casework.coming_dates import coming_dates
from meetings.forms.declaration import Json
from meetings.forms.figures import Answers, FigureLine, Figures, FigureTable


def days_to_come(form_id: str) -> Figures:
    """The days this form looks forward to, the earliest first."""

    def reckon(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
        lines = tuple(
            FigureLine(f"figure.coming.{day.what}", (show_date(day.on),)) for day in coming_dates(form_id, answers)
        )
        return (FigureTable("figure.coming", lines),) if lines else ()

    return reckon


def levels(answers: Answers, *compared: tuple[str, str, str, tuple[str, ...]]) -> tuple[FigureTable, ...]:
    """Levels then and now. Each is its words, its two fields, and its codes from the highest down."""
    lines = tuple(
        FigureLine(
            name,
            (_said(answers.get(then)), _said(answers.get(now)), _change(answers.get(then), answers.get(now), codes)),
        )
        for name, then, now, codes in compared
    )
    columns = ("figure.levels.then", "figure.levels.now", "figure.levels.change")
    return (FigureTable("figure.levels", lines, columns, ("figure.levels.limits",)),)


def _said(level: Json) -> str:
    return words.sentence(f"figure.level.{level}" if isinstance(level, str) and level else "figure.level.blank")


def _change(then: Json, now: Json, codes: tuple[str, ...]) -> str:
    """Not assessed is no level: it is neither higher nor lower than another."""
    known = [code for code in codes if code != "not_assessed"]
    if then not in known or now not in known:
        return words.sentence("figure.levels.unknown")
    before, after = known.index(str(then)), known.index(str(now))
    return words.sentence(
        "figure.levels.same" if before == after else f"figure.levels.{'higher' if after < before else 'lower'}"
    )
