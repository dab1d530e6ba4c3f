"""Cells that stay text: a name that looks like a formula is shown, never reckoned.

Spreadsheet programs run what begins with = + - @, a tab or a carriage return (OWASP, CSV injection, read Nov 2026).
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from openpyxl.cell.cell import Cell

from exports.plain_text import printable

_STARTERS = ("=", "+", "-", "@", "\t", "\r")

Value = str | int | float | date | None


def write_cell(cell: Cell, value: Value) -> None:
    """A value from data. Text never becomes a formula, also when somebody edits the cell later."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = printable(value)
    cell.data_type = "s"
    if value.startswith(_STARTERS):
        cell.quotePrefix = True


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """RFC 4180 with every field quoted; what a program would run gets an apostrophe in front."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_csv_field(value) for value in row] for row in rows)
    return written.getvalue()


def _csv_field(value: Value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    # Looked at before cleaning and after: cleaning may bring a dangerous letter to the front.
    cleaned = printable(value)
    return f"'{cleaned}" if value.startswith(_STARTERS) or cleaned.startswith(_STARTERS) else cleaned
