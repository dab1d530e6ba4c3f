"""What a page asks, ready to be shown: labels, hints, boxes as they were filled in, messages beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from meetings.forms import words
from meetings.forms.boxes import boxes_of, lines_of
from meetings.forms.declaration import (
    NOT_ASKED,
    NOT_GIVEN,
    NOT_KNOWN,
    AllOf,
    AnyOf,
    Condition,
    Field,
    Group,
    Json,
    Kind,
    Page,
    Place,
    Rows,
    When,
    join,
)
from meetings.forms.findings import inside
from meetings.forms.form import Form
from meetings.forms.kinds import LONGEST, LONGEST_CODE
from meetings.forms.page_answers import PageAnswers, with_given_rows
from meetings.forms.posted import at_row
from meetings.forms.posted_values import OTHER_WORDS, offers_not_given

PRECISIONS_ASKED = ("exact", "year", "estimated_age", "unknown")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice offered."""

    code: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An input and the codes that show what follows it; with `is_not` any other answer shows it."""

    input: str
    codes: tuple[str, ...]
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class ShownWhen:
    """What shows a follow-up: one of these, or all of them."""

    tests: tuple[Shown, ...]
    needs_all: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question, group of questions (`parts`) or list (`rows`), at its input name.

    `boxes` are the inputs of a written answer by name, as typed or as held; a list of lines has its name many times
    and stands in `lines`. `shown_when` are the inputs this follows and the codes that show it: without JavaScript
    a page shows it always. No answer is ever filled in by a browser: autocomplete is off. `row_word` is what one row of
    a list is called.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    message: str = ""
    boxes: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    also_offered: tuple[Option, ...] = ()
    shown_when: ShownWhen | None = None
    longest: int = 0
    protected: bool = False
    may_add: bool = False
    row_word: str = ""
    parts: "tuple[Question, ...]" = ()
    rows: "tuple[tuple[Question, ...], ...]" = ()


def page_questions(form: Form, page: Page, answers: PageAnswers, *, row: int | None = None) -> tuple[Question, ...]:
    """The questions of a page in their order, with everything typed still in them."""
    answers = with_given_rows(form, answers)
    whether = (_whether(form, page.asks_whether, answers),) if page.asks_whether else ()
    places = [form.part_at(at_row(path, row)) for path in page.asks]
    return (*whether, *(_question(place, answers) for place in places if place is not None))


def blank_row(form: Form, path: str, number: int) -> tuple[Question, ...]:
    """An empty row more, for "add another" without JavaScript."""
    place = form.part_at(path)
    if place is None or not isinstance(place.part, Rows):
        raise KeyError("no such rows")
    return _row(place.part, f"{path}.{number}", PageAnswers())


def _whether(form: Form, path: str, answers: PageAnswers) -> Question:
    """A group that one may say there is none of."""
    held, said = inside(answers.values, path), answers.not_given.get(path, "")
    chosen = "yes" if isinstance(held, dict) else said
    offered = tuple(
        Option(code, words.sentence(f"choice.{code}"), code == chosen) for code in ("yes", NOT_KNOWN, NOT_ASKED)
    )
    no = Option("no", words.sentence("choice.no"), False)
    return Question(
        name=f"{path}.given",
        kind="whether",
        label=form.say("whether", path),
        options=(offered[0], no, *offered[1:]),
    )


def _question(place: Place, answers: PageAnswers) -> Question:
    part = place.part
    if isinstance(part, Field):
        return _field_question(part, place, answers)
    parts: tuple[Question, ...] = ()
    rows: tuple[tuple[Question, ...], ...] = ()
    if isinstance(part, Group):
        below = (Place(join(place.path, inner.name), inner, part.words) for inner in part.parts)
        parts = tuple(_question(inner, answers) for inner in below)
    else:
        held = inside(answers.values, place.path)
        number = len(held) if isinstance(held, list) else 0
        rows = tuple(_row(part, f"{place.path}.{n}", answers) for n in range(number))
    offers = isinstance(part, Rows) and part.offers_not_known
    return Question(
        name=place.path,
        kind="group" if isinstance(part, Group) else "rows",
        label=words.label(place),
        hint=words.hint(place),
        message=answers.wrong.get(place.path, ""),
        also_offered=_also(place.path, answers) if offers else (),
        shown_when=_shown_when(part.asked_if, place.path),
        protected=part.protected,
        may_add=isinstance(part, Rows) and not part.is_given,
        row_word=words.sentence(f"row.{part.words[0]}") if isinstance(part, Rows) else "",
        parts=parts,
        rows=rows,
    )


def _row(rows: Rows, path: str, answers: PageAnswers) -> tuple[Question, ...]:
    """One row. What the service gives stands in it as `given`: shown, never asked."""
    questions = []
    for part in rows.parts:
        place = Place(join(path, part.name), part, rows.words)
        if rows.is_given and isinstance(part, Field) and part.essential:
            held = _given(rows, place, answers)
            questions.append(Question(place.path, "given", words.label(place), boxes={place.path: held}))
        else:
            questions.append(_question(place, answers))
    return tuple(questions)


def _given(rows: Rows, place: Place, answers: PageAnswers) -> str:
    """What the service gave: who a row is about by name, where it points into a list, and codes in words."""
    held = inside(answers.values, place.path)
    if rows.given_for and place.part.name == rows.given_key:
        return name_of(answers, f"{rows.given_for}.{held}")
    return words.choice(place, str(held)) if isinstance(held, str) and _has_choices(place) else str(held or "")


def _has_choices(place: Place) -> bool:
    return isinstance(place.part, Field) and bool(place.part.choices)


def name_of(answers: PageAnswers, path: str) -> str:
    """A person of the form by name; nothing where nobody has entered one."""
    names = (inside(answers.values, f"{path}.{name}") for name in ("given_names", "family_name"))
    return " ".join(str(name) for name in names if name)


def _field_question(part: Field, place: Place, answers: PageAnswers) -> Question:
    held = inside(answers.values, place.path)
    return Question(
        name=place.path,
        kind="tick" if part.is_tick else part.kind.value,
        label=words.label(place),
        hint=words.hint(place),
        message=answers.wrong.get(place.path, ""),
        boxes=boxes_of(part, place.path, held, answers.typed),
        lines=lines_of(part, place.path, held, answers.typed),
        options=tuple(_options(part, place, held, answers)),
        also_offered=_also(place.path, answers) if offers_not_given(part) else (),
        shown_when=_shown_when(part.asked_if, place.path),
        longest=part.most if part.kind is not Kind.LINES else LONGEST.get(part.kind, LONGEST_CODE),
        protected=part.protected,
    )


def _also(path: str, answers: PageAnswers) -> tuple[Option, ...]:
    said = answers.not_given.get(path, "")
    return tuple(Option(code, words.sentence(f"choice.{code}"), code == said) for code in NOT_GIVEN)


def _options(part: Field, place: Place, held: Json, answers: PageAnswers) -> Iterator[Option]:
    codes = codes_offered(part)
    typed = answers.typed.get(place.path, [])
    chosen = _chosen(part, held, answers.not_given.get(place.path, ""), typed)
    for code in codes:
        yield Option(code, words.choice(place, code), code in chosen)


def codes_offered(part: Field) -> tuple[str, ...]:
    """Every yes or no offers "not known" and "not asked" as well: blank is not no."""
    if part.kind is Kind.BORN_ON:
        return PRECISIONS_ASKED
    if part.kind is Kind.FLAG:
        return ("yes",) if part.is_tick else ("yes", "no", *NOT_GIVEN)
    if part.kind not in (Kind.CHOICE, Kind.CHOICES):
        return ()
    if "yes" not in part.choices:
        return (*part.choices, OTHER_WORDS) if part.is_open and not part.pattern else part.choices
    is_known_unknown = NOT_KNOWN in part.choices or "dont_know" in part.choices
    more = (() if is_known_unknown else (NOT_KNOWN,)) + (() if NOT_ASKED in part.choices else (NOT_ASKED,))
    return (*part.choices, *more)


def _chosen(part: Field, held: Json, said: str, typed: Sequence[str]) -> tuple[str, ...]:
    if said or typed:
        return (said,) if said else tuple(typed)
    if part.kind is Kind.BORN_ON:
        precision = inside(held, "precision")
        return ("exact",) if precision == "month" else (str(precision),)
    if isinstance(held, bool):
        return ("yes" if held else "no",)
    if isinstance(held, list):
        return tuple(str(code) for code in held)
    if isinstance(held, str) and held not in part.choices:
        return (OTHER_WORDS,)
    return (str(held),) if held is not None else ()


def _shown_when(condition: Condition | None, path: str) -> ShownWhen | None:
    if condition is None:
        return None
    tests = condition.tests if isinstance(condition, AnyOf | AllOf) else (condition,)
    return ShownWhen(tuple(_shown(test, path) for test in tests), needs_all=isinstance(condition, AllOf))


def _shown(test: When, path: str) -> Shown:
    name = test.field.removeprefix("/")
    place = name if test.field.startswith("/") else join(path.rpartition(".")[0], name)
    return Shown(place, tuple(_code(value) for value in test.values), test.is_not)


def _code(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
