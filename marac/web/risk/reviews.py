"""Risk reviews: what waits for one's agency; of one case when each is due, what happened, what could not be done."""

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
from meetings.reviews.clocks import may_see_case, read_reviews
from meetings.reviews.due import list_due
from meetings.reviews.recording import Noted, note_event, note_not_done
from meetings.rules.review_clock import BY_INTERVAL, EVENTS, NOT_DONE, WORDS, Record

AnyRequest = Request[Any, Any, Any]
_EVENTS = (
    ("The support of the victim", list(EVENTS[Record.DASH].items())),
    ("Risk of serious harm", list(EVENTS[Record.ROSH].items())),
    ("Stage reached for an adult at risk", list(EVENTS[Record.LONDON_ADULTS].items())),
)
_RECORDS = [(record.value, WORDS[record]) for record in BY_INTERVAL]


@get("/reviews", guards=[may("review.read")])
async def show_reviews(act: NamedDependency[Act]) -> Page:
    due = await list_due(act)
    return page("reviews/list.html", heading=Heading.REVIEWS_DUE, due=due, prefix=act.area.prefix)


@get("/cases/{ref:str}/reviews", guards=[may("review.read")])
async def show_case_reviews(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return page(
        "reviews/case.html",
        heading=Heading.REVIEWS_OF_CASE,
        reviews=await read_reviews(act, ref),
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


@get("/cases/{ref:str}/reviews/happened", guards=[may("review.note")])
async def ask_event(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _event_page(act, ref, _today(act))


@post("/cases/{ref:str}/reviews/happened", guards=[may("review.note")])
async def keep_event(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await note_event(act, ref, _noted(answers))
    except InvalidForm as refusal:
        return await _event_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/cases/{ref}/reviews", "Kept. The reviews it touches are due now.")


@get("/cases/{ref:str}/reviews/not-done", guards=[may("review.note")])
async def ask_not_done(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _not_done_page(act, ref, _today(act))


@post("/cases/{ref:str}/reviews/not-done", guards=[may("review.note")])
async def keep_not_done(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await note_not_done(act, ref, _noted(answers))
    except InvalidForm as refusal:
        return await _not_done_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/cases/{ref}/reviews", "Kept. The review stays due: try again.")


def _today(act: Act) -> Answers:
    return Answers(date_parts("happened_on", act.today))


def _noted(answers: Answers) -> Noted:
    return Noted(
        code=answers.text("code"),
        record=answers.text("record"),
        happened_on=answers.day("happened_on"),
        note=answers.text("note"),
    )


async def _event_page(act: Act, ref: str, answers: Answers) -> Page:
    await may_see_case(act, ref)
    return page("reviews/happened.html", heading=Heading.REVIEW_HAPPENED, answers=answers, ref=ref, events=_EVENTS)


async def _not_done_page(act: Act, ref: str, answers: Answers) -> Page:
    await may_see_case(act, ref)
    return page(
        "reviews/not-done.html",
        heading=Heading.REVIEW_NOT_DONE,
        answers=answers,
        ref=ref,
        records=_RECORDS,
        reasons=list(NOT_DONE.items()),
    )


REVIEW_PAGES = [ask_event, ask_not_done, keep_event, keep_not_done, show_case_reviews, show_reviews]
