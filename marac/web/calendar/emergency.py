"""Calling an emergency meeting: one page on which all but the reason and the chair's agreement is filled in."""

from datetime import datetime
from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.dates import at_london, show_moment
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, date_parts, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.times import read_time
from meetings.calendar.emergency import Call, EmergencyPaper, call_emergency, read_emergency
from meetings.rules.emergency import HOW

AnyRequest = Request[Any, Any, Any]
OTHER = "other"
NO_TIME = "Choose when it is held, like the first time offered."


@get("/referrals/{ref:str}/emergency", guards=[may("meeting.emergency")])
async def show_emergency(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _emergency_page(act, ref, BLANK)


@post("/referrals/{ref:str}/emergency", guards=[may("meeting.emergency")])
async def call_for_emergency(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request, several=("asked",))
    try:
        starts_at = _when(answers)
        called = await call_emergency(
            act,
            ref,
            Call(
                reason=answers.text("reason"),
                starts_at=starts_at,
                how=answers.text("how"),
                place=answers.text("place"),
                asked=answers.chosen("asked"),
                agreed_by=answers.text("agreed_by"),
                goes_on=answers.text("goes_on") == "yes",
            ),
        )
    except InvalidForm as refusal:
        return await _emergency_page(act, ref, answers.showing("asked", "").mended_by(refusal))
    told = show_count(called.number_told, "person is", "people are")
    return outcome(f"/meetings/{called.meeting_ref}", f"Called for {show_moment(starts_at)}. {told} invited by letter.")


def _when(answers: Answers) -> datetime:
    """One of the times offered, or another."""
    chosen = answers.text("when")
    if chosen == OTHER:
        at = read_time(answers.text("starts"))
        if at is None:
            raise InvalidForm({"starts": "Enter a time, like 9:30am or 13:00."})
        return at_london(answers.day("day"), at)
    try:
        starts_at = datetime.fromisoformat(chosen)
    except ValueError as error:
        raise InvalidForm({"when": NO_TIME}) from error
    if starts_at.tzinfo is None:
        raise InvalidForm({"when": NO_TIME})
    return starts_at


async def _emergency_page(act: Act, ref: str, answers: Answers) -> Page:
    paper = await read_emergency(act, ref)
    return page(
        "calendar/emergency.html",
        heading=Heading.EMERGENCY_MEETING,
        answers=_filled_in(answers, paper),
        paper=paper,
        prefix=act.area.prefix,
        how=list(HOW.items()),
        asks_for_chair=act.is_coordinator,
        way_back=f"/referrals/{ref}" if act.is_coordinator else f"/cases/{ref}",
    )


def _filled_in(answers: Answers, paper: EmergencyPaper) -> Answers:
    """The first time offered, by video, with those whom the rule proposes."""
    known: dict[str, Any] = {
        "when": paper.times[0].isoformat(),
        "how": "video",
        "asked": [agency.slug for agency in paper.agencies if agency.is_proposed],
        **date_parts("day", paper.until.date()),
    }
    return Answers({**known, **answers.values}, answers.errors, answers.general, answers.cleaned)


EMERGENCY_PAGES = [show_emergency, call_for_emergency]
