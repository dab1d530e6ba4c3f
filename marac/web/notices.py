"""Repeat verdicts that changed because people were linked or parted: before, after, and the link that did it."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import NotFound
from marac.web.answers import read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.posted import chosen_id
from meetings.joining import undo_what_changed
from meetings.repeat_notices import list_notices, mark_seen

AnyRequest = Request[Any, Any, Any]
LIST = "/notices/repeats"


@get(LIST, guards=[may("person.link")])
async def show_repeat_notices(act: NamedDependency[Act]) -> Page:
    notices = await list_notices(act)
    return page("people/repeat-notices.html", heading=Heading.REPEAT_CHANGES, notices=notices, prefix=act.area.prefix)


@post(f"{LIST}/seen", guards=[may("person.link")])
async def see_notices(act: NamedDependency[Act], request: AnyRequest) -> Redirect:
    """One notice, or all that stood on the page."""
    answers = await read_answers(request, several=("notice",))
    wanted = set(answers.chosen("notice"))
    notices = [notice.notice_id for notice in await list_notices(act) if str(notice.notice_id) in wanted]
    number = await mark_seen(act, notices)
    return outcome(LIST, f"{show_count(number, 'notice', 'notices')} taken off the list.")


@post(f"{LIST}/undo", guards=[may("person.link")])
async def undo_change(act: NamedDependency[Act], request: AnyRequest) -> Redirect:
    wanted = chosen_id(await read_answers(request), "verdict")
    if wanted not in {notice.verdict_id for notice in await list_notices(act) if notice.can_undo} or wanted is None:
        raise NotFound
    return outcome(LIST, await undo_what_changed(act, wanted))


NOTICE_PAGES = [show_repeat_notices, see_notices, undo_change]
