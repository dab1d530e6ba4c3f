"""A draft page by page: two windows on one page never overwrite each other unseen, and no answer typed is lost."""

from dataclasses import dataclass, replace

from agencies.acts import Act
from marac.errors import Conflict, NotFound
from meetings.drafts import SAVED_ELSEWHERE, DraftPaper, Marks, read_draft, save_draft
from meetings.forms.form import Form
from meetings.forms.page_answers import PageAnswers, add_row, page_key, remove_row, save_list
from meetings.forms.posted import read_page
from meetings.forms.posted_values import Posted

# An autosave and a save of the same window may meet; more than that is somebody else.
TRIES = 3
# Numbers that moved are newer than what any window shows, also the one in which they were moved.
NO_WINDOW = "none"


@dataclass(frozen=True, slots=True)
class SentPage:
    """A page as it was sent: what stood in its boxes, the revision it was opened at, and the window it was sent from.

    `more` names the rows in which one more blank row is wanted.
    """

    page: str
    row: int | None
    posted: Posted
    base_revision: int
    window: str
    more: str = ""

    @property
    def key(self) -> str:
        return page_key(self.page, self.row)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The draft as it now stands, a message by path for what could not be read, and whether nothing was written.

    `is_newer_elsewhere`: the page was saved in another window meanwhile. `sent` are then the answers of this one,
    which nobody has kept yet, beside those that stand.
    """

    paper: DraftPaper
    messages: dict[str, str]
    is_newer_elsewhere: bool = False
    sent: PageAnswers | None = None


async def answer_page(act: Act, draft_ref: str, sent: SentPage) -> SavedPage:
    """Keep one page. NotFound for a page or row that is not there; the wrong is kept as typed, with its message."""
    for _ in range(TRIES):
        paper = await read_draft(act, draft_ref)
        answers, messages = read_page(paper.form, sent.page, sent.posted, paper.answers, row=sent.row, today=act.today)
        if is_newer_elsewhere(paper, sent):
            return SavedPage(paper, messages, is_newer_elsewhere=True, sent=answers)
        marks = Marks(
            {**paper.marks.pages, sent.key: (paper.revision + 1, sent.window)}, (sent.more,) if sent.more else ()
        )
        try:
            revision = await save_draft(act, draft_ref, answers, base_revision=paper.revision, marks=marks)
        except Conflict:
            continue
        saved = replace(paper, answers=answers, revision=revision, saved_at=act.at, marks=marks)
        return SavedPage(saved, messages)
    raise Conflict(SAVED_ELSEWHERE)


def is_newer_elsewhere(paper: DraftPaper, sent: SentPage) -> bool:
    """Was the page saved in another window, or its person moved to another number, since this window opened it?"""
    section = next(section for section in paper.form.sections if any(page.id == sent.page for page in section.pages))
    marks, base = paper.marks, sent.base_revision
    return marks.is_newer_elsewhere(sent.key, base_revision=base, window=sent.window) or marks.is_newer_elsewhere(
        moved_key(section.id), base_revision=base, window=""
    )


def moved_key(section_id: str) -> str:
    return f"{section_id}.moved"


async def add_person(act: Act, draft_ref: str, section_id: str) -> int:
    """One more perpetrator or child; returns the number of the row."""
    paper = await read_draft(act, draft_ref)
    answers, row = add_row(paper.form, paper.answers, rows_of_section(paper.form, section_id))
    await _save(act, paper, answers, marks=Marks(paper.marks.pages))
    return row


async def remove_person(act: Act, draft_ref: str, section_id: str, *, row: int, base_revision: int) -> None:
    """Take a person out. Where the list changed in another window the number may mean somebody else: Conflict."""
    paper = await read_draft(act, draft_ref)
    moved = moved_key(section_id)
    if paper.marks.is_newer_elsewhere(moved, base_revision=base_revision, window=""):
        raise Conflict(SAVED_ELSEWHERE)
    answers = remove_row(paper.form, paper.answers, rows_of_section(paper.form, section_id), row)
    marks = Marks({**paper.marks.pages, moved: (paper.revision + 1, NO_WINDOW)})
    await _save(act, paper, answers, marks=marks)


async def keep_list(act: Act, draft_ref: str, section_id: str) -> DraftPaper:
    """The list is as it should be, like "no children"; returns the draft that says so."""
    paper = await read_draft(act, draft_ref)
    rows_of_section(paper.form, section_id)
    answers = save_list(paper.answers, section_id)
    await _save(act, paper, answers, marks=Marks(paper.marks.pages))
    return replace(paper, answers=answers)


def rows_of_section(form: Form, section_id: str) -> str:
    """The rows a section keeps as a list. NotFound for a section that keeps none."""
    section = form.section(section_id)
    if section is None or not section.row:
        raise NotFound
    return section.row


async def _save(act: Act, paper: DraftPaper, answers: PageAnswers, *, marks: Marks) -> None:
    await save_draft(act, paper.ref, answers, base_revision=paper.revision, marks=marks)
