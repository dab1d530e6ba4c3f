"""Rows of a spreadsheet saved as text: which sign parts its cells, which line names its columns, quotation marks kept
in order. A bad row is told in one sentence and stops no other.
"""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

from marac.errors import Refused
from marac.records.lines import LONGEST_LINE, Tell, read_lines

DELIMITERS = ",;\t|"
# A report puts titles above its table.
HEADER_WITHIN = 20
# A quoted address may run over some lines; a longer one is a quotation mark nobody closed.
LONGEST_QUOTE_IN_LINES = 12
LONGEST_CELL = 1000
KEY = "record_id"
ERRORS_OF_CELLS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
FORMULA = re.compile(r"^\s*(=|@|[+-](?=[^\d\s(+.-]))")

AS_TEXT = re.compile(r'^="([^"]*)"$')

Row = tuple[int, dict[str, str]]
Line = tuple[int, str]


def read_rows(path: Path, columns: Sequence[str], tell: Tell) -> Iterator[Row]:
    """Line number and known cells of each row. Raises Refused when no line names the column record_id."""
    csv.field_size_limit(LONGEST_LINE * LONGEST_QUOTE_IN_LINES * 2)
    lines = read_lines(path, tell)
    start = list(islice(lines, HEADER_WITHIN))
    found = _header(start)
    if found is None:
        raise Refused(f"{path.name} has no column {KEY}. Name the columns in its first line, {KEY} among them.")
    at, delimiter, names = found
    places = _places(names, columns, lambda words: tell(start[at][0], words))
    records = _Records(chain(start[at + 1 :], lines), delimiter, width=len(names), tell=tell)
    for number, cells in records:
        if any(cell.strip() for cell in cells):
            _tell_of_width(number, cells, len(names), tell)
            yield number, _known(number, cells, places, tell)


def _tell_of_width(number: int, cells: Sequence[str], width: int, tell: Tell) -> None:
    if len(cells) < width:
        tell(number, f"The row has {len(cells)} of {width} cells; the missing ones count as empty.")
    elif any(cell.strip() for cell in cells[width:]):
        tell(number, f"The row has {len(cells)} cells, more than the {width} columns; the last are not read.")


def _header(start: Sequence[Line]) -> tuple[int, str, list[str]] | None:
    for at, (_, line) in enumerate(start):
        for delimiter in sorted(DELIMITERS, key=line.count, reverse=True):
            names = [_column(name) for name in _cells(line, delimiter)]
            if KEY in names:
                return at, delimiter, names
    return None


def _column(name: str) -> str:
    """`Record ID` is `record_id`."""
    return "_".join(name.strip().strip("'\"").lower().replace("-", " ").replace("_", " ").split())


def _places(names: Sequence[str], columns: Sequence[str], tell: Callable[[str], None]) -> Mapping[str, int]:
    twice = [name for name in columns if names.count(name) > 1]
    if twice:
        tell(f"The column {twice[0]} stands twice; the first is read.")
    return {name: names.index(name) for name in columns if name in names}


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


class _Records:
    """Cells of each record, quoted line ends included."""

    def __init__(self, lines: Iterator[Line], delimiter: str, *, width: int, tell: Tell) -> None:
        self.lines, self.delimiter, self.width, self.tell = lines, delimiter, width, tell
        self.back: deque[Line] = deque()
        sign = re.escape(delimiter)
        # A quotation mark counts only where a cell begins; twice inside a cell it stands for itself.
        self.left_open = re.compile(rf'(?:^|{sign})"(?:[^"]|"")*$')
        self.closed = re.compile(rf'(?:(?<=^)|(?<={sign}))"(?:[^"]|"")*"(?={sign}|$)')

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while (line := self._next()) is not None:
            number, text = line
            if '"' in text and self._is_open(text):
                text = self._joined(number, text)
            yield number, _cells(text, self.delimiter)

    def _next(self) -> Line | None:
        return self.back.popleft() if self.back else next(self.lines, None)

    def _is_open(self, text: str) -> bool:
        return self.left_open.search(self.closed.sub("", text)) is not None

    def _joined(self, number: int, text: str) -> str:
        """The line with those that its quoted cell runs over; or alone, its stray mark left out."""
        whole, taken = text, list[Line]()
        while len(taken) < LONGEST_QUOTE_IN_LINES and (line := self._next()) is not None:
            taken.append(line)
            whole += "\n" + line[1]
            if '"' in line[1] and not self._is_open(whole):
                if len(_cells(whole, self.delimiter)) <= self.width:
                    return whole
                break
        self.back.extendleft(reversed(taken))
        self.tell(number, "A quotation mark is not closed; the row is read without it.")
        return text.replace('"', "")


def _known(number: int, cells: Sequence[str], places: Mapping[str, int], tell: Tell) -> dict[str, str]:
    row, last = {}, len(cells)
    for name, place in places.items():
        text = cells[place].strip() if place < last else ""
        if text:
            row[name] = _as_text(text, name, number, tell)
    return row


def _as_text(text: str, name: str, number: int, tell: Tell) -> str:
    """What a program would work out is no value of a person; `="0770"` only keeps a nought in front."""
    if kept := AS_TEXT.match(text):
        return kept[1].strip()
    if text[0] in "=@+-#\t" and (FORMULA.match(text) or text.upper() in ERRORS_OF_CELLS):
        tell(number, f"The cell {name} holds a formula or an error; it counts as empty.")
        return ""
    if len(text) > LONGEST_CELL:
        tell(number, f"The cell {name} is longer than {LONGEST_CELL:,} characters; the rest of it is not read.")
        return text[:LONGEST_CELL]
    return text
