"""Links that weigh more, as chair and coordinator meet them before a meeting: why, whom, who and when, and one key."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.errors import NotFound
from marac.web.answers import read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.posted import chosen_id
from meetings.links_for_chair import list_for_chair, take_back_for_chair
from meetings.person_places import places_of

AnyRequest = Request[Any, Any, Any]


@get("/meetings/{ref:str}/links", guards=[may("person.review")])
async def show_links(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    links = await list_for_chair(act, ref)
    return page(
        "people/weighty-links.html",
        heading=Heading.WEIGHTY_LINKS,
        links=links,
        places=await places_of([end.mention_id for link in links for end in (link.first, link.second)]),
        ref=ref,
        prefix=act.area.prefix,
    )


@post("/meetings/{ref:str}/links/take-back", guards=[may("person.review")])
async def take_link_back(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    verdict = chosen_id(await read_answers(request), "verdict")
    if verdict is None:
        raise NotFound
    settled = await take_back_for_chair(act, ref, verdict)
    return outcome(f"/meetings/{ref}/links", settled.words)


CHAIR_LINK_PAGES = [show_links, take_link_back]
