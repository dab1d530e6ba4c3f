"""Exchange documents sent as files: each is taken in by itself, and each is told what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.arrivals import Result
from meetings.forms.cleaning import clean
from meetings.forms.reading import LARGEST_DOCUMENT
from meetings.intake import Taken, take_in
from meetings.sealed.causes import SealRefused
from meetings.sealed_intake.lists import read_keys
from meetings.sealed_intake.receiving import LARGEST_SEALED, Door, is_sealed, receive_sealed
from meetings.sealed_intake.telling import CAUSES

AnyRequest = Request[Any, Any, Any]
MOST_FILES = 50
MOST_AT_ONCE = 10 * 1024 * 1024
# A multipart body has its own lines around each file.
AROUND_FILES = 64 * 1024
LONGEST_NAME = 80
MESSAGES_SHOWN = 50
SAID = {
    Result.RECEIVED: "Received.",
    Result.SAME: "The same: it was sent before with the same words. Nothing was written.",
    Result.CONFLICT: "Conflict: another text came under this reference before. Both are kept; the coordinator decides.",
    Result.REJECTED: "Rejected. Nothing of it is kept; mend it and send it again.",
    Result.NOT_PLACED: "Received, not placed: it names no case we know. The coordinator looks for its case.",
}
RECEIVED_SEALED = "Received sealed. The service opens it by itself; nobody reads it before."
TAKES_NO_MORE = "Send files of 1 MB at most; this one was not read."


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. `told` are rules by path; nothing that stood in the file is repeated."""

    name: str
    said: str
    reference: str
    told_words: str
    told: tuple[tuple[str, str], ...]
    more: int
    receipt: str
    is_sealed: bool = False


@get("/intake/files", guards=[may("referral.upload")])
async def show_upload(act: NamedDependency[Act]) -> Page:
    return await _upload_page(act, BLANK, ())


@post("/intake/files", guards=[may("referral.upload")], request_max_body_size=MOST_AT_ONCE + AROUND_FILES)
async def upload(act: NamedDependency[Act], request: AnyRequest) -> Page:
    form = await request.form()
    files = [value for value in form.getall("files", []) if isinstance(value, UploadFile) and value.filename]
    if not files or len(files) > MOST_FILES:
        refusal = InvalidForm({"files": f"Choose files to send, {MOST_FILES} at most"})
        return await _upload_page(act, BLANK.mended_by(refusal), ())
    return await _upload_page(act, BLANK, [await _taken(act, file) for file in files])


async def _taken(act: Act, file: UploadFile) -> FileResult:
    """One file by itself: whatever is wrong with it stops no other."""
    content = await file.read(LARGEST_SEALED + 1)
    if is_sealed(content):
        return await _sealed(act, file.filename, content)
    if len(content) > LARGEST_DOCUMENT:
        return _result(file.filename, Taken(Result.REJECTED, messages={"document": TAKES_NO_MORE}), act)
    return _result(file.filename, await take_in(act, content), act)


async def _sealed(act: Act, name: str, content: bytes) -> FileResult:
    """Kept as it is and opened by the worker: what becomes of it stands on the list of sealed forms."""
    said, receipt = RECEIVED_SEALED, ""
    try:
        receipt = f"/intake/sealed/{(await receive_sealed(act, content, door=Door.PAGE)).ref}/receipt"
    except SealRefused as refusal:
        said = CAUSES[refusal.cause]
    return FileResult(_shown(name), said, "", "", (), 0, receipt, is_sealed=bool(receipt))


def _result(name: str, taken: Taken, act: Act) -> FileResult:
    told = list(taken.told().items())
    is_kept = taken.document_ref is not None and taken.result is not Result.CONFLICT
    return FileResult(
        name=_shown(name),
        said=SAID[taken.result],
        reference=_shown(taken.sender_reference) if taken.result is not Result.REJECTED else "",
        told_words="What to mend:" if taken.messages else "What is missing, so that the coordinator may ask for it:",
        told=tuple(told[:MESSAGES_SHOWN]),
        more=max(0, len(told) - MESSAGES_SHOWN),
        receipt=f"/receipts/{taken.document_ref}" if is_kept and not act.is_coordinator else "",
    )


def _shown(text: str) -> str:
    """A name of a file as a page can show it."""
    cleaned = clean(text, one_line=True)
    return "" if cleaned.is_refused else cleaned.text[:LONGEST_NAME]


async def _upload_page(act: Act, answers: Answers, results: Sequence[FileResult]) -> Page:
    return page(
        "intake-files/send.html",
        heading=Heading.FILES_SENT if results else Heading.SEND_FILE,
        answers=answers,
        results=results,
        most=MOST_FILES,
        keys=await read_keys(act),
    )


UPLOAD_PAGES = [show_upload, upload]
