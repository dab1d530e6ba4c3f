"""Whether each sealed row is still the one its newest leaf tells of. Needs no key to any record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from piccolo.table import Table

from marac.audit.leaves import ROWS, row_mark

_PAGE = 2_000


@dataclass(slots=True)
class _Newest:
    """The newest state of a row that any leaf tells of. Two at once may have written the same version."""

    version: int
    marks: set[str]
    idx: int


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that is not what its newest leaf says."""

    table: str
    row: str
    idx: int


@dataclass(slots=True)
class RowsTold:
    """What the leaves tell of sealed rows, gathered while they are read."""

    _newest: dict[str, _Newest] = field(default_factory=dict)

    def take(self, idx: int, keys: str) -> bool:
        """Take in what a leaf tells; False when no leaf of ours could have said that."""
        if not keys.startswith(f'{{"{ROWS}"'):
            return True
        try:
            for row, mark in json.loads(keys)[ROWS].items():
                self._take_mark(row, mark, idx)
        except (ValueError, AttributeError):
            return False
        return True

    def _take_mark(self, row: str, mark: str, idx: int) -> None:
        version = int(mark.partition(".")[0])
        known = self._newest.get(row)
        if known is None or version > known.version:
            self._newest[row] = _Newest(version, {mark}, idx)
        elif version == known.version:
            known.marks.add(mark)

    def judge(self, table: str, row: str, version: int, row_mac: bytes | None) -> ChangedRow | None:
        """None when the row is as told, or when no leaf tells of it."""
        told = self._newest.get(row)
        if told is None or (row_mac is not None and row_mark(version, row_mac) in told.marks):
            return None
        return ChangedRow(table, row, told.idx)

    def tells_of(self, row: str) -> bool:
        return row in self._newest


@dataclass(slots=True)
class RowsChecked:
    """The outcome over all tables handed in."""

    checked: int = 0
    untold: int = 0
    changed: ChangedRow | None = None


async def check_rows(told: RowsTold, tables: Sequence[type[Table]]) -> RowsChecked:
    """Compare every sealed row of these tables with what the leaves tell of it."""
    outcome = RowsChecked()
    for table in tables:
        await _check_table(told, table, outcome)
    return outcome


async def _check_table(told: RowsTold, table: type[Table], outcome: RowsChecked) -> None:
    name = table._meta.tablename
    query = (
        f'SELECT CAST(id AS TEXT) AS row, sealed_version AS version, row_mac FROM "{name}" '  # noqa: S608
        "WHERE id > {} ORDER BY id LIMIT {}"
    )
    last = UUID(int=0)
    while rows := await table.raw(query, last, _PAGE):
        for row in rows:
            _note(told, name, row, outcome)
        last = UUID(rows[-1]["row"])


def _note(told: RowsTold, table: str, row: dict[str, Any], outcome: RowsChecked) -> None:
    version, row_mac = int(row["version"]), row["row_mac"]
    outcome.checked += 1
    if not told.tells_of(row["row"]):
        outcome.untold += version > 0
    outcome.changed = outcome.changed or told.judge(table, row["row"], version, row_mac)
