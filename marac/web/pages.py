"""How a handler answers: with a page, or by sending the person on with word of what was done."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER, HTTP_422_UNPROCESSABLE_ENTITY
from litestar.types import HTTPResponseStartEvent, HTTPScope, Message, Send

from marac.web.answers import BLANK, Answers
from marac.web.headings import AnyHeading

# __Host- cookies are bound to this host, to TLS and to the root path.
OUTCOME_COOKIE = "__Host-outcome"
_OUTCOME_SECONDS = 60
_OUTCOME_LENGTH = 300
_OUR_PATH = re.compile(r"/[a-z0-9/-]*")


@dataclass(frozen=True)
class Outcome:
    """What an act did, in one sentence without names, and the path that undoes it."""

    text: str
    undo: str = ""


class Page(Template):
    """A rendered page; it shows the outcome of the act before it, once."""

    def create_template_context(self, request: Request[Any, Any, Any]) -> dict[str, Any]:
        context = super().create_template_context(request)
        return {"outcome": read_outcome(request.cookies.get(OUTCOME_COOKIE, "")), **context}


def page(
    template: str, *, heading: AnyHeading, answers: Answers = BLANK, status: int = HTTP_200_OK, **paper: Any
) -> Page:
    """A page from papers. Answers with messages make it a 422 with the error summary on top."""
    if answers.has_errors and status == HTTP_200_OK:
        status = HTTP_422_UNPROCESSABLE_ENTITY
    context = {"heading": str(heading), "answers": answers, **paper}
    return Page(template, context=context, status_code=status, media_type="text/html")


def go_to(path: str) -> Redirect:
    """On to the next page after a POST, without a word."""
    _require_our_path(path)
    return Redirect(path, status_code=HTTP_303_SEE_OTHER)


def outcome(path: str, text: str, *, undo: str = "") -> Redirect:
    """On to the next page, which says `text` on top. No name may stand in it, for it travels in a header."""
    _require_our_path(path)
    if undo:
        _require_our_path(undo)
    packed = urlsafe_b64encode(json.dumps(asdict(Outcome(text[:_OUTCOME_LENGTH], undo))).encode()).decode()
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, cookies=[_outcome_cookie(packed, _OUTCOME_SECONDS)])


def read_outcome(packed: str) -> Outcome | None:
    """The outcome in a cookie; None for none, or for one that we did not write."""
    try:
        found = Outcome(**json.loads(urlsafe_b64decode(packed)))
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(found.text, str) or not isinstance(found.undo, str):
        return None
    if found.undo and not _OUR_PATH.fullmatch(found.undo):
        return None
    return found


def forget_shown_outcome(scope: HTTPScope, send: Send) -> Send:
    """Take the outcome away with the first page that shows it; redirects and page assets show none."""
    if not any(name == b"cookie" and OUTCOME_COOKIE.encode() in value for name, value in scope["headers"]):
        return send
    gone = _outcome_cookie("", 0).to_encoded_header()

    async def send_and_forget(message: Message) -> None:
        if message["type"] == "http.response.start" and scope["method"] == "GET" and _is_page(message):
            message["headers"] = [*message["headers"], gone]
        await send(message)

    return send_and_forget


def _is_page(message: HTTPResponseStartEvent) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])


def _outcome_cookie(value: str, seconds: int) -> Cookie:
    return Cookie(OUTCOME_COOKIE, value=value, path="/", max_age=seconds, secure=True, httponly=True, samesite="strict")


def _require_our_path(path: str) -> None:
    # A redirect elsewhere, or a name in an address, is our own mistake and not the reader's.
    bare, _, fragment = path.partition("#")
    if path.startswith("//") or not _OUR_PATH.fullmatch(bare) or not re.fullmatch(r"[a-z0-9-]*", fragment):
        raise ValueError("a redirect must lead to one of our own paths")
