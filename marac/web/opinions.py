"""Second opinions: the chair's list, and the page on which the coordinator asks and the chair answers."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.roles import CHAIRS
from marac.errors import InvalidForm, Refused
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.referral_reading import read_referral
from meetings.triage.opinion_reading import opinions_waiting
from meetings.triage.opinions import UNDECIDED, VIEWS, View, ask_opinion, give_opinion

AnyRequest = Request[Any, Any, Any]


@get("/opinions", guards=[may("referral.opinion")])
async def show_opinions(act: NamedDependency[Act]) -> Page:
    return page(
        "opinions/list.html", heading=Heading.OPINIONS, waiting=await opinions_waiting(act), prefix=act.area.prefix
    )


@get("/referrals/{ref:str}/opinion", guards=[may("referral.triage")])
async def show_opinion(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _opinion_page(act, ref, BLANK)


@post("/referrals/{ref:str}/opinion/ask", guards=[may("referral.decide")])
async def ask(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await ask_opinion(act, ref, answers.text("question"))
    except InvalidForm as refusal:
        return await _opinion_page(act, ref, answers.mended_by(refusal))
    except Refused as refusal:
        return await _opinion_page(act, ref, answers.mended_by(InvalidForm({}, general=str(refusal))))
    return outcome(f"/referrals/{ref}", "The chair is asked. You can decide at any time.")


@post("/referrals/{ref:str}/opinion/give", guards=[may("referral.opinion")])
async def give(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    view = View(answers.text("view"), answers.text("view_reason"), answers.text("dissent"))
    try:
        await give_opinion(act, ref, view)
    except InvalidForm as refusal:
        return await _opinion_page(act, ref, answers.mended_by(refusal))
    except Refused as refusal:
        return await _opinion_page(act, ref, answers.mended_by(InvalidForm({}, general=str(refusal))))
    return outcome("/opinions", "Your view is with the coordinator.")


async def _opinion_page(act: Act, ref: str, answers: Answers) -> Page:
    referral = await read_referral(act, ref)
    waits = any(opinion.given_at is None for opinion in referral.opinions)
    is_undecided = referral.status in UNDECIDED
    return page(
        "opinions/show.html",
        heading=Heading.OPINION,
        answers=answers,
        referral=referral,
        may_ask=is_undecided and act.is_coordinator and not waits,
        may_give=waits and bool(act.roles & CHAIRS),
        views=list(VIEWS.items()),
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


OPINION_PAGES = [show_opinions, show_opinion, ask, give]
