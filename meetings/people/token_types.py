"""The types of tokens: what a value is made of, how many rows a search reads of one, and how much sharing one says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Says(IntEnum):
    """What a token says of two records that share it and nothing else.

    House, birthday or one sound alone: seven in ten candidates of a search. Of 33,000 of them among 100,000 and 500,000
    records none was the right person and three were shown. Of 2,200 with an initial of that birth date alone (the date
    is one that too many have) one was. They are looked at only where few others are found. Measured November 2026.
    """

    LITTLE = 0
    LITTLE_ALONE = 1
    """Enough beside a token that says little."""
    ENOUGH = 2


@dataclass(frozen=True, slots=True)
class TokenType:
    """How a search reads one type."""

    about: str
    """What the value is made of, in words."""
    limit: int
    """So many rows are read of one token."""
    weight: float
    """Adds up over the tokens that two records share; the best candidates are opened first."""
    says: Says = Says.ENOUGH
    is_loose: bool = False
    """A bucket over the limit says nothing and is left out whole, where others are cut at the limit."""


# Letters as in the measurements this follows; both sounds together are called the two sounds.
TOKEN_TYPES: Mapping[str, TokenType] = {
    "A": TokenType("birth date and an initial; of 1 January a sound", 400, 3.0, Says.LITTLE_ALONE),
    "B": TokenType("two sounds and the first number of the address", 100, 2.0, is_loose=True),
    "C": TokenType("two sounds and outcode", 200, 4.0),
    "D": TokenType("two sounds and year of birth", 200, 3.0),
    "E": TokenType("two sounds and day and month of birth", 200, 3.0),
    "H": TokenType("telephone number", 100, 4.0),
    "I": TokenType("numbers and street and an initial", 200, 3.0, Says.LITTLE),
    "J": TokenType("birth date and outcode", 200, 4.0),
    "K": TokenType("two sounds, kept of those without a whole birth date and asked for everybody", 400, 2.0),
    "O": TokenType(
        "one sound and outcode, kept of those with half a name and asked for everybody",
        100,
        1.0,
        Says.LITTLE,
        is_loose=True,
    ),
    "P": TokenType("postcode and one sound", 100, 2.0, is_loose=True),
    "U": TokenType("name used online", 100, 6.0),
    "W": TokenType("postcode and numbers of flat and house", 100, 2.0, Says.LITTLE, is_loose=True),
    "X": TokenType("kind and value of an identifier", 100, 9.0),
    "Y": TokenType("day and month of birth and sound of a family name", 100, 1.5, Says.LITTLE, is_loose=True),
    "Z": TokenType("birth date alone", 150, 2.0, Says.LITTLE, is_loose=True),
}
