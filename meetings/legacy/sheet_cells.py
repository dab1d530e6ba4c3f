"""The cells of a spreadsheet or a CSV file as plain values: done apart, in a process that can be stopped.

Nothing is judged here. A date that the program knows as one stays a date, a text stays the text that stands there.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl

from marac.files.office_check import requires_no_declared_words

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 4_000
_GAP = re.compile(r"\s{12,}")
MOST_SHEETS = 40
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
SAID = {
    "too_long": f"Send at most {MOST_ROWS:,} rows a sheet: this file has more. Bring it in in parts.",
    "too_wide": f"Send at most {MOST_COLUMNS} columns: this file has more.",
    "too_many_sheets": f"Send at most {MOST_SHEETS} sheets: this file has more.",
    "no_text": "Save the file as .xlsx or .csv: this is neither.",
    "unreadable": "Save the file again in the program it came from: this one cannot be read.",
    "empty": "Choose a file with something in it: this one is empty.",
}

Cell = Any
"""A text, a number, true or false, nothing, `{"day": "2023-01-16"}` or `{"error": "#REF!"}`."""


class _NotRead(Exception):
    """A key of SAID."""


def cells_of_file(path: Path) -> bytes:
    """`{"kind", "encoding", "sheets": [{"title", "rows"}]}` as JSON, or `{"refused": key of SAID}`."""
    try:
        return _cells(path)
    except _NotRead as why:
        return json.dumps({"refused": str(why)}).encode()


def _cells(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if not start:
            raise _NotRead("empty")
        if start == ZIP:
            requires_no_declared_words(path.read_bytes())
            return _told("xlsx", None, _workbook(file))
        if start == OLD_OFFICE:
            raise _NotRead("no_text")
        text, encoding = _text(file.read())
    return _told("csv", encoding, [("", _records(text))])


def _told(kind: str, encoding: str | None, sheets: list[tuple[str, list[list[Cell]]]]) -> bytes:
    told = {"kind": kind, "encoding": encoding, "sheets": [{"title": title, "rows": rows} for title, rows in sheets]}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _workbook(file: BinaryIO) -> list[tuple[str, list[list[Cell]]]]:
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise _NotRead("too_many_sheets")
        return [(sheet.title, _bounded(_rows(sheet))) for sheet in book.worksheets]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, IndexError, EOFError):
        raise _NotRead("unreadable") from None


def _rows(sheet: Any) -> Iterator[list[Cell]]:
    # What the file says of its own size is not to be believed.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        yield [_value(cell) for cell in row[: MOST_COLUMNS + 1]]


def _value(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, datetime | date):
        return {"day": value.isoformat()[:10]}
    if value is None or isinstance(value, bool | int | float):
        return value
    if getattr(cell, "data_type", "") == "e":
        return {"error": str(value)[:20]}
    return without_gaps(str(value))[:LONGEST_CELL]


def without_gaps(text: str) -> str:
    """A gap that nobody typed is one sign: what looks for words between gaps would look for hours."""
    return _GAP.sub(lambda gap: "\n" if "\n" in gap[0] else " ", text)


def _bounded(rows: Iterable[list[Cell]]) -> list[list[Cell]]:
    """Without the empty ends, and no longer or wider than we read."""
    kept: list[list[Cell]] = []
    for n, row in enumerate(rows):
        if n >= MOST_ROWS:
            raise _NotRead("too_long")
        while row and row[-1] in (None, ""):
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise _NotRead("too_wide")
        kept.append(row)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _text(content: bytes) -> tuple[str, str]:
    """UTF-8 where it is that, else the encoding of old office machines."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16"), "utf-16"
    if b"\x00" in content:
        raise _NotRead("no_text")
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _NotRead("unreadable") from None


def _records(text: str) -> list[list[Cell]]:
    first = text[:LONGEST_CELL]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(max(LONGEST_CELL, len(text) + 1))
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _bounded(
            [without_gaps(field)[:LONGEST_CELL] for field in record[: MOST_COLUMNS + 1]] for record in records
        )
    except csv.Error:
        raise _NotRead("unreadable") from None
