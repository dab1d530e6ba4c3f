"""A record of an old log read cell by cell: a document, or the reasons for which a person has to look at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from meetings.legacy.log_row import LOG_ROW, VERSION
from meetings.legacy.sheet_dates import Note, Order, ReadDate, read_date
from meetings.legacy.sheet_names import read_name, several
from meetings.legacy.sheet_people import (
    Piece,
    card_of,
    name_piece,
    read_address,
    read_adult_birth,
    read_children,
    read_perpetrators,
    years_before,
)
from meetings.legacy.sheet_table import Line, Table
from meetings.legacy.sheet_words import Column, is_nobody, is_nothing, plain_words, relation_in, yes_or_no

Json = dict[str, Any]
FIRST_MARAC = date(2003, 1, 1)
LONGEST_REFERENCE = 20
_REFERENCE = re.compile(r"[A-Za-z0-9]+(?:[/\- .][A-Za-z0-9]+)*")
_AS_WRITTEN = (Column.IDVA, Column.ACTIONS, Column.COORDINATOR, Column.NOTES)
_WITHDRAWN = "withdrawn"
# An empty cell, and a cell that says that there is nobody, need nobody's eye.
QUIET = frozenset({Note.NOT_SAID.value, "nobody"})


@dataclass(frozen=True, slots=True)
class CellRead:
    """What became of one cell: read as it stands, changed, or left; `why` is a key of the report's words."""

    column: Column
    heading: str
    written: str
    shown: str
    why: str = ""
    is_left: bool = False
    is_a_stop: bool = False
    """Without this cell nobody can say where the record belongs."""

    @property
    def is_changed(self) -> bool:
        return not self.is_left and self.shown != self.written

    @property
    def is_worth_a_line(self) -> bool:
        return self.is_left or (bool(self.why) and self.why not in QUIET)


@dataclass(slots=True)
class RowRead:
    """One record: its document where everything needed could be read, and every cell."""

    sheet: str
    row: int
    reference: str
    cells: list[CellRead] = field(default_factory=list)
    document: Json | None = None

    @property
    def stops(self) -> list[CellRead]:
        return [cell for cell in self.cells if cell.is_a_stop]


@dataclass(frozen=True, slots=True)
class Means:
    """What every row of a table is read with: agencies by plain words, today, and the order of each column's dates."""

    table: Table
    agencies: Mapping[str, str]
    today: date
    orders: Mapping[Column, Order]


def read_row(line: Line, means: Means, *, last_meeting: date | None) -> RowRead:
    """Never raises: what cannot be read is left and said."""
    return _Reading(line, means, last_meeting).row()


def orders_of(table: Table) -> dict[Column, Order]:
    """What the dates of each column say of their order."""
    columns = (
        Column.MEETING, Column.REFERRED, Column.VICTIM_BORN, Column.PERPETRATORS_BORN, Column.CHILDREN,
    )  # fmt: skip
    return {column: Order.of(line.cells.get(column) for line in table.lines) for column in columns}


def written_as(cell: object) -> str:
    """A cell as somebody sees it: a date the way the program shows one here."""
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"]).strftime("%d/%m/%Y") if "day" in cell else str(cell.get("error", ""))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


