"""Building an agenda: the order by hand, by rule and by a search; minutes and pins; each change taken back by a key."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_409_CONFLICT

from agencies.acts import Act
from marac.counts import show_count
from marac.dates import show_time
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.ordering import building, changing, undoing
from meetings.ordering.building import hours_and_minutes
from meetings.ordering.running import read_running

AnyRequest = Request[Any, Any, Any]
PLANS = {
    "plan": "Noted: a child is on a protection plan.",
    "no_plan": "Noted: no child is on a protection plan.",
}


def _number(typed: str) -> int | None:
    """A small whole number in plain figures."""
    return int(typed) if re.fullmatch(r"[0-9]{1,3}", typed) else None


@dataclass(frozen=True, slots=True)
class Said:
    """What a row of the form said; `was` is the number the page showed."""

    act: str
    answers: Answers
    was: int | None

    def number(self, what: str, case_ref: str) -> int | None:
        return _number(self.answers.text(f"{what}.{case_ref}").strip())


@get("/meetings/{ref:str}/agenda/build", guards=[may("agenda.order")])
async def show_building(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _building(act, ref, BLANK)


async def _building(act: Act, ref: str, answers: Answers, *, wanted: tuple[str, ...] = ()) -> Page:
    paper = await building.read_build(act, ref)
    return page(
        "meetings/build.html",
        heading=Heading.BUILD_AGENDA,
        answers=answers,
        paper=paper,
        ref=ref,
        prefix=act.area.prefix,
        may_send=act.is_coordinator,
        wanted=[line.place for one in wanted for line in paper.lines if line.place.case_ref == one],
    )


async def _clash(act: Act, ref: str, answers: Answers, clash: Conflict) -> Page:
    """The order as it stands, and beside it the one that was wanted."""
    wanted = clash.wanted if isinstance(clash, changing.Touching) else ()
    shown = await _building(act, ref, answers.mended_by(InvalidForm({}, general=str(clash))), wanted=wanted)
    shown.status_code = HTTP_409_CONFLICT
    return shown


@post("/meetings/{ref:str}/agenda/build/row", guards=[may("agenda.order")])
async def act_on_row(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    """A button of a row, or what was typed into one: another place, minutes, a pin, a child on a protection plan."""
    answers = await read_answers(request)
    name, case_ref, was, *_ = [*(answers.text("act") or "typed").split(":"), "", ""]
    said = Said(name, answers, _number(was))
    if name == "typed":
        said, case_ref = Said("place", answers, None), _where_typed(answers)
    deed = DEEDS.get(said.act)
    if deed is None:
        raise NotFound
    try:
        return await deed(act, ref, case_ref, said)
    except InvalidForm as refusal:
        field = InvalidForm({f"{what}.{case_ref}": message for what, message in refusal.messages.items()})
        return await _building(act, ref, answers.mended_by(field))
    except Conflict as clash:
        return await _clash(act, ref, answers, clash)


def _where_typed(answers: Answers) -> str:
    """The first row into which a place was typed."""
    places = [name.partition(".")[2] for name in answers.values if name.startswith("place.") and answers.text(name)]
    if not places:
        raise Refused("Press Set beside the minutes you changed.")
    return places[0]


async def _to_place(act: Act, ref: str, case_ref: str, said: Said) -> Redirect:
    place = said.number("place", case_ref)
    if place is None:
        raise InvalidForm({"place": "Enter the number of a place, like 3"})
    moved = await changing.move_case_to(act, ref, case_ref, place, mark=said.answers.text("mark"))
    return await _moved(act, ref, case_ref, moved)


async def _step(act: Act, ref: str, case_ref: str, said: Said) -> Redirect:
    by = 1 if said.act == "down" else -1
    moved = await changing.step_case(act, ref, case_ref, by, mark=said.answers.text("mark"))
    return await _moved(act, ref, case_ref, moved)


async def _moved(act: Act, ref: str, case_ref: str, moved: changing.Moved) -> Redirect:
    places = (await read_running(act, ref)).places
    at = next((show_time(place.starts_at) for place in places if place.case_ref == case_ref), "")
    words = f"Case {moved.was} moved to place {moved.place} of {moved.of}, planned {at}."
    if moved.is_merged:
        words += " Somebody else’s moves meanwhile are kept too."
    return outcome(f"/meetings/{ref}/agenda/build#case-{case_ref}", words)


async def _set_minutes(act: Act, ref: str, case_ref: str, said: Said) -> Redirect:
    minutes = said.number("minutes", case_ref) or 0
    await changing.set_minutes(act, ref, case_ref, minutes, was=said.was)
    return outcome(_row(ref, case_ref), f"Planned for {show_count(minutes, 'minute', 'minutes')}.")


async def _pin(act: Act, ref: str, case_ref: str, said: Said) -> Redirect:
    await changing.pin_case(act, ref, case_ref, pinned=said.act == "pin")
    return outcome(_row(ref, case_ref), "Pinned to its place." if said.act == "pin" else "No longer pinned.")


async def _plan(act: Act, ref: str, case_ref: str, said: Said) -> Redirect:
    await changing.set_plan(act, ref, case_ref, has_plan=said.act == "plan")
    return outcome(_row(ref, case_ref), PLANS[said.act])


DEEDS: Mapping[str, Callable[[Act, str, str, Said], Awaitable[Redirect]]] = {
    "up": _step,
    "down": _step,
    "place": _to_place,
    "minutes": _set_minutes,
    "pin": _pin,
    "unpin": _pin,
    "plan": _plan,
    "no_plan": _plan,
}


def _row(ref: str, case_ref: str) -> str:
    """Back to the row one works on."""
    known = re.fullmatch(r"[a-z0-9]{1,20}", case_ref)
    return f"/meetings/{ref}/agenda/build" + (f"#case-{case_ref}" if known else "")


@post("/meetings/{ref:str}/agenda/build/order", guards=[may("agenda.order")])
async def order_by_rule(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        moved = await building.order_by_rule(act, ref, mark=answers.text("mark"))
    except Conflict as clash:
        return await _clash(act, ref, answers, clash)
    words = "All cases stand in the order of the rule already." if not moved else f"Ordered by rule: {moved} moved."
    return outcome(f"/meetings/{ref}/agenda/build", words)


@post("/meetings/{ref:str}/agenda/build/shorten", guards=[may("agenda.order")])
async def shorten_waiting(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        found = await building.shorten(act, ref, mark=answers.text("mark"))
    except Conflict as clash:
        return await _clash(act, ref, answers, clash)
    moves = show_count(len(found.moved), "move", "moves")
    words = f"Waiting shortened by {hours_and_minutes(found.saved)} with {moves}."
    if found.saved <= 0:
        words = "No order with the same pins, families and updates waits less."
    return outcome(f"/meetings/{ref}/agenda/build", words)


@post("/meetings/{ref:str}/agenda/build/undo", guards=[may("agenda.order")])
async def undo(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    try:
        what = await undoing.undo(act, ref)
    except Conflict as clash:
        return await _clash(act, ref, BLANK, clash)
    return outcome(f"/meetings/{ref}/agenda/build", f"Taken back: {what}.")


@post("/meetings/{ref:str}/agenda/build/redo", guards=[may("agenda.order")])
async def redo(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    try:
        what = await undoing.redo(act, ref)
    except Conflict as clash:
        return await _clash(act, ref, BLANK, clash)
    return outcome(f"/meetings/{ref}/agenda/build", f"Done again: {what}.")


ORDERING_PAGES = [
    show_building,
    act_on_row,
    order_by_rule,
    shorten_waiting,
    undo,
    redo,
]
