"""A person as papers and pages show them, from the card of a mention. What a reader may not see is not put in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marac.dates import show_date, years_old
from meetings.papers.person_lines import HELD_BY_COORDINATOR, NOT_KNOWN, OtherName, PersonLines, PersonRole

Card = Mapping[str, Any]
HELD_KINDS = frozenset({"refuge", "temporary"})
ROLES = {"victim": PersonRole.VICTIM, "perpetrator": PersonRole.PERPETRATOR, "child": PersonRole.CHILD}


@dataclass(frozen=True, slots=True, kw_only=True)
class MayRead:
    """What this reader may have of a person, decided before the paper is built."""

    addresses: bool = True  # those that are not held by the coordinator
    held_addresses: bool = False
    school: bool = False
    names: bool = True


EVERYTHING = MayRead(held_addresses=True, school=True)


def person_lines(
    role: str, card: Card, *, today: date, written_on: date, may: MayRead, relationships: Sequence[str] = ()
) -> PersonLines:
    """`written_on` is the day of the document, which an estimated age counts from."""
    if not may.names:
        return PersonLines(role=ROLES[role], is_masked=True)
    return PersonLines(
        role=ROLES[role],
        family_name=tidy_name(card.get("family_name") or ""),
        given_names=tidy_name(card.get("given_names") or ""),
        also_known_as=tuple(other_name(alias) for alias in card.get("aliases") or ()),
        born=due_words(card) or _born(card, today=today, written_on=written_on),
        addresses=address_lines(card.get("addresses") or (), today=today, may=may),
        relationships=tuple(relationships),
        school=(card.get("school") or "") if may.school else "",
        is_spelling_doubted=bool(card.get("spelling_doubt")),
        is_unborn=bool(card.get("due_on")) and not (card.get("born_on") or {}).get("value"),
    )


def tidy_name(name: str) -> str:
    """Names are never shown in capitals; mixed case stands as it was written."""
    name = " ".join(name.split())
    return "-".join(part.title() for part in name.split("-")) if name.isupper() and len(name) > 1 else name


def other_name(alias: Card) -> OtherName:
    return OtherName(
        family_name=tidy_name(alias.get("family_name") or ""),
        given_names=tidy_name(alias.get("given_names") or ""),
        note=alias.get("note") or "",
    )


def due_words(card: Card) -> str:
    born = (card.get("born_on") or {}).get("value")
    return f"Due {show_date(date.fromisoformat(card['due_on']))}" if card.get("due_on") and not born else ""


def _born(card: Card, *, today: date, written_on: date) -> str:
    """As written, and as accepted since where that differs: an agency looks for both."""
    days = [card.get("born_on") or {}, *filter(None, [card.get("also_born_on")])]
    return " or ".join(born_words(day, today=today, written_on=written_on) for day in days)


def born_words(born_on: Card, *, today: date, written_on: date) -> str:
    """`27 March 1985 (41)`, `March 1985`, `Born 1990`, `About 34 (estimated 3 March 2026)`, `Not known`."""
    value, precision = born_on.get("value"), born_on.get("precision")
    if value is None or precision == "unknown":
        return NOT_KNOWN
    if precision == "exact":
        born = date.fromisoformat(value)
        return f"{show_date(born)} ({years_old(born, today)})"
    if precision == "month":
        return f"{date.fromisoformat(value + '-01'):%B %Y}"
    if precision == "year":
        return f"Born {value}"
    return f"About {value} (estimated {show_date(written_on)})"


def address_lines(addresses: Sequence[Card], *, today: date, may: MayRead) -> tuple[str, ...]:
    """Present addresses, one line each. A confidential, refuge or temporary one is held by the coordinator."""
    if not may.addresses:
        return ()
    current = [address for address in addresses if not _is_past(address, today)]
    return tuple(dict.fromkeys(_address_words(address, may) for address in current))


def _is_past(address: Card, today: date) -> bool:
    return bool(address.get("to_on")) and date.fromisoformat(address["to_on"]) < today


def is_held(address: Card) -> bool:
    return bool(address.get("confidential")) or address.get("kind") in HELD_KINDS


def _address_words(address: Card, may: MayRead) -> str:
    if is_held(address) and not may.held_addresses:
        return HELD_BY_COORDINATOR
    parts = [*(address.get("lines") or ()), address.get("town"), address.get("postcode")]
    return ", ".join(part for part in parts if part) or NOT_KNOWN


def relation_words(card: Card, *, victim: str, perpetrators: Sequence[str]) -> tuple[str, ...]:
    """A perpetrator's relation to the victim, or a child's to each adult, in words."""
    words = []
    if card.get("relationship_to_victim"):
        words.append(f"{card['relationship_to_victim'].replace('_', ' ')} of {victim}")
    for relation in card.get("relationships_to_perpetrators") or ():
        if relation["perpetrator"] < len(perpetrators):
            words.append(f"{relation['relationship'].replace('_', ' ')} of {perpetrators[relation['perpetrator']]}")
    return tuple(words)
