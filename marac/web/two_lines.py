"""Two texts of one line: both shown, one or both kept."""

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
from marac.web.pages import Page, outcome, page
from marac.web.posted import whole_number
from meetings.minutes_clashes import read_clashes, settle_aside

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/room/{case_ref:str}/two-texts", guards=[may("minutes.write")])
async def show_two_texts(act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str]) -> Page:
    return await _two_texts_page(act, ref, case_ref, BLANK)


@post("/meetings/{ref:str}/room/{case_ref:str}/two-texts", guards=[may("minutes.write")])
async def settle_two_texts(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    heading, n = answers.text("heading"), whole_number(answers, "n")
    try:
        await settle_aside(act, ref, case_ref, heading, n=n, keep=answers.text(f"keep.{heading}.{n}"))
    except InvalidForm as refusal:
        at_field = InvalidForm({f"keep.{heading}.{n}": message for message in refusal.messages.values()})
        return await _two_texts_page(act, ref, case_ref, answers.mended_by(at_field))
    left = await read_clashes(act, ref, case_ref)
    where = f"/meetings/{ref}/room/{case_ref}"
    return outcome(f"{where}/two-texts" if left else where, "Decided. Both texts stay on record.")


async def _two_texts_page(act: Act, ref: str, case_ref: str, answers: Answers) -> Page:
    clashes = await read_clashes(act, ref, case_ref)
    return page(
        "room/two-texts.html",
        heading=Heading.TWO_LINES,
        answers=answers,
        clashes=clashes,
        room_path=f"/meetings/{ref}/room/{case_ref}",
    )


TWO_LINES_PAGES = [settle_two_texts, show_two_texts]
