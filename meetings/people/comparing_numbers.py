"""Compare numbers that one office gives to one person: health, police, probation and prison, and any other."""

from typing import NamedTuple

from rapidfuzz.distance import OSA

from meetings.people.levels import Number


class Numbers(NamedTuple):
    """Four comparisons of Levels."""

    nhs: int
    police: int
    custody: int
    number: int


NOTHING = Numbers(0, 0, 0, 0)
OFFICES = {"nhs": 0, "pnc": 1, "cro": 1, "crn": 2, "prison": 2, "visor": 2}
OTHER_OFFICE = 3

_slips = OSA.distance


def compare_numbers(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> Numbers:
    """Best level for each office; 0 where no kind of number is known on both sides."""
    if not a or not b:
        return NOTHING
    best = [0, 0, 0, 0]
    for kind, mine in a:
        office = OFFICES.get(kind, OTHER_OFFICE)
        for level in (_compare(mine, other) for other_kind, other in b if other_kind == kind):
            best[office] = level if not best[office] else min(best[office], level)
    return Numbers(*best)


def _compare(a: str, b: str) -> int:
    if a == b:
        return Number.SAME
    return Number.ONE_SLIP if _slips(a, b, score_cutoff=1) <= 1 else Number.DIFFERS
