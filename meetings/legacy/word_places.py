"""Addresses, numbers and e-mail addresses of one cell, taken apart without adding anything."""

import re
from dataclasses import dataclass

from meetings.people.phone import e164

_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b\.?$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@,;/()<>]+@[^\s@,;/()<>]+\.[^\s@,;/()<>]+")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:/|;|,|\n|\bor\b|&|\band\b)\s*", re.IGNORECASE)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Place:
    lines: tuple[str, ...]
    town: str
    postcode: str
    rule: str


def address_of(text: str) -> Place:
    """Lines, then a town, then a postcode, as commas or line ends part them."""
    parts = [part.strip(" .") for part in re.split(r"[,\n]", text) if part.strip(" .")]
    postcode = ""
    if parts and (found := _POSTCODE.search(parts[-1])):
        postcode = f"{found[1]} {found[2]}".upper()
        parts[-1] = parts[-1][: found.start()].strip()
        parts = [part for part in parts if part]
    if len(parts) < _TWO or not postcode:
        return Place(tuple(parts), "", postcode, "Kept as lines: no town can be told apart.")
    return Place(tuple(parts[:-1]), parts[-1], postcode, "Town and postcode are the last two parts.")


def numbers_in(text: str) -> tuple[tuple[str, ...], str]:
    """Numbers as written, and the words that are none."""
    numbers: list[str] = []
    others: list[str] = []
    for part in _BETWEEN_NUMBERS.split(text):
        if part.strip():
            (numbers if e164(part) else others).append(part.strip())
    return tuple(numbers), " ".join(others)


def emails_in(text: str) -> tuple[tuple[str, ...], str]:
    """E-mail addresses, and what is left without them."""
    return tuple(_EMAIL.findall(text)), _EMAIL.sub(" ", text).strip(" /,;\n")
