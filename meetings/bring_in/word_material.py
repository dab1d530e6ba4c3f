"""A lot of Word forms as it is kept sealed between reading and confirming, and taken out again as it was."""

from collections.abc import Sequence
from typing import Any

from meetings.legacy.word_form import Change, Told
from meetings.legacy.word_lot import LotFile
from meetings.legacy.word_paper import Cell, Paper, Table

Json = dict[str, Any]


def to_material(files: Sequence[LotFile]) -> Json:
    return {"files": [_file(file) for file in files]}


def from_material(material: Json) -> tuple[LotFile, ...]:
    return tuple(_lot_file(kept) for kept in material["files"])


def _file(file: LotFile) -> Json:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "refused": file.refused,
        "paper": None if file.paper is None else _paper(file.paper),
        "changes": {line: [change.target, change.text] for line, change in file.told.changes.items()},
        "is_day_first": file.told.is_day_first,
        "is_handed_on": file.is_handed_on,
    }


def _lot_file(kept: Json) -> LotFile:
    changes = {line: Change(*change) for line, change in kept["changes"].items()}
    paper = None if kept["paper"] is None else _read_paper(kept["paper"])
    told = Told(changes, kept["is_day_first"])
    return LotFile(kept["name"], kept["sha256"], paper, kept["refused"], told, kept["is_handed_on"])


def _paper(paper: Paper) -> Json:
    return {"blocks": [_block(block) for block in paper.blocks], "unread": list(paper.unread)}


def _block(block: Cell | Table) -> list[Any]:
    if isinstance(block, Cell):
        return [block.text, block.row]
    return [[[cell.text, cell.table, cell.row, cell.column] for cell in row] for row in block.rows]


def _read_paper(kept: Json) -> Paper:
    return Paper(tuple(_read_block(block) for block in kept["blocks"]), tuple(kept["unread"]))


def _read_block(kept: list[Any]) -> Cell | Table:
    if kept and isinstance(kept[0], str):
        return Cell(kept[0], 0, kept[1])
    return Table(tuple(tuple(Cell(*cell) for cell in row) for row in kept))
