"""Copies of a referral and of a return: printed with a mark and a number, taken out as an exchange document."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import read_answers
from marac.web.case_forms.papers import answers_in, safe_sentences
from marac.web.case_forms.versions import file_of
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from marac.web.referrals import referral_page
from meetings.arrivals import REFERRAL
from meetings.copying.documents import DocumentCopy
from meetings.copying.referral import export_referral, print_referral
from meetings.copying.sent import export_return, export_sent, print_return, print_sent
from meetings.papers.safe_contact import safe_contact_of

HELD = "Addresses and other ways to reach people are not printed here. Open them under Contact, for a reason."


@get("/sent/{ref:str}/print", guards=[may("sent.print")])
async def print_what_was_sent(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return _whole(await print_sent(act, ref))


@get("/sent/{ref:str}/file", guards=[may("sent.export")])
async def download_what_was_sent(act: NamedDependency[Act], ref: FromPath[str]) -> Response[bytes]:
    return file_of(await export_sent(act, ref))


@get("/research/{ask_ref:str}/print", guards=[may("sent.print")])
async def print_answer(act: NamedDependency[Act], ask_ref: FromPath[str]) -> Page:
    return _whole(await print_return(act, ask_ref))


@get("/research/{ask_ref:str}/file", guards=[may("sent.export")])
async def download_answer(act: NamedDependency[Act], ask_ref: FromPath[str]) -> Response[bytes]:
    return file_of(await export_return(act, ask_ref))


@get("/referrals/{ref:str}/print", guards=[may("referral.print")])
async def print_the_referral(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    """As the page of the referral: numbers below how they are safe, and no address that is held back."""
    paper = await print_referral(act, ref)
    if paper.form != REFERRAL:
        return _whole(paper)
    contact = safe_contact_of(paper.answers)
    parts = [(title, ordinary) for title, ordinary, _ in answers_in(paper.blocks)]
    return _sheet(paper, [(title, rows, []) for title, rows in parts], contact.sentences, contact.numbers, HELD)


@post("/referrals/{ref:str}/file", guards=[may("referral.export")], status_code=200)
async def download_the_referral(
    act: NamedDependency[Act], ref: FromPath[str], request: Request[Any, Any, Any]
) -> Page | Response[bytes]:
    answers = await read_answers(request)
    try:
        return file_of(await export_referral(act, ref, answers.text("why_file")))
    except InvalidForm as refusal:
        return await referral_page(act, ref, answers.mended_by(refusal))


def _whole(paper: DocumentCopy) -> Page:
    """Everything that was written, for those who wrote it."""
    return _sheet(paper, answers_in(paper.blocks), safe_sentences(paper.blocks))


def _sheet(
    paper: DocumentCopy,
    parts: Sequence[Any],
    safe: Sequence[str],
    numbers: Sequence[tuple[str, str]] = (),
    note: str = "",
) -> Page:
    return page(
        "copies/print.html",
        heading=Heading.REFERRAL if paper.form == REFERRAL else Heading.RESEARCH,
        paper=paper,
        parts=parts,
        safe=safe,
        numbers=numbers,
        note=note,
        copy=paper.copy,
    )


COPY_PAGES = [
    print_what_was_sent,
    download_what_was_sent,
    print_answer,
    download_answer,
    print_the_referral,
    download_the_referral,
]
