"""Where somebody goes who has just proved who they are: to what was kept for them, or to where they wanted to go."""

import re
from typing import Any

from litestar import Request
from litestar.response import Redirect

from agencies.acts import Desk
from agencies.parked import newest_parked
from agencies.sessions import SignedIn
from marac.web.cookies import WAY_COOKIE, gone
from marac.web.guards import SignInFirst, session_of
from marac.web.pages import go_to

_OUR_PATH = re.compile(r"/(?!/)[a-z0-9/-]{0,200}")


def is_our_path(path: str) -> bool:
    """Whether this leads to a page of ours, and nowhere else."""
    return bool(_OUR_PATH.fullmatch(path))


def desk_of(request: Request[Any, Any, Any]) -> Desk:
    """The means of the service."""
    desk: Desk = request.app.state.desk
    return desk


def session_at(request: Request[Any, Any, Any]) -> SignedIn:
    """The session of a page whose guard has asked for one."""
    session = session_of(request)
    if session is None:
        raise SignInFirst
    return session


async def lead_onward(request: Request[Any, Any, Any]) -> Redirect:
    if await newest_parked(session_at(request).officer_id, now=desk_of(request).clock.now()) is not None:
        return go_to("/sign-in/kept")
    way = request.cookies.get(WAY_COOKIE, "")
    answer = go_to(way if is_our_path(way) else "/")
    if way:
        answer.set_cookie(gone(WAY_COOKIE))
    return answer
