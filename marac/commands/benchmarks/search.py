"""`marac bench search`: one incoming person against so many encrypted records, from asking to weighed candidates.

Measured is what a job does for one person: tokens keyed and looked up, the best candidates opened under a leaf,
compared and weighed. The store is filled with invented people; those asked for are held back from it.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from agencies.acts import Act
from marac.audit.events import Event
from marac.commands.benchmarks.measuring import machine, spread_of
from marac.commands.benchmarks.search_store import HeldBack, fill, open_empty_area
from marac.commands.doorway import act_in_area
from marac.settings import read_settings
from meetings.matching import candidates_of
from meetings.mentions_seen import seen_by_id
from meetings.people.finding import find
from meetings.people.model import default_model
from meetings.people.tokens import asked_tokens
from meetings.people_known import open_people
from meetings.tokens import find_candidates
from tasks.opening import Service, open_service

SIZES = (10_000, 100_000, 1_000_000)
FIRST_FIVE = 5


def measure_search(records: Sequence[int] = (), database: str = "") -> dict[str, Any]:
    """One store that grows to each size in turn. `database` is an empty PostgreSQL database; else SQLite."""
    with tempfile.TemporaryDirectory(prefix="marac-bench-") as folder:
        measured = asyncio.run(_measured(Path(folder), sorted(records or SIZES), database))
    first, last = measured[0], measured[-1]
    return {
        "benchmark": "search",
        "machine": machine(),
        "database": "postgresql" if database else "sqlite",
        "sizes": measured,
        "growth": round(last["milliseconds"]["p95"] / first["milliseconds"]["p95"], 1),
    }


async def _measured(data: Path, sizes: Sequence[int], database: str) -> list[dict[str, Any]]:
    told = {"MARAC_DATABASE_URL": database} if database else {}
    async with open_service(read_settings(told, data=data), by_owner=True) as service:
        area = await open_empty_area(service)
        results, size = [], 0
        for number in sizes:
            held = await fill(service, area, number - size, seed=number)
            size = number
            results.append(await _measure_one(service, area, held, size))
    return results


async def _measure_one(service: Service, area: str, held: Sequence[HeldBack], size: int) -> dict[str, Any]:
    act = await act_in_area(service, area)
    with act.at_work():
        for each in held[: len(held) // 2]:  # Warm, as a service at work is.
            await _search(act, each, size)
        found = [await _search(act, each, size) for each in held]
    seconds, opened, places = zip(*found, strict=True)
    return {
        "records": size,
        "searches": len(found),
        "milliseconds": asdict(spread_of(seconds)),
        "opened": round(sum(opened) / len(opened)),
        "known": sum(each.is_known for each in held),
        "found_first": sum(place == 1 for place in places),
        "found_in_first_five": sum(0 < place <= FIRST_FIVE for place in places),
    }


async def _search(act: Act, held: HeldBack, size: int) -> tuple[float, int, int]:
    """Seconds, how many were opened, and the place of the right one; 0 where it was not found."""
    began = time.perf_counter()
    [ids] = await find_candidates(act, [asked_tokens(held.person)])
    mentions = await seen_by_id(act, ids)
    permit = act.permit(Event.PEOPLE_SEARCHED, "area", act.area.id, search=None, step="compared")
    known = await open_people(act, permit, mentions)
    found = find(default_model(), held.person, candidates_of(known), store_size=size)
    seconds = time.perf_counter() - began
    place = next((n for n, each in enumerate(found, start=1) if each.key in held.same), 0)
    return seconds, len(mentions), place
