"""Beginning an account by the link of a letter. Every link looks alike until it has proved itself."""

import re
from typing import Any

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.invitations import USED_UP, open_invitation, use_invitation
from marac.errors import InvalidForm, Refused
from marac.web.answers import Answers
from marac.web.cookies import INVITATION_COOKIE, gone, invitation_cookie, session_cookie
from marac.web.devices import device_of, place_of
from marac.web.guards import anyone
from marac.web.headings import Heading
from marac.web.onward import desk_of
from marac.web.pages import Page, go_to, page

AnyRequest = Request[Any, Any, Any]
_TOKEN = re.compile(r"[0-9a-f]{64}")


@get("/invitation/{token:str}", guards=[anyone], sync_to_thread=False)
def show_invitation(token: FromPath[str]) -> Page:
    """Content-free, so that a mail scanner that follows the link opens nothing."""
    return page("invitation/begin.html", heading=Heading.INVITATION, token=token if _TOKEN.fullmatch(token) else "0")


@post("/invitation/{token:str}", guards=[anyone])
async def begin(token: FromPath[str], request: AnyRequest) -> Redirect:
    """Open the invitation; from here on the token travels in a cookie of this browser and in no address."""
    if not _TOKEN.fullmatch(token):
        raise Refused(USED_UP)
    await open_invitation(desk_of(request), token, source=place_of(request))
    answer = go_to("/set-up-account")
    answer.set_cookie(invitation_cookie(token))
    return answer


@get("/set-up-account", guards=[anyone], sync_to_thread=False)
def show_choose_password() -> Page:
    return page("invitation/password.html", heading=Heading.CHOOSE_PASSWORD)


@post("/set-up-account", guards=[anyone])
async def choose_password(request: AnyRequest) -> Page | Redirect:
    password = (await request.form()).get("password", "")
    token = request.cookies.get(INVITATION_COOKIE, "")
    if not isinstance(password, str) or not _TOKEN.fullmatch(token):
        raise Refused(USED_UP)
    try:
        session = await use_invitation(desk_of(request), token, password, device=device_of(request))
    except InvalidForm as refusal:
        answers = Answers().mended_by(refusal)
        return page("invitation/password.html", heading=Heading.CHOOSE_PASSWORD, answers=answers)
    answer = go_to("/account/second-step")
    answer.set_cookie(session_cookie(session))
    answer.set_cookie(gone(INVITATION_COOKIE))
    return answer


INVITATION_PAGES = [show_invitation, begin, show_choose_password, choose_password]
