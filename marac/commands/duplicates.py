"""`marac duplicates`: who may stand twice in a spreadsheet, before it is brought in."""

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
from marac.records.company import find_pairs
from marac.records.filling import fill_store
from marac.records.settling import settled
from meetings.people.scoring import band

COLUMNS = ("id_l", "id_r", "score", "band")


@click.command()
@click.argument("records", type=IN_FILE)
@click.argument("out", type=OUT_FILE)
@model_option
def command(records: Path, out: Path, model_file: Path | None) -> None:
    """Write pairs of RECORDS that may be one person to OUT, the likeliest first: id_l, id_r, score in bits, band.

    Columns: record_id, and any of first_name, middle_names, last_name, aliases, dob, sex, address, town, postcode,
    phone, role, case_id, case_date, agency. Two rows of one case_id are two people. The weights that ship are fitted
    to RECORDS; those of --model are used as they stand.
    """
    told_in_one_line(lambda: write_table(out, COLUMNS, _lines(records, model_file)))


def _lines(records: Path, model_file: Path | None) -> Iterator[tuple[str, str, str, str]]:
    model = chosen_model(model_file)
    store = fill_store(records, say, progress_on_terminal("Rows read"))
    pairs = find_pairs(store, model, progress_on_terminal("Rows compared"), is_fitted=model_file is None)
    for row, other, bits in settled(store, pairs):
        yield store.record_id(row), store.record_id(other), f"{bits:.2f}", str(band(bits))
