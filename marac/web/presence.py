"""Who is here: the roster of a meeting, its quorum, deputies and observers."""

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
from marac.web.posted import chosen_id
from meetings.attendance import affirm_person
from meetings.attendance_list import add_observer, mark_person, read_roster, seat_deputy

AnyRequest = Request[Any, Any, Any]
# What the buttons of a row say, and what they mean.
MARKS = {
    "here": ("present", None),
    "late": ("late", None),
    "left": ("left", None),
    "apology-sent": ("apology", "yes"),
    "apology-nothing": ("apology", "no"),
    "absent": ("absent", None),
}


@get("/meetings/{ref:str}/presence", guards=[may("room.run")])
async def show_presence(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _presence_page(act, ref, BLANK)


@post("/meetings/{ref:str}/presence/mark", guards=[may("room.run")])
async def mark_presence(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    answers = await read_answers(request)
    who, mark = answers.text("who"), answers.text("mark")
    if mark == "affirmed":
        await affirm_person(act, ref, who)
        return outcome(f"/meetings/{ref}/presence#{_row(answers)}", "Affirmed aloud, and marked as here.")
    state, information_sent = MARKS.get(mark, ("", None))
    await mark_person(act, ref, who, state, information_sent=information_sent)
    return outcome(f"/meetings/{ref}/presence#{_row(answers)}", "Marked.")


def _row(answers: Answers) -> str:
    """Back to the row that was marked."""
    number = answers.text("row")
    return f"row-{number}" if number.isascii() and number.isdigit() else "roster"


@post("/meetings/{ref:str}/presence/deputy", guards=[may("room.run")])
async def add_deputy(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await seat_deputy(act, ref, officer=chosen_id(answers, "deputy"), instead_of=answers.text("instead_of"))
    except InvalidForm as refusal:
        return await _presence_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/presence", "The deputy has the seat.")


@post("/meetings/{ref:str}/presence/observer", guards=[may("room.run")])
async def add_guest(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        await add_observer(
            act,
            ref,
            name=answers.text("observer"),
            agency_slug=answers.text("observer_agency"),
            is_condition_signed=answers.text("condition_signed") == "yes",
        )
    except InvalidForm as refusal:
        return await _presence_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/presence", "The observer is on the list.")


async def _presence_page(act: Act, ref: str, answers: Answers) -> Page:
    roster = await read_roster(act, ref)
    return page("presence/show.html", heading=Heading.WHO_IS_HERE, answers=answers, roster=roster)


PRESENCE_PAGES = [show_presence, mark_presence, add_deputy, add_guest]
