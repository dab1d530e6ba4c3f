"""How alike two records are, one small number a comparison: no plain text, so it may be stored and told again later.

0 always means that there is nothing to compare. From 1 on, the higher the number the less alike.
"""

from enum import IntEnum
from typing import NamedTuple

from marac.errors import Refused

CODE_VERSION = "1"
"""Says which comparisons stand in a code, and in which order. Other comparisons get another letter."""


class Levels(NamedTuple):
    """One number for each comparison, in the order in which a code holds them. It never changes for one version."""

    forename: int = 0
    surname: int = 0
    order: int = 0
    middle: int = 0
    born: int = 0
    address: int = 0
    phone: int = 0
    sex: int = 0
    nhs: int = 0
    police: int = 0
    custody: int = 0
    number: int = 0
    online: int = 0
    company: int = 0


class Forename(IntEnum):
    """The names are compared in pairs, so forename and surname always speak of the same two names."""

    SAME = 1
    SAME_AS_OTHER = 2
    SPELLING = 3
    NICKNAME = 4
    CLOSE = 5
    INITIAL = 6
    SIMILAR = 7
    DIFFERS = 8


class Surname(IntEnum):
    SAME = 1
    SAME_AS_OTHER = 2
    PART = 3
    SPELLING = 4
    CLOSE = 5
    INITIAL = 6
    SIMILAR = 7
    DIFFERS = 8


class Order(IntEnum):
    PLAIN = 1
    TURNED = 2


class Middle(IntEnum):
    SAME = 1
    INITIAL = 2
    DIFFERS = 3


class Born(IntEnum):
    SAME = 1
    SAME_NEW_YEAR = 2
    SWAPPED = 3
    ONE_SLIP = 4
    SAME_DAY_NEAR_YEAR = 5
    TWO_PARTS = 6
    AS_FAR_AS_KNOWN = 7
    ESTIMATE_FITS = 8
    WITHIN_TWO_YEARS = 9
    WITHIN_FIFTEEN_YEARS = 10
    FAR = 11


class Address(IntEnum):
    SAME_LINE = 1
    SAME_LINE_IN_AREA = 2
    SAME_POSTCODE = 3
    SAME_OUTCODE = 4
    DIFFERS = 5


class Number(IntEnum):
    """Phones, and numbers that one office gives to one person."""

    SAME = 1
    ONE_SLIP = 2
    DIFFERS = 3


class Alike(IntEnum):
    """Sex, online names and company: same or not."""

    SAME = 1
    DIFFERS = 2


HIGHEST = Levels(
    forename=max(Forename),
    surname=max(Surname),
    order=max(Order),
    middle=max(Middle),
    born=max(Born),
    address=max(Address),
    phone=max(Number),
    sex=max(Alike),
    nhs=max(Number),
    police=max(Number),
    custody=max(Number),
    number=max(Number),
    online=Alike.SAME,
    company=Alike.SAME,
)

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def levels_code(levels: Levels) -> str:
    """A short text to store: the version, then one sign a comparison. It tells nobody who was compared."""
    return CODE_VERSION + "".join(DIGITS[level] for level in levels)


def levels_from_code(code: str) -> Levels:
    """Raises Refused for a text that `levels_code` cannot have written."""
    if len(code) != len(HIGHEST) + 1 or code[0] != CODE_VERSION or not set(code) <= set(DIGITS):
        raise Refused("The stored comparison cannot be read: it was written by another version.")
    levels = Levels(*(DIGITS.index(sign) for sign in code[1:]))
    if any(level > highest for level, highest in zip(levels, HIGHEST, strict=True)):
        raise Refused("The stored comparison cannot be read: it holds a level that does not exist.")
    return levels
