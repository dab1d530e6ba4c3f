"""The people of a case as a page shows them: one row each, held-back addresses named as such."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from meetings.forms.summary import birth_in_words
from meetings.papers.person_from_card import tidy_name
from meetings.papers.person_lines import HELD_BY_COORDINATOR
from meetings.rules.redaction import is_held_by_coordinator
from meetings.tables.people import Mention

ROLE_WORDS = {"victim": "Victim", "perpetrator": "Perpetrator", "child": "Child"}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as this referral says."""

    mention_id: UUID
    role: str
    name: str
    other_names: tuple[str, ...]
    born: str
    lives: tuple[str, ...]
    relation: str
    is_spelling_doubted: bool
    number_of_mentions: int


def person_rows(
    mentions: Sequence[Mention], cards: Sequence[dict[str, Any]], counts: dict[UUID, int]
) -> list[PersonRow]:
    """In document order: victim, perpetrators, children."""
    order = {role: n for n, role in enumerate(ROLE_WORDS)}
    rows = [(mention, _row(mention, card, counts)) for mention, card in zip(mentions, cards, strict=True)]
    return [row for mention, row in sorted(rows, key=lambda each: (order[each[0].role], each[0].n))]


def _row(mention: Mention, card: dict[str, Any], counts: dict[UUID, int]) -> PersonRow:
    addresses = [address for address in card.get("addresses", []) if not address.get("to_on")]
    return PersonRow(
        mention.id,
        ROLE_WORDS[mention.role],
        name_of(card),
        tuple(filter(None, (name_of(alias, none="") for alias in card.get("aliases", [])))),
        born_of(card),
        tuple(_address(address) for address in addresses),
        str(card.get("relationship_to_victim") or "").replace("_", " "),
        bool(card.get("spelling_doubt")),
        counts.get(mention.person_id, 1),
    )


def name_of(card: dict[str, Any], *, none: str = "Name not known") -> str:
    """Given names first, as recorded, but never in capitals."""
    parts = (tidy_name(card.get(part) or "") for part in ("given_names", "family_name"))
    return " ".join(part for part in parts if part) or none


def born_of(card: dict[str, Any]) -> str:
    if card.get("due_on"):
        return "Not yet born"
    written = birth_in_words(card.get("born_on"))
    also = card.get("also_born_on")
    return f"{written}; accepted since: {birth_in_words(also)}" if also else written


def _address(address: dict[str, Any]) -> str:
    if is_held_by_coordinator(address):
        return HELD_BY_COORDINATOR.capitalize()
    return ", ".join(filter(None, [*address.get("lines", []), address.get("town"), address.get("postcode")]))
