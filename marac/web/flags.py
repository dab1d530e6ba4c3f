"""Flags: what each agency was asked to mark on its own files, confirmed as set or removed, many at once."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.flags import confirm_flags, read_flags

AnyRequest = Request[Any, Any, Any]
STATES = (
    ("live", "live"),
    ("lapses this month", "lapse this month"),
    ("lapsed", "lapsed"),
    ("removed", "removed"),
)


@get("/flags", guards=[may("flag.read")])
async def show_flags(act: NamedDependency[Act]) -> Page:
    return await _flags_page(act, BLANK)


@post("/flags/confirm", guards=[may("flag.confirm")])
async def confirm(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request, several=("flag",))
    try:
        number = await confirm_flags(act, answers.chosen("flag"), is_set=answers.text("act") == "set")
    except InvalidForm as refusal:
        return await _flags_page(act, answers.mended_by(refusal))
    return outcome("/flags", f"{show_count(number, 'flag is', 'flags are')} confirmed.")


async def _flags_page(act: Act, answers: Answers) -> Page:
    flags = await read_flags(act)
    groups = [(state, words, [flag for flag in flags if flag.state == state]) for state, words in STATES]
    return page(
        "flags/list.html",
        heading=Heading.FLAGS,
        answers=answers,
        groups=groups,
        total=len(flags),
        own_agency=act.agency_id,
        prefix=act.area.prefix,
    )


FLAG_PAGES = [confirm, show_flags]
