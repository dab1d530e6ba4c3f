"""Times of day as people type them: 9:30am, 9.30, 0930, midday, 13:00."""

import re
from datetime import datetime

from marac.dates import show_time

_TYPED = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", re.ASCII)
_WORDS = {"midday": "12:00", "noon": "12:00"}
_NOON = 12


def read_time(typed: str) -> str | None:
    """`09:30`, or None for what is no time of day."""
    bare = typed.strip().lower().replace(" ", "")
    if bare in _WORDS:
        return _WORDS[bare]
    found = _TYPED.fullmatch(bare)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None  # noqa: PLR2004


def time_words(at: datetime) -> str:
    """As it stands in the field."""
    return show_time(at)
