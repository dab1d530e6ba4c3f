"""The closed list of tags: their exact words and the colour each has. No red tag exists."""

import re
from collections.abc import Mapping
from types import MappingProxyType

TAGS: Mapping[str, str] = MappingProxyType(
    {
        # Not begun, or ended.
        "Not started": "grey",
        "Not needed": "grey",
        "Lapsed": "grey",
        "Withdrawn": "grey",
        "Superseded": "grey",
        "Not a repeat": "grey",
        "Left the meeting": "grey",
        # With someone.
        "In progress": "blue",
        "Received": "blue",
        "Listed": "blue",
        "Sent": "blue",
        "With the referrer": "blue",
        "With the chair": "blue",
        "Waiting for receipt": "blue",
        # Needs you, soon.
        "Needs you": "yellow",
        "Due today": "yellow",
        "Due tomorrow": "yellow",
        "Due next working day": "yellow",
        "Lapses this month": "yellow",
        "Confirm or rewrite": "yellow",
        "Claimed, not evidenced": "yellow",
        "Possible": "yellow",
        "Same incident?": "yellow",
        # Late or broken.
        "Not done": "orange",
        "Cannot be placed": "orange",
        "Not delivered": "orange",
        "Conflict": "orange",
        "Overdue": "orange",
        # Good, current.
        "Accepted": "green",
        "Live flag": "green",
        "Confirmed unchanged": "green",
        "Affirmed": "green",
        "Present": "green",
        "Shared": "green",
        "Strong": "green",
        # Access.
        "Sealed until the meeting": "purple",
        "Held back by your agency": "purple",
        "For the chair": "purple",
        "Restricted": "purple",
        "Held by coordinator": "purple",
        "Needs a reason": "purple",
        "Emergency access": "purple",
        # Kind.
        "Emergency": "teal",
        "Transfer": "teal",
        "Repeat": "teal",
        "Update only": "teal",
        "Late item": "teal",
        "Opinion": "teal",
        "Fact": "teal",
        "Observer": "teal",
    }
)
_LATE = re.compile(r"Late by [1-9]\d* (working )?days?")


def colour_of(words: str) -> str:
    """The colour of a tag. Raises KeyError for words that are not on the list."""
    if _LATE.fullmatch(words):
        return "orange"
    return TAGS[words]


def is_tag(words: str) -> bool:
    """Whether these words stand on the list; finished things are plain words and do not."""
    return words in TAGS or _LATE.fullmatch(words) is not None
