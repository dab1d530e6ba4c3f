"""What a row of an old log says, as the page of its case shows it: each cell as written, and how it was read."""

from typing import Any

from meetings.forms.summary import Block, Row
from meetings.legacy.log_row import AS_WRITTEN

HEADING = "The row of the old log"


def log_blocks(answers: dict[str, Any]) -> tuple[Block, ...]:
    """Empty for a referral. A hand-made repeat mark stands here as its writer's claim; no verdict rests on it."""
    if AS_WRITTEN not in answers:
        return ()
    rows = tuple(
        Row(f"log.{n}", cell["heading"], (_said(cell),), "", None, is_answered=True)
        for n, cell in enumerate(answers[AS_WRITTEN])
    )
    return (Block("log", HEADING, None, rows),)


def _said(cell: dict[str, str]) -> str:
    written, read = cell["written"], cell["read"]
    return written if read in ("", written) else f"{written} (read as: {read})"
