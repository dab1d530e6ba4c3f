"""The tasks that may be done apart, by name, and where each lives.

A task is a function `(path: Path) -> bytes`. It stands here as text, so that the reading process loads its own
libraries only, and so that this floor of the house does not lean on the floors above it.
"""

from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name

Task = Callable[[Path], bytes]
TASKS = {
    "check-file": "marac.files.checking:check_file",
    "check-zip": "marac.files.zip_check:tell_zip",
    "read-word": "meetings.legacy.word_file:read_word",
    "sheet-cells": "meetings.legacy.sheet_cells:cells_of_file",
}


def load_task(place: str) -> Task:
    found: Task = resolve_name(place)
    return found
