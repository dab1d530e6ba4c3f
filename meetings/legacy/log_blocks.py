"""What a row of an old log says, as the page of its case shows it: each cell as written, and how it was read."""

import re
from typing import Any

from meetings.forms.summary import Block, Row
from meetings.legacy.log_row import AS_WRITTEN
from meetings.legacy.sheet_words import Column, heading_of
from meetings.papers.person_lines import HELD_BY_COORDINATOR
from meetings.people.postcode import postcode_in

HEADING = "The row of the old log"
# Dates have strokes and points between their figures, numbers have not.
_NUMBER = re.compile(r"(?:\+44|\b0)(?:\s?\(0\))?(?:[\s-]?\d){9,10}\b")


def log_blocks(answers: dict[str, Any]) -> tuple[Block, ...]:
    """Empty for a referral. A hand-made repeat mark stands here as its writer's claim; no verdict rests on it.

    A log does not say whether an address may be shown, so a cell that holds one says that it is held, and
    so does a telephone number; the contact page and the file have them for a reason.
    """
    if AS_WRITTEN not in answers:
        return ()
    rows = tuple(
        Row(f"log.{n}", cell["heading"], (_said(cell),), "", None, is_answered=True)
        for n, cell in enumerate(answers[AS_WRITTEN])
    )
    return (Block("log", HEADING, None, rows),)


def _said(cell: dict[str, str]) -> str:
    if _is_place(cell["heading"], cell["written"]):
        return HELD_BY_COORDINATOR.capitalize()
    written, read = (_NUMBER.sub(f"({HELD_BY_COORDINATOR})", cell[key]) for key in ("written", "read"))
    return written if read in ("", written) else f"{written} (read as: {read})"


def _is_place(heading: str, written: str) -> bool:
    """By its heading, or by the postcode in it."""
    return bool(written.strip()) and (heading_of(heading) is Column.ADDRESS or bool(postcode_in(written).whole))
