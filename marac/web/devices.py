"""What is kept of a browser: its family and system in words a person knows again, and a place for counting tries."""

from typing import Any

from litestar import Request

# In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_of(request: Request[Any, Any, Any]) -> str:
    """Coarse on purpose: enough to know one's own devices apart."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "another system")
    return f"{browser} on {system}"


def place_of(request: Request[Any, Any, Any]) -> str:
    """Where a try comes from. Behind a proxy the server puts the real address here, from trusted proxies alone."""
    return request.client.host if request.client else "unknown"
