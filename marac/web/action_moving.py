"""The coordinator gives an action that nobody can do to somebody else, of any agency."""

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
from marac.web.posted import required_id
from meetings.action_lists import read_action
from meetings.action_orphans import who_may_own
from meetings.action_passing import reassign_action

AnyRequest = Request[Any, Any, Any]


@get("/actions/{ref:str}/move", guards=[may("action.move")])
async def ask_new_owner(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _move_page(act, ref, BLANK)


@post("/actions/{ref:str}/move", guards=[may("action.move")])
async def move_to_new_owner(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await reassign_action(act, ref, membership=required_id(answers, "to", "Choose who does this instead."))
    except InvalidForm as refusal:
        return await _move_page(act, ref, answers.mended_by(refusal))
    return outcome("/actions/orphaned", "Given to them; they get a letter.")


async def _move_page(act: Act, ref: str, answers: Answers) -> Page:
    action = await read_action(act, ref)
    people = [("", "Choose")] + [(str(each.membership_id), each.words) for each in await who_may_own(act, ref)]
    return page("actions/move.html", heading=Heading.ACTION_MOVE, answers=answers, action=action, people=people)


ACTION_MOVING_PAGES = [ask_new_owner, move_to_new_owner]
