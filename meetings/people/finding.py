"""Who of these candidates may it be? The best first."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from meetings.people.comparing import compare
from meetings.people.guards import why_two_people
from meetings.people.levels import Alike, Levels
from meetings.people.model import Model
from meetings.people.prepared import Prepared
from meetings.people.scoring import Band, Score, score


class Candidate(NamedTuple):
    """A known record: its own key, the case it stands in (None where there are no cases), and who it is."""

    key: Hashable
    case: Hashable
    prepared: Prepared


class Found(NamedTuple):
    """A candidate that is not hidden."""

    key: Hashable
    case: Hashable
    levels: Levels
    score: Score


Compared = tuple[Candidate, Levels]
FEWEST_RIVALS, MOST_RIVALS = 2, 12
CROWDED_OUT_BY = 4.0
"""Two people of one case are two people: who is strongly one of them is not the other, unless nearly as likely."""


def find(
    model: Model,
    asked: Prepared,
    candidates: Iterable[Candidate],
    *,
    store_size: int,
    known_cases: frozenset[Hashable] = frozenset(),
) -> list[Found]:
    """Everything that is not hidden, best first; equal scores in the order given.

    `known_cases` are cases in which another person of the asked document is already known to stand.
    """
    known = [(candidate, compare(asked, candidate.prepared)) for candidate in candidates]
    return _weighed(model, known, store_size=store_size, known_cases=known_cases)


def _weighed(
    model: Model, known: Iterable[Compared], *, store_size: int, known_cases: frozenset[Hashable] = frozenset()
) -> list[Found]:
    found: list[Found] = []
    strong: list[tuple[Found, Prepared]] = []
    for candidate, alone in known:
        levels = alone._replace(company=Alike.SAME) if candidate.case in known_cases else alone
        weighed = score(model, levels, store_size=store_size)
        if weighed.band != Band.HIDDEN:
            found.append(Found(candidate.key, candidate.case, levels, weighed))
        if weighed.band == Band.STRONG:
            strong.append((found[-1], candidate.prepared))
    if len(strong) >= FEWEST_RIVALS:
        found = _held_by_rivals(model, found, strong, store_size=store_size)
    return sorted(found, key=lambda each: -each.score.bits)


def _held_by_rivals(
    model: Model, found: list[Found], strong: list[tuple[Found, Prepared]], *, store_size: int
) -> list[Found]:
    """Nobody is strongly two people: where two who cannot be one both fit, somebody must choose."""
    best = sorted(strong, key=lambda each: -each[0].score.bits)[:MOST_RIVALS]
    held: set[Hashable] = set()
    for (better, one), (worse, other) in combinations(best, 2):
        if _are_two(better, worse, compare(one, other)):
            held.add(worse.key)
            if better.score.bits - worse.score.bits < CROWDED_OUT_BY:
                held.add(better.key)
    return [_held(model, each, store_size=store_size) if each.key in held else each for each in found]


def _are_two(one: Found, other: Found, between: Levels) -> bool:
    is_one_case = one.case is not None and one.case == other.case
    return is_one_case or bool(why_two_people(between))


def _held(model: Model, found: Found, *, store_size: int) -> Found:
    levels = found.levels._replace(rival=Alike.SAME)
    return found._replace(levels=levels, score=score(model, levels, store_size=store_size))


def find_together(
    model: Model,
    asked: Sequence[Prepared],
    candidates: Sequence[Sequence[Candidate]],
    *,
    store_size: int,
) -> list[list[Found]]:
    """The same for all people of one document, each with its candidates.

    Who is strong in a case speaks for the others in it: in these cases the rest are weighed again with that company.
    For that, give every person's candidates all the people of cases where one person of the document is strong.
    """
    compared = [
        [(candidate, compare(person, candidate.prepared)) for candidate in known]
        for person, known in zip(asked, candidates, strict=True)
    ]
    alone = [_weighed(model, known, store_size=store_size) for known in compared]
    strong = [strong_cases(found) for found in alone]
    together = []
    for place, known in enumerate(compared):
        company = frozenset(case for other, cases in enumerate(strong) if other != place for case in cases)
        again = _weighed(model, known, store_size=store_size, known_cases=company) if company else alone[place]
        together.append(again)
    return crowd_out(together)


def strong_cases(found: Iterable[Found]) -> frozenset[Hashable]:
    """Cases in which this person is strongly found."""
    return frozenset(each.case for each in found if each.score.band == Band.STRONG and each.case is not None)


def crowd_out(together: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """Leave out whom another pair of these cases makes unlikely: a twin beside the twin who is strongly found."""
    by_person: dict[tuple[int, Hashable], float] = {}
    by_known: dict[Hashable, float] = {}
    for place, found in enumerate(together):
        for each in found:
            if each.score.band == Band.STRONG and each.case is not None:
                by_person[place, each.case] = max(each.score.bits, by_person.get((place, each.case), 0.0))
                by_known[each.key] = max(each.score.bits, by_known.get(each.key, 0.0))
    return [
        [
            each
            for each in found
            if max(by_person.get((place, each.case), 0.0), by_known.get(each.key, 0.0)) - each.score.bits
            < CROWDED_OUT_BY
        ]
        for place, found in enumerate(together)
    ]
