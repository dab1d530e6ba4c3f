"""What an agency typed into a research return: every text that may be read out, shared or copied into minutes."""

from collections.abc import Iterator, Mapping
from typing import Any

TEXTS = (
    "attitude_behaviour_demeanour",
    "other_information",
    "victim_priorities",
    "afraid_of",
    "safe_to_talk_to",
    "not_safe_to_talk_to",
)
LISTED = {
    "lines": ("text", "source", "reason"),
    "kept_back": ("text", "reason"),
    "last_contacts": ("what", "who"),
    "upcoming_dates": ("what",),
    "suggested_actions": ("text",),
}


def texts_of_answer(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Without the fields that are made for an address."""
    return tuple(text for text in _texts(answer) if isinstance(text, str) and text)


def _texts(answer: Mapping[str, Any]) -> Iterator[Any]:
    yield from (answer.get(name) for name in TEXTS)
    yield from answer.get("gaps_and_questions") or ()
    for name, fields in LISTED.items():
        for row in answer.get(name) or ():
            yield from (row.get(each) for each in fields)
    for person in answer.get("persons") or ():
        yield (person.get("corrections") or {}).get("note")
