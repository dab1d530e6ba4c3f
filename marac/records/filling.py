"""From a file to a store of its records: rows are read here and made ready on all cores."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

from marac.records.reading import Cells, read_records
from marac.records.store import MOST_IN_CASE, Packed, Store, chunks, pack_rows
from marac.records.workers import shared_out

ROWS_A_TASK = 500
LARGE = 4000
"""From so many rows on, other cores are worth their start."""
Progress = Callable[[int], None]


def fill_store(path: Path, say: Callable[[str], None], progress: Progress) -> Store:
    """Every row of the file. Raises Refused as reading does."""
    store = store_of(read_records(path, say), progress)
    if lists := store.forget_lists():
        say(f"{path.name}: {lists} case_id of more than {MOST_IN_CASE} rows each; they are not taken for cases.")
    return store


def store_of(rows: Iterable[Cells], progress: Progress) -> Store:
    store, rows = Store(), iter(rows)
    start = list(islice(rows, LARGE))
    parts = enumerate(chunks(chain(start, rows), ROWS_A_TASK))
    for packed in shared_out(_packed, parts, is_large=len(start) == LARGE):
        store.add(packed)
        progress(len(store))
    return store


def _packed(part: tuple[int, Sequence[Cells]]) -> Packed:
    number, rows = part
    return pack_rows(number * ROWS_A_TASK, rows)
