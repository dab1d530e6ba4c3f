"""From levels to bits: how many doublings speak for one person rather than two, in a store of this size.

Two people of one household are weighed apart from strangers, so that a shared surname, home and phone count once.
"""

from enum import StrEnum
from typing import NamedTuple

from meetings.people.levels import Levels
from meetings.people.model import Model


class Band(StrEnum):
    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"
    HIDDEN = "hidden"


STRONG_FROM = 8.0
POSSIBLE_FROM = -2.0
WEAK_FROM = -6.0


class Score(NamedTuple):
    """What a pair of records comes to. `bits` decides the band; the other fields are its parts."""

    bits: float
    band: Band
    is_household: bool
    """Rather two people of one household than one person: to be said in words."""


def score(model: Model, levels: Levels, *, store_size: int) -> Score:
    """Weigh one pair. Never strong for twins, or for father and son of one name (see guards.py)."""
    raise NotImplementedError


def band(bits: float) -> Band:
    """Limits of matching, decided 22 November 2026: strong from 8, possible from -2, weak from -6, hidden below."""
    if bits >= STRONG_FROM:
        return Band.STRONG
    if bits >= POSSIBLE_FROM:
        return Band.POSSIBLE
    return Band.WEAK if bits >= WEAK_FROM else Band.HIDDEN
