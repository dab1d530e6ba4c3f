"""A referral in the making: its task list, its pages, the lists of people in it, the check, and sending it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.draft_papers import checked_parts, people_of, tasks_of
from marac.web.form_pages import Way, after_section, keep_form_page, show_form_page
from marac.web.form_posts import revision_of
from marac.web.guards import may
from marac.web.headings import Heading, heading_of_section
from marac.web.pages import Page, go_to, outcome, page
from meetings.arrivals import REFERRAL
from meetings.draft_checking import read_check
from meetings.draft_pages import add_person, keep_list, remove_person
from meetings.drafts import DraftPaper, discard_draft, grade_draft, read_draft, send_draft
from meetings.forms.declaration import Section
from meetings.forms.progress import number_done, task_list

AnyRequest = Request[Any, Any, Any]
# The longest texts of one page, each escaped for its way.
MOST_OF_A_PAGE = 512 * 1024
NOT_TICKED = "Tick that what you have written is true as far as you know"


@get("/drafts/{ref:str}", guards=[may("referral.write")])
async def show_draft(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    draft = await _open(act, ref)
    lines = task_list(draft.form, draft.answers, await grade_draft(act, draft))
    return page(
        "drafts/tasks.html",
        heading=Heading.REFERRAL_TASKS,
        draft=draft,
        groups=tasks_of(draft, lines),
        done=number_done(lines),
        number=len(lines),
    )


@get("/drafts/{ref:str}/check", guards=[may("referral.write")])
async def show_check(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _check_page(act, ref, BLANK)


@post("/drafts/{ref:str}/send", guards=[may("referral.write")])
async def send(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    if answers.text("is_true") != "yes":
        return await _check_page(act, ref, answers.mended_by(InvalidForm({"is_true": NOT_TICKED})))
    try:
        taken = await send_draft(act, ref)
    except InvalidForm:
        unanswered = InvalidForm({}, general="This is not sent yet. Answer what stands under “Must be answered”.")
        return await _check_page(act, ref, answers.mended_by(unanswered))
    return go_to(f"/receipts/{taken.document_ref}")


@post("/drafts/{ref:str}/discard", guards=[may("referral.write")])
async def discard(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await discard_draft(act, ref)
    return outcome("/referrals", "The draft is thrown away. Nobody else has seen it.")


@get("/drafts/{ref:str}/{page_id:str}", guards=[may("referral.write")])
async def show_draft_page(act: NamedDependency[Act], ref: FromPath[str], page_id: FromPath[str]) -> Page:
    draft = await _open(act, ref)
    section = draft.form.section(page_id)
    if section is not None and section.row:
        return _people_page(draft, section)
    return await show_form_page(act, draft, page_id, None, way=_way(ref))


@post("/drafts/{ref:str}/{page_id:str}", guards=[may("referral.write")], request_max_body_size=MOST_OF_A_PAGE)
async def keep_draft_page(
    act: NamedDependency[Act], ref: FromPath[str], page_id: FromPath[str], request: AnyRequest
) -> Page | Redirect | Response[None]:
    draft = await _open(act, ref)
    section = draft.form.section(page_id)
    if section is not None and section.row:
        return await _change_people(act, draft, section, await read_answers(request))
    return await keep_form_page(act, request, draft, page_id, None, way=_way(ref))


@get("/drafts/{ref:str}/{page_id:str}/{row:int}", guards=[may("referral.write")])
async def show_draft_row(
    act: NamedDependency[Act], ref: FromPath[str], page_id: FromPath[str], row: FromPath[int]
) -> Page:
    return await show_form_page(act, await _open(act, ref), page_id, row, way=_way(ref))


@post("/drafts/{ref:str}/{page_id:str}/{row:int}", guards=[may("referral.write")], request_max_body_size=MOST_OF_A_PAGE)
async def keep_draft_row(
    act: NamedDependency[Act], ref: FromPath[str], page_id: FromPath[str], row: FromPath[int], request: AnyRequest
) -> Page | Redirect | Response[None]:
    return await keep_form_page(act, request, await _open(act, ref), page_id, row, way=_way(ref))


async def _open(act: Act, ref: str) -> DraftPaper:
    """One's own referral. Research has its pages elsewhere."""
    draft = await read_draft(act, ref)
    if draft.form.id != REFERRAL:
        raise NotFound
    return draft


def _way(ref: str) -> Way:
    return Way(f"/drafts/{ref}", "Back to the task list", end=f"/drafts/{ref}/check")


async def _check_page(act: Act, ref: str, answers: Answers) -> Page:
    paper = await read_check(act, ref)
    return page(
        "drafts/check.html", heading=Heading.CHECK_ANSWERS, answers=answers, paper=paper, parts=checked_parts(paper)
    )


def _people_page(draft: DraftPaper, section: Section) -> Page:
    return page(
        "drafts/people.html",
        heading=heading_of_section(draft.form, section.id),
        draft=draft,
        section=section,
        one=draft.form.say("row", section.pages[0].id),
        people=people_of(draft, section),
    )


async def _change_people(act: Act, draft: DraftPaper, section: Section, answers: Answers) -> Redirect:
    """Another person, one less, or on: the list is as it should be."""
    base = f"/drafts/{draft.ref}"
    if answers.text("act") == "add":
        row = await add_person(act, draft.ref, section.id)
        return go_to(f"{base}/{section.pages[0].id}/{row}")
    number = answers.text("remove")
    if number.isascii() and number.isdecimal():
        row = int(number[:4])
        await remove_person(act, draft.ref, section.id, row=row, base_revision=revision_of(answers.text("revision")))
        return outcome(f"{base}/{section.id}", f"{draft.form.say('row', section.pages[0].id)} {row + 1} is taken out.")
    kept = await keep_list(act, draft.ref, section.id)
    return go_to(after_section(kept, section.id, way=_way(draft.ref)))


DRAFT_PAGES = [
    show_draft,
    show_check,
    send,
    discard,
    show_draft_page,
    keep_draft_page,
    show_draft_row,
    keep_draft_row,
]
