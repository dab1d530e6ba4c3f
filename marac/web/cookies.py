"""Our cookies: bound to this host, to TLS and to the root path, and out of reach of scripts and other sites."""

import re

from litestar.datastructures import Cookie

SESSION_COOKIE = "__Host-desk"
DOOR_COOKIE = "__Host-door"
WAY_COOKIE = "__Host-way"
INVITATION_COOKIE = "__Host-invitation"
WAY_SECONDS = 15 * 60
INVITATION_SECONDS = 10 * 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def session_cookie(token: str) -> Cookie:
    """Ends with the browser; the limits stand in the database."""
    return _cookie(SESSION_COOKIE, token)


def door_cookie(token: str) -> Cookie:
    """Ties the form token of the pages before sign-in to this browser."""
    return _cookie(DOOR_COOKIE, token)


def way_cookie(value: str) -> Cookie:
    """Where somebody wanted to go before they were asked to sign in."""
    return _cookie(WAY_COOKIE, value, seconds=WAY_SECONDS)


def invitation_cookie(token: str) -> Cookie:
    return _cookie(INVITATION_COOKIE, token, seconds=INVITATION_SECONDS)


def gone(name: str) -> Cookie:
    return _cookie(name, "", seconds=0)


def token_in(cookies: dict[str, str], name: str) -> str | None:
    """A token of the shape we make; anything else is none."""
    found = cookies.get(name, "")
    return found if _TOKEN.fullmatch(found) else None


def _cookie(name: str, value: str, *, seconds: int | None = None) -> Cookie:
    return Cookie(name, value=value, path="/", max_age=seconds, secure=True, httponly=True, samesite="strict")
