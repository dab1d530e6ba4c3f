"""Where the records of a sheet stand: headings found and found again, meeting lines, sums, and lists of agencies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from meetings.legacy.sheet_dates import date_in_title
from meetings.legacy.sheet_words import NEEDED, Column, heading_of, plain_words

Cell = Any
MOST_BEFORE_HEADING = 30
_SUMS = ("total", "totals", "sum", "count", "average")
_ALIAS_COLUMNS = 2
_ALIASES_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is a record: its number, its cells by column, and the meeting line above it."""

    row: int
    cells: Mapping[Column, Cell]
    others: Mapping[str, Cell]
    """Under headings that nobody knows."""
    meeting: date | None


@dataclass(slots=True)
class Table:
    """One sheet as understood."""

    title: str
    headings: dict[Column, str] = field(default_factory=dict)
    unknown_headings: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    meeting_lines: int = 0
    repeated_headings: int = 0
    sums: list[int] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    """By plain words: an agency as the sheet writes it, and as the first column of the list names it."""

    def heading(self, column: Column) -> str:
        return self.headings.get(column, column.value)


def read_table(title: str, rows: Sequence[Sequence[Cell]], slugs: Mapping[str, str]) -> Table:
    """A log with its records, a list of agencies, or a sheet of neither. `slugs` are agencies by plain words."""
    table = Table(title)
    places: dict[int, Column | str] = {}
    meeting: date | None = None
    for number, row in enumerate(rows, 1):
        if not _texts(row):
            continue
        if (found := _heading_places(row)) is not None:
            table.repeated_headings += bool(places)
            places = found
            _note_headings(table, row, found)
        elif (line := _title_of(row)) is not None:
            meeting = date_in_title(line) or meeting
            table.meeting_lines += date_in_title(line) is not None
            table.titles.append((number, line))
        elif places and _is_sum(row):
            table.sums.append(number)
        elif places:
            table.lines.append(_line(number, row, places, meeting))
    if not places:
        table.aliases = _aliases(rows, slugs)
    return table


def _texts(row: Sequence[Cell]) -> list[str]:
    return [str(cell).strip() for cell in row if cell is not None and str(cell).strip()]


def _heading_places(row: Sequence[Cell]) -> dict[int, Column | str] | None:
    """By place, the column or the unknown heading; none where this is no row of headings."""
    found: dict[int, Column | str] = {}
    for place, cell in enumerate(row):
        column = heading_of(cell)
        if column is not None and column not in found.values():
            found[place] = column
        elif isinstance(cell, str) and cell.strip():
            found[place] = cell.strip()
    columns = {each for each in found.values() if isinstance(each, Column)}
    return found if columns >= NEEDED and len(columns) > len(NEEDED) else None


def _note_headings(table: Table, row: Sequence[Cell], found: Mapping[int, Column | str]) -> None:
    for place, column in found.items():
        if isinstance(column, Column):
            table.headings.setdefault(column, " ".join(str(row[place]).split()))
        elif column not in table.unknown_headings:
            table.unknown_headings.append(column)


def _title_of(row: Sequence[Cell]) -> str | None:
    """A line over all columns has its text in the first cell and nothing beside it."""
    first = row[0] if row else None
    return first.strip() if isinstance(first, str) and first.strip() and len(_texts(row)) == 1 else None


def _is_sum(row: Sequence[Cell]) -> bool:
    return any(plain_words(text).split()[:1] and plain_words(text).split()[0] in _SUMS for text in _texts(row)[:2])


def _line(number: int, row: Sequence[Cell], places: Mapping[int, Column | str], meeting: date | None) -> Line:
    cells: dict[Column, Cell] = {}
    others: dict[str, Cell] = {}
    for place, cell in enumerate(row):
        column = places.get(place)
        if isinstance(column, Column):
            cells[column] = cell
        elif cell is not None and str(cell).strip():
            others[column or f"column {place + 1}"] = cell
    return Line(number, cells, others, meeting)


def _aliases(rows: Sequence[Sequence[Cell]], slugs: Mapping[str, str]) -> dict[str, str]:
    """A list of two columns: an agency, and how it is written, parted by commas."""
    told = [row for row in rows if len(_texts(row)) == _ALIAS_COLUMNS and len(row) == _ALIAS_COLUMNS]
    known = [row for row in told if plain_words(str(row[0])) in slugs]
    if not known or len(known) < len(told) * _ALIASES_SHARE:
        return {}
    return {words: slugs[plain_words(str(row[0]))] for row in known for words in _written(row)}


def _written(row: Sequence[Cell]) -> Iterator[str]:
    for part in (str(row[0]), *str(row[1]).split(",")):
        if plain_words(part):
            yield plain_words(part)
