"""A list with too many cases: the proposal of two lists, and one button that makes the second meeting."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.dates import day_in_london
from marac.errors import Conflict, InvalidForm
from marac.web.answers import BLANK, Answers, date_parts, read_answers
from marac.web.calendar.typed import requires_to_come, when_and_where
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.times import time_words
from meetings.calendar.split_reading import SecondDay, SplitPaper, read_split
from meetings.calendar.splitting import split_meeting

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/split", guards=[may("meeting.set")])
async def show_split(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _split_page(act, ref, BLANK)


@post("/meetings/{ref:str}/split", guards=[may("meeting.set")])
async def split_list(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    try:
        starts_at, ends_at, place = when_and_where(answers)
        requires_to_come(act, starts_at)
        second, moved = await split_meeting(act, ref, SecondDay(starts_at, ends_at, place), mark=answers.text("mark"))
    except InvalidForm as refusal:
        return await _split_page(act, ref, answers.mended_by(refusal))
    except Conflict as stale:
        return await _split_page(act, ref, answers.mended_by(InvalidForm({}, general=str(stale))))
    cases = show_count(moved, "case goes", "cases go")
    return outcome(f"/meetings/{second}", f"Split. {cases} on this second list, with everybody asked about them.")


async def _split_page(act: Act, ref: str, answers: Answers) -> Page:
    paper = await read_split(act, ref)
    return page(
        "calendar/split.html",
        heading=Heading.SPLIT_MEETING,
        answers=_filled_in(answers, paper),
        paper=paper,
        prefix=act.area.prefix,
    )


def _filled_in(answers: Answers, paper: SplitPaper) -> Answers:
    known: dict[str, str] = {
        **date_parts("held_on", day_in_london(paper.second_starts_at)),
        "starts": time_words(paper.second_starts_at),
        "ends": time_words(paper.second_ends_at),
        "place": paper.place,
    }
    return Answers({**known, **answers.values}, answers.errors, answers.general, answers.cleaned)


SPLIT_PAGES = [show_split, split_list]
