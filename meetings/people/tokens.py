"""Tokens: short facts of a person that two records of one person may share. Only their keyed hashes are stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from meetings.people.prepared import Prepared


class Token(NamedTuple):
    """A type of TOKEN_TYPES and a value in plain text, which never leaves memory."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TokenType:
    """How a search reads one type."""

    about: str
    """What the value is made of, in words."""
    limit: int
    """So many rows are read of one token."""
    weight: float
    """Adds up over the tokens that two records share; the best candidates are opened first."""
    is_loose: bool = False
    """A bucket over the limit says nothing and is left out whole, where others are cut at the limit."""


TOKEN_TYPES: Mapping[str, TokenType] = {}


def stored_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a record is kept under. More than it is asked for where something about it is missing."""
    raise NotImplementedError


def asked_tokens(prepared: Prepared) -> frozenset[Token]:
    """What a search for this person asks for."""
    raise NotImplementedError
