"""Chromium as the journeys use it, and the site it is pointed at."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from litestar.types import ASGIApp
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
CHROMIUM = os.environ.get("MARAC_TEST_CHROMIUM", "/usr/bin/chromium")
# As root there is no sandbox; the others keep Chromium from asking the network for its own things.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN_AXE = """levels => axe.run(document, {runOnly: {type: 'tag', values: levels}, resultTypes: ['violations']})
  .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`)))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(site: ASGIApp) -> Iterator[str]:
    """The address at which this site is really served, on a port of its own."""
    server = uvicorn.Server(uvicorn.Config(site, port=0, log_level="warning", ws="none", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.05)
        yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands, as `rule: element`."""
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(RUN_AXE, list(LEVELS))
    return found


def sideways(page: Page) -> int:
    """By how many pixels the page scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
