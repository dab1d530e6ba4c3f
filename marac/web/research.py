"""Research: what is still to answer, one agency's answer to one case, who answers, and who has not answered."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.form_pages import Way, keep_form_page, show_form_page
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from marac.web.posted import chosen_id
from meetings import assigning, research, research_drafts, research_grid, research_lines

AnyRequest = Request[Any, Any, Any]
# The longest texts of one page, each escaped for its way.
MOST_OF_A_PAGE = 512 * 1024
SENT = "Sent to the meeting. You can change it until the case is heard."
SENT_FOR_THE_CASE = (
    "Sent and kept with the case. It was taken off that meeting meanwhile, so nobody there is shown your answer."
)
SHARE_WORDS = {
    "share": "Share",
    "hold": "Held back by your agency",
    "chair_only": "For the chair",
    "kept_back": "Held back by your agency",
}


@get("/research", guards=[may("research.write")])
async def list_research(act: NamedDependency[Act]) -> Page:
    return page(
        "research/list.html",
        heading=Heading.RESEARCH,
        asks=await research.open_asks(act),
        words=research.STATE_WORDS,
        prefix=act.area.prefix,
    )


@get("/research/{ask_ref:str}", guards=[may("research.write")])
async def show_research(act: NamedDependency[Act], ask_ref: FromPath[str]) -> Page:
    return await _desk(act, ask_ref, BLANK)


async def _desk(act: Act, ask_ref: str, answers: Answers) -> Page:
    desk = await research_drafts.read_desk(act, ask_ref)
    return page(
        "research/show.html",
        heading=Heading.RESEARCH,
        answers=answers,
        desk=desk,
        prefix=act.area.prefix,
        share_words=SHARE_WORDS,
    )


@post("/research/{ask_ref:str}/begin", guards=[may("research.write")])
async def begin_research(act: NamedDependency[Act], ask_ref: FromPath[str]) -> Redirect:
    draft = await research_drafts.draft_of(act, ask_ref)
    return go_to(f"/research/{ask_ref}/{draft.form.sections[0].pages[0].id}")


@post("/research/{ask_ref:str}/send", guards=[may("research.write")])
async def send_research(act: NamedDependency[Act], ask_ref: FromPath[str]) -> Page | Redirect:
    try:
        is_for_meeting = await research_drafts.send_research(act, ask_ref)
    except InvalidForm:
        unanswered = InvalidForm({}, general="This is not sent yet. Answer what stands under “Must be answered”.")
        return await _desk(act, ask_ref, BLANK.mended_by(unanswered))
    return outcome(f"/research/{ask_ref}", SENT if is_for_meeting else SENT_FOR_THE_CASE)


@post("/research/{ask_ref:str}/share", guards=[may("research.write")])
async def share_line(act: NamedDependency[Act], request: AnyRequest, ask_ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request)
    line = answers.text("line")
    n = int(line) if line.isascii() and line.isdecimal() and len(line) < 5 else -1  # noqa: PLR2004
    await research_lines.share_line(act, ask_ref, n)
    return outcome(f"/research/{ask_ref}", "That line is shared now.")


@get("/research/{ask_ref:str}/{page_id:str}", guards=[may("research.write")])
async def show_research_page(act: NamedDependency[Act], ask_ref: FromPath[str], page_id: FromPath[str]) -> Page:
    research_drafts.require_page(page_id)
    draft = await research_drafts.draft_of(act, ask_ref)
    return await show_form_page(act, draft, page_id, None, way=_way(ask_ref))


@post("/research/{ask_ref:str}/{page_id:str}", guards=[may("research.write")], request_max_body_size=MOST_OF_A_PAGE)
async def keep_research_page(
    act: NamedDependency[Act], request: AnyRequest, ask_ref: FromPath[str], page_id: FromPath[str]
) -> Page | Redirect | Response[None]:
    draft = await research_drafts.draft_of(act, ask_ref)
    return await keep_form_page(act, request, draft, page_id, None, way=_way(ask_ref))


def _way(ask_ref: str) -> Way:
    return Way(f"/research/{ask_ref}", "Back to your answer")


@get("/meetings/{ref:str}/assign", guards=[may("research.write")])
async def show_assigning(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    paper = await assigning.read_assigning(act, ref)
    return page("research/assign.html", heading=Heading.WHO_ANSWERS, paper=paper, ref=ref, words=research.STATE_WORDS)


@post("/meetings/{ref:str}/assign", guards=[may("research.write")])
async def assign(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request)
    officer, ask_ref = chosen_id(answers, "officer"), answers.text("ask")
    if answers.text("act") == "remove":
        await assigning.unassign(act, ref, ask_ref, officer)
        return outcome(f"/meetings/{ref}/assign", "Taken from your colleague. They no longer see the case.")
    await assigning.assign(act, ref, ask_ref, officer)
    return outcome(f"/meetings/{ref}/assign", "Your colleague can answer now, and sees the case.")


@get("/meetings/{ref:str}/research", guards=[may("research.read")])
async def show_grid(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    grid = await research_grid.read_grid(act, ref)
    return page("research/grid.html", heading=Heading.RESEARCH_BY_AGENCY, grid=grid, ref=ref, prefix=act.area.prefix)


@get("/meetings/{ref:str}/research/{slug:str}", guards=[may("research.read")])
async def show_agency_answers(act: NamedDependency[Act], ref: FromPath[str], slug: FromPath[str]) -> Page:
    answers_of = await research_grid.read_agency_answers(act, ref, slug)
    return page(
        "research/agency.html", heading=Heading.RESEARCH_BY_AGENCY, agency=answers_of, ref=ref, prefix=act.area.prefix
    )


RESEARCH_PAGES = [
    list_research,
    show_research,
    begin_research,
    send_research,
    share_line,
    show_research_page,
    keep_research_page,
    show_assigning,
    assign,
    show_grid,
    show_agency_answers,
]
