"""Sending after a meeting: the minutes to those entitled, the actions to their owners."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.circulation import issue_action_sheet, issue_minutes, recall_minutes
from meetings.sending import read_action_sending, read_minutes_sending

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/minutes/send", guards=[may("minutes.issue")])
async def show_minutes_sending(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _minutes_page(act, ref, BLANK)


async def _minutes_page(act: Act, ref: str, answers: Answers) -> Page:
    sending = await read_minutes_sending(act, ref)
    return page("minutes/send.html", heading=Heading.SEND_MINUTES, sending=sending, answers=answers)


@post("/meetings/{ref:str}/minutes/send", guards=[may("minutes.issue")])
async def send_minutes(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    sending = await read_minutes_sending(act, ref)
    try:
        await issue_minutes(act, ref, late_reason=answers.text("late_reason").strip() or None)
    except InvalidForm as refusal:
        return await _minutes_page(act, ref, answers.mended_by(refusal))
    return outcome(
        f"/meetings/{ref}/minutes/send",
        f"Minutes sent to {sending.number_words}. You can call them back for 2 minutes.",
    )


@post("/meetings/{ref:str}/minutes/recall", guards=[may("minutes.issue")])
async def call_back(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    opened = await recall_minutes(act, ref)
    seen = f" {show_count(opened, 'person', 'people')} had opened them here." if opened else ""
    return outcome(f"/meetings/{ref}/minutes/send", f"Called back before any letter left.{seen}")


@get("/meetings/{ref:str}/actions/send", guards=[may("minutes.issue")])
async def show_action_sending(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    sending = await read_action_sending(act, ref)
    return page("actions/send.html", heading=Heading.SEND_ACTIONS, sending=sending, prefix=act.area.prefix)


@post("/meetings/{ref:str}/actions/send", guards=[may("minutes.issue")])
async def send_actions(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    sending = await read_action_sending(act, ref)
    await issue_action_sheet(act, ref)
    return outcome(f"/meetings/{ref}/actions/send", f"Actions sent to {sending.number_words}.")


SENDING_PAGES = [call_back, send_actions, send_minutes, show_action_sending, show_minutes_sending]
