"""`marac match`: which records of one spreadsheet the people of another may be."""

from collections.abc import Iterator
from pathlib import Path

import click

from marac.commands.progress import progress_on_terminal
from marac.commands.spreadsheets import (
    IN_FILE,
    OUT_FILE,
    chosen_model,
    model_option,
    say,
    told_in_one_line,
    write_table,
)
from marac.records.filling import fill_store
from marac.records.queries import answers
from marac.records.reading import read_records
from meetings.people.model import Model

COLUMNS = ("query_id", "record_id", "score", "band")


@click.command()
@click.argument("store", type=IN_FILE)
@click.argument("queries", type=IN_FILE)
@click.argument("out", type=OUT_FILE)
@model_option
def command(store: Path, queries: Path, out: Path, model_file: Path | None) -> None:
    """Write for each row of QUERIES its likely persons in STORE to OUT, the likeliest first.

    Columns of both files as in duplicates; of OUT: query_id, record_id, score in bits, band.
    """
    told_in_one_line(lambda: write_table(out, COLUMNS, _lines(store, queries, chosen_model(model_file))))


def _lines(store_file: Path, queries: Path, model: Model) -> Iterator[tuple[str, str, str, str]]:
    asked = list(read_records(queries, say))
    store = fill_store(store_file, say, progress_on_terminal("Rows read"))
    for query_id, record_id, score in answers(store, model, asked, progress_on_terminal("People looked for")):
        yield query_id, record_id, f"{score.bits:.2f}", str(score.band)
