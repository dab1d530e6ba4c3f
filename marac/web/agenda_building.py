"""Building an agenda and sending it: order, minutes, pins; who gets it; who may know somebody on it."""

import re
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import Conflict, InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings import agenda_build, agenda_order, agenda_sending, circulation, clearing

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/agenda/build", guards=[may("agenda.order")])
async def show_building(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _building(act, ref, BLANK)


async def _building(act: Act, ref: str, answers: Answers) -> Page:
    paper = await agenda_order.read_build(act, ref)
    return page(
        "meetings/build.html",
        heading=Heading.BUILD_AGENDA,
        answers=answers,
        paper=paper,
        ref=ref,
        prefix=act.area.prefix,
        may_send=act.is_coordinator,
    )


@post("/meetings/{ref:str}/agenda/build/move", guards=[may("agenda.order")])
async def move_case(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    """One place up or down, or to the place that was typed."""
    answers = await read_answers(request)
    case_ref = answers.text("case")
    try:
        place = await _wanted_place(act, ref, answers)
        was = await agenda_build.move_case_to(act, ref, case_ref, place, mark=answers.text("mark"))
    except InvalidForm as refusal:
        field = InvalidForm({f"place.{case_ref}": message for message in refusal.messages.values()})
        return await _building(act, ref, answers.mended_by(field))
    except Conflict as stale:
        return await _building(act, ref, answers.mended_by(InvalidForm({}, general=str(stale))))
    return await _moved(act, ref, case_ref, was=was)


async def _wanted_place(act: Act, ref: str, answers: Answers) -> int:
    case_ref, step = answers.text("case"), answers.text("step")
    if step in ("up", "down"):
        places = (await agenda_build.read_running(act, ref)).places
        now = next((place.position for place in places if place.case_ref == case_ref), 1)
        return min(max(now + (1 if step == "down" else -1), 1), len(places))
    typed = answers.text(f"place.{case_ref}").strip()
    if _number(typed) is None:
        raise InvalidForm({"place": "Enter the number of a place, like 3"})
    return _number(typed) or 0


def _number(typed: str) -> int | None:
    """A small whole number in plain figures."""
    return int(typed) if re.fullmatch(r"[0-9]{1,3}", typed) else None


async def _moved(act: Act, ref: str, case_ref: str, *, was: int) -> Redirect:
    running = await agenda_build.read_running(act, ref)
    place = next(place for place in running.places if place.case_ref == case_ref)
    words = f"Case {was} moved to place {place.position} of {len(running.places)}."
    return outcome(
        f"/meetings/{ref}/agenda/build#case-{case_ref}",
        words,
        undo=f"/meetings/{ref}/agenda/build/back/{case_ref}/{was}",
    )


@post("/meetings/{ref:str}/agenda/build/back/{case_ref:str}/{place:int}", guards=[may("agenda.order")])
async def move_back(
    act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str], place: FromPath[int]
) -> Redirect:
    mark = (await agenda_build.read_running(act, ref)).mark
    await agenda_build.move_case_to(act, ref, case_ref, place, mark=mark)
    return outcome(f"/meetings/{ref}/agenda/build", f"Moved back to place {place}.")


@post("/meetings/{ref:str}/agenda/build/minutes", guards=[may("agenda.order")])
async def set_minutes(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    answers = await read_answers(request)
    case_ref = answers.text("case")
    typed = answers.text(f"minutes.{case_ref}").strip()
    try:
        minutes = _number(typed) or 0
        await agenda_build.set_minutes(act, ref, case_ref, minutes)
    except InvalidForm as refusal:
        field = InvalidForm({f"minutes.{case_ref}": message for message in refusal.messages.values()})
        return await _building(act, ref, answers.mended_by(field))
    words = show_count(minutes, "minute", "minutes")
    return outcome(f"/meetings/{ref}/agenda/build#case-{case_ref}", f"Planned for {words}.")


@post("/meetings/{ref:str}/agenda/build/pin", guards=[may("agenda.order")])
async def pin_case(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request)
    pinned = answers.text("pin") == "yes"
    await agenda_build.pin_case(act, ref, answers.text("case"), pinned=pinned)
    return outcome(f"/meetings/{ref}/agenda/build", "Pinned to its place." if pinned else "No longer pinned.")


@post("/meetings/{ref:str}/agenda/build/order", guards=[may("agenda.order")])
async def order_by_rule(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        moved = await agenda_order.order_by_rule(act, ref, mark=answers.text("mark"))
    except Conflict as stale:
        return await _building(act, ref, answers.mended_by(InvalidForm({}, general=str(stale))))
    words = "All cases stand in the order of the rule already." if not moved else f"Ordered by rule: {moved} moved."
    return outcome(f"/meetings/{ref}/agenda/build", words)


@get("/meetings/{ref:str}/agenda/issue", guards=[may("agenda.build")])
async def show_sending(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    sending = await agenda_sending.read_sending(act, ref)
    return page("meetings/issue.html", heading=Heading.SEND_AGENDA, sending=sending, ref=ref)


@post("/meetings/{ref:str}/agenda/issue", guards=[may("agenda.build")])
async def send_agenda(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    number = len(await circulation.agenda_recipients(act, ref))
    sent = await circulation.issue_agenda(act, ref)
    people = show_count(number, "person", "people")
    return outcome(f"/meetings/{ref}", f"Agenda version {sent.n} sent to {people}.")


@get("/meetings/{ref:str}/declarations", guards=[may("agenda.order")])
async def show_declarations(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _declarations(act, ref)


async def _declarations(act: Act, ref: str) -> Page:
    paper = await clearing.read_clearing(act, ref)
    return page("meetings/declarations.html", heading=Heading.DECLARATIONS, paper=paper, ref=ref)


@post("/meetings/{ref:str}/declarations", guards=[may("agenda.order")])
async def clear(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request, several=("cases",))
    try:
        officer_id = UUID(answers.text("officer"))
    except ValueError:
        raise NotFound from None
    shut = await clearing.clear_declaration(act, ref, officer_id, case_refs=answers.chosen("cases"))
    cases = show_count(shut, "case is", "cases are") if shut else "No case is"
    return outcome(f"/meetings/{ref}/declarations", f"Cleared. {cases} shut to them; the rest of the list is open.")


BUILDING_PAGES = [
    show_building,
    move_case,
    move_back,
    set_minutes,
    pin_case,
    order_by_rule,
    show_sending,
    send_agenda,
    show_declarations,
    clear,
]
