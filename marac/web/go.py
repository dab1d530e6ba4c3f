"""The page every letter leads to: the same for every reference, until one is signed in.

The session cookie is not sent with a click in a mail, so the page reloads itself from our own site.
"""

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.own_account import place_of_account
from marac.errors import NotFound
from marac.ids import read_ref
from marac.web.guards import anyone, may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, page
from meetings.places import find_place

AnyRequest = Request[Any, Any, Any]


@get("/go/{ref:str}", guards=[anyone], sync_to_thread=False)
def show_opening(ref: FromPath[str]) -> Page:
    """Content-free; what is no reference looks alike."""
    return page("sign-in/opening.html", heading=Heading.OPENING, onward=f"/go/{read_ref(ref) or '0' * 10}/on")


@get("/go/{ref:str}/on", guards=[may("start.read")])
async def go_on(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    """To what the letter was about, if it is still this person's to see."""
    found = read_ref(ref)
    place = (await _own(act, found) or await find_place(act, found)) if found else None
    if place is None:
        raise NotFound
    return go_to(place)


async def _own(act: Act, ref: str) -> str | None:
    return await place_of_account(act.desk, act.officer_id, ref) if act.officer_id else None


GO_PAGES = [show_opening, go_on]
