"""Actions over all meetings: lists, one action with its history, and what became of it."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, date_parts, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.posted import required_id
from meetings.action_lists import colleagues_for, count_actions, list_actions, read_action
from meetings.action_passing import pass_action, refuse_action
from meetings.actions import report_action, verify_action

AnyRequest = Request[Any, Any, Any]
VIEWS = {
    "mine": "/actions",
    "agency": "/actions/agency",
    "given": "/actions/given",
    "overdue": "/actions/overdue",
    "orphaned": "/actions/orphaned",
}
HEADINGS = {"overdue": Heading.OVERDUE_ACTIONS, "orphaned": Heading.ORPHANED_ACTIONS}
# Each ending has its own page and its own words; the two ways of failing never share a button.
ENDINGS = {
    "done": ("done", Heading.ACTION_DONE, "Done. It is on record."),
    "changed": ("not_possible_changed", Heading.ACTION_CHANGED, "Not possible, circumstances changed: kept."),
    "not-done": ("not_done", Heading.ACTION_NOT_DONE, "Not done: kept."),
    "refused": ("refused", Heading.ACTION_REFUSE, "Refused. The coordinator has it now."),
}


@get("/actions", guards=[may("action.read")])
async def show_own_actions(act: NamedDependency[Act]) -> Page:
    return await _list_page(act, "mine")


@get("/actions/agency", guards=[may("action.read")])
async def show_agency_actions(act: NamedDependency[Act]) -> Page:
    return await _list_page(act, "agency")


@get("/actions/given", guards=[may("action.read")])
async def show_given_actions(act: NamedDependency[Act]) -> Page:
    return await _list_page(act, "given")


@get("/actions/overdue", guards=[may("action.read")])
async def show_overdue_actions(act: NamedDependency[Act]) -> Page:
    return await _list_page(act, "overdue")


@get("/actions/orphaned", guards=[may("action.move")])
async def show_orphaned_actions(act: NamedDependency[Act]) -> Page:
    return await _list_page(act, "orphaned")


async def _list_page(act: Act, view: str) -> Page:
    actions = await list_actions(act, view)
    return page(
        "actions/list.html",
        heading=HEADINGS.get(view, Heading.ACTIONS),
        view=view,
        views=VIEWS,
        counts=await count_actions(act),
        actions=actions,
        today=act.today,
        prefix=act.area.prefix,
    )


@get("/actions/{ref:str}", guards=[may("action.read")])
async def show_action(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return page(
        "actions/show.html",
        heading=Heading.ACTION,
        action=await read_action(act, ref),
        prefix=act.area.prefix,
        looked_at=act.business_at,
        may_read_case=True,
    )


@post("/actions/{ref:str}/accept", guards=[may("action.report")])
async def accept_action(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await report_action(act, ref, "accepted")
    return outcome(f"/actions#action-{ref}", "Accepted.")


@post("/actions/{ref:str}/verify", guards=[may("action.verify")])
async def check_action(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await verify_action(act, ref)
    return outcome(f"/actions/{ref}", "Checked. It is on record that this was done.")


@get("/actions/{ref:str}/report/{how:str}", guards=[may("action.report")])
async def ask_ending(act: NamedDependency[Act], ref: FromPath[str], how: FromPath[str]) -> Page:
    return await _ending_page(act, ref, how, Answers(date_parts("done_on", act.today)))


@post("/actions/{ref:str}/report/{how:str}", guards=[may("action.report")])
async def report_ending(
    act: NamedDependency[Act], ref: FromPath[str], how: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    status, _, said = _ending(how)
    try:
        done_on = answers.day("done_on") if how == "done" else None
        if status == "refused":
            await refuse_action(act, ref, note=answers.text("note"))
        else:
            await report_action(act, ref, status, note=answers.text("note"), done_on=done_on)
    except InvalidForm as refusal:
        return await _ending_page(act, ref, how, answers.mended_by(refusal))
    return outcome("/actions", said)


def _ending(how: str) -> tuple[str, Heading, str]:
    if how not in ENDINGS:
        raise NotFound
    return ENDINGS[how]


async def _ending_page(act: Act, ref: str, how: str, answers: Answers) -> Page:
    _, heading, _ = _ending(how)
    action = await read_action(act, ref)
    return page("actions/report.html", heading=heading, answers=answers, action=action, how=how)


@get("/actions/{ref:str}/give", guards=[may("action.report")])
async def ask_colleague(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _give_page(act, ref, BLANK)


@post("/actions/{ref:str}/give", guards=[may("action.report")])
async def give_to_colleague(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await pass_action(act, ref, to=required_id(answers, "to", "Choose who does this instead."))
    except InvalidForm as refusal:
        return await _give_page(act, ref, answers.mended_by(refusal))
    return outcome("/actions", "Given to your colleague.")


async def _give_page(act: Act, ref: str, answers: Answers) -> Page:
    action = await read_action(act, ref)
    colleagues = await colleagues_for(act, ref)
    return page("actions/give.html", heading=Heading.ACTION_GIVE, answers=answers, action=action, colleagues=colleagues)


ACTION_PAGES = [
    accept_action,
    ask_colleague,
    ask_ending,
    check_action,
    give_to_colleague,
    report_ending,
    show_action,
    show_agency_actions,
    show_orphaned_actions,
    show_given_actions,
    show_overdue_actions,
    show_own_actions,
]
