"""Files with a form: put with a draft, taken away before sending, opened after. What is opened is only ever kept."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.attaching.adding import FILE, MOST_FILES, DraftFiles, add_file, list_files, take_away
from meetings.attaching.reading import fetch_file, files_of_case

AnyRequest = Request[Any, Any, Any]
LARGEST = 10 * 1024 * 1024
# A multipart body has its own lines around the file, and the file may be a byte too large to be told so.
AROUND_A_FILE = 64 * 1024
ACCEPTED = ".pdf,.docx,.xlsx,.csv,.txt,.jpg,.jpeg,.png"
# The file is handed to the disk and to nothing else: no script, no frame, no plugin of the browser meets it.
NOTHING_RUNS = "sandbox; default-src 'none'"


@get("/drafts/{ref:str}/files", guards=[may("attachment.write")])
async def show_files(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _files_page(act, ref, BLANK)


@post(
    "/drafts/{ref:str}/files",
    guards=[may("attachment.write")],
    request_max_body_size=LARGEST + AROUND_A_FILE,
)
async def put_file(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request, several=(FILE,))
    try:
        file = _one_file(await request.form())
        await add_file(act, ref, name=file.filename, content=await file.read())
    except InvalidForm as refusal:
        return await _files_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/drafts/{ref}/files", "The file is added. It is sent with the form.")


def _one_file(form: Any) -> UploadFile:
    files = [value for value in form.getall(FILE, []) if isinstance(value, UploadFile)]
    if len(files) != 1:
        raise InvalidForm({FILE: "Choose one file, like a photo or a letter as PDF"})
    return files[0]


@post("/drafts/{ref:str}/files/remove", guards=[may("attachment.write")])
async def remove_file(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    answers = await read_answers(request)
    await take_away(act, ref, answers.text("ref"))
    return outcome(f"/drafts/{ref}/files", "The file is taken away and destroyed.")


async def _files_page(act: Act, ref: str, answers: Answers) -> Page:
    paper = await list_files(act, ref)
    return page(
        "attaching/draft.html",
        heading=Heading.FILES_WITH_FORM,
        answers=answers,
        paper=paper,
        ref=ref,
        back=_form_of(paper, ref),
        accepted=ACCEPTED,
        most=MOST_FILES,
    )


def _form_of(paper: DraftFiles, draft_ref: str) -> str:
    """Where the form itself is filled in."""
    if paper.ask_ref:
        return f"/research/{paper.ask_ref}"
    return f"/cases/{paper.case_ref}/forms/drafts/{draft_ref}" if paper.case_ref else f"/drafts/{draft_ref}"


@get("/cases/{ref:str}/files", guards=[may("attachment.case")])
async def show_case_files(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    files = await files_of_case(act, ref)
    return page(
        "attaching/case.html",
        heading=Heading.CASE_FILES,
        files=files,
        ref=ref,
        looked_at=act.business_at,
    )


@get("/files/{ref:str}", guards=[may("attachment.read")])
async def hand_out_file(act: NamedDependency[Act], ref: FromPath[str]) -> Response[bytes]:
    fetched = await fetch_file(act, ref)
    return Response(
        fetched.content,
        media_type=fetched.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{fetched.neutral_name}"',
            "Content-Security-Policy": NOTHING_RUNS,
        },
    )


ATTACHING_PAGES = [show_files, put_file, remove_file, show_case_files, hand_out_file]
