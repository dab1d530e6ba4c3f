"""The records of a file, one after another, each with an id of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

from marac.errors import Refused
from marac.records.lines import Tell
from marac.records.people import READ, told_of_birth
from marac.records.table import KEY, read_rows

Cells = dict[str, str]


def read_records(path: Path, say: Callable[[str], None]) -> Iterator[Cells]:
    """Rows with a record_id that no earlier row has. What is wrong with a row is said in one line.

    Raises Refused when the file cannot be read or has no column record_id.
    """

    def tell(number: int, words: str) -> None:
        say(f"{path.name}, line {number}: {words}")

    try:
        yield from _sound(path, tell)
    except OSError:
        raise Refused(f"{path.name} cannot be read.") from None


def _sound(path: Path, tell: Tell) -> Iterator[Cells]:
    seen: set[str] = set()
    for number, row in read_rows(path, READ, tell):
        record_id = row.get(KEY, "")
        if not record_id:
            tell(number, "The row has no record_id; it is left out.")
        elif record_id in seen:
            tell(number, "The record_id stands in an earlier row; this row is left out.")
        else:
            if words := told_of_birth(row):
                tell(number, words)
            seen.add(record_id)
            yield row
