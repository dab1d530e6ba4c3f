"""The agenda as one reader gets it, the question before it, the short answers on it, and one's own time."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.dates import show_time
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from marac.web.times import read_time
from meetings import agenda, declaring, research, research_nil
from meetings.ordering import needed
from meetings.own_time import own_time_of
from meetings.papers.agenda_paper import AgendaItem, AgendaPaper

AnyRequest = Request[Any, Any, Any]
WAITING = frozenset({"not begun", "begun", "late"})
KINDS = tuple(declaring.KIND_WORDS.items())


@get("/meetings/{ref:str}/agenda", guards=[may("agenda.read")])
async def show_agenda(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    try:
        paper = await agenda.read_agenda(act, ref)
    except declaring.MustDeclare:
        return go_to(f"/meetings/{ref}/declare")
    return page(
        "agenda/show.html",
        heading=Heading.AGENDA,
        paper=paper,
        ref=ref,
        prefix=act.area.prefix,
        answered=number_answered(paper),
        asked=sum(item.answer is not None for item in paper.items),
        waiting=len(waiting_items(paper)),
        waiting_states=WAITING,
        looked_at=act.business_at,
    )


def number_answered(paper: AgendaPaper) -> int:
    return sum(item.answer is not None and item.answer.state not in WAITING for item in paper.items)


def waiting_items(paper: AgendaPaper) -> list[AgendaItem]:
    """The cases this reader's agency has not answered yet."""
    return [item for item in paper.items if item.answer is not None and item.answer.state in WAITING]


@post("/meetings/{ref:str}/agenda/answer", guards=[may("research.write")])
async def answer_case(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request)
    ask_ref, said, row = answers.text("ask"), answers.text("answer"), answers.text("row")
    if said == "hold":
        return go_to(f"/research/{await research.own_ask_ref(act, ask_ref)}")
    await research_nil.answer_nil(act, ref, [ask_ref], said)
    back = f"/meetings/{ref}/agenda" + (f"#case-{row}" if row.isalnum() and row.islower() else "")
    return outcome(back, "Answer recorded. You can change it until the meeting.")


@get("/meetings/{ref:str}/declare", guards=[may("conflict.declare")])
async def show_declaration(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    await declaring.may_declare(act, ref)
    return _declaration(ref, BLANK)


@post("/meetings/{ref:str}/declare", guards=[may("conflict.declare")])
async def declare(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    answers = await read_answers(request)
    said = answers.text("answer")
    declared = declaring.Declared(said, answers.text("kind") or None if said == "someone" else None)
    try:
        await declaring.declare(act, ref, declared)
    except InvalidForm as refusal:
        return _declaration(ref, answers.mended_by(refusal))
    if said == "someone":
        return outcome("/", "Recorded. The coordinator finds out which case it is; until then this list stays shut.")
    return go_to(f"/meetings/{ref}/agenda")


def _declaration(ref: str, answers: Answers) -> Page:
    return page("agenda/declare.html", heading=Heading.DECLARE, answers=answers, ref=ref, kinds=KINDS)


@get("/meetings/{ref:str}/know/{case_ref:str}", guards=[may("conflict.declare")])
async def show_stepping_aside(act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str]) -> Page:
    await declaring.may_step_aside(act, ref, case_ref)
    return _stepping_aside(act, ref, case_ref, BLANK)


@post("/meetings/{ref:str}/know/{case_ref:str}", guards=[may("conflict.declare")])
async def step_aside(
    act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str], case_ref: FromPath[str]
) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await declaring.step_aside(act, ref, case_ref, answers.text("kind"))
    except InvalidForm as refusal:
        return _stepping_aside(act, ref, case_ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/agenda", "That case has left your list. You will hear no more of it.")


def _stepping_aside(act: Act, ref: str, case_ref: str, answers: Answers) -> Page:
    return page(
        "agenda/know.html",
        heading=Heading.DECLARE,
        answers=answers,
        ref=ref,
        case_ref=case_ref,
        prefix=act.area.prefix,
        kinds=KINDS,
    )


@get("/meetings/{ref:str}/nil", guards=[may("research.write")])
async def show_nil(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    return await _nil_page(act, ref, BLANK)


@post("/meetings/{ref:str}/nil", guards=[may("research.write")])
async def answer_the_rest(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    answers = await read_answers(request, several=("asks",))
    try:
        _requires_chosen(answers)
        answered = await research_nil.answer_nil(act, ref, answers.chosen("asks"), answers.text("answer"))
    except InvalidForm as refusal:
        return await _nil_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/agenda", _recorded(answered))


def _recorded(answered: research_nil.NilAnswered) -> str:
    words = [show_count(answered.recorded, "answer", "answers") + " recorded."]
    if answered.taken_off:
        words.append(show_count(answered.taken_off, "case was", "cases were") + " taken off the meeting meanwhile.")
    if answered.answered_before:
        words.append(show_count(answered.answered_before, "case was", "cases were") + " answered already.")
    return " ".join([*words, "You can change any until the meeting."])


def _requires_chosen(answers: Answers) -> None:
    if not answers.chosen("asks"):
        raise InvalidForm({"asks": "Tick at least one case, or go back"})


async def _nil_page(act: Act, ref: str, answers: Answers) -> Page | Redirect:
    try:
        paper = await agenda.read_agenda(act, ref)
    except declaring.MustDeclare:
        return go_to(f"/meetings/{ref}/declare")
    waiting = waiting_items(paper)
    if answers is BLANK:
        answers = Answers({"asks": [item.answer.ask_ref for item in waiting if item.answer]})
    return page(
        "agenda/nil.html",
        heading=Heading.NOTHING_HELD,
        answers=answers,
        ref=ref,
        waiting=waiting,
        prefix=act.area.prefix,
    )


@get("/meetings/{ref:str}/my-slots", guards=[may("agenda.read")])
async def show_own_time(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    try:
        paper = await agenda.read_agenda(act, ref)
    except declaring.MustDeclare:
        return go_to(f"/meetings/{ref}/declare")
    return await _own_time(act, ref, paper, BLANK)


async def _own_time(act: Act, ref: str, paper: AgendaPaper, answers: Answers) -> Page:
    leaves_at = await needed.own_leaving(act, ref)
    return page(
        "agenda/own-time.html",
        heading=Heading.YOUR_TIME,
        answers=answers.showing("leaves", show_time(leaves_at) if leaves_at else ""),
        paper=paper,
        own=own_time_of(paper),
        ref=ref,
    )


@post("/meetings/{ref:str}/my-slots", guards=[may("agenda.read")])
async def say_leaving(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    """I must leave at that time; an empty field takes it back."""
    answers = await read_answers(request)
    typed = answers.text("leaves").strip()
    try:
        await needed.say_leaving(act, ref, read_time(typed) if typed else "")
    except InvalidForm as refusal:
        try:
            return await _own_time(act, ref, await agenda.read_agenda(act, ref), answers.mended_by(refusal))
        except declaring.MustDeclare:
            return go_to(f"/meetings/{ref}/declare")
    words = "Noted. Whoever orders the agenda puts your cases before it where they can." if typed else "Taken back."
    return outcome(f"/meetings/{ref}/my-slots", words)


AGENDA_PAGES = [
    show_agenda,
    answer_case,
    show_declaration,
    declare,
    show_stepping_aside,
    step_aside,
    show_nil,
    answer_the_rest,
    show_own_time,
    say_leaving,
]
