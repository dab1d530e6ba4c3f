"""A page whose clock stands, so that only the test lets time pass."""

from dataclasses import replace
from datetime import UTC, datetime

from playwright.sync_api import Page, Request

from tests.web.specimens.site import COORDINATOR

NOW = datetime(2026, 9, 1, 13, 14, tzinfo=UTC)
STANDING = datetime(2026, 9, 1, 13, 14, 30, tzinfo=UTC)
WITH_KEYS = replace(COORDINATOR, uses_keys=True, signed_out_at=datetime(2026, 9, 1, 13, 44, tzinfo=UTC))


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.clock.pause_at(STANDING)


def posts(page: Page) -> list[Request]:
    """What the page sends from now on; it grows while the test goes on."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    return sent
