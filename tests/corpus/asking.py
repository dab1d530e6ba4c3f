"""Asks the site with bytes that no client would let through, straight at its door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from marac.web.site import Site
from tests.corpus.requests import Odd


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def take(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        self.body += message.get("body", b"")

    def header(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key.lower() == name), b"")


async def ask(site: Site, odd: Odd, cookies: Mapping[str, str]) -> Answer:
    """As uvicorn would hand it on."""
    path, _, query = odd.target.partition(b"?")
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items()).encode()
    known = [(b"host", odd.host), (b"cookie", cookie), (b"content-length", str(len(odd.body)).encode())]
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": odd.method,
        "scheme": "https",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [*(pair for pair in known if pair[1]), *odd.headers],
        "server": ("desk.test", 443),
        "client": ("203.0.113.9", 4000),
        "state": {},
    }
    answer, bodies = Answer(), [{"type": "http.request", "body": odd.body, "more_body": False}]

    async def receive() -> Any:
        return bodies.pop() if bodies else {"type": "http.disconnect"}

    await site(scope, receive, answer.take)
    return answer
