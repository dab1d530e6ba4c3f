"""Letters that did not arrive: sent again to the address of today, or dealt with in another way."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from agencies.acts import Act
from marac.web.answers import read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.undelivered import list_undelivered, send_again, settle_undelivered

AnyRequest = Request[Any, Any, Any]
LIST = "/letters/undelivered"


@get(LIST, guards=[may("letter.undelivered")])
async def show_undelivered(act: NamedDependency[Act]) -> Page:
    return page("letters/undelivered.html", heading=Heading.UNDELIVERED, letters=await list_undelivered(act))


@post(f"{LIST}/again", guards=[may("letter.undelivered")])
async def send_letter_again(act: NamedDependency[Act], request: AnyRequest) -> Redirect:
    await send_again(act, (await read_answers(request)).text("letter"))
    return outcome(LIST, "Sent again, to the address that stands in the directory now.")


@post(f"{LIST}/settle", guards=[may("letter.undelivered")])
async def settle_letter(act: NamedDependency[Act], request: AnyRequest) -> Redirect:
    await settle_undelivered(act, (await read_answers(request)).text("letter"))
    return outcome(LIST, "Taken off the list.")


UNDELIVERED_PAGES = [show_undelivered, send_letter_again, settle_letter]
