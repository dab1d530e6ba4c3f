"""What a person or a machine is told when a request cannot be answered: never a value they sent, never an inside.

Machines under /api/ get problem+json (RFC 9457); people get a page that says what happened and what to do.
"""

from dataclasses import dataclass
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, SerializationException

from marac.errors import (
    Conflict,
    InvalidForm,
    MaracError,
    NotFound,
    NotNow,
    Refused,
    Throttled,
)
from marac.ids import new_ref, show_ref
from marac.web.answers import Answers
from marac.web.headings import Heading
from marac.web.pages import page

log = structlog.get_logger("marac.web")

_UNREADABLE = "What arrived is not complete or not written as this service reads it. Go back and try again."


@dataclass(frozen=True)
class Trouble:
    """What the person is told: status, heading, and one or two plain sentences."""

    status: int
    heading: Heading
    sentence: str


_NOT_FOUND = Trouble(404, Heading.NOT_FOUND, "It may have moved, or the address may be wrong.")
_FAILED = Trouble(500, Heading.FAILED, "We are sorry. What was saved before is kept. Try again in a minute.")
_BY_STATUS = {
    400: Trouble(400, Heading.NOT_UNDERSTOOD, _UNREADABLE),
    # Whoever may not, learns nothing of what is there: refusals look like absence.
    401: _NOT_FOUND,
    403: _NOT_FOUND,
    404: _NOT_FOUND,
    405: Trouble(405, Heading.NOT_FOUND, "This address does not do that. Go back and use the page’s own buttons."),
    413: Trouble(413, Heading.TOO_LARGE, "Nothing of it was taken in. Send less at once."),
    415: Trouble(415, Heading.NOT_UNDERSTOOD, "This kind of content is not taken here. Use the page’s own form."),
    422: Trouble(422, Heading.MEND, "Go back; what you typed is still in the form."),
    429: Trouble(429, Heading.TOO_MANY, "There were too many tries in a short time."),
    503: Trouble(503, Heading.NOT_NOW, "This cannot be opened just now. Try again in a minute."),
}


def trouble_with(error: Exception) -> Trouble:
    """What to say of an error."""
    match error:
        case NotFound():
            return _NOT_FOUND
        case Refused():
            return Trouble(409, Heading.REFUSED, str(error))
        case Conflict():
            return Trouble(409, Heading.CHANGED, str(error) or "Both texts are kept. Go back and open the page again.")
        case InvalidForm():
            return Trouble(422, Heading.MEND, error.general or "Go back; what you typed is still in the form.")
        case Throttled():
            return Trouble(429, Heading.TOO_MANY, str(error))
        case NotNow():
            return Trouble(503, Heading.NOT_NOW, str(error) or _BY_STATUS[503].sentence)
        case HTTPException():
            return _BY_STATUS.get(error.status_code, _FAILED)
    return _FAILED


def show_trouble(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to a request that ended in an error."""
    trouble = trouble_with(error)
    reference = _report(error) if trouble.status >= _FAILED.status else ""
    # Not request.url: it reads the query too, which may be what cannot be read.
    if request.scope["path"].startswith("/api/"):
        answer = _problem(trouble, error, reference)
    else:
        answer = _page_of(trouble, error, reference)
    answer.headers.update(_headers_of(error))
    return answer


def show_unreadable(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Litestar lets these out of its body parsers: broken UTF-8, endless nesting, an unknown charset, cut-off JSON."""
    # LookupError is also the parent of KeyError and IndexError, which are mistakes of ours.
    if isinstance(error, LookupError) and type(error) is not LookupError:
        return show_trouble(request, error)
    return show_trouble(request, HTTPException(status_code=400))


def _page_of(trouble: Trouble, error: Exception, reference: str) -> Response[Any]:
    messages = error.messages if isinstance(error, InvalidForm) else {}
    return page(
        "pages/trouble.html",
        heading=trouble.heading,
        status=trouble.status,
        sentence=trouble.sentence,
        messages=list(messages.values()),
        reference=show_ref(reference) if reference else "",
        answers=Answers(),
    )


def _problem(trouble: Trouble, error: Exception, reference: str) -> Response[Any]:
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": str(trouble.heading),
        "status": trouble.status,
        "detail": trouble.sentence,
    }
    if isinstance(error, InvalidForm):
        problem["messages"] = error.messages
    if reference:
        problem["reference"] = show_ref(reference)
    return Response(problem, status_code=trouble.status, media_type="application/problem+json")


def _headers_of(error: Exception) -> dict[str, str]:
    if isinstance(error, Throttled):
        return {"Retry-After": str(error.wait_seconds)}
    if isinstance(error, HTTPException) and error.headers:
        return {name: value for name, value in error.headers.items() if name.lower() == "allow"}
    return {}


def _report(error: Exception) -> str:
    """One log line without message or values; the reference ties it to what the person was shown."""
    reference = new_ref()
    log.error("page_failed", request=show_ref(reference), exc_info=error)
    return reference


EXCEPTION_HANDLERS: dict[int | type[Exception], Any] = {
    UnicodeError: show_unreadable,
    RecursionError: show_unreadable,
    LookupError: show_unreadable,
    SerializationException: show_unreadable,
    HTTPException: show_trouble,
    MaracError: show_trouble,
    Exception: show_trouble,
}
