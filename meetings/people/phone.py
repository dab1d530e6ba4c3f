"""Telephone numbers in one form, E.164, however they were typed. Numbers without an area code stand apart."""

import re
from collections.abc import Iterable

LOCAL = "local:"
_PARTS = re.compile(r"[/,;|\n]|\bor\b|\band\b|&", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:ext\.?|extension|x)\s*\d+\s*$", re.IGNORECASE)
_NOT_DIGITS = re.compile(r"[^0-9]+")
# 4.47701E+11 is what a spreadsheet leaves of a number.
_SCIENTIFIC = re.compile(r"\d[eE]\+\d")
_FULL = range(10, 16)
_UK_WITHOUT_ZERO = range(9, 11)
_LOCAL_LENGTHS = range(5, 9)
_FEWEST_DIFFERENT = 2
"""0000000000 and 07777777777 are fillings of a box that wanted a number."""


def phones_in(texts: Iterable[str]) -> frozenset[str]:
    """Every number in every box; what cannot be a number is left out."""
    return frozenset([number for text in texts for part in _PARTS.split(text[:200]) if (number := e164(part))])


def e164(text: str) -> str:
    """`07700 900123`, `+44 (0)7700 900123`, `0044…`, `7700900123` give `+447700900123`; empty when it is no number."""
    if not text.isdecimal():
        text = _EXTENSION.sub("", text.strip()).replace("(0)", "")
    digits = _NOT_DIGITS.sub("", text)
    if len(set(digits[2:])) < _FEWEST_DIFFERENT or _SCIENTIFIC.search(text):
        return ""
    if text.lstrip(" (").startswith("+"):
        return _abroad(digits)
    if digits.startswith("00"):
        return _abroad(digits[2:])
    return _british(digits)


def _british(digits: str) -> str:
    if digits.startswith("0") and len(digits) - 1 in _UK_WITHOUT_ZERO:
        return f"+44{digits[1:]}"
    if digits.startswith("44") and len(digits.removeprefix("44").lstrip("0")) in _UK_WITHOUT_ZERO:
        return f"+44{digits.removeprefix('44').lstrip('0')}"
    # A spreadsheet takes a leading nought away.
    if len(digits) == 10 and digits[0] in "12378":  # noqa: PLR2004
        return f"+44{digits}"
    if len(digits) in _LOCAL_LENGTHS:
        return LOCAL + digits
    return f"+{digits}" if len(digits) in range(11, 16) and digits[0] != "0" else ""


def _abroad(digits: str) -> str:
    if digits.startswith("44"):
        digits = "44" + digits[2:].lstrip("0")
    return f"+{digits}" if len(digits) in _FULL else ""
