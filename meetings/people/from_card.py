"""A person from the card of a mention, with what research returns have since said of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from meetings.people.person import Born, Name, Person, Place, seen_as

Card = Mapping[str, Any]
SaidValue = tuple[str, Any]
"""Kind and value as a research return proposes them: name, born_on, alias, address, identifiers (note is not read)."""
ONLINE = "online"
IDENTIFIERS = {
    "nhs_number": "nhs", "pnc_id": "pnc", "crn": "crn", "cro": "cro", "noms_id": "prison", "visor_ref": "visor",
}  # fmt: skip


def person_from_card(card: Card, accepted: Iterable[SaidValue] = (), *, written_on: date, role: str = "") -> Person:
    """`written_on` is the day of the document, which an estimated age counts from; no birth date lies after it.

    `role` is that in the document: a child of a case is nobody who was grown up then.
    """
    said = tuple(accepted)
    aliases = (*_each(card, "aliases"), *_said(said, "alias"))
    places = (*_each(card, "addresses"), *_said(said, "address"))
    born = (card.get("born_on"), *_said(said, "born_on"))
    return Person(
        names=tuple(_names(card, said, aliases)),
        born=(*_births(born, written_on), *_due(card)),
        places=tuple(_place(place) for place in places),
        phones=tuple(str(phone.get("number") or "") for phone in _each(card, "phones")),
        identifiers=(
            *(pair for known in (card.get("identifiers"), *_said(said, "identifiers")) for pair in _known(known)),
            *(("email", str(email)) for email in _each(card, "emails")),
        ),
        sex=str(card.get("sex_recorded") or ""),
        online_names=tuple(str(alias.get("given_names") or "") for alias in aliases if alias.get("kind") == ONLINE),
        seen=seen_as(role, written_on.year),
    )


def _each(card: Card, key: str) -> tuple[Any, ...]:
    return tuple(card.get(key) or ())


def _said(said: tuple[SaidValue, ...], wanted: str) -> tuple[Any, ...]:
    return tuple([value for kind, value in said if kind == wanted and value]) if said else ()


def _names(card: Card, said: tuple[SaidValue, ...], aliases: Iterable[Card]) -> Iterator[Name]:
    """The name on the card, corrections of it (a part that was not corrected stands), then aliases.

    An alias with one part only is that part changed, not a name without the other.
    """
    given, family = _text(card, "given_names"), _text(card, "family_name")
    yield Name(given, family)
    for name in _said(said, "name"):
        yield Name(_text(name, "given_names") or given, _text(name, "family_name") or family)
    for alias in aliases:
        if alias.get("kind") != ONLINE:
            yield Name(_text(alias, "given_names") or given, _text(alias, "family_name") or family)


def _text(card: Card, key: str) -> str:
    return str(card.get(key) or "")


def _place(place: Card) -> Place:
    return Place(tuple(map(str, place.get("lines") or ())), _text(place, "town"), _text(place, "postcode"))


def _known(identifiers: Card | None) -> Iterator[tuple[str, str]]:
    for key, value in (identifiers or {}).items():
        if value:
            yield IDENTIFIERS.get(key, key), str(value)


def _births(said: Iterable[Card | None], written_on: date) -> Iterator[Born]:
    for born_on in said:
        if born_on and born_on.get("value") and (born := _born(str(born_on["value"]), born_on, written_on)):
            if (born.year, born.month or 0, born.day or 0) <= (written_on.year, written_on.month, written_on.day):
                yield born


def _born(value: str, born_on: Card, written_on: date) -> Born | None:
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts):
        return None
    if born_on.get("precision") == "estimated_age":
        return Born(year=written_on.year - int(value), is_estimated=True) if len(parts) == 1 else None
    return Born(year=int(parts[0]), month=_number(parts, 1), day=_number(parts, 2))


def _number(parts: list[str], place: int) -> int | None:
    return int(parts[place]) if len(parts) > place else None


def _due(card: Card) -> Iterator[Born]:
    """An unborn child is known by the day it is due."""
    if card.get("due_on"):
        due = date.fromisoformat(str(card["due_on"]))
        yield Born(year=due.year, month=due.month, day=due.day, is_estimated=True)
