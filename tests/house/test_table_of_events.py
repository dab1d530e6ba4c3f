"""docs/events.md: one row for each event, with exactly the keys its leaf carries."""

import re

from marac.audit.events import SHOWN, Event
from tests.house.sources import text_of

ROW = re.compile(r"^\| `([a-z:-]+)` \| (.+) \| (.*) \|$", re.MULTILINE)
WHAT_WAS_SHOWN = frozenset(SHOWN.split())


def keys_told(cell: str) -> set[str]:
    named = {word.strip() for word in cell.split(",")} - {""}
    return (named - {"what was shown"}) | (WHAT_WAS_SHOWN if "what was shown" in named else set())


def test_the_table_of_events_is_the_vocabulary() -> None:
    rows = {value: keys_told(cell) for value, _, cell in ROW.findall(text_of("docs/events.md"))}

    assert rows == {event.value: set(event.keys) for event in Event}
