"""What the pages of a form on a case show: its task list, its answers part by part, its figures in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marac.web.sent_papers import Shown, is_safe, reaches, sentence_of, shown
from meetings.case_forms.writing import FormCheck
from meetings.forms.completing import rows_at
from meetings.forms.declaration import Section
from meetings.forms.figures import FigureTable
from meetings.forms.form import Form
from meetings.forms.page_answers import PageAnswers
from meetings.forms.progress import Line, SectionLine
from meetings.forms.questions import name_of
from meetings.forms.summary import Block, Row, row_in_words
from meetings.forms.words import sentence

Task = tuple[str, str, str, str]
NO_ANSWER = "No answer"


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Figures in words. Without columns each line has its values beside it."""

    heading: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one page, and where they are changed. `reached` are ways to reach people."""

    heading: str
    href: str
    rows: tuple[Row, ...]
    reached: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a list that has pages of its own."""

    number: int
    words: str
    href: str


def figures_in_words(tables: Sequence[FigureTable]) -> tuple[ShownTable, ...]:
    return tuple(
        ShownTable(
            sentence(table.heading),
            tuple(sentence(key) for key in table.columns),
            tuple((sentence(line.words), line.values) for line in table.lines),
            tuple(sentence(key) for key in table.notes),
        )
        for table in tables
    )


def tasks_of(form: Form, lines: Sequence[SectionLine], base: str) -> list[tuple[str, list[Task]]]:
    """The task list group by group."""
    grouped = groupby(lines, key=lambda line: line.group)
    return [(group, [_task(form, line, base) for line in members]) for group, members in grouped]


def _task(form: Form, line: SectionLine, base: str) -> Task:
    section = form.section(line.id)
    page = line.id if section is None or section.row else section.pages[0].id
    beside = f"{line.number_of_rows} entered" if line.number_of_rows else ""
    return line.words, f"{base}/{page}", line.state.words, beside


def missing(form: Form, lines: Sequence[Line], base: str) -> tuple[tuple[str, str], ...]:
    return tuple(_missing(form, line, base) for line in lines)


def _missing(form: Form, line: Line, base: str) -> tuple[str, str]:
    if line.row is None:
        return line.sentence.rstrip("."), f"{base}/{line.page}"
    return (
        f"{line.sentence.rstrip('.')} ({form.say('page', line.page)}, {line.row + 1})",
        f"{base}/{line.page}/{line.row}",
    )


def parts_of(check: FormCheck, base: str) -> list[tuple[str, tuple[Part, ...]]]:
    """Each section or row with its pages."""
    form = check.draft.form
    return [
        (block.heading if block.row is None else f"{block.heading} {block.row + 1}", tuple(_parts(form, block, base)))
        for block in check.blocks
    ]


def _parts(form: Form, block: Block, base: str) -> Iterator[Part]:
    at, number = ("", "") if block.row is None else (f"/{block.row}", f" ({block.row + 1})")
    for page_id, members in groupby(block.rows, key=lambda row: row.page):
        rows = told_apart(tuple(members))
        yield Part(
            heading=f"{form.say('page', page_id)}{number}",
            href=f"{base}/{page_id}{at}",
            rows=tuple(row for row in rows if not reaches(row)),
            reached=tuple(row for row in rows if reaches(row)),
        )


def told_apart(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Where one label stands more than once, what each belongs to stands before it."""
    labels = [row.label for row in rows]
    return tuple(
        replace(row, label=f"{row.group}: {row.label}") if row.group and labels.count(row.label) > 1 else row
        for row in rows
    )


def answers_in(blocks: Sequence[Block]) -> list[tuple[str, Shown, Shown]]:
    """The answers of a version as they were sent, section by section, with ways to reach people apart."""
    return [_answers_in(block) for block in blocks]


def _answers_in(block: Block) -> tuple[str, Shown, Shown]:
    title = block.heading if block.row is None else f"{block.heading} {block.row + 1}"
    rows = told_apart(block.rows)
    ordinary = [(row.label, shown(row) if row.is_answered else NO_ANSWER) for row in rows if not reaches(row)]
    return title, ordinary, [(row.label, shown(row)) for row in rows if reaches(row)]


def safe_sentences(blocks: Sequence[Block]) -> list[str]:
    return [sentence_of(row) for block in blocks for row in block.rows if row.is_answered and is_safe(row.path)]


def rows_of(form: Form, section: Section, answers: PageAnswers, base: str) -> tuple[RowLine, ...]:
    """The rows of a list, each by a name it holds or by its first answers."""
    return tuple(
        RowLine(
            n + 1,
            name_of(answers, f"{section.row}.{n}") or row_in_words(form, f"{section.row}.{n}", answers),
            f"{base}/{section.pages[0].id}/{n}",
        )
        for n in range(len(rows_at(answers.values, section.row)))
    )
