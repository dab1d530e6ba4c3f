"""Papers compared, as text, with files a coordinator can read in a diff.

After a change of layout run the tests once with MARAC_WRITE_GOLDEN=1, look at the diff, and keep it.
"""

import os
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"


def expect_golden(name: str, lines: Iterable[str]) -> None:
    """Fails with the first line that differs."""
    made = [line.rstrip() for line in lines]
    file = FOLDER / name
    if os.environ.get("MARAC_WRITE_GOLDEN"):
        file.write_text("\n".join(made) + "\n", encoding="utf-8")
    assert made == file.read_text(encoding="utf-8").splitlines(), f"{name} is not what it was"
