"""`marac bench search`: one incoming person against so many encrypted records, from asking to weighed candidates.

Measured is what a job does for one person: tokens keyed and looked up, the best candidates opened under a leaf,
compared and weighed. The store is filled with invented people; those asked for are held back from it.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.commands.benchmarks.measuring import machine, spread_of
from marac.commands.benchmarks.search_rows import prepared, true_person
from marac.commands.benchmarks.search_store import Store, fill, held_back, size_of
from marac.commands.demo import SLUG
from marac.commands.doorway import act_in_area
from marac.database import count_queries
from marac.errors import Refused
from marac.vault.sealing import count_decryptions
from meetings.many import among
from meetings.matching import candidates_of, found_by_tokens
from meetings.people.finding import find
from meetings.people.model import default_model
from meetings.people.prepared import Prepared
from meetings.tables.people import Mention
from tasks.opening import open_service

SIZES = (10_000, 100_000, 1_000_000)
FIRST_FIVE = 5


class Asked(NamedTuple):
    """Somebody asked for, and the stored mentions of the same true person."""

    person: Prepared
    same: frozenset[UUID]


class Searched(NamedTuple):
    """One search: seconds by the clock and of the processor, and the place of the right one (0: not found)."""

    seconds: float
    processor: float
    opened: int
    place: int


def measure_search(records: Sequence[int] = (), database: str = "", keep: str = "") -> dict[str, Any]:
    """One store that grows to each size in turn. `database` is an empty PostgreSQL database; else SQLite.

    In the folder `keep` it stays, and is measured again without being filled. Raises Refused for a smaller size.
    """
    sizes = sorted(records or SIZES)
    with ExitStack() as stack:
        folder = keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="marac-bench-"))
        store = Store(Path(folder), database)
        store.data.mkdir(parents=True, exist_ok=True)
        measured = [_measured(store, size) for size in sizes]
    return {
        "benchmark": "search",
        "machine": machine(),
        "database": "postgresql" if database else "sqlite",
        "sizes": measured,
        "growth": round(measured[-1]["milliseconds"]["p95"] / measured[0]["milliseconds"]["p95"], 1),
    }


def _measured(store: Store, size: int) -> dict[str, Any]:
    began = time.perf_counter()
    if size < size_of(store):
        raise Refused("The store that was kept is larger already.")
    if size > size_of(store):
        fill(store, size=size)
    filled_in = round(time.perf_counter() - began)
    return {"records": size, "filled_in_seconds": filled_in, **asyncio.run(_measure(store, size))}


async def _measure(store: Store, size: int) -> dict[str, Any]:
    async with open_service(store.settings, by_owner=True) as service:
        act = await act_in_area(service, SLUG)
        with act.at_work():
            everybody = await _asked(store, size)
            with count_queries() as queries, count_decryptions() as decryptions:
                for each in everybody:  # Warm afterwards, as a service at work is.
                    await _search(act, each, size)
            found = [await _search(act, each, size) for each in everybody]
    seconds, processor, opened, places = zip(*found, strict=True)
    return {
        "searches": len(found),
        "load": round(os.getloadavg()[0], 1),
        "milliseconds": asdict(spread_of(seconds)),
        "processor": asdict(spread_of(processor)),
        "opened": round(sum(opened) / len(opened)),
        "most_opened": max(opened),
        "statements": round(queries.number / len(found), 1),
        "decryptions": round(decryptions.number / len(found)),
        "known": sum(bool(each.same) for each in everybody),
        "found_first": sum(place == 1 for place in places),
        "found_in_first_five": sum(0 < place <= FIRST_FIVE for place in places),
    }


async def _asked(store: Store, size: int) -> list[Asked]:
    held = held_back(store, size)
    truly = [true_person(held.seed, row) for row in held.rows]
    rows = await Mention.select(Mention.id, Mention.person_id).where(among(Mention.person_id, truly))
    same: dict[UUID, set[UUID]] = {}
    for row in rows:
        same.setdefault(row["person_id"], set()).add(row["id"])
    return [Asked(prepared(row), frozenset(same.get(person, ()))) for row, person in zip(held.rows, truly, strict=True)]


async def _search(act: Act, asked: Asked, size: int) -> Searched:
    began, began_cpu = time.perf_counter(), time.process_time()
    permit = act.permit(Event.PEOPLE_SEARCHED, "area", act.area.id, search=None, step="compared")
    [known] = await found_by_tokens(act, permit, [asked.person])
    found = find(default_model(), asked.person, candidates_of(known), store_size=size)
    seconds, processor = time.perf_counter() - began, time.process_time() - began_cpu
    place = next((n for n, each in enumerate(found, start=1) if each.key in asked.same), 0)
    return Searched(seconds, processor, len(known), place)
