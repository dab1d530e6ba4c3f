"""A colleague has lost password or device: reported here by one person, agreed by another."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.accounts import handle_of
from agencies.acts import Act
from agencies.directory import names_of
from agencies.policy import may as row_allows
from agencies.recovery import colleagues_of, decide_loss, losses_waiting, report_loss
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may, requires_step_up
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page

AnyRequest = Request[Any, Any, Any]
PATH = "/lost-access"


@get(PATH, guards=[may("recovery.ask")])
async def show_lost_access(act: NamedDependency[Act]) -> Page:
    return await _page(act, BLANK)


@post(PATH, guards=[may("recovery.ask")])
async def report(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    chosen = answers.text("colleague")
    for line in await colleagues_of(act):
        if handle_of(act, line.officer_id) == chosen:
            await report_loss(act, line.officer_id)
            return outcome(PATH, "Reported. An administrator or coordinator must agree.")
    return await _page(act, answers.mended_by(InvalidForm({"colleague": "Choose the colleague"})))


@post(f"{PATH}/{{ref:str}}", guards=[may("recovery.agree"), requires_step_up])
async def decide(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    agrees = (await read_answers(request)).text("act") == "agree"
    await decide_loss(act, ref, agrees=agrees)
    return outcome(PATH, "Agreed. A letter with a link is on its way." if agrees else "Refused. Nothing has changed.")


async def _page(act: Act, answers: Answers) -> Page:
    agrees = row_allows("recovery.agree", roles=act.roles, forum=act.area.forum)
    colleagues = await colleagues_of(act)
    waiting = await losses_waiting(act.area.id) if agrees else []
    people = [line.officer_id for line in colleagues] + [
        i for lost in waiting for i in (lost.officer_id, lost.asked_by)
    ]
    names = await names_of(act, people)
    options = [(handle_of(act, line.officer_id), names[line.officer_id]) for line in colleagues]
    return page(
        "accounts/lost-access.html",
        heading=Heading.LOST_ACCESS,
        answers=answers,
        colleagues=[("", "Choose a colleague"), *sorted(options, key=lambda each: each[1])],
        may_agree=agrees,
        waiting=[
            {
                "ref": lost.ref,
                "whom": names[lost.officer_id],
                "asked_by": names[lost.asked_by],
                "asked_at": lost.asked_at,
                "is_mine": act.officer_id in (lost.officer_id, lost.asked_by),
            }
            for lost in waiting
        ],
    )


LOST_ACCESS_PAGES = [show_lost_access, report, decide]
