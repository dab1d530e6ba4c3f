"""One value that somebody says of a person, as a line of text: a name, a birth date, an address, a number, a note."""

from typing import Any

from meetings.forms.summary import birth_in_words
from meetings.papers.person_from_card import tidy_name

Json = dict[str, Any]
KIND_WORDS = {
    "name": "Name",
    "alias": "Also known as",
    "born_on": "Born",
    "address": "Address",
    "phone": "Telephone",
    "identifiers": "Numbers",
    "note": "Note",
}
STATE_WORDS = {"proposed": "Proposed", "accepted": "Accepted", "disputed": "Not accepted"}
LAST_FIGURES = 3
SOME_ADDRESS = "An address"


def value_words(kind: str, value: Any) -> str:
    """In words: of an address only that there is one, of a number its last figures alone."""
    if kind in ("name", "alias"):
        return full_name(value)
    if kind == "born_on":
        return birth_in_words(value)
    if kind == "address":
        return SOME_ADDRESS
    if kind == "phone":
        return phone_words(value.get("number", ""))
    if kind == "identifiers":
        return "; ".join(f"{name.replace('_', ' ')} ends {last_figures(str(value[name]))}" for name in sorted(value))
    return str(value)


def full_name(value: Json, *, none: str = "Name not known") -> str:
    """Given names first, never in capitals."""
    parts = (tidy_name(value.get(part) or "") for part in ("given_names", "family_name"))
    return " ".join(part for part in parts if part) or none


def whole_address(address: Json) -> str:
    """Everything there is of an address, in one line."""
    parts = [*(address.get("lines") or ()), address.get("town"), address.get("postcode")]
    return ", ".join(part for part in parts if part) or "Not known"


def phone_words(number: str) -> str:
    return f"ends {last_figures(number)}"


def last_figures(text: str) -> str:
    """The last three letters or figures: enough to compare by, too little to use."""
    return "".join(sign for sign in text if sign.isalnum())[-LAST_FIGURES:] or "not known"
