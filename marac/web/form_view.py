"""The questions of a form page, laid out for its template: how each is shown, what follows from what, blank rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marac.web.answers import Answers
from meetings.forms.declaration import Page
from meetings.forms.form import Form
from meetings.forms.page_answers import PageAnswers
from meetings.forms.posted_values import OTHER_WORDS
from meetings.forms.questions import Option, Question, Shown, ShownWhen, blank_row, page_questions

# More choices than this stand in a list to pick from; few and short ones stand in one line.
MOST_RADIOS = 6
MOST_IN_LINE = 4
LONGEST_IN_LINE = 14
BOXES_OF_LINES = 2
# Rows that most people have none of: the first blank one is asked for by a button.
CLOSED_ROWS = frozenset({"aliases", "corrections"})
NOBODY: Mapping[str, str] = {}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Follow:
    """A question that follows others: the inputs, the codes of each that show it, and these in words.

    Inputs are parted by blanks, the codes of each input by strokes; an exclamation mark before them means any other.
    """

    input: str
    codes: str
    words: str
    needs_all: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as its template shows it. `more` are optional details of the same thing, folded away if empty.

    A list of lines has so many `boxes`. A group whose words are those of the page itself is not titled again.
    """

    question: Question
    look: str
    follow: Follow | None = None
    more: "tuple[Asked, ...]" = ()
    parts: "tuple[Asked, ...]" = ()
    rows: "tuple[AskedRow, ...]" = ()
    boxes: int = 0
    is_open: bool = False
    is_titled: bool = True


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One row of a list. A blank one cannot be removed."""

    path: str
    title: str
    given: tuple[str, ...]
    asked: tuple[Asked, ...]
    is_blank: bool


def lay_out(
    form: Form,
    page: Page,
    answers: PageAnswers,
    *,
    row: int | None,
    more: Sequence[str] = (),
    agencies: Mapping[str, str] = NOBODY,
) -> tuple[Asked, ...]:
    """The questions of a page. `more` names rows and lines in which one more was asked for."""
    questions = page_questions(form, page, answers, row=row)
    here = _Setting(form, frozenset(more), _options(questions), _labels(questions), agencies)
    heading = form.say("page", page.id)
    asked = tuple(replace(each, is_titled=each.question.label != heading) for each in _asked_all(questions, here))
    if not page.asks_whether:
        return asked
    # The rest of the page is asked of those who say that there is such a thing.
    yes = Follow(asked[0].question.name, "yes", "“Yes”")
    return (asked[0], *_together(each if each.follow else replace(each, follow=yes) for each in asked[1:]))


def answers_of(questions: Sequence[Question], *, general: str = "") -> Answers:
    """The values and messages of a page, as the macros of fields read them."""
    every = list(_every(questions))
    values: dict[str, str | Sequence[str]] = {}
    for question in every:
        values |= _values(question)
    errors = {question.name: question.message for question in every if question.message}
    return Answers(values, errors, general)


def asks_for_agency(questions: Sequence[Question]) -> bool:
    """Is one of the area's agencies to be chosen anywhere on the page?"""
    return any(question.kind == "agency" for question in _every(questions)) or any(
        question.may_add and question.kind == "rows" for question in _every(questions)
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for a whole page."""

    form: Form
    more: frozenset[str]
    options: dict[str, dict[str, str]]
    labels: dict[str, str]
    agencies: Mapping[str, str]


def _options(questions: Sequence[Question]) -> dict[str, dict[str, str]]:
    """The words of every choice of a page by input."""
    return {each.name: {option.code: option.words for option in each.options} for each in _every(questions)}


def _labels(questions: Sequence[Question]) -> dict[str, str]:
    return {each.name: each.label for each in _every(questions)}


def _every(questions: Sequence[Question]) -> Iterator[Question]:
    for question in questions:
        yield question
        yield from _every(question.parts)
        for row in question.rows:
            yield from _every(row)


def _values(question: Question) -> dict[str, str | Sequence[str]]:
    if question.kind in ("group", "rows", "given"):
        also = [option.code for option in question.also_offered if option.is_chosen]
        return {f"{question.name}.not_given": also}
    chosen = [option.code for option in question.options if option.is_chosen]
    values: dict[str, str | Sequence[str]] = {name: _visible(text) for name, text in question.boxes.items()}
    values[f"{question.name}.not_given"] = [option.code for option in question.also_offered if option.is_chosen]
    if question.kind == "born_on":
        values[f"{question.name}.precision"] = chosen
    elif question.options:
        values[question.name] = chosen
    if question.kind == "lines":
        values[question.name] = [_visible(line) for line in question.lines]
    return values


def _visible(text: str) -> str:
    """Control characters are refused with a message; no page can show them."""
    return _CONTROLS.sub("", text)


def _asked_all(questions: Sequence[Question], here: _Setting) -> tuple[Asked, ...]:
    """In order; a question about the same thing as the one before it is folded under it."""
    found: list[Asked] = []
    for question in questions:
        asked = _asked(question, here)
        if found and _is_detail_of(question, found[-1].question):
            first = found[-1]
            is_open = first.is_open or _is_filled(question)
            found[-1] = replace(first, more=(*first.more, asked), is_open=is_open)
        elif question.kind != "given":
            found.append(asked)
    return _together(found)


def _together(every: Iterable[Asked]) -> tuple[Asked, ...]:
    """Questions that follow from the same answer stand in one block."""
    found: list[Asked] = []
    for follow, run in groupby(every, key=lambda asked: asked.follow):
        asked = tuple(run)
        if follow is None or len(asked) == 1:
            found.extend(asked)
        else:
            inner = tuple(replace(each, follow=None) for each in asked)
            found.append(Asked(asked[0].question, look="several", follow=follow, parts=inner))
    return tuple(found)


def _is_detail_of(question: Question, first: Question) -> bool:
    """The details and the source of an item of the checklist share its number: `dash.answers.7`, `dash.details.7`."""
    number = first.name.rpartition(".")[2]
    return number.isdecimal() and question.name.rpartition(".")[2] == number and first.kind == "choice"


def _is_filled(question: Question) -> bool:
    return any(question.boxes.values()) or bool(question.lines) or bool(question.message)


def _asked(question: Question, here: _Setting) -> Asked:
    if question.kind == "agency":
        offered = tuple(Option(slug, name, is_chosen=False) for slug, name in here.agencies.items())
        question = replace(question, options=offered)
    return Asked(
        question,
        look=_look(question),
        follow=_follow(question, here),
        parts=_asked_all(question.parts, here),
        rows=tuple(_rows(question, here)),
        boxes=_boxes(question, here),
    )


def _look(question: Question) -> str:
    if question.kind == "agency":
        return "select"
    if question.kind in ("choice", "flag", "whether"):
        if len(question.options) > MOST_RADIOS:
            return "select"
        is_short = all(len(option.words) <= LONGEST_IN_LINE for option in question.options)
        has_words = any(option.code == OTHER_WORDS for option in question.options)
        return "inline" if is_short and not has_words and len(question.options) <= MOST_IN_LINE else "radios"
    return question.kind


def _follow(question: Question, here: _Setting) -> Follow | None:
    """What shows a follow-up, where everything it follows from stands on this page."""
    shown = question.shown_when
    if shown is None or any(test.input not in here.options for test in shown.tests):
        return None
    return Follow(
        " ".join(test.input for test in shown.tests),
        "|".join(("!" if test.is_not else "") + " ".join(test.codes) for test in shown.tests),
        (" and " if shown.needs_all else " or ").join(_told(test, shown, here) for test in shown.tests),
        shown.needs_all,
    )


def _told(test: Shown, shown: ShownWhen, here: _Setting) -> str:
    words = [f"“{here.options[test.input].get(code, code)}”" for code in test.codes]
    answer = f"not {' or '.join(words)}" if test.is_not else " or ".join(words)
    return f"{here.labels[test.input]} {answer}" if len(shown.tests) > 1 else answer


def _boxes(question: Question, here: _Setting) -> int:
    """How many boxes a list of lines shows: those filled and one more, two more when asked for."""
    if question.kind != "lines":
        return 0
    extra = 1 if question.name in here.more else 0
    return max(BOXES_OF_LINES, len(question.lines) + 1) + extra


def _rows(question: Question, here: _Setting) -> Iterator[AskedRow]:
    for n, row in enumerate(question.rows):
        yield _row(question, n, row, here, is_blank=False)
    is_closed = any(step in CLOSED_ROWS for step in question.name.split("."))
    is_first = not question.rows and not is_closed
    if question.may_add and (question.name in here.more or is_first):
        n = len(question.rows)
        row = blank_row(here.form, question.name, n)
        options, labels = {**here.options, **_options(row)}, {**here.labels, **_labels(row)}
        yield _row(question, n, row, replace(here, options=options, labels=labels), is_blank=True)


def _row(question: Question, n: int, row: Sequence[Question], here: _Setting, *, is_blank: bool) -> AskedRow:
    given = tuple(
        text for each in row if each.kind == "given" and each.name.rpartition(".")[2] != "index"
        for text in each.boxes.values() if text
    )  # fmt: skip
    return AskedRow(
        path=f"{question.name}.{n}",
        title=f"{question.row_word} {n + 1}",
        given=given,
        asked=_asked_all(row, here),
        is_blank=is_blank,
    )
