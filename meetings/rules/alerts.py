"""What a coordinator must not overlook in a referral, most urgent first. Nothing here decides anything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.forms.findings import inside
from meetings.rules.asking import ADULT, age_on
from meetings.rules.links import Link

# A postcode in a story is most often an address in the wrong box.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
FREE_TEXTS = ("reason", "afraid_of", "safe_to_talk_to", "not_safe_to_talk_to", "dash.victim_situation")

SENTENCES = {
    "child_at_risk": "Children are at risk, and no safeguarding referral is told. Ask whether one was made.",
    "role_conflict": "Somebody here has the other role in another case.",
    "safety_clash": "An address of the victim touches an address held for the perpetrator or close family.",
    "address_in_text": "An address seems to stand in a text that agencies will read. Ask the sender to move it.",
    "counter_allegation": "The same two people are in another case with roles exchanged.",
    "serial_perpetrator": "The perpetrator is named in another case with another victim.",
    "under_18": "Somebody in this referral is under 18: children’s services and youth justice are asked.",
    "duplicate_of": "The same abuse of the same two people was referred before. Decide whether it was sent twice.",
}
_ORDER = tuple(SENTENCES)


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to look at; `to` is the other referral it points at."""

    code: str
    sentence: str
    to: str | None = None


def alerts_of(
    document: Mapping[str, Any], links: tuple[Link, ...], *, others_in_other_role: tuple[str, ...], today: date
) -> tuple[Alert, ...]:
    """In the order of urgency."""
    found = [
        *(Alert(code, SENTENCES[code]) for code in _of_document(document, today)),
        *(Alert(link.type, SENTENCES[link.type], link.to) for link in links),
        *(Alert("role_conflict", SENTENCES["role_conflict"], to) for to in others_in_other_role),
    ]
    return tuple(sorted(found, key=lambda alert: _ORDER.index(alert.code)))


def _of_document(document: Mapping[str, Any], today: date) -> Iterator[str]:
    whole: Any = document
    if inside(whole, "dash.children_at_risk") == "yes" and inside(whole, "dash.safeguarding_referral") != "yes":
        yield "child_at_risk"
    texts = (inside(whole, path) for path in FREE_TEXTS)
    if any(isinstance(text, str) and _POSTCODE.search(text) for text in texts):
        yield "address_in_text"
    adults = [document["victim"], *document["perpetrators"]]
    ages = (age_on(person, today, written_on=date.fromisoformat(document["referred_on"])) for person in adults)
    if any(age is not None and age < ADULT for age in ages):
        yield "under_18"
