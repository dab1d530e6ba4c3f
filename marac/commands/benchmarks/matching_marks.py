"""What is said of a matcher: F1 and recall over pairs, and how often an incoming person is found."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

PRECISIONS = (0.99, 0.999)
FIRST_FIVE = 5


class Scored(NamedTuple):
    """A pair of rows by their places, and how likely the matcher holds it."""

    row: int
    other: int
    score: float


@dataclass(frozen=True, slots=True)
class PairMarks:
    f1: float
    recall_at_99: float
    recall_at_999: float
    recall_of_all: float
    """Over every pair the matcher named at all."""


def pair_marks(pairs: Iterable[Scored], people: Sequence[str], number_of_true_pairs: int) -> PairMarks:
    """The best that any one threshold gives. Pairs of equal score stand or fall together."""
    ordered = sorted(pairs, key=lambda pair: -pair.score)
    best, recalls, right = 0.0, dict.fromkeys(PRECISIONS, 0.0), 0
    for number, pair in enumerate(ordered, start=1):
        right += people[pair.row] == people[pair.other]
        if number < len(ordered) and ordered[number].score == pair.score:
            continue
        best = max(best, 2 * right / (number + number_of_true_pairs))
        for precision in PRECISIONS:
            if right >= precision * number:
                recalls[precision] = right / number_of_true_pairs
    of_all = round(right / number_of_true_pairs, 4) if number_of_true_pairs else 0.0
    at_99, at_999 = (round(recalls[precision], 4) for precision in PRECISIONS)
    return PairMarks(round(best, 4), at_99, at_999, of_all)


class Found(NamedTuple):
    """What a matcher answers for one incoming person: rows of the store, the best first, and whether it is sure."""

    rows: Sequence[int]
    is_strong: bool


@dataclass(frozen=True, slots=True)
class IncomingMarks:
    """Of people who have come before, and of new ones."""

    number_of_known: int
    first: float
    first_five: float
    by_origin: Mapping[str, tuple[int, float, float]]
    """Origin of the name: number of people, found first, found in the first five."""
    strong_and_wrong: tuple[int, int]
    """Of how many strong best hits of known people how many are somebody else."""
    new_and_strong: tuple[int, int]
    """Of how many new people how many have a strong hit."""


def incoming_marks(
    found: Sequence[Found], people: Sequence[str], origins: Sequence[str], store: Sequence[str]
) -> IncomingMarks:
    known, seen = set(store), defaultdict[str, Counter[str]](Counter)
    strong, wrong, new, new_strong = 0, 0, 0, 0
    for answer, person, origin in zip(found, people, origins, strict=True):
        hits = [store[row] == person for row in answer.rows[:FIRST_FIVE]]
        if person not in known:
            new, new_strong = new + 1, new_strong + answer.is_strong
            continue
        seen[origin].update(people=1, first=bool(hits[:1] == [True]), five=any(hits))
        strong, wrong = strong + answer.is_strong, wrong + (answer.is_strong and not hits[0])
    whole = sum(seen.values(), Counter())
    return IncomingMarks(
        whole["people"],
        _share(whole["first"], whole["people"]),
        _share(whole["five"], whole["people"]),
        {
            origin: (
                counts["people"],
                _share(counts["first"], counts["people"]),
                _share(counts["five"], counts["people"]),
            )
            for origin, counts in sorted(seen.items())
        },
        (strong, wrong),
        (new, new_strong),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
