"""The meetings of the area: what comes and what was, one meeting's tasks; set, move and cancel a meeting."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.dates import day_in_london, show_weekday_date
from marac.errors import InvalidForm
from marac.web.answers import Answers, date_parts, read_answers
from marac.web.calendar.typed import requires_to_come, when_and_where
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.times import time_words
from meetings import arranging, meeting_life, meeting_list
from meetings.calendar.forecasting import forecast_of
from meetings.schedule import KINDS, MeetingDay

AnyRequest = Request[Any, Any, Any]


@get("/meetings", guards=[may("meeting.list")])
async def list_meetings(act: NamedDependency[Act]) -> Page:
    return await _meetings(act, Heading.MEETINGS)


@get("/agendas", guards=[may("agenda.read")])
async def list_agendas(act: NamedDependency[Act]) -> Page:
    return await _meetings(act, Heading.AGENDAS)


async def _meetings(act: Act, heading: Heading) -> Page:
    paper = await meeting_list.list_meetings(act)
    expected = await forecast_of(act, paper.coming) if act.is_coordinator else {}
    return page("meetings/list.html", heading=heading, paper=paper, may_set=act.is_coordinator, expected=expected)


@get("/meetings/new", guards=[may("meeting.set")])
async def show_setting(act: NamedDependency[Act]) -> Page:
    return page("meetings/set.html", heading=Heading.SET_MEETING, answers=Answers({"kind": "ordinary"}), ref="")


@post("/meetings/new", guards=[may("meeting.set")])
async def set_meeting(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        starts_at, ends_at, place = when_and_where(answers)
        day = day_in_london(starts_at)
        kind = answers.text("kind")
        if kind not in KINDS:
            raise InvalidForm({"kind": "Choose an ordinary or an emergency meeting"})
        requires_to_come(act, starts_at)
        ref = await arranging.arrange(act, MeetingDay(kind, day, day, starts_at, ends_at, place))
    except InvalidForm as refusal:
        return page("meetings/set.html", heading=Heading.SET_MEETING, answers=answers.mended_by(refusal), ref="")
    return outcome(f"/meetings/{ref}", f"Meeting set for {show_weekday_date(day)}. Those who run it are told.")


@get("/meetings/{ref:str}", guards=[may("meeting.read")])
async def show_meeting(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    life = await meeting_life.read_life(act, ref)
    return page("meetings/show.html", heading=Heading.MEETING, life=life, ref=ref, prefix=act.area.prefix)


@get("/meetings/{ref:str}/move", guards=[may("meeting.set")])
async def show_moving(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    entry = (await meeting_life.read_life(act, ref)).entry
    known = {
        **date_parts("held_on", day_in_london(entry.starts_at)),
        "starts": time_words(entry.starts_at),
        "ends": time_words(entry.ends_at),
        "place": entry.place,
    }
    return await _moving(act, ref, Answers(known))


async def _moving(act: Act, ref: str, answers: Answers) -> Page:
    return page(
        "meetings/set.html",
        heading=Heading.MOVE_MEETING,
        answers=answers,
        ref=ref,
        told=await arranging.number_invited(act, ref),
    )


@post("/meetings/{ref:str}/move", guards=[may("meeting.set")])
async def move_meeting(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        starts_at, ends_at, place = when_and_where(answers)
        requires_to_come(act, starts_at)
        told = await arranging.move(act, ref, starts_at=starts_at, ends_at=ends_at, venue=place)
    except InvalidForm as refusal:
        return await _moving(act, ref, answers.mended_by(refusal))
    return outcome(f"/meetings/{ref}", f"Moved. {told} people are told, and their calendars follow.")


@get("/meetings/{ref:str}/cancel", guards=[may("meeting.set")])
async def show_cancelling(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    life = await meeting_life.read_life(act, ref)
    told = await arranging.number_invited(act, ref)
    return page("meetings/cancel.html", heading=Heading.CANCEL_MEETING, life=life, ref=ref, told=told)


@post("/meetings/{ref:str}/cancel", guards=[may("meeting.set")])
async def cancel_meeting(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    told = await arranging.cancel(act, ref)
    return outcome("/meetings", f"Cancelled. {told} people are told, and it leaves their calendars.")


MEETING_PAGES = [
    list_meetings,
    list_agendas,
    show_setting,
    set_meeting,
    show_meeting,
    show_moving,
    move_meeting,
    show_cancelling,
    cancel_meeting,
]
