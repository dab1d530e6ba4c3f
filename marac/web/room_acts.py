"""Acts in the room beside the minutes: owners, decision, telling the victim, presence for a case, closing, sharing."""

from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import InvalidForm, NotFound
from marac.ids import read_ref
from marac.web.answers import Answers, read_answers
from marac.web.guards import may
from marac.web.pages import Page, go_to, outcome
from marac.web.posted import chosen_id, required_id, whole_number
from marac.web.room_case import show_again
from marac.web.room_case_page import prompts_of, risks_in
from meetings.actions import report_action
from meetings.meeting_reading import REASON_WORDS
from meetings.research_lines import share_line
from meetings.room import mark_for_case
from meetings.room_deeds import agree_telling, close_with, decide, name_owner, strike_action
from meetings.room_list import read_room
from meetings.room_reading import CaseInRoom, read_case_in_room
from meetings.rules.due_dates import understand_date

AnyRequest = Request[Any, Any, Any]


@post("/meetings/{ref:str}/room/{case_ref:str}/owner", guards=[may("action.give")])
async def choose_owner(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        owner = required_id(answers, "owner", "Choose who does this.")
        await name_owner(act, ref, case_ref, _action_ref(answers), owner=owner)
    except InvalidForm as refusal:
        return await show_again(act, ref, case_ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/room/{case_ref}#actions", "The action has an owner.")


def _action_ref(answers: Answers) -> str:
    found = read_ref(answers.text("action"))
    if found is None:
        raise NotFound
    return found


@post("/meetings/{ref:str}/room/{case_ref:str}/strike", guards=[may("action.give")])
async def strike(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Redirect:
    await strike_action(act, ref, case_ref, _action_ref(await read_answers(request)))
    return outcome(f"/meetings/{ref}/room/{case_ref}#actions", "The action is struck out. It stays on record.")


@post("/meetings/{ref:str}/room/{case_ref:str}/decision", guards=[may("minutes.write")])
async def record_decision(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await decide(act, ref, case_ref, answers.text("decision"))
    except InvalidForm as refusal:
        return await show_again(act, ref, case_ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/room/{case_ref}#decided", "The decision is in the minutes.")


@post("/meetings/{ref:str}/room/{case_ref:str}/telling", guards=[may("minutes.write")])
async def record_telling_plan(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await agree_telling(
            act,
            ref,
            case_ref,
            officer=chosen_id(answers, "teller"),
            method=answers.text("method"),
            due_on=understand_date(answers.text("tell_by"), today=act.today),
        )
    except InvalidForm as refusal:
        return await show_again(act, ref, case_ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/room/{case_ref}#telling", "Who tells the victim is kept.")


@post("/meetings/{ref:str}/room/{case_ref:str}/presence", guards=[may("room.run")])
async def mark_person_for_case(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Redirect:
    answers = await read_answers(request)
    officer, mark = chosen_id(answers, "who"), answers.text("mark")
    if officer is None or mark not in ("back", *REASON_WORDS):
        raise NotFound
    await mark_for_case(
        act, ref, case_ref, officer, in_room=mark == "back", reason_code=None if mark == "back" else mark
    )
    return outcome(f"/meetings/{ref}/room/{case_ref}#here", "Marked for this case.")


@post("/meetings/{ref:str}/room/{case_ref:str}/close", guards=[may("room.run")])
async def close_the_case(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    case = await read_case_in_room(act, ref, case_ref)
    if not isinstance(case, CaseInRoom):
        raise NotFound
    missing = tuple(prompt.code for prompt in prompts_of(case, risks_in(case)) if not prompt.is_done)
    try:
        await close_with(act, ref, case_ref, missing, why=answers.text("why"))
    except InvalidForm as refusal:
        return await show_again(act, ref, case_ref, answers.mended_by(refusal))
    following = (await read_room(act, ref)).next_case
    where = f"/meetings/{ref}/room/{following}" if following else f"/meetings/{ref}/room"
    return outcome(where, "The case is closed.")


@post("/meetings/{ref:str}/room/{case_ref:str}/share", guards=[may("room.read")])
async def share_own_line(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Redirect:
    answers = await read_answers(request)
    case = await read_case_in_room(act, ref, case_ref)
    if isinstance(case, CaseInRoom) or not case.ask_ref:
        raise NotFound
    await share_line(act, case.ask_ref, whole_number(answers, "n"))
    return outcome(f"/meetings/{ref}/room/{case_ref}#lines", "The line is shared with the meeting.")


@post("/meetings/{ref:str}/room/{case_ref:str}/accept", guards=[may("action.report")])
async def accept_in_room(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], request: AnyRequest
) -> Redirect:
    await report_action(act, _action_ref(await read_answers(request)), "accepted")
    return go_to(f"/meetings/{ref}/room/{case_ref}#actions")


ROOM_ACT_PAGES = [
    accept_in_room,
    choose_owner,
    close_the_case,
    mark_person_for_case,
    record_decision,
    record_telling_plan,
    share_own_line,
    strike,
]
