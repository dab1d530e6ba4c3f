"""Who is there: finds the session of each request, says the frame of its page, ties a stranger’s forms to a cookie.

This is also where a request is given its reach: the area of its seat, or nothing.
"""

import re
import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from agencies.acts import Act, Desk
from agencies.directory import known_name, names_for
from agencies.roles import ROLE_NAMES
from agencies.seats import seats_of
from agencies.sessions import SignedIn, act_for, find_session, mark_seen
from marac.audit.trail import Actor
from marac.database import out_of_reach
from marac.dates import show_date
from marac.web.cookies import DOOR_COOKIE, SESSION_COOKIE, door_cookie, token_in
from marac.web.frame import current_frame, show_frame
from marac.web.navigation import navigation_of

_WITHOUT_SESSION = ("/static/", "/api/", "/healthz", "/readyz", "/.well-known/")
# Idle in the room of a meeting, one may be listening.
_ROOM = re.compile(r"/meetings/[a-z0-9]+/room(/|$)")
# What a page asks by itself is no use by anybody: it must not keep a session alive.
_BY_ITSELF = re.compile(r"/(stream|news/[a-z0-9-]+)$")
_SEATS_KNOWN = 5_000
_several_seats: dict[UUID, bool] = {}


def with_session(app: ASGIApp) -> ASGIApp:
    """Stand around the routes, so that the session is known on "Page not found" too."""

    async def find_and_go_on(scope: Scope, receive: Receive, send: Send) -> None:
        scope["auth"] = scope["user"] = None
        with out_of_reach():
            if scope["type"] == ScopeType.HTTP and not scope["path"].startswith(_WITHOUT_SESSION):
                send = await _settle(scope, send)
            act: Act | None = scope["user"]
            with act.at_work() if act else out_of_reach():
                await app(scope, receive, send)

    return find_and_go_on


async def _settle(scope: Scope, send: Send) -> Send:
    """Say who is there in the scope and in the frame."""
    desk: Desk = scope["app"].state.desk
    now = desk.clock.now()
    cookies = Request[Any, Any, Any](scope).cookies
    token = token_in(cookies, SESSION_COOKIE)
    session = await find_session(token) if token else None
    scope["state"]["over"] = None
    if session is None or session.is_over(now):
        scope["state"]["over"] = session
        return _at_the_door(scope, send, desk=desk, door=token_in(cookies, DOOR_COOKIE))
    if not _BY_ITSELF.search(scope["path"]):
        session = await mark_seen(session, now=now, in_room=bool(_ROOM.match(scope["path"])))
    act = act_for(desk, session, now=now)
    scope["auth"], scope["user"] = session, act
    with act.at_work() if act else out_of_reach():
        await _say_frame(desk, session, act, now=now)
    return send


def door_key(door: str) -> str:
    """What the form token of a page before sign-in hangs on."""
    return f"door:{door}"


def _at_the_door(scope: Scope, send: Send, *, desk: Desk, door: str | None) -> Send:
    """A stranger's forms carry a token that hangs on a cookie of this browser."""
    scope["state"]["door"] = door
    made = door or secrets.token_urlsafe(32)
    show_frame(replace(current_frame(), csrf=desk.vault.csrf_token(door_key(made))))
    return send if door else _setting(send, door_cookie(made))


def _setting(send: Send, cookie: Cookie) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            headers.add("Set-Cookie", cookie.to_header(header=""))
        await send(message)

    return send_with_cookie


async def _say_frame(desk: Desk, session: SignedIn, act: Act | None, *, now: datetime) -> None:
    csrf = desk.vault.csrf_token(str(session.id))
    if not session.is_whole:
        return show_frame(replace(current_frame(), csrf=csrf))
    seat = session.seat if act else None
    show_frame(
        replace(
            current_frame(),
            csrf=csrf,
            area=seat.area.name if seat else "",
            who=await _who(desk, session, act, now=now),
            acts_for=await _acts_for(desk, act, session),
            navigation=navigation_of(seat.role, forum=seat.area.forum) if seat else (),
            is_practice=bool(seat and seat.area.practice),
            has_seats=await _has_seats(session, now=now),
            uses_keys=bool(session.single_keys),
            signed_out_at=session.idle_ends_at,
            ends_at=session.ends_at,
        )
    )
    return None


async def _who(desk: Desk, session: SignedIn, act: Act | None, *, now: datetime) -> str:
    name = known_name(session.officer_id, session.directory_version)
    if name is None:
        names = await names_for(desk, [session.officer_id], by=_by(session, act, now=now))
        name = names[session.officer_id]
    return f"{name}, {ROLE_NAMES[act.role]}" if act and act.role else name


async def _acts_for(desk: Desk, act: Act | None, session: SignedIn) -> str:
    """A deputy is told on every page for whom, and until when."""
    seat = session.seat
    if act is None or seat is None or seat.deputy_for is None:
        return ""
    names = await names_for(desk, [seat.deputy_for], by=act.actor)
    until = f" until {show_date(seat.to_on)}" if seat.to_on else ""
    return f"You act for {names[seat.deputy_for]}{until}"


async def _has_seats(session: SignedIn, *, now: datetime) -> bool:
    """Asked once a session: whether there is another seat to change to."""
    if session.id not in _several_seats:
        if len(_several_seats) >= _SEATS_KNOWN:
            _several_seats.clear()
        _several_seats[session.id] = len(await seats_of(session.officer_id, now=now)) > 1
    return _several_seats[session.id]


def _by(session: SignedIn, act: Act | None, *, now: datetime) -> Actor:
    if act is not None:
        return act.actor
    return Actor(area_id=session.home_area_id, officer_id=session.officer_id, acting_for=None, at=now, business_at=now)
