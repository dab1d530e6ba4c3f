"""Pairs of records that may be one person, found over a whole file: compared, then weighed by the model fitted to the
file, then once more in the company of their cases.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from typing import NamedTuple

from marac.records.comparing import Compared, compare_rows, levels_of
from marac.records.filling import Progress
from marac.records.store import Store
from meetings.people.comparing import compare
from meetings.people.fitting import fit
from meetings.people.model import Model
from meetings.people.scoring import Band, score
from meetings.people.training import Pattern, count
from meetings.people.training_pairs import blind_pairs

BLIND_PAIRS, BLIND_ROWS = 40_000, 20_000
MOST_APART = 20_000
"""Pairs of one case, two people for certain; so many teach all there is to learn."""


class Pair(NamedTuple):
    row: int
    other: int
    bits: float


class Pairs:
    """Some millions of pairs in three arrays."""

    def __init__(self) -> None:
        self.rows, self.others, self.bits = array("L"), array("L"), array("d")

    def add(self, found: Iterable[Pair]) -> None:
        for row, other, bits in found:
            self.rows.append(row)
            self.others.append(other)
            self.bits.append(bits)

    def __len__(self) -> int:
        return len(self.bits)

    def __iter__(self) -> Iterator[Pair]:
        return map(Pair, self.rows, self.others, self.bits)


class Weighing(NamedTuple):
    """All pairs that are not hidden, each by itself, and the model that weighed them."""

    pairs: Pairs
    model: Model


def weigh_pairs(store: Store, model: Model, progress: Progress, *, is_fitted: bool) -> Weighing:
    """Each pair once."""
    compared = compare_rows(store, model, progress)
    if is_fitted:
        model = fitted(store, model, compared.patterns)
    return Weighing(_weighed(compared, model, store_size=len(store)), model)


def fitted(store: Store, model: Model, patterns: Counter[Pattern]) -> Model:
    some = [store.prepared(row) for row in range(min(len(store), BLIND_ROWS))]
    of_cases = (pair for rows in store.rows_by_case().values() for pair in combinations(rows, 2))
    apart = (compare(store.prepared(row), store.prepared(other)) for row, other in islice(of_cases, MOST_APART))
    blind = count(blind_pairs(some, BLIND_PAIRS))
    return fit(model, near=patterns, blind=blind, apart=count(apart), number_of_records=len(store))


def _weighed(compared: Compared, model: Model, *, store_size: int) -> Pairs:
    """Every distinct comparison is weighed once."""
    bits_of = {number: score(model, levels_of(number), store_size=store_size) for number in set(compared.levels)}
    shown = {number: weighed.bits for number, weighed in bits_of.items() if weighed.band != Band.HIDDEN}
    found = Pairs()
    for row, other, number in zip(compared.rows, compared.others, compared.levels, strict=True):
        if number in shown:
            found.add([Pair(row, other, shown[number])])
    return found
