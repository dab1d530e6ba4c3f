"""The service's own matching, by the functions that `marac duplicates` and `marac match` call."""

import csv
from pathlib import Path
from tempfile import NamedTemporaryFile

from marac.commands.benchmarks.matching_marks import Found, Scored
from marac.commands.benchmarks.matching_records import Records
from marac.errors import Refused
from marac.records.company import find_pairs
from marac.records.filling import fill_store, store_of
from marac.records.people import READ
from marac.records.queries import answers
from marac.records.settling import settled
from marac.records.workers import seldom_swept
from meetings.people.model import default_model
from meetings.people.scoring import Band


def nobody(_: int) -> None:
    """Watches the progress."""


def made_ready(records: Records) -> Path:
    """A spreadsheet, which is then read, as the command does."""
    with NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", delete=False) as file:
        writer = csv.DictWriter(file, READ)
        writer.writeheader()
        writer.writerows(records.rows)
    return Path(file.name)


def pairs_of(records: Records, spreadsheet: Path) -> list[Scored]:
    with seldom_swept():
        model, store = default_model(), fill_store(spreadsheet, print, nobody)
        spreadsheet.unlink()
        if len(store) != len(records.rows):
            raise Refused("Not every record was read.")
        return [Scored(pair.row, pair.other, pair.bits) for pair in settled(store, find_pairs(store, model, nobody))]


def answers_of(store_records: Records, queries: Records) -> list[Found]:
    store = store_of(store_records.rows, nobody)
    store.forget_lists()
    places = {row["record_id"]: place for place, row in enumerate(store_records.rows)}
    rows: dict[str, list[int]] = {row["record_id"]: [] for row in queries.rows}
    strong = set()
    for query_id, record_id, score in answers(store, default_model(), queries.rows, nobody):
        rows[query_id].append(places[record_id])
        if score.band == Band.STRONG:
            strong.add(query_id)
    return [Found(found, query_id in strong) for query_id, found in rows.items()]
