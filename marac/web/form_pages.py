"""The pages of any declared form: a page shown from its questions, kept as one types, and saved on the way.

Whoever has a draft of a form uses these: the referral under /drafts, the research return under /research.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from litestar import Request, Response
from litestar.response import Redirect

from agencies.acts import Act
from agencies.members import agencies_of
from marac.web.answers import field_id
from marac.web.form_posts import is_autosave, posted_page
from marac.web.form_view import answers_of, asks_for_agency, lay_out
from marac.web.headings import heading_of_page
from marac.web.pages import Page, go_to, page
from meetings.draft_pages import SavedPage, answer_page
from meetings.drafts import DraftPaper
from meetings.forms.findings import inside
from meetings.forms.page_answers import PageAnswers, find_page
from meetings.forms.progress import first_page, next_page, next_section
from meetings.forms.questions import name_of, page_questions
from meetings.forms.summary import Row, summary

AnyRequest = Request[Any, Any, Any]
SAVED_ELSEWHERE = (
    "This page was saved in another window meanwhile. Your answers stand below and are not saved yet; "
    "saving them replaces the others."
)
CONFLICT = 409
# Whoever goes on from page to page begins with the questions: the first Tab is the first answer.
PAST_THE_HEAD = "#main-content"


@dataclass(frozen=True, slots=True)
class Way:
    """Where the pages of a draft stand: under `base`, which is also where they lead back to; `end` follows the last."""

    base: str
    back: str
    end: str = ""

    def to_page(self, page_id: str, row: int | None = None) -> str:
        return f"{self.base}/{page_id}" if row is None else f"{self.base}/{page_id}/{row}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer as it stands here and in the other window."""

    label: str
    here: str
    there: str


async def show_form_page(act: Act, paper: DraftPaper, page_id: str, row: int | None, *, way: Way) -> Page:
    """A page as it was left; what could not be read still stands in it, with its message."""
    shown = await _form_page(act, paper, paper.answers, page_id, row, way=way)
    shown.status_code = 200
    return shown


async def keep_form_page(
    act: Act, request: AnyRequest, paper: DraftPaper, page_id: str, row: int | None, *, way: Way
) -> Page | Redirect | Response[None]:
    """What was sent, kept; then on to the next page, back to this one where rows changed, or what must be mended.

    An autosave is answered without a page.
    """
    post = await posted_page(request, paper.form, page_id, row)
    saved = await answer_page(act, paper.ref, post.sent)
    if is_autosave(request):
        return Response(None, status_code=CONFLICT if saved.is_newer_elsewhere else 204)
    if saved.is_newer_elsewhere:
        return await _conflict_page(act, saved, page_id, row, way=way)
    if post.stays_at:
        return go_to(f"{way.to_page(page_id, row)}#{_place_of(saved.paper, post.stays_at)}")
    if saved.messages:
        return await _form_page(act, saved.paper, saved.paper.answers, page_id, row, way=way)
    return go_to(way.base if post.goes_back else after(saved.paper, page_id, row, way=way))


def after(paper: DraftPaper, page_id: str, row: int | None, *, way: Way) -> str:
    """The page one works on next: the next of this person, their list, or the next section."""
    following = next_page(paper.form, page_id, paper.answers)
    if following is not None:
        return way.to_page(following, row) + PAST_THE_HEAD
    section = next(each for each in paper.form.sections if any(one.id == page_id for one in each.pages))
    if section.row:
        return way.to_page(section.id) + PAST_THE_HEAD
    return after_section(paper, section.id, way=way)


def after_section(paper: DraftPaper, section_id: str, *, way: Way) -> str:
    """The section that is still to do; where none is, the end of the form."""
    section = next_section(paper.form, section_id, paper.answers)
    if section is None:
        return way.end or way.base
    return way.to_page(first_page(section, paper.answers)) + PAST_THE_HEAD


def person_of(paper: DraftPaper, page_id: str, row: int | None) -> tuple[str, str]:
    """Whom a page of a list is about: "Perpetrator 2" and the name, as far as it is entered."""
    section = next(each for each in paper.form.sections if any(one.id == page_id for one in each.pages))
    if row is None or not section.row:
        return "", ""
    return f"{paper.form.say('row', section.pages[0].id)} {row + 1}", name_of(paper.answers, f"{section.row}.{row}")


async def _form_page(
    act: Act,
    paper: DraftPaper,
    answers: PageAnswers,
    page_id: str,
    row: int | None,
    *,
    way: Way,
    general: str = "",
    differences: Sequence[Difference] = (),
) -> Page:
    declared = find_page(paper.form, page_id, answers, row)
    questions = page_questions(paper.form, declared, answers, row=row)
    listed = await agencies_of(act.area.id, on=act.today) if asks_for_agency(questions) else []
    return page(
        "form-pages/page.html",
        heading=heading_of_page(paper.form, page_id),
        status=CONFLICT if general else 200,
        answers=answers_of(questions, general=general),
        asked=lay_out(
            paper.form,
            declared,
            answers,
            row=row,
            more=paper.marks.more,
            agencies={agency.slug: agency.name for agency in listed},
        ),
        action=way.to_page(page_id, row),
        way=way,
        person=person_of(replace(paper, answers=answers), page_id, row),
        revision=paper.revision,
        saved_at=paper.saved_at if paper.revision > 1 else None,
        differences=differences,
    )


async def _conflict_page(act: Act, saved: SavedPage, page_id: str, row: int | None, *, way: Way) -> Page:
    """Both texts: those of this window in the form, those of the other beside it."""
    here = saved.sent or saved.paper.answers
    differences = differences_of(saved.paper, here, page_id, row)
    return await _form_page(
        act, saved.paper, here, page_id, row, way=way, general=SAVED_ELSEWHERE, differences=differences
    )


def differences_of(paper: DraftPaper, here: PageAnswers, page_id: str, row: int | None) -> tuple[Difference, ...]:
    """The answers of one page that are not the same in two windows."""
    ours, theirs = _told(paper, here, page_id, row), _told(paper, paper.answers, page_id, row)
    return tuple(
        Difference((ours.get(path) or theirs[path]).label, _lines(ours.get(path)), _lines(theirs.get(path)))
        for path in {**ours, **theirs}
        if _lines(ours.get(path)) != _lines(theirs.get(path))
    )


def _told(paper: DraftPaper, answers: PageAnswers, page_id: str, row: int | None) -> Mapping[str, Row]:
    blocks = summary(paper.form, answers)
    return {line.path: line for block in blocks for line in block.rows if line.page == page_id and line.row == row}


def _lines(row: Row | None) -> str:
    return "\n".join(row.lines) if row else ""


def _place_of(paper: DraftPaper, path: str) -> str:
    """The id to return to: the blank row that was asked for, or the list a row was taken from."""
    held = inside(paper.answers.values, path)
    number = len(held) if isinstance(held, list) else 0
    is_rows = isinstance(held, list) and any(isinstance(one, dict) for one in held)
    place = f"{path}.{number}" if path in paper.marks.more and (is_rows or _is_blank_list(paper, path)) else path
    found = field_id(place)
    return found if re.fullmatch("[a-z0-9-]+", found) else ""


def _is_blank_list(paper: DraftPaper, path: str) -> bool:
    place = paper.form.part_at(path)
    return place is not None and not hasattr(place.part, "kind")
