"""What a coordinator must not overlook in a referral, most urgent first. Nothing here decides anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.forms.findings import inside
from meetings.rules.address_in_text import has_postcode, places_in
from meetings.rules.asking import ADULT, age_on
from meetings.rules.links import Link
from meetings.rules.role_conflicts import SENTENCES as ROLE_SENTENCES
from meetings.rules.role_conflicts import RoleConflict

FREE_TEXTS = (
    "reason",
    "afraid_of",
    "safe_to_talk_to",
    "not_safe_to_talk_to",
    "dash.victim_situation",
    "dash.other_relevant_info",
    "dash.victim_priorities",
    "dash.practitioner_notes",
    "routes.professional_judgement.reason",
)

SENTENCES = {
    "child_at_risk": "Children are at risk, and no safeguarding referral is told. Ask whether one was made.",
    "role_conflict": "Somebody here has the other role in another case.",
    "role_may_conflict": "Somebody here may have the other role in another case. Decide who it is.",
    "safety_clash": "An address of the victim touches an address held for the perpetrator or close family.",
    "phone_clash": "A number of the victim is one that the perpetrator or close family answers. Do not ring it.",
    "school_clash": "A child here goes to the school of a child in another case of the same perpetrator.",
    "address_in_text": "An address seems to stand in a text that agencies will read. Ask the sender to move it.",
    "counter_allegation": "The same two people are in another case with roles exchanged.",
    "serial_perpetrator": "The perpetrator is named in another case with another victim.",
    "under_18": "Somebody in this referral is under 18: children’s services and youth justice are asked.",
    "duplicate_of": "The same abuse of the same two people was referred before. Decide whether it was sent twice.",
}
KNOWN_PLACE = "A confidential address known to this area stands in a text that agencies will read. Move it now."
IN_ANSWER = "An address seems to stand in what {agency} answered. Ask them to move it."
KNOWN_IN_ANSWER = "A confidential address known to this area stands in what {agency} answered. Move it now."
# Said of the referral alone; everything else tells of another case, or of where somebody is safe.
OF_THE_REFERRAL_ALONE = frozenset({"child_at_risk", "under_18"})
_ORDER = tuple(SENTENCES)


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to look at; `to` is the other referral it points at."""

    code: str
    sentence: str
    to: str | None = None


def alerts_of(
    document: Mapping[str, Any],
    links: Sequence[Link],
    *,
    conflicts: Iterable[RoleConflict] = (),
    has_known_place: bool = False,
    today: date,
) -> tuple[Alert, ...]:
    """In the order of urgency. `has_known_place`: a text holds a confidential address that the area knows of."""
    found = [
        *(Alert(code, SENTENCES[code]) for code in _of_document(document, today)),
        *_of_texts(document, has_known_place=has_known_place),
        *(Alert(link.type, SENTENCES[link.type], link.to) for link in links),
        *(Alert("role_conflict", ROLE_SENTENCES[conflict.kind], conflict.to) for conflict in conflicts),
    ]
    return tuple(sorted(found, key=place_of))


def alert_of_answer(texts: Sequence[str], *, agency: str, has_known_place: bool) -> Alert | None:
    """The same of one agency's answer; it names the agency, and nothing of what it wrote."""
    if has_known_place:
        return Alert("address_in_text", KNOWN_IN_ANSWER.format(agency=agency))
    if any(has_postcode(text) for text in texts):
        return Alert("address_in_text", IN_ANSWER.format(agency=agency))
    return None


def place_of(alert: Alert) -> int:
    """Most urgent first."""
    return _ORDER.index(alert.code)


def texts_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """What agencies read as it was typed."""
    whole: Any = document
    found = (inside(whole, path) for path in FREE_TEXTS)
    return tuple(text for text in found if isinstance(text, str) and text)


def _of_texts(document: Mapping[str, Any], *, has_known_place: bool) -> Iterator[Alert]:
    if has_known_place:
        yield Alert("address_in_text", KNOWN_PLACE)
    elif any(has_postcode(text) for text in texts_of(document)):
        yield Alert("address_in_text", SENTENCES["address_in_text"])


def known_places_in(document: Mapping[str, Any]) -> frozenset[str]:
    """Whatever in its texts may be an address, to be compared with those that the area holds as confidential."""
    return frozenset(place for text in texts_of(document) for place in places_in(text))


def _of_document(document: Mapping[str, Any], today: date) -> Iterator[str]:
    whole: Any = document
    if inside(whole, "dash.children_at_risk") == "yes" and inside(whole, "dash.safeguarding_referral") != "yes":
        yield "child_at_risk"
    adults = [document["victim"], *document["perpetrators"]]
    ages = (age_on(person, today, written_on=date.fromisoformat(document["referred_on"])) for person in adults)
    if any(age is not None and age < ADULT for age in ages):
        yield "under_18"
