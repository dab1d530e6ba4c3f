"""A whole file read without writing anything: every record, every cell that was changed or left, and one hash for all.

What is confirmed later is this hash: another file, other agencies or another reading gives another one.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from meetings.legacy.sheet_dates import Order
from meetings.legacy.sheet_reasons import said
from meetings.legacy.sheet_rows import CellRead, Means, RowRead, orders_of, read_row
from meetings.legacy.sheet_table import Table, read_table
from meetings.legacy.sheet_words import Column, plain_words

Json = dict[str, Any]
READING = "marac-sheet-reading/1"
TWICE, HERE = "reference_twice", "already_here"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One cell that somebody should know of."""

    sheet: str
    row: int
    column: str
    written: str
    shown: str
    why: str
    is_left: bool
    is_a_stop: bool


@dataclass(frozen=True)
class Report:
    """What bringing a file in would come to."""

    tables: tuple[Table, ...]
    rows: tuple[RowRead, ...]
    agencies: tuple[tuple[str, str], ...]
    """How agencies are written here, and which each was taken for."""
    unknown_agencies: tuple[str, ...]
    orders: tuple[tuple[str, str, Order], ...]
    """Sheet, heading and what the dates under it say of their order."""

    @property
    def documents(self) -> list[Json]:
        return [row.document for row in self.rows if row.document is not None]

    @property
    def left_for_a_person(self) -> list[RowRead]:
        return [row for row in self.rows if row.document is None]

    @property
    def number_of_people(self) -> int:
        return sum(1 + len(each["perpetrators"]) + len(each["children"]) for each in self.documents)

    @property
    def number_of_cells(self) -> Counter[str]:
        cells = [cell for row in self.rows for cell in row.cells]
        return Counter("left" if cell.is_left else "changed" if cell.is_changed else "as written" for cell in cells)

    @property
    def claims(self) -> Counter[str]:
        """Hand-made repeat marks among what would come in."""
        return Counter(each["repeat_claim"] or "none" for each in self.documents)

    @cached_property
    def sha256(self) -> str:
        told: list[Any] = [[row.sheet, row.row, row.document, [_told(cell) for cell in row.cells]] for row in self.rows]
        whole = msgspec.json.encode([READING, told, self.agencies], order="deterministic")
        return hashlib.sha256(whole).hexdigest()

    def lines(self) -> Iterator[ReportLine]:
        """Records that nobody can place first, then by place."""
        for row in sorted(self.rows, key=lambda row: row.document is not None):
            for cell in sorted(row.cells, key=lambda cell: not cell.is_a_stop):
                if cell.is_worth_a_line:
                    yield _line(row, cell)

    def every_cell(self) -> Iterator[ReportLine]:
        for row in self.rows:
            for cell in row.cells:
                yield _line(row, cell)


def _told(cell: CellRead) -> list[Any]:
    return [cell.column.value, cell.written, cell.shown, cell.why, cell.is_left]


def _line(row: RowRead, cell: CellRead) -> ReportLine:
    return ReportLine(
        row.sheet, row.row, cell.heading, cell.written, cell.shown, said(cell), cell.is_left, cell.is_a_stop
    )


def read_sheets(
    sheets: Sequence[Json], *, agencies: Mapping[str, str], today: date, already_here: frozenset[str] = frozenset()
) -> Report:
    """`agencies` by plain words: those of the area, and what somebody said a word stands for, which goes first.

    `already_here` are references that came in before.
    """
    tables = [read_table(sheet["title"].strip(), sheet["rows"], agencies) for sheet in sheets]
    known = {words: slug for table in tables for words, slug in table.aliases.items()} | dict(agencies)
    rows: list[RowRead] = []
    orders: list[tuple[str, str, Order]] = []
    for table in tables:
        means = Means(table, known, today, orders_of(table))
        rows += _rows_of(means)
        orders += [(table.title, table.heading(column), order) for column, order in means.orders.items() if order]
    rows = _without_twice(rows, already_here)
    written = [cell.written for row in rows for cell in row.cells if cell.column is Column.AGENCY and cell.written]
    met = {plain_words(each): each for each in written}
    return Report(
        tuple(tables),
        tuple(rows),
        tuple(sorted((met[words], known[words]) for words in met if words in known)),
        tuple(sorted(met[words] for words in met if words not in known)),
        tuple(orders),
    )


def _rows_of(means: Means) -> Iterator[RowRead]:
    last = None
    for line in means.table.lines:
        read = read_row(line, means, last_meeting=last)
        meeting = next((cell for cell in read.cells if cell.column is Column.MEETING), None)
        if meeting is not None and meeting.shown:
            day, month, year = meeting.shown.split("/")
            last = date(int(year), int(month), int(day))
        yield read


def _without_twice(rows: Sequence[RowRead], already_here: frozenset[str]) -> list[RowRead]:
    """Of two records with one reference a person says which it is of; what came in before stays as it is."""
    number = Counter(row.reference for row in rows if row.reference)
    for row in rows:
        why = TWICE if number[row.reference] > 1 else HERE if row.reference in already_here else ""
        if row.reference and why:
            row.document = None
            row.cells = [
                replace(cell, why=why, is_left=True, is_a_stop=True) if cell.column is Column.REF else cell
                for cell in row.cells
            ]
    return list(rows)


def report_as_csv(report: Report) -> bytes:
    """Every cell, for a spreadsheet program; a cell that begins like a formula is kept from being one."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Sheet", "Row", "Column", "As written", "Read as", "What was done", "Why"])
    for line in report.every_cell():
        done = "for a person" if line.is_a_stop else "left" if line.is_left else _done(line)
        writer.writerow(
            [_safe(each) for each in (line.sheet, str(line.row), line.column, line.written, line.shown, done, line.why)]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _done(line: ReportLine) -> str:
    return "as written" if line.written == line.shown else "changed"


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
