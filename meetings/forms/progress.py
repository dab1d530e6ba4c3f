"""How far a form has come: the state of each line of its task list, and the graded check before sending."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from meetings.forms import words
from meetings.forms.asking import is_asked
from meetings.forms.completing import rows_at, to_document
from meetings.forms.declaration import Json, Need, Page, Section
from meetings.forms.findings import Finding, Gap, Rule, inside
from meetings.forms.form import Form
from meetings.forms.page_answers import PageAnswers, is_below, page_key
from meetings.forms.posted import at_row


class SectionState(StrEnum):
    """Four words, the same on every task list."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    NEEDS_YOU = "needs_you"
    COMPLETED = "completed"

    @property
    def words(self) -> str:
        return words.sentence(f"state.{self.value}")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to answer, with the page that asks for it."""

    path: str
    sentence: str
    page: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Graded:
    """What must be answered before sending, what may be missing, and the document when nothing must."""

    must: tuple[Line, ...]
    may: tuple[Line, ...]
    document: dict[str, Json] | None
    gaps: tuple[Gap, ...]

    @property
    def may_be_sent(self) -> bool:
        return self.document is not None and not self.must


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A line of the task list."""

    id: str
    group: str
    words: str
    state: SectionState
    number_of_rows: int | None


def grade(form: Form, answers: PageAnswers, *, received_on: date, agencies: Collection[str] | None = None) -> Graded:
    """The same check as for a document, in the words of a page. Answered gaps are no longer in the way."""
    document = to_document(form, answers)
    checked = form.check(document, received_on=received_on, agencies=agencies)
    found = checked.gaps if checked.document else form.gaps(document, received_on=received_on, agencies=agencies)
    wrong = [_line(form, path, message) for path, message in answers.wrong.items()]
    refused = [_line(form, finding.path, _in_words_of_a_page(form, finding)) for finding in checked.findings]
    gaps = tuple(replace(gap, answered=gap.answered or _said(answers, gap.path)) for gap in found)
    must = [_line(form, gap.path, gap.sentence) for gap in gaps if gap.is_open]
    may = [_line(form, gap.path, gap.sentence) for gap in gaps if gap.need is Need.MAY and not gap.answered]
    must = _firmest(wrong, refused, must)
    return Graded(tuple(must), tuple(_once(may)), None if wrong else checked.document, gaps)


def _firmest(*kinds: list[Line]) -> list[Line]:
    """What is wrong, then what is refused, then what is missing; of one answer only the first."""
    lines: list[Line] = []
    for kind in kinds:
        known = {line.path for line in lines}
        lines += [line for line in _once(kind) if line.path not in known]
    return lines


def _once(lines: list[Line]) -> Iterator[Line]:
    return iter({(line.path, line.sentence): line for line in lines}.values())


def _said(answers: PageAnswers, path: str) -> str:
    """Not known or not asked, said of this answer."""
    return answers.not_given.get(path, "")


def _in_words_of_a_page(form: Form, finding: Finding) -> str:
    place = form.part_at(finding.path)
    if finding.rule not in (Rule.MISSING, Rule.TOO_SHORT, Rule.TOO_FEW) or place is None:
        return finding.message
    if words.has_own_message(finding.rule, place):
        return finding.message
    return words.page_missing(place)


def _line(form: Form, path: str, sentence: str) -> Line:
    page, row = page_of(form, path)
    return Line(path, sentence, page, row)


def page_of(form: Form, path: str) -> tuple[str, int | None]:
    """The page that asks for a path, and its row; the first page of a section for what none asks by name."""
    for section in form.sections:
        row = _row_of(section, path)
        for page in section.pages:
            asks = (*page.asks, *((page.asks_whether,) if page.asks_whether else ()))
            if any(is_below(path, at_row(ask, row)) for ask in asks):
                return page.id, row
    for section in form.sections:
        row = _row_of(section, path)
        if any(is_below(at_row(ask, row), path) for page in section.pages for ask in page.asks):
            return section.pages[0].id, row
    return form.sections[0].pages[0].id, None


def _row_of(section: Section, path: str) -> int | None:
    number = path.removeprefix(f"{section.row}.").partition(".")[0] if section.row else ""
    return int(number) if number.isdecimal() and path.startswith(f"{section.row}.") else None


def task_list(form: Form, answers: PageAnswers, graded: Graded) -> tuple[SectionLine, ...]:
    """Every section with its state; people with how many there are."""
    return tuple(
        SectionLine(
            section.id,
            form.say("group", section.group),
            form.say("section", section.id),
            state_of(form, section, answers, graded),
            len(rows_at(answers.values, section.row)) if section.row else None,
        )
        for section in form.sections
    )


def state_of(form: Form, section: Section, answers: PageAnswers, graded: Graded) -> SectionState:
    wanted = pages_to_save(section, answers)
    saved = [key for key in wanted if key in answers.saved]
    own = {page.id for page in section.pages}
    if any(page_of(form, path)[0] in own for path in answers.wrong):
        return SectionState.NEEDS_YOU
    if not saved:
        return SectionState.NOT_STARTED
    if len(saved) < len(wanted):
        return SectionState.IN_PROGRESS
    return SectionState.NEEDS_YOU if any(line.page in own for line in graded.must) else SectionState.COMPLETED


def pages_to_save(section: Section, answers: PageAnswers) -> tuple[str, ...]:
    """The keys of the pages that these answers make a section ask. A list of people asks each page of each."""
    asked = [page for page in section.pages if is_page_asked(page, answers)]
    if not section.row:
        return tuple(page_key(page.id) for page in asked)
    numbers = range(len(rows_at(answers.values, section.row)))
    # A list nobody is in is answered by saving the list itself.
    each = tuple(page_key(page.id, n) for n in numbers for page in asked)
    return each or (page_key(section.id),)


def is_page_asked(page: Page, answers: PageAnswers) -> bool:
    if not is_asked(page.asked_if, {}, answers.values):
        return False
    return not page.within or isinstance(inside(answers.values, page.within), dict)


def number_done(lines: Collection[SectionLine]) -> int:
    return sum(line.state is SectionState.COMPLETED for line in lines)


def next_page(form: Form, page_id: str, answers: PageAnswers) -> str | None:
    """The page that follows within the same section; None when the section is at its end."""
    section = next(section for section in form.sections if any(page.id == page_id for page in section.pages))
    asked = [page.id for page in section.pages if is_page_asked(page, answers) or page.id == page_id]
    after = asked[asked.index(page_id) + 1 :]
    return after[0] if after else None


def next_section(form: Form, section_id: str, answers: PageAnswers) -> Section | None:
    """The section to go on with: the next that has a page nobody saved, from the first again after the last."""
    number = [section.id for section in form.sections].index(section_id)
    onward = (*form.sections[number + 1 :], *form.sections[:number])
    return next((one for one in onward if not set(pages_to_save(one, answers)) <= set(answers.saved)), None)


def first_page(section: Section, answers: PageAnswers) -> str:
    """Where a section begins: a list of people with the list, any other with its first page that is asked."""
    if section.row:
        return section.id
    return next(page.id for page in section.pages if is_page_asked(page, answers))
