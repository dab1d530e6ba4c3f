"""The meeting itself: opened once, left-over actions sorted, its cases in running order, closed."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import InvalidForm, NotFound
from marac.ids import read_ref
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from meetings.meeting_reading import BIN_WORDS
from meetings.room import bin_unfinished, close_meeting, open_case, open_meeting
from meetings.room_list import read_room

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/room", guards=[may("room.read")])
async def show_room(act: NamedDependency[Act], ref: FromPath[str]) -> Page | Redirect:
    return await _room_page(act, ref, BLANK)


async def _room_page(act: Act, ref: str, answers: Answers) -> Page | Redirect:
    room = await read_room(act, ref)
    if not room.has_affirmed:
        return go_to(f"/meetings/{ref}/statement")
    is_opening = room.runs_the_room and room.opened_at is None
    return page(
        "room/show.html",
        heading=Heading.OPEN_MEETING if is_opening else Heading.MEETING_ROOM,
        answers=answers,
        room=room,
        prefix=act.area.prefix,
        bin_words=BIN_WORDS,
    )


@post("/meetings/{ref:str}/room/open", guards=[may("room.run")])
async def open_the_meeting(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    opened = await open_meeting(act, ref)
    quorum = "" if opened.quorum.is_met else " It is below quorum; the minutes say so."
    return outcome(f"/meetings/{ref}/room", f"The meeting is open.{quorum}")


@post("/meetings/{ref:str}/room/bins", guards=[may("room.run")])
async def sort_left_over(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    action_ref = read_ref(answers.text("action"))
    if action_ref is None:
        raise NotFound
    try:
        await bin_unfinished(act, ref, action_ref, answers.text("bin"))
    except InvalidForm as refusal:
        return await _room_page(act, ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}/room#action-{action_ref}", "Sorted. You can still change it.")


@post("/meetings/{ref:str}/room/close", guards=[may("room.run")])
async def close_the_meeting(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    heard = await close_meeting(act, ref)
    words = show_count(heard, "case was heard", "cases were heard")
    return outcome(f"/meetings/{ref}/room", f"The meeting has closed. {words}.")


@post("/meetings/{ref:str}/room/{case_ref:str}/open", guards=[may("room.run")])
async def open_the_case(act: NamedDependency[Act], ref: FromPath[str], case_ref: FromPath[str]) -> Redirect:
    await open_case(act, ref, case_ref)
    return go_to(f"/meetings/{ref}/room/{case_ref}")


ROOM_PAGES = [show_room, open_the_meeting, sort_left_over, close_the_meeting, open_the_case]
