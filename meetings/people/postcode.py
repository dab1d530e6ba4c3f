"""Postcodes as they are typed: small letters, no space, a letter O for a nought, the first half alone."""

import re
from typing import NamedTuple


class Postcode(NamedTuple):
    """Empty parts are not known."""

    whole: str = ""
    outcode: str = ""
    area: str = ""


NONE = Postcode()
_WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-Z]{2})")
_PART = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?:[0-9][A-Z]?)?")
_SIGNS = re.compile(r"[^A-Z0-9]+")
_ABROAD = re.compile(r"[0-9]{4,6}")
_IN_TEXT = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b", re.IGNORECASE)
# NHS pseudo-postcodes for people without a home or from abroad (ODS, ZZ99 3xx).
_PSEUDO = re.compile(r"ZZ993[A-Z]{2}")


def read_postcode(text: str) -> Postcode:
    letters = _SIGNS.sub("", text.upper()[:20])
    if _PSEUDO.fullmatch(letters):
        return NONE
    if found := _WHOLE.fullmatch(letters) or _WHOLE.fullmatch(_mended(letters)):
        return Postcode(found[0], found[1], _area(found[1]))
    if found := _PART.fullmatch(letters):
        return Postcode("", found[1], _area(found[1]))
    if _ABROAD.fullmatch(letters):
        return Postcode(letters, letters, letters[:2])
    return NONE


def _area(outcode: str) -> str:
    return outcode[:2] if outcode[1].isalpha() else outcode[:1]


def postcode_in(text: str) -> Postcode:
    """The first in running text."""
    found = _IN_TEXT.search(text)
    return read_postcode(found[0]) if found else NONE


def without_postcode(text: str) -> str:
    return _IN_TEXT.sub(" ", text)


_LETTER = str.maketrans("015", "OIS")
_FIGURE = str.maketrans("OISL", "0151")


def _mended(letters: str) -> str:
    """The last three are a figure and two letters, whatever was typed for them."""
    if not 5 <= len(letters) <= 7:  # noqa: PLR2004
        return letters
    first, rest = letters[:1], letters[1:-3]
    rest = rest[:1] + rest[1:].translate(_FIGURE) if len(rest) > 1 else rest.translate(_FIGURE)
    return first + rest + letters[-3].translate(_FIGURE) + letters[-2:].translate(_LETTER)
