"""Telling the victim what was agreed: told with its day, or not told with the reason."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import Answers, date_parts, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.telling import read_telling, record_telling

AnyRequest = Request[Any, Any, Any]


@get("/cases/{ref:str}/told", guards=[may("feedback.record")])
async def show_telling(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _telling_page(act, ref, Answers(date_parts("told_on", act.today)))


@post("/cases/{ref:str}/told", guards=[may("feedback.record")])
async def keep_telling(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    told = answers.text("outcome")
    try:
        told_on = answers.day("told_on") if told == "told" else None
        await record_telling(act, ref, told, told_on=told_on, reason=answers.text("reason").strip() or None)
    except InvalidForm as refusal:
        return await _telling_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/cases/{ref}/told", "Kept. Nobody but you and the coordinator is told of this.")


async def _telling_page(act: Act, ref: str, answers: Answers) -> Page:
    telling = await read_telling(act, ref)
    return page(
        "telling/show.html",
        heading=Heading.TELL_THE_VICTIM,
        answers=answers,
        telling=telling,
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


TELLING_PAGES = [keep_telling, show_telling]
