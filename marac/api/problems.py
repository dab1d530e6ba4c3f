"""What a machine is told when its request cannot be answered (RFC 9457): field and rule, never what it sent."""

from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from marac.errors import Conflict, InvalidForm, MaracError, NotFound, NotNow, Refused, Throttled
from meetings.sealed.causes import SealRefused
from meetings.sealed_intake.telling import CAUSES

PROBLEM = "application/problem+json"
TITLES = {
    400: "Not understood",
    401: "Not signed",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "No such kind of answer",
    409: "In conflict",
    413: "Too large",
    415: "Kind of content not taken",
    422: "To be mended",
    429: "Too many requests",
    503: "Not now",
}
_DETAILS = {
    400: "Send the request as the description of this service says.",
    404: "There is none here, or it is not for this key.",
    405: "Use a method that Allow names.",
    413: "Send less at once. Nothing was taken in.",
    415: "Send the kind of content that the description names for this address, in UTF-8 and not packed.",
    503: "Send the same request again in a minute.",
}
RETRY_SECONDS = 30


class Problem(MaracError):
    """A request that is refused at the machine door itself."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        messages: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        cause: str = "",
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.cause = cause
        self.messages = messages or {}
        self.headers = headers or {}


def show_problem(_request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to a request that ended in an error which has a name."""
    told = _problem_of(error)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES[told.status],
        "status": told.status,
        "detail": str(told),
    }
    if told.messages:
        body["messages"] = told.messages
    if told.cause:
        body["cause"] = told.cause
    return Response(body, status_code=told.status, media_type=PROBLEM, headers=told.headers)


def _problem_of(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case InvalidForm():
            return Problem(422, "Mend the fields named in messages and send it again.", messages=error.messages)
        case SealRefused():
            return Problem(400, CAUSES[error.cause], cause=error.cause.value)
        case NotFound():
            return Problem(404, _DETAILS[404])
        case Throttled():
            return Problem(429, str(error), headers={"Retry-After": str(error.wait_seconds)})
        case Conflict() | Refused():
            return Problem(409, str(error))
        case NotNow():
            return Problem(503, _DETAILS[503], headers={"Retry-After": str(RETRY_SECONDS)})
        case HTTPException() if error.status_code in _DETAILS:
            return Problem(error.status_code, _DETAILS[error.status_code])
    raise error


_NAMED: tuple[type[Exception], ...] = (
    Problem,
    InvalidForm,
    SealRefused,
    NotFound,
    Throttled,
    Conflict,
    Refused,
    NotNow,
)
PROBLEM_HANDLERS: dict[int | type[Exception], Any] = {
    **dict.fromkeys(_NAMED, show_problem),
    **dict.fromkeys(_DETAILS, show_problem),
}
