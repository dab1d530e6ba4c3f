"""Who may open a page. Every page names its guard, the open ones too; whoever may not is told "Page not found".

`may("inbox.read")` asks a row of agencies/policy.toml. An application with an unguarded route does not start.
"""

from litestar import Litestar, Request
from litestar.datastructures import FormMultiDict
from litestar.handlers import BaseRouteHandler

from agencies.acts import Act
from agencies.parked import park_form
from agencies.policy import may as row_allows
from agencies.policy import policy
from agencies.sessions import SignedIn
from marac.audit.events import Event
from marac.doors import Connection, Guard, anyone, door, has_door
from marac.errors import MaracError, NotFound

ROW_OF: dict[Guard, str] = {}


__all__ = [
    "SeatFirst",
    "SecondStepFirst",
    "SignInFirst",
    "StepUpFirst",
    "act_of_request",
    "anyone",
    "deny",
    "handlers_of",
    "may",
    "require_guards",
    "requires_password",
    "requires_sign_in",
    "requires_step_up",
    "session_of",
]


class SignInFirst(MaracError):
    """Nobody is signed in: the way leads over the sign-in page, for every path alike."""


class SecondStepFirst(MaracError):
    """The password was right; the second step is still to do."""


class SeatFirst(MaracError):
    """Signed in, but in no seat: choose where to work."""


class StepUpFirst(MaracError):
    """This act asks for a fresh proof of the second factor."""


@door
async def requires_password(connection: Connection, handler: BaseRouteHandler) -> None:
    """Pass whoever has given a right password, before or after the second step."""
    if session_of(connection) is None:
        raise SignInFirst


@door
async def requires_sign_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """Pass whoever has done both steps, with or without a seat."""
    session = session_of(connection)
    if session is None:
        raise SignInFirst
    if not session.is_whole:
        raise SecondStepFirst


async def requires_step_up(connection: Connection, handler: BaseRouteHandler) -> None:
    """Pass whoever proved the second factor within the last quarter of an hour. Stands beside a door.

    A form sent without that proof is kept, and sent on after it.
    """
    session, act = session_of(connection), act_of_request(connection)
    if session is None or act is None:
        raise SignInFirst
    if session.has_stepped_up(act.at):
        return
    if isinstance(connection, Request) and connection.method == "POST":
        await park_form(act.desk, session, path=connection.url.path, fields=texts_of(await connection.form()))
    raise StepUpFirst


def may(row: str) -> Guard:
    """Pass those whom this row of the policy table allows; others must not learn that the page exists."""
    if row not in policy():
        raise KeyError(f"There is no row {row} in agencies/policy.toml")

    async def requires_row(connection: Connection, handler: BaseRouteHandler) -> None:
        act = await _act_or_way_in(connection)
        if not row_allows(row, roles=act.roles, forum=act.area.forum):
            await deny(act, row=row, method=str(connection.scope.get("method", "GET")), reason="role")
            raise NotFound

    ROW_OF[requires_row] = row
    return door(requires_row)


async def deny(act: Act, *, row: str, method: str, reason: str) -> None:
    """Record that somebody asked for what is not theirs, in a transaction of its own."""
    await act.desk.trail.record_apart(
        Event.ACCESS_DENIED,
        by=act.actor,
        kind="page",
        about=None,
        decision="deny",
        policy=row,
        method=method,
        reason=reason,
    )


def texts_of(form: FormMultiDict) -> list[tuple[str, str]]:
    """What was typed, without files and without what the frame put into the form."""
    frame_fields = ("csrf", "once")
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in frame_fields]


def session_of(connection: Connection) -> SignedIn | None:
    """The live session of this request, whole or half."""
    found = connection.scope.get("auth")
    return found if isinstance(found, SignedIn) else None


def act_of_request(connection: Connection) -> Act | None:
    """What the person of this request does, in the seat they chose."""
    found = connection.scope.get("user")
    return found if isinstance(found, Act) else None


def handlers_of(app: Litestar) -> list[tuple[str, BaseRouteHandler]]:
    """Every page and door with its path; Litestar's own answers to OPTIONS name methods and nothing else."""
    return [
        (route.path, handler)
        for route in app.routes
        for handler in getattr(route, "route_handlers", None) or [route.route_handler]  # type: ignore[union-attr]
        if getattr(handler, "http_methods", ()) != {"OPTIONS"}
    ]


def require_guards(app: Litestar) -> None:
    """Raises at the start when a route does not say who may open it."""
    for path, handler in handlers_of(app):
        if not has_door(handler):
            raise MaracError(f"The route {path} names no guard: say may(...) or anyone")


async def _act_or_way_in(connection: Connection) -> Act:
    await requires_sign_in(connection, connection.scope["route_handler"])
    act = act_of_request(connection)
    if act is None:
        raise SeatFirst
    return act
