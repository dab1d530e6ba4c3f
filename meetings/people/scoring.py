"""From levels to bits: how many doublings speak for one person rather than two, in a store of this size.

Two people of one household are weighed apart from strangers, so that a shared surname, home and phone count once.
"""

from enum import StrEnum
from functools import lru_cache
from math import log2
from typing import NamedTuple

from meetings.people.guards import NO_GUARD, POSSIBLE_FROM, STRONG_FROM, WEAK_FROM, Guard, guard
from meetings.people.levels import Levels, Number, is_namesake_of_one_day
from meetings.people.model import Model

SMALLEST_STORE = 1000
"""A young store does not make two strangers of one name likelier to be one person."""
LARGEST_SHARE = 0.01
REMEMBERED = 50_000
"""Ways in which pairs agree: a hundred thousand records have some twenty thousand, most of them many times."""


class Band(StrEnum):
    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"
    HIDDEN = "hidden"


class Score(NamedTuple):
    """What a pair of records comes to. `bits` decides the band."""

    bits: float
    band: Band
    is_household: bool
    """Rather two people of one household than one person: to be said in words."""


class Weighed(NamedTuple):
    """The parts of a score: `prior` and the bits of each comparison, household correction and guard add up to it."""

    prior: float
    company: float
    same: float
    """Sum over the comparisons."""
    correction: float
    """Takes away what a household shares anyway; never above 0."""
    guard: Guard
    is_household: bool

    @property
    def bits(self) -> float:
        return self.prior + self.company + self.same + self.correction + self.guard.bits


def score(model: Model, levels: Levels, *, store_size: int) -> Score:
    """Weigh one pair. Never strong for twins, or for father and son of one name (guards.py)."""
    return _score(model, levels, store_size)


@lru_cache(maxsize=REMEMBERED)
def _score(model: Model, levels: Levels, store_size: int) -> Score:
    weighed = weigh(model, levels, store_size=store_size)
    bits = weighed.bits
    return Score(bits, band(bits), weighed.is_household)


def band(bits: float) -> Band:
    """Limits decided 22 November 2026: strong from 8, possible from -2, weak from -6, hidden below."""
    if bits >= STRONG_FROM:
        return Band.STRONG
    if bits >= POSSIBLE_FROM:
        return Band.POSSIBLE
    return Band.WEAK if bits >= WEAK_FROM else Band.HIDDEN


def weigh(model: Model, levels: Levels, *, store_size: int) -> Weighed:
    """All parts of the score."""
    same = household = 0.0
    for level, bits_same, bits_household in zip(levels, model.bits_same, model.bits_household, strict=True):
        if level:
            same += bits_same[level]
            household += bits_household[level]
    if is_namesake_of_one_day(levels.forename, levels.born):
        household += model.namesake_bits
    prior, prior_household = _priors(model, store_size)
    if levels.company:
        return _weigh_in_company(model, levels, (same, household), (prior, prior_household))
    correction = _correction(household + prior_household)
    bits = prior + same + correction
    # Most pairs are far below any rule; asking the rules for each would double the time.
    held = (
        guard(levels, bits, without_company=bits)
        if bits > 0 or levels.nhs or levels.police or levels.custody or levels.phone == Number.SAME
        else NO_GUARD
    )
    return Weighed(prior, 0.0, same, correction, held, _is_household(prior + same, household + prior_household))


def _weigh_in_company(model: Model, levels: Levels, sums: tuple[float, float], priors: tuple[float, float]) -> Weighed:
    """Another person of both cases is the same, so the two stand in one circle of people, not in a whole store."""
    (same, household), (prior, prior_household) = sums, priors
    share, share_household, share_unrelated = model.company
    company = max(0.0, log2(share / share_unrelated) - prior)
    in_circle = max(prior_household, log2(share_household / share_unrelated))
    correction = _correction(household + in_circle)
    bits = prior + company + same + correction
    alone = prior + same + _correction(household + prior_household)
    held = guard(levels, bits, without_company=alone)
    return Weighed(prior, company, same, correction, held, _is_household(prior + company + same, household + in_circle))


def _priors(model: Model, store_size: int) -> tuple[float, float]:
    """The larger the store, the smaller the share of pairs that are one person or one household."""
    scale = model.trained_on / max(store_size, SMALLEST_STORE)
    same, household = min(model.same * scale, LARGEST_SHARE), min(model.household * scale, LARGEST_SHARE)
    unrelated = 1 - same - household
    return log2(same / unrelated), log2(household / unrelated)


def _correction(household: float) -> float:
    """From same over unrelated to same over household and unrelated together."""
    return -log2(1 + 2.0**household)


def _is_household(same: float, household: float) -> bool:
    return household > 0 and household > same
