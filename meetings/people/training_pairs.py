"""Which pairs a model is learnt from: those that share a token or a home, those of one case, and blind ones."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from meetings.people.comparing import compare
from meetings.people.levels import Levels
from meetings.people.prepared import Prepared
from meetings.people.tokens import asked_tokens, stored_tokens

LARGEST_BUCKET = 200
"""A token that so many share says nothing, and its pairs would drown all others."""
# Knuth's multiplier: steps through all records without a pattern, and the same way every time.
STEP = 2_654_435_761

Pair = tuple[int, int]


def near_pairs(people: Sequence[Prepared], *, cases: Sequence[Hashable] = ()) -> Iterator[Levels]:
    """Of all who share a token, or a home whatever their initials; without those of one case."""
    for a, b in _near(people):
        if not cases or cases[a] is None or cases[a] != cases[b]:
            yield compare(people[a], people[b])


def apart_pairs(people: Sequence[Prepared], *, cases: Sequence[Hashable]) -> Iterator[Levels]:
    """Two people of one case are two people."""
    members: dict[Hashable, list[int]] = {}
    for place, case in enumerate(cases):
        if case is not None:
            members.setdefault(case, []).append(place)
    for each in members.values():
        for a, b in combinations(each[:LARGEST_BUCKET], 2):
            yield compare(people[a], people[b])


def blind_pairs(people: Sequence[Prepared], number_of_pairs: int) -> Iterator[Levels]:
    """The same pairs for the same people, spread over all of them."""
    others = len(people) - 1
    for n in range(number_of_pairs if others > 0 else 0):
        a = n % len(people)
        b = (a + 1 + (n * STEP >> 8) % others) % len(people)
        yield compare(people[a], people[b])


def _near(people: Sequence[Prepared]) -> set[Pair]:
    stored: dict[Hashable, list[int]] = {}
    for place, person in enumerate(people):
        for key in _keys(person):
            stored.setdefault(key, []).append(place)
    found: set[Pair] = set()
    for place, person in enumerate(people):
        for key in (*asked_tokens(person), *_homes(person)):
            bucket = stored.get(key, ())
            if len(bucket) <= LARGEST_BUCKET:
                found.update((place, other) if place < other else (other, place) for other in bucket if other != place)
    return found


def _keys(person: Prepared) -> Iterable[Hashable]:
    return (*stored_tokens(person), *_homes(person))


def _homes(person: Prepared) -> Iterator[Hashable]:
    """A token of a home carries an initial, so brothers and sisters would be left out."""
    for home in person.homes:
        if home.line and (home.area or home.town):
            yield ("home", home.line, home.area or home.town)
