"""A form sent twice has one effect and gets one answer."""

import hashlib
import json
import re
from typing import Any

import anyio
from litestar import Request
from litestar.datastructures import MutableScopeHeaders, UploadFile
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from agencies.acts import Desk
from agencies.once import claim, keep_answer, let_go
from agencies.sessions import SignedIn
from marac.errors import Conflict, NotNow
from marac.web.csrf import SAFE_METHODS
from marac.web.pages import OUTCOME_COOKIE, go_to

FIELD = "once"
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_WAITS = 50
_WAIT_SECONDS = 0.1
_NOT_CONTENT = frozenset({"csrf", FIELD})


class AnswersOnce(ASGIMiddleware):
    """Stands between the form token and the handlers."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        session = scope.get("auth")
        if request.method in SAFE_METHODS or not isinstance(session, SignedIn) or not session.is_whole:
            return await next_app(scope, receive, send)
        once = await _key_of(request)
        if not once:
            return await next_app(scope, receive, send)
        if answer := await _claim_or_answer(request, session, once):
            return await _repeat(answer, request)
        await self._act(scope, receive, send, next_app, session=session, once=once)
        return None

    async def _act(
        self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp, *, session: SignedIn, once: str
    ) -> None:
        """Do it, and keep the answer; where nothing was done, let go of the key."""
        heard = _Heard(send)
        try:
            await next_app(scope, receive, heard)
        except Exception:
            await let_go(session.officer_id, once)
            raise
        # A request that was cut off keeps its key: it may have been done all the same, and is not done again.
        if heard.answer:
            await keep_answer(session.officer_id, once, answer=heard.answer)
        else:
            await let_go(session.officer_id, once)


class _Heard:
    """A send that listens for where the person is sent on to."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.answer = ""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == HTTP_303_SEE_OTHER:
            headers = MutableScopeHeaders.from_message(message)
            outcome = [line for line in headers.getall("set-cookie", []) if line.startswith(f"{OUTCOME_COOKIE}=")]
            self.answer = json.dumps({"location": headers.get("location", "/"), "outcome": outcome[:1]})
        await self._send(message)


async def _key_of(request: Request[Any, Any, Any]) -> str:
    """The key of the form; an autosave sends none, for it is meant to be repeated."""
    if request.headers.get("accept", "") == "application/json":
        return ""
    once = (await request.form()).get(FIELD, "")
    return once if isinstance(once, str) and _KEY.fullmatch(once) else ""


async def _claim_or_answer(request: Request[Any, Any, Any], session: SignedIn, once: str) -> str:
    """Nothing where this sending may act; else the answer of the first, waited for while it is at work."""
    desk: Desk = request.app.state.desk
    request_hash = await _hash_of(request)
    for _ in range(_WAITS):
        claimed = await claim(session.officer_id, once, request_hash=request_hash, now=desk.clock.now())
        if claimed.is_ours:
            return ""
        if not claimed.is_same:
            raise Conflict("This form was sent before with other answers. Look what was done, then open it again.")
        if claimed.answer:
            return claimed.answer
        await anyio.sleep(_WAIT_SECONDS)
    raise NotNow("This form was sent before and is not finished. Look in a minute whether it was done.")


async def _hash_of(request: Request[Any, Any, Any]) -> str:
    found = hashlib.sha256(request.url.path.encode())
    for name, value in (await request.form()).multi_items():
        if name in _NOT_CONTENT:
            continue
        content = await _file_bytes(value) if isinstance(value, UploadFile) else str(value).encode()
        found.update(f"\n{name}:{len(content)}:".encode() + content)
    return found.hexdigest()


async def _file_bytes(file: UploadFile) -> bytes:
    content = await file.read()
    await file.seek(0)
    return content


async def _repeat(answer: str, request: Request[Any, Any, Any]) -> None:
    said = json.loads(answer)
    response = go_to(said["location"]).to_asgi_response(None, request)
    for line in said["outcome"]:
        response.headers.add("set-cookie", line)
    await response(request.scope, request.receive, request.send)
