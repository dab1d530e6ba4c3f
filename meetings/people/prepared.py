"""A person made ready for comparing and for tokens: normalised once, compared with many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from meetings.people.address import homes_of
from meetings.people.birth import births_of
from meetings.people.full_names import full_name
from meetings.people.name_boxes import Parts, names_in
from meetings.people.normalise import plain
from meetings.people.parts import Birth, FullName, Home, Word
from meetings.people.person import Name, Person, Seen
from meetings.people.phone import phones_in

__all__ = ["Birth", "FullName", "Home", "Prepared", "Word", "known_together", "prepare"]
T = TypeVar("T")
MOST_NAMES = 12
SEXES = {"female": "f", "f": "f", "woman": "f", "girl": "f", "male": "m", "m": "m", "man": "m", "boy": "m"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that comparing and tokens need of one person."""

    names: tuple[FullName, ...]
    """The main name first, no two alike; empty when no name is known."""
    births: tuple[Birth, ...]
    homes: tuple[Home, ...]
    phones: frozenset[str]
    """E.164 (`+447700900103`); a local number without its area code stands apart as `local:960110`."""
    identifiers: frozenset[tuple[str, str]]
    """Kind and value, without spaces, slashes and case."""
    sex: str
    """`f`, `m` or empty."""
    online_names: frozenset[str]
    seen: Seen | None = None

    @property
    def is_scan_needed(self) -> bool:
        """Without a birth date or without an outcode tokens find too little: the area's records are read through."""
        return not (any(birth.is_whole for birth in self.births) and any(home.outcode for home in self.homes))


def prepare(person: Person) -> Prepared:
    """Pure, and never raises, whatever was written."""
    return Prepared(
        names=tuple(full_name(*parts) for parts in _parts_of(person.names)),
        births=births_of(person.born),
        homes=homes_of(person.places),
        phones=phones_in(person.phones),
        identifiers=frozenset(_identifiers(person.identifiers)),
        sex=SEXES.get(person.sex.strip().lower(), ""),
        online_names=frozenset(name for text in person.online_names if (name := online_name(text))),
        seen=person.seen,
    )


def known_together(own: Prepared, linked: Iterable[Prepared]) -> Prepared:
    """One record with what is known of the same person elsewhere: its own names first, so that others are told as such.

    Where records differ about the sex, nothing is known of it.
    """
    linked = tuple(linked)
    sexes = {each.sex for each in (own, *linked) if each.sex}
    return Prepared(
        names=_once(own.names, [each.names for each in linked])[:MOST_NAMES],
        births=_once(own.births, [each.births for each in linked]),
        homes=_once(own.homes, [each.homes for each in linked]),
        phones=own.phones.union(*[each.phones for each in linked]),
        identifiers=own.identifiers.union(*[each.identifiers for each in linked]),
        sex=sexes.pop() if len(sexes) == 1 else "",
        online_names=own.online_names.union(*[each.online_names for each in linked]),
    )


def _once(own: tuple[T, ...], linked: list[tuple[T, ...]]) -> tuple[T, ...]:
    """Most records of one person say the same, and a part that is said again is mostly the same object."""
    found = dict.fromkeys(own)
    for parts in linked:
        if parts != own:
            found.update(dict.fromkeys(parts))
    return tuple(found)


def _parts_of(names: Iterable[Name]) -> tuple[Parts, ...]:
    """No two alike, in their order. Another name with one half only (`Deano`) has the other half of the main name."""
    found = [parts for name in names for parts in names_in(name.given, name.family)]
    main = found[:1]
    whole = [
        Parts(parts.given or first.given, parts.family or first.family, parts.customary)
        for first in main
        for parts in found
    ]
    return tuple(dict.fromkeys(whole))[:MOST_NAMES]


def online_name(text: str) -> str:
    """`@B_Teale01 ` is `b_teale01`."""
    return "".join(plain(text).split()).lstrip("@")


_FEWEST_SIGNS = 3


def _identifiers(written: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for kind, text in written:
        value = "".join(sign for sign in text.casefold() if sign.isalnum() or (kind == "email" and sign in "@._-+"))
        # 0000000000 fills a box.
        if len(value) >= _FEWEST_SIGNS and len(set(value)) > 1:
            yield kind, value
