"""A form on a case being written: its task list, its pages, its check, and sending it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.case_forms.papers import figures_in_words, missing, parts_of, rows_of, safe_sentences, tasks_of
from marac.web.form_pages import Way, after_section, keep_form_page, show_form_page
from marac.web.form_posts import revision_of
from marac.web.guards import may
from marac.web.headings import Heading, heading_of_form, heading_of_section
from marac.web.pages import Page, go_to, outcome, page
from meetings.case_forms.writing import check_form, discard_form, read_form_draft, send_form
from meetings.draft_pages import add_person, keep_list, remove_person
from meetings.drafts import DraftPaper, grade_draft
from meetings.forms.declaration import Section
from meetings.forms.progress import number_done, task_list

AnyRequest = Request[Any, Any, Any]
MOST_OF_A_PAGE = 512 * 1024
NOT_SIGNED = "Tick this box to sign the form."
PATH = "/cases/{ref:str}/forms/drafts/{draft_ref:str}"


@get(PATH, guards=[may("form.write")])
async def show_form_tasks(act: NamedDependency[Act], ref: FromPath[str], draft_ref: FromPath[str]) -> Page:
    draft = await read_form_draft(act, ref, draft_ref)
    lines = task_list(draft.form, draft.answers, await grade_draft(act, draft))
    return page(
        "case-forms/tasks.html",
        heading=heading_of_form(draft.form),
        draft=draft,
        case_ref=ref,
        base=_base(ref, draft_ref),
        groups=tasks_of(draft.form, lines, _base(ref, draft_ref)),
        done=number_done(lines),
        number=len(lines),
    )


@get(f"{PATH}/check", guards=[may("form.write")])
async def show_form_check(act: NamedDependency[Act], ref: FromPath[str], draft_ref: FromPath[str]) -> Page:
    return await _check_page(act, ref, draft_ref, BLANK)


@post(f"{PATH}/send", guards=[may("form.write")])
async def send_case_form(
    act: NamedDependency[Act], ref: FromPath[str], draft_ref: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    if answers.text("is_true") != "yes":
        return await _check_page(act, ref, draft_ref, answers.mended_by(InvalidForm({"is_true": NOT_SIGNED})))
    try:
        taken = await send_form(act, ref, draft_ref)
    except InvalidForm as refusal:
        # Head fields have no page of their own: what is said of them stands on top.
        own = [told for path, told in refusal.messages.items() if path == "corrects"]
        told = own[0] if own else "This is not sent yet. Answer what stands under “Must be answered”."
        return await _check_page(act, ref, draft_ref, answers.mended_by(InvalidForm({}, general=told)))
    if taken.case_ref is None:
        return outcome(f"/cases/{ref}/forms", "Received. The coordinator looks for its case.")
    return outcome(f"/cases/{ref}/forms/{taken.document_ref}", "Signed and sent. It stands on the case.")


@post(f"{PATH}/discard", guards=[may("form.write")])
async def discard_case_form(act: NamedDependency[Act], ref: FromPath[str], draft_ref: FromPath[str]) -> Redirect:
    await discard_form(act, ref, draft_ref)
    return outcome(f"/cases/{ref}/forms", "The draft is thrown away. Nobody else has seen it.")


@get(f"{PATH}/{{page_id:str}}", guards=[may("form.write")])
async def show_case_form_page(
    act: NamedDependency[Act], ref: FromPath[str], draft_ref: FromPath[str], page_id: FromPath[str]
) -> Page:
    draft = await read_form_draft(act, ref, draft_ref)
    section = draft.form.section(page_id)
    if section is not None and section.row:
        return _rows_page(draft, section, _base(ref, draft_ref))
    return await show_form_page(act, draft, page_id, None, way=_way(ref, draft_ref))


@post(f"{PATH}/{{page_id:str}}", guards=[may("form.write")], request_max_body_size=MOST_OF_A_PAGE)
async def keep_case_form_page(
    act: NamedDependency[Act], ref: FromPath[str], draft_ref: FromPath[str], page_id: FromPath[str], request: AnyRequest
) -> Page | Redirect | Response[None]:
    draft = await read_form_draft(act, ref, draft_ref)
    section = draft.form.section(page_id)
    if section is not None and section.row:
        return await _change_rows(act, draft, section, await read_answers(request), base=_base(ref, draft_ref))
    return await keep_form_page(act, request, draft, page_id, None, way=_way(ref, draft_ref))


@get(f"{PATH}/{{page_id:str}}/{{row:int}}", guards=[may("form.write")])
async def show_case_form_row(
    act: NamedDependency[Act],
    ref: FromPath[str],
    draft_ref: FromPath[str],
    page_id: FromPath[str],
    row: FromPath[int],
) -> Page:
    draft = await read_form_draft(act, ref, draft_ref)
    return await show_form_page(act, draft, page_id, row, way=_way(ref, draft_ref))


@post(f"{PATH}/{{page_id:str}}/{{row:int}}", guards=[may("form.write")], request_max_body_size=MOST_OF_A_PAGE)
async def keep_case_form_row(
    act: NamedDependency[Act],
    ref: FromPath[str],
    draft_ref: FromPath[str],
    page_id: FromPath[str],
    row: FromPath[int],
    request: AnyRequest,
) -> Page | Redirect | Response[None]:
    draft = await read_form_draft(act, ref, draft_ref)
    return await keep_form_page(act, request, draft, page_id, row, way=_way(ref, draft_ref))


def _base(ref: str, draft_ref: str) -> str:
    return f"/cases/{ref}/forms/drafts/{draft_ref}"


def _way(ref: str, draft_ref: str) -> Way:
    return _way_at(_base(ref, draft_ref))


def _way_at(base: str) -> Way:
    return Way(base, "Back to the task list", end=f"{base}/check")


async def _check_page(act: Act, ref: str, draft_ref: str, answers: Answers) -> Page:
    check, base = await check_form(act, ref, draft_ref), _base(ref, draft_ref)
    return page(
        "case-forms/check.html",
        heading=Heading.CHECK_FORM,
        answers=answers,
        form=check.draft.form,
        base=base,
        must=missing(check.draft.form, check.graded.must, base),
        may=missing(check.draft.form, check.graded.may, base),
        figures=figures_in_words(check.figures),
        sections=parts_of(check, base),
        safe=safe_sentences(check.blocks),
    )


def _rows_page(draft: DraftPaper, section: Section, base: str) -> Page:
    return page(
        "case-forms/rows.html",
        heading=heading_of_section(draft.form, section.id),
        draft=draft,
        section=section,
        base=base,
        one=draft.form.say("row", section.pages[0].id),
        rows=rows_of(draft.form, section, draft.answers, base),
    )


async def _change_rows(act: Act, draft: DraftPaper, section: Section, answers: Answers, *, base: str) -> Redirect:
    """One row more, one less, or on: the list is as it should be."""
    if answers.text("act") == "add":
        return go_to(f"{base}/{section.pages[0].id}/{await add_person(act, draft.ref, section.id)}")
    number = answers.text("remove")
    if number.isascii() and number.isdecimal():
        row, revision = int(number[:4]), revision_of(answers.text("revision"))
        await remove_person(act, draft.ref, section.id, row=row, base_revision=revision)
        one = draft.form.say("row", section.pages[0].id)
        return outcome(f"{base}/{section.id}", f"{one} {row + 1} is taken out.")
    kept = await keep_list(act, draft.ref, section.id)
    return go_to(after_section(kept, section.id, way=_way_at(base)))
