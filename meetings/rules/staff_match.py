"""Is a person in a referral a colleague? Exact birth date, and one name in common: present, earlier or familiar."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Colleague:
    """Names and birth date of an officer, as the staff directory holds them."""

    names: frozenset[str]
    born_on: date | None

    @classmethod
    def named(cls, names: Iterable[str], *, born_on: date | None) -> "Colleague":
        return cls(frozenset(word for text in names for word in _words(text)), born_on)


def is_same_person(card: dict[str, Any], colleague: Colleague) -> bool:
    """A birth date alone is shared by many, a name as well; both together restrict the case until somebody looks."""
    born_on = card.get("born_on") or {}
    if colleague.born_on is None or born_on.get("precision") != "exact":
        return False
    if born_on.get("value") != colleague.born_on.isoformat():
        return False
    return bool(colleague.names & _names_of(card))


def _names_of(card: dict[str, Any]) -> frozenset[str]:
    written = [card, *card.get("aliases", [])]
    return frozenset(
        word for names in written for part in ("given_names", "family_name") for word in _words(names.get(part))
    )


def _words(text: str | None) -> list[str]:
    """Words without accents and case; single letters say too little."""
    parted = unicodedata.normalize("NFKD", text or "").casefold()
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return [word for word in re.split(r"[\W\d_]+", plain) if len(word) > 1]
