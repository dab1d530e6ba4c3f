"""One version of a form on a case: read, corrected by a new one, printed as a marked copy, taken out as a file."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.policy import may as may_do
from marac.web.case_forms.papers import answers_in, figures_in_words, safe_sentences
from marac.web.guards import may
from marac.web.headings import heading_of_form
from marac.web.pages import Page, go_to, page
from meetings.case_forms.reading import FormPaper, export_form, print_form, read_form
from meetings.case_forms.writing import begin_correction
from meetings.copying.copies import ExchangeFile

PATH = "/cases/{ref:str}/forms/{form_ref:str}"


@get(PATH, guards=[may("form.read")])
async def show_case_form(act: NamedDependency[Act], ref: FromPath[str], form_ref: FromPath[str]) -> Page:
    paper = await read_form(act, ref, form_ref)
    return page(
        "case-forms/show.html",
        heading=heading_of_form(paper.form),
        **_shown(paper),
        fingerprint=" ".join(paper.sha256[at : at + 8] for at in range(0, len(paper.sha256), 8)),
        may_have_receipt=may_do("referral.sent", roles=act.roles, forum=act.area.forum),
        looked_at=act.business_at,
    )


@get(f"{PATH}/print", guards=[may("form.print")])
async def print_case_form(act: NamedDependency[Act], ref: FromPath[str], form_ref: FromPath[str]) -> Page:
    paper, copy = await print_form(act, ref, form_ref)
    return page("case-forms/print.html", heading=heading_of_form(paper.form), **_shown(paper), copy=copy)


@get(f"{PATH}/file", guards=[may("form.export")])
async def download_case_form(act: NamedDependency[Act], ref: FromPath[str], form_ref: FromPath[str]) -> Response[bytes]:
    """The exchange document, byte for byte in canonical form. Its name names nobody."""
    return file_of(await export_form(act, ref, form_ref))


@post(f"{PATH}/correct", guards=[may("form.write")])
async def correct_case_form(act: NamedDependency[Act], ref: FromPath[str], form_ref: FromPath[str]) -> Redirect:
    return go_to(f"/cases/{ref}/forms/drafts/{await begin_correction(act, ref, form_ref)}")


def file_of(file: ExchangeFile) -> Response[bytes]:
    """A download; what it holds is never shown by the browser."""
    return Response(
        file.body,
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


def _shown(paper: FormPaper) -> dict[str, Any]:
    return {
        "paper": paper,
        "parts": answers_in(paper.blocks),
        "safe": safe_sentences(paper.blocks),
        "figures": figures_in_words(paper.figures),
    }
