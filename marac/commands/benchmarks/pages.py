"""`marac bench pages`: pages of the practice area over real HTTP, against their own bytes from a bare server."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from marac.commands.benchmarks import floor
from marac.commands.benchmarks.measuring import machine, spread_of
from marac.commands.benchmarks.practice_pages import PageRead, prepared
from marac.commands.benchmarks.serving import Browser, serving, spare_port

TIMES = 100
WARM_UP = 5


def measure_pages() -> dict[str, Any]:
    """Play the practice area in, count once inside the process, then measure from outside."""
    with tempfile.TemporaryDirectory(prefix="marac-bench-") as folder:
        data, port = Path(folder) / "data", spare_port()
        pages, cases = asyncio.run(prepared(data))
        environment = {
            "MARAC_DATA": str(data),
            "MARAC_ADDRESS": f"http://localhost:{port}",
            "MARAC_LOG_LEVEL": "warning",
        }
        command = [str(Path(sys.executable).with_name("marac")), "serve", "--port", str(port)]
        with serving(command, port=port, environment=environment) as browser:
            told = _measured(browser, pages, Path(folder) / "floor")
    return {"benchmark": "pages", "machine": machine(), "times": TIMES, "agenda_cases": cases, "pages": told}


def _measured(browser: Browser, pages: Sequence[PageRead], folder: Path) -> list[dict[str, Any]]:
    folder.mkdir()
    for number, page in enumerate(pages):
        (folder / str(number)).write_bytes(browser.get(page.path, cookie=page.cookie))
    port = spare_port()
    command = [sys.executable, "-m", floor.__name__, str(folder), str(port)]
    with serving(command, port=port, environment={}) as bare:
        return [_compared(browser, bare, page, number) for number, page in enumerate(pages)]


def _compared(browser: Browser, bare_browser: Browser, page: PageRead, number: int) -> dict[str, Any]:
    """Page and floor by turns, so that a busy moment of the machine meets both."""
    ours, bare = [], []
    for _ in range(WARM_UP + TIMES):
        ours.append(browser.seconds(page.path, cookie=page.cookie))
        bare.append(bare_browser.seconds(f"/{number}"))
    page_spread, floor_spread = spread_of(ours[WARM_UP:]), spread_of(bare[WARM_UP:])
    return {
        "page": page.name,
        "bytes": len(bare_browser.get(f"/{number}")),
        "queries": page.queries,
        "decrypts": page.decrypts,
        "milliseconds": asdict(page_spread),
        "floor": asdict(floor_spread),
        "ratio": round(page_spread.p50 / floor_spread.p50, 1),
    }
