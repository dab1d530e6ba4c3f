"""Addresses that were typed into a text: postcodes, and a number with the street or house it stands at."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from meetings.rules.redaction import is_held_by_coordinator

# A postcode in a story is most often an address in the wrong box.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b", re.IGNORECASE)
_PIECES = re.compile(r"\d+[a-z]?(?![a-z])|[a-z]+")
_NUMBER = re.compile(r"\d+[a-z]?")
_SHORT = {
    "ln": "lane", "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "cl": "close", "cres": "crescent",
    "ct": "court", "dr": "drive", "gdns": "gardens", "gr": "grove", "hse": "house", "pk": "park", "pl": "place",
    "sq": "square", "ter": "terrace", "tce": "terrace", "mws": "mews", "wy": "way",
}  # fmt: skip
_BEFORE_A_NUMBER = frozenset({"flat", "apartment", "apt", "room", "unit", "no", "number"})


def has_postcode(text: str) -> bool:
    return _POSTCODE.search(text) is not None


def places_in(text: str) -> frozenset[str]:
    """Keys of everything in a text that may be a place: each number with what follows it, and each postcode."""
    whole = [*_numbered(text)]
    return frozenset([*_postcodes(text), *whole, *(" ".join(key.split()[:2]) for key in whole)])


def place_keys(address: Mapping[str, Any]) -> frozenset[str]:
    """Keys of one address, such as its lines would have in a text. A whole postcode may stand for one refuge."""
    lines = " ".join(address.get("lines") or [])
    return frozenset([*_postcodes(address.get("postcode") or ""), *_numbered(lines)])


def confidential_places(people: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Keys of every address of these people that must not be printed."""
    return frozenset(
        key
        for person in people
        for address in person.get("addresses") or ()
        if is_held_by_coordinator(address)
        for key in place_keys(address)
    )


def _postcodes(text: str) -> Iterator[str]:
    for outward, inward in _POSTCODE.findall(text):
        yield f"{outward}{inward}".lower()


def _numbered(text: str) -> Iterator[str]:
    """`7 Heron Mews` and `Flat 7, Heron Mews` are both 7 heron mews: a number and up to two words."""
    words = [_SHORT.get(word, word) for word in _PIECES.findall(text.lower()) if word not in _BEFORE_A_NUMBER]
    for n, word in enumerate(words):
        if _NUMBER.fullmatch(word) and words[n + 1 : n + 2] and not _NUMBER.fullmatch(words[n + 1]):
            yield " ".join(words[n : n + 3])
