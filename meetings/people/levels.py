"""How alike two records are, one small number a comparison: no plain text, so it may be stored and told again later.

0 always means that there is nothing to compare. From 1 on, the higher the number the less alike.
"""

from typing import Final, NamedTuple

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
    rival: int = 0


# Plain numbers, not an enumeration: a comparison asks for twenty of them, and an enumeration answers five times slower.


class Forename:
    """The names are compared in pairs, so forename and surname always speak of the same two names."""

    SAME: Final = 1
    SAME_AS_OTHER: Final = 2
    SPELLING: Final = 3
    NICKNAME: Final = 4
    CLOSE: Final = 5
    INITIAL: Final = 6
    SIMILAR: Final = 7
    DIFFERS: Final = 8


class Surname:
    """As forename, for the family name."""

    SAME: Final = 1
    SAME_AS_OTHER: Final = 2
    PART: Final = 3
    SPELLING: Final = 4
    CLOSE: Final = 5
    INITIAL: Final = 6
    SIMILAR: Final = 7
    OTHER_OF_A_WOMAN: Final = 8
    """Names change at marriage, and mostly hers: no man is said to be among the two."""
    DIFFERS: Final = 9


class Order:
    """Are first and last name exchanged?"""

    PLAIN: Final = 1
    TURNED: Final = 2


class Middle:
    """Names after the first, where both have some."""

    SAME: Final = 1
    INITIAL: Final = 2
    DIFFERS: Final = 3


class Born:
    """Birth dates, the best of all that are known."""

    SAME: Final = 1
    SAME_NEW_YEAR: Final = 2
    SWAPPED: Final = 3
    ONE_SLIP: Final = 4
    SAME_DAY_NEAR_YEAR: Final = 5
    TWO_PARTS: Final = 6
    AS_FAR_AS_KNOWN: Final = 7
    ESTIMATE_FITS: Final = 8
    WITHIN_TWO_YEARS: Final = 9
    WITHIN_FIFTEEN_YEARS: Final = 10
    FAR: Final = 11
    OTHER_GENERATION: Final = 12
    """A date is missing, but a child of a case is nobody who was grown up by then."""


class Address:
    """Addresses, now or earlier."""

    SAME_LINE: Final = 1
    SAME_LINE_IN_AREA: Final = 2
    NEAR_LINE: Final = 3
    SAME_POSTCODE: Final = 4
    NEAR_POSTCODE: Final = 5
    SAME_OUTCODE: Final = 6
    DIFFERS: Final = 7


class Number:
    """Phones, and numbers that one office gives to one person."""

    SAME: Final = 1
    ONE_SLIP: Final = 2
    DIFFERS: Final = 3


class Alike:
    """Sex, online names, company and rivals: same or not."""

    SAME: Final = 1
    DIFFERS: Final = 2


HIGHEST = Levels(
    forename=Forename.DIFFERS,
    surname=Surname.DIFFERS,
    order=Order.TURNED,
    middle=Middle.DIFFERS,
    born=Born.OTHER_GENERATION,
    address=Address.DIFFERS,
    phone=Number.DIFFERS,
    sex=Alike.DIFFERS,
    nhs=Number.DIFFERS,
    police=Number.DIFFERS,
    custody=Number.DIFFERS,
    number=Number.DIFFERS,
    online=Alike.SAME,
    company=Alike.SAME,
    rival=Alike.SAME,
)


def is_namesake_of_one_day(forename: int, born: int) -> bool:
    """Forename and birth date agree both, as far as slips allow."""
    return 0 < forename <= Forename.CLOSE and 0 < born <= Born.ONE_SLIP


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
