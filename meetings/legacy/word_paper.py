"""A Word form as plain text where it stood: running text and tables, as the reading process hands it over."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marac.errors import Refused
from meetings.legacy.sheet_cells import without_gaps

MOST_CELLS = 5_000
LONGEST_CELL = 20_000
NOT_A_FORM = "Send a Word form with labels and answers; this file could not be read as one."


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with its place. Tables, rows and columns count from 1; running text has table 0, and a row a paragraph."""

    text: str
    table: int
    row: int
    column: int = 1

    @property
    def id(self) -> str:
        return f"t{self.table}r{self.row}c{self.column}" if self.table else f"p{self.row}"

    @property
    def place(self) -> str:
        """Where a reader finds it with the form in hand."""
        return f"Table {self.table}, row {self.row}, cell {self.column}" if self.table else f"Paragraph {self.row}"


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Paragraphs and tables in their order. `unread` names what the file holds beside them."""

    blocks: tuple[Cell | Table, ...]
    unread: tuple[str, ...] = ()


def paper_of(read: bytes) -> Paper:
    """From the JSON of the reading process, which read a stranger's file: none of it is trusted. Raises Refused."""
    try:
        told = json.loads(read)
        blocks, unread = told["blocks"], told["unread"]
        paper = Paper(tuple(_blocks(blocks)), tuple(str(code)[:40] for code in unread[:20]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(NOT_A_FORM) from None
    if sum(_cells(block) for block in paper.blocks) > MOST_CELLS:
        raise Refused("Send one form a file; this file holds far more text than a form.")
    return paper


def _cells(block: Cell | Table) -> int:
    return 1 if isinstance(block, Cell) else sum(len(row) for row in block.rows)


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[Cell | Table]:
    table = paragraph = 0
    for block in blocks:
        if "rows" not in block:
            paragraph += 1
            yield Cell(_text(block["text"]), 0, paragraph)
            continue
        table += 1
        yield Table(
            tuple(
                tuple(Cell(_text(text), table, n, m) for m, text in enumerate(row, 1))
                for n, row in enumerate(block["rows"], 1)
            )
        )


def _text(text: str) -> str:
    """Without signs that print nothing; line ends stay."""
    lines = (
        " ".join(line.replace("\t", "   ").split(" ")).strip()
        for line in without_gaps(text[:LONGEST_CELL]).splitlines()
    )
    return "\n".join(lines).replace("\xa0", " ").strip()
