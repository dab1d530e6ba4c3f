"""A running order in which representatives wait less than in the order by rule, with the same constraints kept.

Kept are pins, updates of emergencies first, families side by side, hidden cases last, and who has to leave early; what
else the rule sorts by gives way.
"""

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from meetings.rules.running_search import CaseToRun, find_order
from meetings.rules.running_times import NO_PAUSE, Pause

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shorter:
    """An order found, what everybody waits in it and waited before, and which cases one takes up to get there."""

    order: tuple[str, ...]
    waited: int
    waits: int
    moved: frozenset[str]

    @property
    def saved(self) -> int:
        return self.waited - self.waits


def waiting_by_person(cases: Sequence[CaseToRun]) -> dict[str, int]:
    """Minutes each representative waits between the first and the last needed case."""
    people = sorted({person for case in cases for person in case.needed_by})
    return {person: _waiting_of(person, cases) for person in people}


def _waiting_of(person: str, cases: Sequence[CaseToRun]) -> int:
    places = [place for place, case in enumerate(cases) if person in case.needed_by]
    between = cases[places[0] : places[-1] + 1]
    return sum(case.minutes for case in between if person not in case.needed_by)


def total_waiting(cases: Sequence[CaseToRun]) -> int:
    """Minutes that all representatives wait together."""
    return sum(waiting_by_person(cases).values())


def shorten_waiting(
    now: Sequence[CaseToRun],
    *,
    by_rule: Sequence[str],
    leaves: Mapping[str, int] | None = None,
    pause: Pause = NO_PAUSE,
) -> Shorter:
    """The best order found for the cases as they stand `now`; `by_rule` keeps the constraints and is where it starts.

    `leaves` is the minute of the meeting at which somebody has to go: nobody misses more than in the order by rule.
    The same agenda always gives the same answer.
    """
    cases = {case.ref: case for case in now}
    order = _found(tuple(cases[ref] for ref in by_rule), tuple(sorted((leaves or {}).items())), pause)
    return Shorter(
        order=tuple(case.ref for case in order),
        waited=total_waiting(now),
        waits=total_waiting(order),
        moved=taken_up([case.ref for case in now], [case.ref for case in order]),
    )


@lru_cache(maxsize=32)
def _found(start: tuple[CaseToRun, ...], leaves: tuple[tuple[str, int], ...], pause: Pause) -> tuple[CaseToRun, ...]:
    """Kept, for moving a case by hand changes nothing of it."""
    return tuple(find_order(start, dict(leaves), pause))


def taken_up(before: Sequence[Item], after: Sequence[Item]) -> frozenset[Item]:
    """The fewest cases one has to take up and put elsewhere to come from one order to the other."""
    places = {ref: n for n, ref in enumerate(after)}
    rising: list[int] = []
    runs: list[tuple[Item, ...]] = []
    for ref in before:
        length = bisect_left(rising, places[ref])
        rising[length : length + 1] = [places[ref]]
        runs[length : length + 1] = [(*(runs[length - 1] if length else ()), ref)]
    return frozenset(before) - frozenset(runs[-1] if runs else ())
