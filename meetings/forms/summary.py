"""A form in words, section by section in its own order: for check-your-answers, for the coordinator and for print."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from marac.dates import show_date, show_moment
from meetings.forms import words
from meetings.forms.asking import is_asked
from meetings.forms.declaration import Field, Group, Json, Kind, Page, Place, Rows, Section, join, place_of
from meetings.forms.findings import inside, is_blank
from meetings.forms.form import Form
from meetings.forms.kinds import read_day, read_moment
from meetings.forms.page_answers import PageAnswers
from meetings.forms.posted import at_row
from meetings.forms.progress import is_page_asked
from meetings.forms.questions import name_of

NO_ANSWER = "No answer yet"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in words. `lines` has one entry a line; `page` is where it is changed, `group` what it belongs to."""

    path: str
    label: str
    lines: tuple[str, ...]
    page: str
    row: int | None
    is_answered: bool
    protected: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The answers of one section, or of one person of a section that repeats."""

    section: str
    heading: str
    row: int | None
    rows: tuple[Row, ...]


def summary(form: Form, answers: PageAnswers) -> tuple[Block, ...]:
    """Every question that these answers make the form ask, answered or not."""
    return tuple(block for section in form.sections for block in _blocks(form, section, answers))


def _blocks(form: Form, section: Section, answers: PageAnswers) -> Iterator[Block]:
    if not section.row:
        heading = form.say("section", section.id)
        yield Block(section.id, heading, None, tuple(_rows(form, section, answers, None)))
        return
    heading = form.say("row", section.pages[0].id)
    held = inside(answers.values, section.row)
    for n in range(len(held) if isinstance(held, list) else 0):
        yield Block(section.id, heading, n, tuple(_rows(form, section, answers, n)))


def _rows(form: Form, section: Section, answers: PageAnswers, row: int | None) -> Iterator[Row]:
    for page in section.pages:
        if is_page_asked(page, answers):
            for ask in page.asks:
                place = place_of(form.root.parts, form.root.words, at_row(ask, row))
                if place is not None:
                    yield from _rows_of(place, page, answers, row)


def _rows_of(place: Place, page: Page, answers: PageAnswers, row: int | None) -> Iterator[Row]:
    part = place.part
    parent = inside(answers.values, place.path.rpartition(".")[0]) if "." in place.path else answers.values
    if not is_asked(part.asked_if, parent if isinstance(parent, dict) else {}, answers.values):
        return
    if isinstance(part, Group):
        for inner in part.parts:
            below = _rows_of(Place(join(place.path, inner.name), inner, part.words), page, answers, row)
            yield from (replace(one, group=one.group or words.label(place)) for one in below)
        return
    held = inside(answers.values, place.path)
    if isinstance(part, Field) and part.optional and is_blank(held):
        return
    lines = tuple(_lines(place, held, answers))
    shown = lines or (NO_ANSWER,)
    yield Row(place.path, words.label(place), shown, page.id, row, bool(lines), part.protected)


def _lines(place: Place, held: Json, answers: PageAnswers) -> Iterator[str]:
    said = answers.not_given.get(place.path, "")
    if said:
        yield words.sentence(f"choice.{said}")
    elif isinstance(place.part, Rows):
        for n in range(len(held) if isinstance(held, list) else 0):
            yield _row_of_list(place.part, f"{place.path}.{n}", answers)
    elif isinstance(place.part, Field):
        yield from value_in_words(place, held)


def _row_of_list(rows: Rows, path: str, answers: PageAnswers) -> str:
    """One line for one alias, address or telephone; whom it points at by name, and yes or no with its question."""
    told: list[str] = []
    for part in rows.parts:
        place = Place(join(path, part.name), part, rows.words)
        held = inside(answers.values, place.path)
        if rows.given_for and part.name == rows.given_key:
            told.append(name_of(answers, f"{rows.given_for}.{held}") or words.sentence("choice.not_known"))
        elif isinstance(part, Field):
            said = list(_lines(place, held, answers))
            told += [f"{words.label(place)} {one}" for one in said] if _is_yes_or_no(part) else said
    return "; ".join(told)


def row_in_words(form: Form, path: str, answers: PageAnswers) -> str:
    """The first answer of a row, to know it by in a list; nothing where it has none."""
    place = place_of(form.root.parts, form.root.words, path.rpartition(".")[0])
    if place is None or not isinstance(place.part, Rows):
        return ""
    told = _row_of_list(place.part, path, answers)
    return told.partition("; ")[0]


def _is_yes_or_no(part: Field) -> bool:
    return part.kind is Kind.FLAG or "yes" in part.choices


def value_in_words(place: Place, held: Json) -> Iterator[str]:
    """An answer as people read it; nothing for a blank one."""
    part = place.part
    if is_blank(held) or not isinstance(part, Field):
        return
    if isinstance(held, list):
        yield from (words.choice(place, str(one)) if part.choices else str(one) for one in held)
    elif part.kind in (Kind.CHOICE, Kind.FLAG):
        yield words.choice(place, str(held).lower() if isinstance(held, bool) else str(held))
    elif part.kind is Kind.BORN_ON:
        yield birth_in_words(held)
    elif part.kind in (Kind.DATE, Kind.MOMENT) and isinstance(held, str):
        yield _when(held)
    else:
        yield words.choice(place, str(held)) if str(held) == part.or_code or held == part.unsure else str(held)


def _when(written: str) -> str:
    day, at = read_day(written), read_moment(written)
    return show_date(day) if day else show_moment(at) if at else written


def birth_in_words(held: Json) -> str:
    """`27 March 1985`, `March 1985`, `Born 1990`, `About 34`, `Not known`."""
    written, precision = inside(held, "value"), inside(held, "precision")
    if not isinstance(written, str):
        return words.sentence("choice.not_known")
    if precision == "exact":
        return show_date(date.fromisoformat(written))
    if precision == "month":
        return f"{date.fromisoformat(f'{written}-01'):%B %Y}"
    return words.sentence("birth.year" if precision == "year" else "birth.about", figure=written)
