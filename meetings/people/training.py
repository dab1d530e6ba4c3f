"""Learn a model from records of which nobody says who is who: chances of each level in three sorts of pairs.

Expectation maximisation over patterns of levels. In plain Python: equal patterns are counted once, so a hundred
thousand records take a minute, and the service needs no library of numbers.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from marac.errors import Refused
from meetings.people.levels import HIGHEST, Levels, is_namesake_of_one_day
from meetings.people.model import LEARNT, Chances, Model, make_model
from meetings.people.training_start import (
    COMPANY,
    FIXED_SAME,
    FIXED_UNRELATED,
    NAMESAKE_BITS,
    RULED_TABLES,
    START,
    START_SHARE_HOUSEHOLD,
    START_SHARE_SAME,
    TURNED_BITS,
)

FEWEST_BLOCKED = 2_000
FEWEST_RANDOM = 20_000
ROUNDS = 40
STILL = 0.0005
"""Learning ends when the share of one person moves by less than this part of itself."""
SMOOTHING = 0.5
LN_2 = math.log(2)
FORENAME, BORN = LEARNT.index("forename"), LEARNT.index("born")

Pattern = tuple[int, ...]
Table = Sequence[Chances]


@dataclass(frozen=True, slots=True)
class Learning:
    """What is believed so far: shares of all pairs, and chances by comparison and level."""

    same: float
    household: float
    tables: Mapping[str, Table]


def train(
    name: str,
    *,
    blocked: Iterable[Levels],
    random: Iterable[Levels],
    apart: Iterable[Levels] = (),
    number_of_records: int,
    made_on: date,
    origin: str,
) -> Model:
    """`blocked`: every pair of records that share a token or a home; `random`: pairs drawn blindly.

    `apart`: pairs of one case, which stand in `blocked` no more: two people for certain, and often of one household.
    Raises Refused when there are too few pairs to learn from.
    """
    near, blind, known_apart = count(blocked), count(random), count(apart)
    if near.total() < FEWEST_BLOCKED or blind.total() < FEWEST_RANDOM:
        raise Refused(
            "There are too few records to learn from. Keep the model that ships until there are some thousands."
        )
    all_pairs = number_of_records * (number_of_records - 1) / 2
    learning = Learning(START_SHARE_SAME, START_SHARE_HOUSEHOLD, START)
    for _ in range(ROUNDS):
        before, learning = learning, learn(learning, Pairs(near, blind, known_apart), all_pairs=all_pairs)
        if abs(learning.same - before.same) < STILL * before.same:
            break
    return make_model(
        Model(
            name=name,
            made_on=made_on,
            origin=origin,
            trained_on=number_of_records,
            same=learning.same,
            household=learning.household,
            company=COMPANY,
            turned_bits=TURNED_BITS,
            namesake_bits=NAMESAKE_BITS,
            tables={**{each: tuple(table) for each, table in learning.tables.items()}, **RULED_TABLES},
        )
    )


def count(pairs: Iterable[Levels]) -> Counter[Pattern]:
    """How often each pattern comes up."""
    return Counter(map(pattern, pairs))


_PLACES = [Levels._fields.index(comparison) for comparison in LEARNT]
pattern: Callable[[Levels], Pattern] = itemgetter(*_PLACES)
"""The levels of the comparisons whose chances are learnt."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is learnt from, counted by pattern."""

    near: Counter[Pattern]
    blind: Counter[Pattern]
    apart: Counter[Pattern]


def learn(learning: Learning, pairs: Pairs, *, all_pairs: float, held: Mapping[str, Table] | None = None) -> Learning:
    """One round: sort every pattern into the three kinds as far as it seems to belong there, then count anew.

    `held` is what is believed from elsewhere, as numbers of pairs; they are counted with those seen here.
    """
    same, household, unrelated = (_sums_of(held, sort) for sort in range(3))
    sort = Sorter(learning)
    total_same = total_household = 0.0
    for pattern, number in pairs.near.items():
        share_same, share_household, _ = sort(pattern)
        total_same += _add(same, pattern, number * share_same)
        total_household += _add(household, pattern, number * share_household)
    for pattern, number in pairs.apart.items():
        _, share_household, share_unrelated = sort(pattern)
        share = share_household / (share_household + share_unrelated)
        total_household += _add(household, pattern, number * share)
    for pattern, number in pairs.blind.items():
        # Blind pairs are nearly all of strangers; the few of one home must not make homes look common.
        _add(unrelated, pattern, number * sort(pattern)[2])
    tables = {
        comparison: _table(comparison, same[place], household[place], unrelated[place])
        for place, comparison in enumerate(LEARNT)
    }
    return Learning(max(total_same, 1.0) / all_pairs, max(total_household, 1.0) / all_pairs, tables)


def _sums_of(held: Mapping[str, Table] | None, sort: int) -> list[list[float]]:
    """By comparison and level; level 0 is not counted."""
    if held is None:
        return [[0.0] * (getattr(HIGHEST, comparison) + 1) for comparison in LEARNT]
    return [[0.0, *(row[sort] for row in held[comparison])] for comparison in LEARNT]


def _add(sums: list[list[float]], pattern: Pattern, weight: float) -> float:
    for place, level in enumerate(pattern):
        sums[place][level] += weight
    return weight


class Sorter:
    """How likely a pattern is of the same person, of a household, of strangers."""

    def __init__(self, learning: Learning) -> None:
        self.priors = (
            math.log(learning.same),
            math.log(learning.household),
            math.log(1 - learning.same - learning.household),
        )
        self.logs = [
            [(0.0, 0.0, 0.0), *(tuple(math.log(chance) for chance in row) for row in learning.tables[comparison])]
            for comparison in LEARNT
        ]

    def __call__(self, pattern: Pattern) -> Chances:
        same, household, unrelated = self.priors
        for level, logs in zip(pattern, self.logs, strict=True):
            row = logs[level]
            same += row[0]
            household += row[1]
            unrelated += row[2]
        if is_namesake_of_one_day(pattern[FORENAME], pattern[BORN]):
            household += NAMESAKE_BITS * LN_2
        most = max(same, household, unrelated)
        parts = (math.exp(same - most), math.exp(household - most), math.exp(unrelated - most))
        whole = sum(parts)
        return parts[0] / whole, parts[1] / whole, parts[2] / whole


def _table(comparison: str, same: list[float], household: list[float], unrelated: list[float]) -> Table:
    columns = (
        _fix(_shares(same[1:]), FIXED_SAME.get(comparison, {})),
        _shares(household[1:]),
        _fix(_shares(unrelated[1:]), FIXED_UNRELATED.get(comparison, {})),
    )
    return tuple(zip(*columns, strict=True))


def _shares(sums: Sequence[float]) -> list[float]:
    whole = sum(sums) + SMOOTHING * len(sums)
    return [(each + SMOOTHING) / whole for each in sums]


def _fix(shares: list[float], fixed: Mapping[int, float]) -> list[float]:
    """Fixed levels as they are; the others share what is left."""
    left = 1 - sum(fixed.values())
    learnt = sum(share for level, share in enumerate(shares, 1) if level not in fixed)
    return [fixed.get(level, share * left / learnt) for level, share in enumerate(shares, 1)]
