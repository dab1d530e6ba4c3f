"""The coordinator's inbox, the documents that cannot be placed, and two texts under one reference."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm
from marac.ids import read_ref
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.conflicts import VERDICTS, judge_conflict, list_conflicts, read_conflict
from meetings.inbox import read_inbox
from meetings.sealed_intake.telling import count_replays
from meetings.unplaced import list_unplaced, place_document, read_unplaced

AnyRequest = Request[Any, Any, Any]


@get("/inbox", guards=[may("inbox.read")])
async def show_inbox(act: NamedDependency[Act]) -> Page:
    return await _inbox_page(act, "new")


@get("/inbox/{view:str}", guards=[may("inbox.read")])
async def show_inbox_view(act: NamedDependency[Act], view: FromPath[str]) -> Page:
    return await _inbox_page(act, view)


async def _inbox_page(act: Act, view: str) -> Page:
    return page(
        "inbox/list.html",
        heading=Heading.INBOX,
        inbox=await read_inbox(act, view),
        prefix=act.area.prefix,
        replays=await count_replays(act),
    )


@get("/unplaced", guards=[may("unplaced.read")])
async def show_unplaced(act: NamedDependency[Act]) -> Page:
    return page("unplaced/list.html", heading=Heading.UNPLACED, unplaced=await list_unplaced(act))


@get("/unplaced/{ref:str}", guards=[may("unplaced.read")])
async def show_unplaced_document(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _unplaced_page(act, ref, BLANK)


@post("/unplaced/{ref:str}/place", guards=[may("unplaced.settle")])
async def place_unplaced(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    case_ref = read_ref(answers.text("case"))
    try:
        if case_ref is None:
            raise InvalidForm({"case": "Enter the reference of a case, like NM 7K3Q9-XBD2H."})
        await place_document(act, ref, case_ref=case_ref)
    except InvalidForm as refusal:
        return await _unplaced_page(act, ref, answers.mended_by(refusal))
    return outcome("/unplaced", "The document was placed.")


async def _unplaced_page(act: Act, ref: str, answers: Answers) -> Page:
    document = await read_unplaced(act, ref)
    return page("unplaced/show.html", heading=Heading.UNPLACED, answers=answers, document=document)


@get("/conflicts", guards=[may("unplaced.read")])
async def show_conflicts(act: NamedDependency[Act]) -> Page:
    return page("two-texts/list.html", heading=Heading.TWO_TEXTS, conflicts=await list_conflicts(act))


@get("/conflicts/{ref:str}", guards=[may("unplaced.read")])
async def show_conflict(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _conflict_page(act, ref, BLANK)


@post("/conflicts/{ref:str}/judge", guards=[may("unplaced.settle")])
async def judge(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await judge_conflict(act, ref, verdict=answers.text("verdict"))
    except InvalidForm as refusal:
        return await _conflict_page(act, ref, answers.mended_by(refusal))
    return outcome("/conflicts", "Decided. Both texts are kept.")


async def _conflict_page(act: Act, ref: str, answers: Answers) -> Page:
    conflict = await read_conflict(act, ref)
    return page(
        "two-texts/show.html",
        heading=Heading.TWO_TEXTS,
        answers=answers,
        conflict=conflict,
        verdicts=list(VERDICTS.items()),
    )


INBOX_PAGES = [
    show_inbox,
    show_inbox_view,
    show_unplaced,
    show_unplaced_document,
    place_unplaced,
    show_conflicts,
    show_conflict,
    judge,
]
