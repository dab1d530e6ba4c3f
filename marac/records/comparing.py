"""Every pair of rows that share a token, compared once: its levels as one number, to be weighed when all are known."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marac.records.buckets import ROWS_A_BLOCK, Bucketed, Buckets, bucketed
from marac.records.filling import LARGE, Progress
from marac.records.index import NUMBER_OF_PARTS
from marac.records.store import Store
from marac.records.workers import shared_out
from meetings.people.comparing import compare
from meetings.people.levels import HIGHEST, Levels
from meetings.people.model import Model
from meetings.people.scoring import score
from meetings.people.training import Pattern, pattern

KEPT_FROM = -20.0
"""By the model that ships. Below, no weights fitted to a file would show a pair, and it need not be remembered."""
_BITS_A_LEVEL = 4


class Work(NamedTuple):
    """What workers work with: it stands here before they are forked."""

    store: Store
    model: Model
    buckets: Buckets
    turns: Sequence[int]


_standing: list[Work] = []


class Compared(NamedTuple):
    """Pairs of rows with their levels, and how often each pattern came up, remembered or not."""

    rows: "array[int]"
    others: "array[int]"
    levels: "array[int]"
    patterns: Counter[Pattern]


def compare_rows(store: Store, model: Model, progress: Progress) -> Compared:
    """None within one case."""
    standing = Work(store, model, Buckets(0, ()), store.turns())
    _standing[:] = [standing]
    is_large = len(store) >= LARGE
    buckets = Buckets(len(store), shared_out(_bucketed, range(NUMBER_OF_PARTS), is_large=is_large))
    _standing[:] = [standing._replace(buckets=buckets)]
    whole = _nothing()
    for number, found in enumerate(shared_out(_compare_block, range(len(buckets)), is_large=is_large), start=1):
        whole.rows.extend(found.rows)
        whole.others.extend(found.others)
        whole.levels.extend(found.levels)
        whole.patterns.update(found.patterns)
        progress(min(number * ROWS_A_BLOCK, len(store)))
    _standing.clear()
    return whole


def _nothing() -> Compared:
    return Compared(array("L"), array("L"), array("Q"), Counter())


def _bucketed(part: int) -> Bucketed:
    return bucketed(_standing[0].store.index.parts[part], _standing[0].turns)


def _compare_block(block: int) -> Compared:
    store, model = _standing[0][:2]
    found, size = _nothing(), len(store)
    for row, other in _pairs_of_block(block):
        levels = compare(store.prepared(row), store.prepared(other))
        found.patterns[pattern(levels)] += 1
        if score(model, levels, store_size=size).bits >= KEPT_FROM:
            found.rows.append(min(row, other))
            found.others.append(max(row, other))
            found.levels.append(number_of(levels))
    return found


def _pairs_of_block(block: int) -> Iterator[tuple[int, int]]:
    store, buckets = _standing[0].store, _standing[0].buckets
    for row, others in buckets.partners(block):
        case = store.case(row)
        for other in others:
            if not case or store.case(other) != case:
                yield row, other


def number_of(levels: Levels) -> int:
    """No level is higher than fifteen, so all stand in sixty bits."""
    number = 0
    for level in levels:
        number = number << _BITS_A_LEVEL | level
    return number


def levels_of(number: int) -> Levels:
    places = range((len(HIGHEST) - 1) * _BITS_A_LEVEL, -1, -_BITS_A_LEVEL)
    return Levels(*(number >> place & (1 << _BITS_A_LEVEL) - 1 for place in places))
