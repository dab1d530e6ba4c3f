"""The forms on a case: the list, and beginning one."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, page
from meetings.case_forms.listing import offers, read_forms
from meetings.case_forms.writing import begin_form


@get("/cases/{ref:str}/forms", guards=[may("form.read")])
async def show_case_forms(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _list_page(act, ref, BLANK)


@post("/cases/{ref:str}/forms/begin", guards=[may("form.write")])
async def begin_case_form(
    act: NamedDependency[Act], ref: FromPath[str], request: Request[Any, Any, Any]
) -> Page | Redirect:
    answers = await read_answers(request)
    form_id = answers.text("form")
    if form_id not in {offer.form for offer in offers()}:
        return await _list_page(act, ref, answers.mended_by(InvalidForm({"form": "Choose which form to fill in"})))
    return go_to(f"/cases/{ref}/forms/drafts/{await begin_form(act, ref, form_id)}")


async def _list_page(act: Act, ref: str, answers: Answers) -> Page:
    paper = await read_forms(act, ref)
    return page("case-forms/list.html", heading=Heading.CASE_FORMS, answers=answers, paper=paper)
