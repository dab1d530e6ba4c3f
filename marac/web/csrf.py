"""No other site can send a form in somebody's name: where the request comes from, and a token tied to the session.

A form that arrives after its session has ended is checked alike, and then kept for the person who sent it.
"""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from agencies.acts import Desk
from agencies.parked import park_form
from agencies.sessions import SignedIn
from marac.errors import Refused
from marac.web.guards import texts_of
from marac.web.multipart import DeskRequest
from marac.web.sessions import door_key

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_FIELD, TOKEN_HEADER = "csrf", "X-CSRF-Token"
TOO_OLD = "This page was open for too long, or in another sign-in. Open it again; what you saved is still there."
_PARKED_LIMIT = 60_000  # Characters; no form of ours is longer, files apart.


class RequiresFormToken(ASGIMiddleware):
    """Stands in front of every handler that changes something."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        request: Request[Any, Any, Any] = DeskRequest(scope, receive, send)
        if request.method in SAFE_METHODS or request.url.path.startswith("/api/"):
            return await next_app(scope, receive, send)
        requires_same_site(request, address=_desk(request).address)
        form = await request.form()
        try:
            over = _session_of_token(request, _sent_token(request, form))
            if over is not None:
                await _park(request, form, over)
            await next_app(scope, receive, send)
        finally:
            await _close_files(form)
        return None


def requires_same_site(request: Request[Any, Any, Any], *, address: str) -> None:
    """By Sec-Fetch-Site where the browser says it, else by Origin; the token decides what neither says.

    Our own Referrer-Policy makes browsers send `Origin: null` with forms, so null is no answer.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise PermissionDeniedException
        return
    origin = request.headers.get("origin", "null")
    if origin != "null" and _host_of(origin) not in (_host_of(address), request.headers.get("host", "")):
        raise PermissionDeniedException


def _host_of(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _session_of_token(request: Request[Any, Any, Any], sent: str) -> SignedIn | None:
    """The ended session this form was made in; None for a live one, or for a page before sign-in.

    Raises Refused for a form that carries the token of none of them.
    """
    vault = _desk(request).vault
    live, over = request.scope.get("auth"), request.scope["state"].get("over")
    if isinstance(live, SignedIn):
        if vault.is_csrf_token(str(live.id), sent):
            return None
        raise Refused(TOO_OLD)
    door = request.scope["state"].get("door")
    if door and vault.is_csrf_token(door_key(door), sent):
        return None
    if isinstance(over, SignedIn) and vault.is_csrf_token(str(over.id), sent):
        return over
    raise Refused(TOO_OLD)


def _sent_token(request: Request[Any, Any, Any], form: FormMultiDict) -> str:
    token = request.headers.get(TOKEN_HEADER) or form.get(TOKEN_FIELD, "")
    return token if isinstance(token, str) else ""


async def _park(request: Request[Any, Any, Any], form: FormMultiDict, over: SignedIn) -> None:
    """Keep what was sent in a session that has ended by itself."""
    desk = _desk(request)
    if over.ended_at is not None or not over.may_come_back(desk.clock.now()):
        return
    fields = texts_of(form)
    if fields and sum(len(name) + len(value) for name, value in fields) <= _PARKED_LIMIT:
        await park_form(desk, over, path=request.url.path, fields=fields)


async def _close_files(form: FormMultiDict) -> None:
    """Whatever became of the request, no upload stays behind in a temporary file."""
    for value in form.values():
        if isinstance(value, UploadFile):
            await value.close()


def _desk(request: Request[Any, Any, Any]) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
