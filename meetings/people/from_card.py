"""A person from the card of a mention, with what research returns have since said of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from meetings.people.person import Person

Card = Mapping[str, Any]
SaidValue = tuple[str, Any]
"""Kind and value as a research return proposes them: name, born_on, alias, address, identifiers (note is not read)."""


def person_from_card(card: Card, accepted: Iterable[SaidValue] = (), *, written_on: date) -> Person:
    """`written_on` is the day of the document, which an estimated age counts from."""
    raise NotImplementedError
