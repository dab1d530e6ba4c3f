"""Exports: papers asked for, made for one reader, and fetched once after a fresh proof of who one is."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.policy import may as row_allows
from marac.dates import day_in_london, show_moment
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may, requires_step_up
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.handing_out import (
    FORMAT_WORDS,
    FORMATS,
    KIND_WORDS,
    MEDIA_TYPES,
    ask_for_paper,
    fetch_paper,
    read_paper,
    read_papers,
)
from meetings.meeting_list import list_meetings

AnyRequest = Request[Any, Any, Any]
STATE_WORDS = {
    "asked": "Being made",
    "ready": "Ready",
    "fetched": "Fetched",
    "failed": "Could not be made; ask again or ask your coordinator",
    "expired": "Run out; ask again",
}


@get("/exports", guards=[may("paper.fetch")])
async def show_exports(act: NamedDependency[Act]) -> Page:
    return await _exports(act, BLANK)


async def _exports(act: Act, answers: Answers) -> Page:
    return page(
        "exports/list.html",
        heading=Heading.EXPORTS,
        answers=answers,
        papers=await read_papers(act),
        states=STATE_WORDS,
        offers=_offers(act),
        meetings=await _meetings(act) if _offers(act) else (),
        prefix=act.area.prefix,
    )


def _offers(act: Act) -> list[tuple[str, str]]:
    """What this seat may ask for, each with its formats."""
    if not row_allows("paper.ask", roles=act.roles, forum=act.area.forum):
        return []
    kinds = [kind for kind in FORMATS if kind != "workbook" or act.is_coordinator]
    return [(f"{kind}-{one}", f"{KIND_WORDS[kind]}, {FORMAT_WORDS[one]}") for kind in kinds for one in FORMATS[kind]]


async def _meetings(act: Act) -> list[tuple[str, str]]:
    paper = await list_meetings(act)
    chosen = [(entry.ref, show_moment(entry.starts_at)) for entry in (*paper.coming, *paper.past)]
    return [("", "No meeting"), *chosen]


@post("/exports/ask", guards=[may("paper.ask")])
async def ask_for_export(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    kind, _, paper_format = answers.text("paper").partition("-")
    try:
        if kind not in FORMATS:
            raise InvalidForm({"paper": "Choose what you want to have"})
        if kind != "workbook" and not answers.text("meeting"):
            raise InvalidForm({"meeting": "Choose the meeting it belongs to"})
        await ask_for_paper(act, kind, paper_format, meeting_ref=answers.text("meeting"))
    except InvalidForm as refusal:
        return await _exports(act, answers.mended_by(_at_paper(refusal)))
    return outcome("/exports", "Asked for. It is made for you alone and kept for eight hours.")


def _at_paper(refusal: InvalidForm) -> InvalidForm:
    """Kind and format are one choice on the page."""
    return InvalidForm({"paper" if name == "format" else name: words for name, words in refusal.messages.items()})


@get("/exports/{ref:str}", guards=[may("paper.fetch"), requires_step_up])
async def show_export(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    """The proof is asked for here, because a browser cannot be led back to a form it has sent."""
    paper = await read_paper(act, ref)
    return page("exports/fetch.html", heading=Heading.FETCH_PAPER, paper=paper, states=STATE_WORDS)


@post("/exports/{ref:str}/fetch", guards=[may("paper.fetch"), requires_step_up])
async def fetch_export(act: NamedDependency[Act], ref: FromPath[str]) -> Response[bytes]:
    fetched = await fetch_paper(act, ref)
    parts = (act.area.prefix, fetched.kind, fetched.meeting_ref, day_in_london(fetched.made_on).isoformat())
    name = "-".join(part for part in parts if part).lower()
    return Response(
        fetched.body,
        status_code=200,
        media_type=MEDIA_TYPES[fetched.format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{fetched.format}"'},
    )


EXPORT_PAGES = [show_exports, ask_for_export, show_export, fetch_export]
