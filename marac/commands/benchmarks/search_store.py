"""A store of invented people for the benchmark of search, filled on all cores; some are held back to be asked for.

Rows go in by the thousand and indexes are made afterwards: what is measured is the search, not the filling.
"""

import asyncio
import gc
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from agencies.tables import Agency
from marac.commands.area import load_whole
from marac.commands.benchmarks.bulk import bulk_for
from marac.commands.benchmarks.generated_people import Row, generate_rows
from marac.commands.benchmarks.search_rows import Means, rows_of
from marac.commands.demo import SLUG
from marac.commands.doorway import act_in_area
from marac.commands.progress import end_of_progress, progress_on_terminal
from marac.ids import uuid7
from marac.records.workers import shared_out
from marac.settings import Settings, read_settings
from marac.vault.area_keys import AreaKeys, Purpose
from tasks.opening import open_service, root_key

CASES_AT_ONCE = 5000
# A smaller filling is done before workers have started.
SMALL = 2_000
# So many people of each filling are not stored but asked for.
HELD_BACK = 300


@dataclass(frozen=True, slots=True)
class Store:
    """Where the records stand: a folder with the root key, and its database unless another one is told."""

    data: Path
    database: str = ""

    @property
    def settings(self) -> Settings:
        return read_settings({"MARAC_DATABASE_URL": self.database} if self.database else {}, data=self.data)


class Batch(NamedTuple):
    store: Store
    cases: list[list[Row]]
    seed: int


class HeldBack(NamedTuple):
    """Those asked for of one filling."""

    seed: int
    rows: list[Row]


def size_of(store: Store) -> int:
    """To which it was filled before; 0 where it is empty."""
    return max((int(file.stem.rpartition("-")[2]) for file in store.data.glob("held-back-*.json")), default=0)


def held_back(store: Store, size: int) -> HeldBack:
    """Of a store that was filled to this size."""
    told = json.loads(_file_of(store, size).read_text(encoding="utf-8"))
    return HeldBack(told["seed"], [Row(*row) for row in told["rows"]])


def _file_of(store: Store, size: int) -> Path:
    return store.data / f"held-back-{size}.json"


def fill(store: Store, *, size: int) -> None:
    """Further records up to this size, which is also the seed of their drawing."""
    number = size - size_of(store)
    asyncio.run(_open_area(store))
    bulk, held = bulk_for(store.settings), HeldBack(size, [])
    tell, done = progress_on_terminal("records kept"), 0
    asyncio.run(bulk.drop_indexes())
    batches = (Batch(store, cases, size) for cases in _batches(_cases(number, held)))
    for kept in shared_out(keep, batches, is_large=number > SMALL):
        done += kept
        tell(done)
    asyncio.run(bulk.make_indexes())
    end_of_progress()
    _file_of(store, size).write_text(json.dumps(held._asdict()), encoding="utf-8")


async def _open_area(store: Store) -> None:
    async with open_service(store.settings, by_owner=True) as service:
        with as_file(files("marac").joinpath("practice", SLUG)) as folder:
            await load_whole(service, (folder / "area.json").read_bytes(), True)


def keep(batch: Batch) -> int:
    """Into the database, by a worker with a service of its own; returns how many."""
    gc.disable()  # Nothing goes in circles, and looking through a million tuples for it takes a third of the time.
    asyncio.run(_keep(batch))
    gc.enable()
    return sum(map(len, batch.cases))


async def _keep(batch: Batch) -> None:
    async with open_service(batch.store.settings, by_owner=True) as service:
        act = await act_in_area(service, SLUG)
        with act.at_work():
            agency = await Agency.select(Agency.id).where(Agency.area == act.area.id).first()
            keys = AreaKeys(root_key(service.settings), service.desk.clock)
            wrapping = await keys.newest(act.area.id, Purpose.WRAP)
            means = Means(act, agency["id"] if agency else uuid7(), wrapping)
            rows = await rows_of(means, batch.cases, seed=batch.seed)
    await bulk_for(batch.store.settings).insert(rows)


def _cases(number: int, held: HeldBack) -> Iterator[list[Row]]:
    rows = _without(generate_rows(number, seed=held.seed), held, every=max(2, number // HELD_BACK))
    for _, people in groupby(rows, key=lambda row: row.case_id):
        yield list(people)


def _without(rows: Iterator[Row], held: HeldBack, *, every: int) -> Iterator[Row]:
    for n, row in enumerate(rows):
        if n % every == 1:
            held.rows.append(row)
        else:
            yield row


def _batches(cases: Iterator[list[Row]]) -> Iterator[list[list[Row]]]:
    while batch := list(islice(cases, CASES_AT_ONCE)):
        yield batch