class _Reading:
    """One row on its way."""

    def __init__(self, line: Line, means: Means, last_meeting: date | None) -> None:
        self._line = line
        self._means = means
        self._last_meeting = last_meeting
        self._cells: list[CellRead] = []

    def row(self) -> RowRead:
        reference = self._reference()
        notes = self._free_texts()
        heard_on = self._meeting()
        referred_on = self._referred(heard_on)
        agency = self._agency()
        people = self._people(referred_on or heard_on or self._means.today)
        said = {"repeat_claim": self._said(Column.REPEAT), "victim_aware": self._said(Column.AWARE) or "not_known"}
        read = RowRead(self._means.table.title, self._line.row, reference, self._cells)
        if not read.stops and heard_on and referred_on:
            is_withdrawn = plain_words(notes.get(Column.NOTES, "")).startswith(_WITHDRAWN)
            read.document = {
                "form": LOG_ROW,
                "version": VERSION,
                "sender_reference": reference,
                "referring_agency": agency,
                "referred_on": referred_on.isoformat(),
                "heard_on": heard_on.isoformat(),
                "outcome": _WITHDRAWN if is_withdrawn else "heard",
                **people,
                **said,
                "source": {"sheet": read.sheet, "row": read.row},
                "as_written": self._as_written(),
            }
        return read

    def _text(self, column: Column) -> str:
        return written_as(self._line.cells.get(column))

    def _note(
        self, column: Column, shown: str, why: str = "", *, is_left: bool = False, is_a_stop: bool = False
    ) -> None:
        heading = self._means.table.heading(column)
        self._cells.append(CellRead(column, heading, self._text(column), shown, why, is_left or is_a_stop, is_a_stop))

    def _note_pieces(self, column: Column, pieces: tuple[Piece, ...], *, between: str = "; ") -> None:
        """One line a cell; the first reason that is more than plain stands for it."""
        shown = between.join(piece.shown for piece in pieces if piece.shown)
        whys = [piece.why for piece in pieces if piece.why and piece.why != Note.NOT_SAID.value]
        left = [piece.why for piece in pieces if piece.is_left]
        why = (left or whys or [pieces[0].why if pieces else ""])[0]
        self._note(column, shown, why, is_left=bool(left))

    def _reference(self) -> str:
        text = self._text(Column.REF)
        if not _REFERENCE.fullmatch(text) or len(text) > LONGEST_REFERENCE:
            self._note(Column.REF, "", "no_reference", is_a_stop=True)
            return ""
        reference = "/".join(part.upper() for part in re.split(r"[/\- .]", text))
        self._note(Column.REF, reference, "" if reference == text else "reference_signs")
        return reference

    def _free_texts(self) -> dict[Column, str]:
        for column in _AS_WRITTEN:
            if self._text(column):
                is_withdrawn = column is Column.NOTES and plain_words(self._text(column)).startswith(_WITHDRAWN)
                self._note(column, self._text(column), "withdrawn" if is_withdrawn else "")
        return {column: self._text(column) for column in _AS_WRITTEN}

    def _meeting(self) -> date | None:
        """The line above and the cell say one day; an empty cell is the same meeting as above."""
        cell, above = self._line.cells.get(Column.MEETING), self._line.meeting
        order = self._means.orders[Column.MEETING]
        read = read_date(cell, order, earliest=FIRST_MARAC, latest=self._means.today)
        if read.on and above and read.on != above:
            return self._no_day(Column.MEETING, "meeting_differs")
        if read.month and above and read.month != (above.year, above.month):
            return self._no_day(Column.MEETING, "meeting_differs")
        if read.on or (above and read.note in (Note.MONTH_ONLY, Note.NOT_SAID)):
            day = read.on or above
            why = read.note.value if read.on and read.note is not Note.PLAIN else "" if read.on else "meeting_above"
            return self._day(Column.MEETING, day, why)
        if read.note is Note.NOT_SAID and not self._text(Column.MEETING) and self._last_meeting:
            return self._day(Column.MEETING, self._last_meeting, "meeting_above")
        return self._no_day(Column.MEETING, read.note.value)

    def _day(self, column: Column, day: date | None, why: str) -> date | None:
        self._note(column, day.strftime("%d/%m/%Y") if day else "", why)
        return day

    def _no_day(self, column: Column, why: str) -> date | None:
        self._note(column, "", why, is_a_stop=True)
        return None

    def _referred(self, heard_on: date | None) -> date | None:
        latest = heard_on or self._means.today
        order = self._means.orders[Column.REFERRED]
        cell = self._line.cells.get(Column.REFERRED)
        read: ReadDate = read_date(cell, order, earliest=years_before(latest, 2), latest=latest)
        if read.on is None:
            why = "referred_outside" if read.note is Note.NOT_POSSIBLE else read.note.value
            return self._no_day(Column.REFERRED, why)
        return self._day(Column.REFERRED, read.on, "" if read.note is Note.PLAIN else read.note.value)

    def _agency(self) -> str | None:
        text = self._text(Column.AGENCY)
        slug = self._means.agencies.get(plain_words(text))
        if slug is None:
            self._note(Column.AGENCY, "", "agency_unknown" if text else Note.NOT_SAID.value, is_a_stop=True)
            return None
        self._note(Column.AGENCY, slug)
        return slug

    def _people(self, written_on: date) -> Json:
        victim = self._victim(written_on)
        perpetrators = self._perpetrators(written_on)
        children = read_children(self._text(Column.CHILDREN), self._means.orders[Column.CHILDREN], written_on)
        self._note_pieces(Column.CHILDREN, children.pieces)
        return {"victim": victim, "perpetrators": perpetrators, "children": children.value}

    def _victim(self, written_on: date) -> Json | None:
        text = self._text(Column.VICTIM)
        names = several(text)
        born, piece = read_adult_birth(
            self._line.cells.get(Column.VICTIM_BORN), self._means.orders[Column.VICTIM_BORN], written_on
        )
        self._note(Column.VICTIM_BORN, piece.shown, piece.why, is_left=piece.is_left)
        address = read_address(self._text(Column.ADDRESS))
        self._note_pieces(Column.ADDRESS, address.pieces)
        if len(names) != 1 or is_nothing(text) or is_nobody(text):
            self._note(Column.VICTIM, "", "several_victims" if len(names) > 1 else "no_name", is_a_stop=True)
            return None
        name = read_name(names[0])
        if not _has_letters(name.given + name.family):
            self._note(Column.VICTIM, "", "no_name", is_a_stop=True)
            return None
        self._note_pieces(Column.VICTIM, (name_piece(name),))
        return card_of(name, born=born, addresses=address.value)

    def _perpetrators(self, written_on: date) -> list[Json]:
        text = self._text(Column.PERPETRATORS)
        if is_nothing(text) or is_nobody(text) or not _has_letters(text):
            self._note(Column.PERPETRATORS, "", "no_name", is_a_stop=True)
            return []
        births = self._line.cells.get(Column.PERPETRATORS_BORN)
        names, born = read_perpetrators(text, births, self._means.orders[Column.PERPETRATORS_BORN], written_on)
        self._note_pieces(Column.PERPETRATORS, names.pieces)
        self._note_pieces(Column.PERPETRATORS_BORN, born.pieces, between=" / ")
        relation = self._relation()
        return [card | {"relationship_to_victim": relation} for card in names.value]

    def _relation(self) -> str:
        text = self._text(Column.RELATION)
        relation = relation_in(text)
        if text:
            self._note(Column.RELATION, relation or "", "" if relation else "no_relation", is_left=relation is None)
        return relation or "not_known"

    def _said(self, column: Column) -> str | None:
        """Yes or no as marked by hand: of a repeat it is a claim, and nothing is judged by it."""
        text = self._text(column)
        said = yes_or_no(text)
        if text:
            is_left = said is None and not is_nothing(text)
            self._note(column, said or "", "no_mark" if is_left else "", is_left=is_left)
        return said

    def _as_written(self) -> list[Json]:
        known = [
            {"heading": cell.heading, "written": cell.written, "read": cell.shown}
            for cell in self._cells
            if cell.written
        ]
        others = [
            {"heading": heading, "written": written_as(cell), "read": ""} for heading, cell in self._line.others.items()
        ]
        return known + others


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)
