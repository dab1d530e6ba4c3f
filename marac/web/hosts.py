"""Answers only to the service's own host name, so that no link is ever built on somebody else's."""

from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


def only_at(address: str, app: ASGIApp) -> ASGIApp:
    """Requests for another host get an empty 400; health checks come by number and are let in."""
    named = (urlsplit(address).hostname or "").lower()
    allowed = LOCAL | {named} if named in LOCAL else frozenset({named})

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or _is_allowed(scope, allowed):
            await app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 400, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    return answer


def _is_allowed(scope: Scope, allowed: frozenset[str]) -> bool:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if scope["path"] in ("/healthz", "/readyz"):
        return len(hosts) <= 1
    if len(hosts) != 1:
        return False
    name = hosts[0].decode("latin-1").lower()
    return name in allowed or name.rpartition(":")[0] in allowed
