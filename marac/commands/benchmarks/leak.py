"""What stored tokens tell a thief who has the database and no key: how many records the fullest buckets would name.

The thief has a list of the whole population; here it is a second draw of the same invented country, his best case. He
sorts it by how often each value occurs, sorts the tokens by the size of their buckets, and takes one for the other,
rank by rank (the attack of Naveed, Kamara and Wright on deterministic encryption, 2015).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from marac.commands.benchmarks.generated_people import generate_rows
from marac.commands.benchmarks.measuring import machine
from marac.records.people import person_from_row
from meetings.people.prepared import Prepared, prepare
from meetings.people.tokens import TOKEN_TYPES, stored_tokens, two_sounds

RECORDS = 100_000
STORE_SEED, POPULATION_SEED = 1, 2
TOPS = (10, 100, 2000)
NOT_KEPT = "N"
ABOUT = {kind: told.about for kind, told in TOKEN_TYPES.items()} | {NOT_KEPT: "two sounds alone: never kept"}


class Leak(NamedTuple):
    """One type of token, and the share of records that the thief names through it."""

    kind: str
    about: str
    values: int
    fullest: int
    """Records in the fullest bucket."""
    named: dict[str, float]
    """Of the records in so many of the fullest buckets; `all`: of all that are kept under this type."""


def measure_leak() -> dict[str, Any]:
    """Every type of token, and for comparison the one left out."""
    store, population = count_values(STORE_SEED, RECORDS), count_values(POPULATION_SEED, RECORDS)
    leaks = [leak_of(kind, store[kind], population.get(kind, Counter())) for kind in sorted(store)]
    return {"machine": machine(), "records": RECORDS, "tops": list(TOPS), "types": [each._asdict() for each in leaks]}


def count_values(seed: int, records: int) -> dict[str, Counter[int]]:
    """How many records of this draw bear each value, by type of token. A hash stands for the value, to save memory."""
    counts: dict[str, Counter[int]] = {}
    for row in generate_rows(records, seed=seed):
        for kind, value in _values_of(prepare(person_from_row(row._asdict()))):
            counts.setdefault(kind, Counter())[_short(value)] += 1
    return counts


def leak_of(kind: str, store: Mapping[int, int], population: Mapping[int, int]) -> Leak:
    """Pure. Among values of equal frequency the thief guesses, so the two lists break ties in opposite ways."""
    kept = sorted(store.items(), key=lambda each: (-each[1], each[0]))
    guesses = sorted(population, key=lambda value: (-population[value], -value))
    guesses += [-1] * (len(kept) - len(guesses))
    named = [(size, value == guess) for (value, size), guess in zip(kept, guesses, strict=False)]
    shares = {str(top): _share(named[:top]) for top in TOPS} | {"all": _share(named)}
    return Leak(kind, ABOUT[kind], len(kept), kept[0][1], shares)


def _values_of(prepared: Prepared) -> Iterator[tuple[str, str]]:
    yield from stored_tokens(prepared)
    for pair in two_sounds(prepared):
        yield NOT_KEPT, pair


def _short(value: str) -> int:
    return int.from_bytes(blake2b(value.encode(), digest_size=8).digest(), "big")


def _share(named: Iterable[tuple[int, bool]]) -> float:
    sizes = list(named)
    return round(sum(size for size, is_right in sizes if is_right) / sum(size for size, _ in sizes), 4)
