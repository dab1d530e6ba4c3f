"""What the pages around a referral's draft show: its task list, its people, its answers part by part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from marac.web.headings import heading_of_page
from marac.web.sent_papers import is_safe, reaches, sentence_of
from meetings.draft_checking import CheckPaper
from meetings.drafts import DraftPaper
from meetings.forms.completing import rows_at
from meetings.forms.declaration import Section
from meetings.forms.findings import inside
from meetings.forms.progress import Line, SectionLine
from meetings.forms.questions import name_of
from meetings.forms.summary import Block, Row, birth_in_words
from meetings.risk.dash import NUMBER_OF_ITEMS, count_answers

Task = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a list; the name is empty where nobody entered one."""

    number: int
    name: str
    born: str
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one page, and where they are changed. `reached` are ways to reach people."""

    heading: str
    href: str
    rows: tuple[Row, ...]
    reached: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is shown to check: links to what is missing, and the answers section by section."""

    must: tuple[tuple[str, str], ...]
    may: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[Part, ...]], ...]
    safe: tuple[str, ...]


def tasks_of(draft: DraftPaper, lines: Sequence[SectionLine]) -> list[tuple[str, list[Task]]]:
    """The task list group by group."""
    grouped = groupby(lines, key=lambda line: line.group)
    return [(group, [_task(draft, line) for line in members]) for group, members in grouped]


def _task(draft: DraftPaper, line: SectionLine) -> Task:
    section = draft.form.section(line.id)
    page = line.id if section is None or section.row else section.pages[0].id
    return line.words, f"/drafts/{draft.ref}/{page}", line.state.words, _beside(draft, line)


def _beside(draft: DraftPaper, line: SectionLine) -> str:
    if line.number_of_rows:
        return f"{line.number_of_rows} entered"
    dash = inside(draft.answers.values, "dash")
    if line.id == "risk-checklist" and isinstance(dash, dict):
        blank = count_answers(inside(dash, "answers")).blank
        return f"{NUMBER_OF_ITEMS - blank} of {NUMBER_OF_ITEMS} answered"
    return ""


def people_of(draft: DraftPaper, section: Section) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            n + 1,
            name_of(draft.answers, f"{section.row}.{n}"),
            birth_in_words(inside(person, "born_on")),
            f"/drafts/{draft.ref}/{section.pages[0].id}/{n}",
        )
        for n, person in enumerate(rows_at(draft.answers.values, section.row))
    )


def checked_parts(paper: CheckPaper) -> Checked:
    draft, graded = paper.draft, paper.graded
    return Checked(
        must=tuple(_missing(draft, line) for line in graded.must),
        may=tuple(_missing(draft, line) for line in graded.may),
        sections=tuple((_title(block), tuple(_parts(draft, block))) for block in paper.blocks),
        safe=tuple(sentence_of(row) for row in _safe_rows(paper.blocks)),
    )


def _missing(draft: DraftPaper, line: Line) -> tuple[str, str]:
    at = "" if line.row is None else f"/{line.row}"
    person = f" ({draft.form.say('page', line.page)}, {line.row + 1})" if line.row is not None else ""
    return f"{line.sentence.rstrip('.')}{person}", f"/drafts/{draft.ref}/{line.page}{at}"


def _title(block: Block) -> str:
    return block.heading if block.row is None else f"{block.heading} {block.row + 1}"


def _safe_rows(blocks: Sequence[Block]) -> Iterator[Row]:
    for block in blocks:
        yield from (row for row in block.rows if row.is_answered and is_safe(row.path))


def _parts(draft: DraftPaper, block: Block) -> Iterator[Part]:
    for page_id, members in groupby(block.rows, key=lambda row: row.page):
        rows = tuple(members)
        at = "" if block.row is None else f"/{block.row}"
        heading = heading_of_page(draft.form, page_id)
        number = "" if block.row is None else f" ({block.row + 1})"
        yield Part(
            heading=f"{heading}{number}",
            href=f"/drafts/{draft.ref}/{page_id}{at}",
            rows=tuple(row for row in rows if not reaches(row)),
            reached=tuple(row for row in rows if reaches(row)),
        )
