"""The search behind a running order: few cases are tried in every order, many in a fixed number of fixed steps.

Never a limit of time: the same agenda has to give the same answer on every machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from operator import or_

from meetings.rules.running_times import Pause, offsets

TRIED_IN_EVERY_ORDER = 12
STEPS = 6_000
SEED = 20260916
WARMEST, COOLEST = 40.0, 1.0  # minutes by which a step may be worse, at the beginning and at the end
MISSED_WEIGHS = 10_000  # that somebody needed has left weighs more than any waiting
_Cost = tuple[int, int]  # needed cases that somebody misses by leaving, then minutes waited


@dataclass(frozen=True, slots=True)
class CaseToRun:
    """What the waiting depends on. Cases of one `family` stand side by side; `needed_by` are representatives."""

    ref: str
    minutes: int
    needed_by: frozenset[str] = frozenset()
    family: str = ""
    is_pinned: bool = False
    is_first: bool = False
    is_last: bool = False

    @property
    def is_free(self) -> bool:
        return not self.is_pinned and not self.is_last


def find_order(start: Sequence[CaseToRun], leaves: Mapping[str, int], pause: Pause) -> list[CaseToRun]:
    """The best order found, never worse than `start`, whose pins and last cases stay where they stand."""
    table = Table(start, leaves, pause)
    free = [n for n, case in enumerate(start) if case.is_free]
    found = _by_trying_all(table) if len(free) <= TRIED_IN_EVERY_ORDER else _by_steps(table)
    best = min((list(range(len(start))), found), key=table.cost)
    return [start[n] for n in best]


class Table:
    """The cases as bits: whom each needs, who must be gone when, and which cases are of one family."""

    def __init__(self, cases: Sequence[CaseToRun], leaves: Mapping[str, int], pause: Pause) -> None:
        people = sorted({person for case in cases for person in case.needed_by})
        bits = {person: 1 << n for n, person in enumerate(people)}
        self.cases, self.pause = cases, pause
        self.minutes = [case.minutes for case in cases]
        self.needed = [sum(bits[person] for person in case.needed_by) for case in cases]
        self.leaving = sorted((minute, bits[person]) for person, minute in leaves.items() if person in bits)
        self.kin = [_family_of(cases, n) for n in range(len(cases))]
        self.is_early = [any(cases[m].is_first for m in _each(mask)) for mask in self.kin]

    def cost(self, order: Sequence[int]) -> _Cost:
        """Read from the front, a person has begun; read from the back, somebody is needed yet."""
        needed = [self.needed[case] for case in order]
        yet = list(accumulate(reversed(needed), or_))[::-1]
        begun = missed = waited = 0
        for case, wanted, later in zip(order, needed, yet, strict=True):
            waited += self.minutes[case] * (begun & later & ~wanted).bit_count()
            begun |= wanted
        if self.leaving:
            ends = [end for _, end in offsets([self.minutes[case] for case in order], self.pause)]
            missed = sum(self.missing(case, end) for case, end in zip(order, ends, strict=True))
        return missed, waited

    def missing(self, case: int, end: int) -> int:
        """Of those needed, how many have left before the case ends."""
        return sum(1 for minute, person in self.leaving if minute < end and person & self.needed[case])


def _family_of(cases: Sequence[CaseToRun], n: int) -> int:
    """The family of a free case as bits; a case without one is its own."""
    family = cases[n].family
    if not family or not cases[n].is_free:
        return 1 << n
    return sum(1 << m for m, case in enumerate(cases) if case.family == family and case.is_free)


def _each(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


@dataclass(frozen=True, slots=True)
class _Heard:
    """The best way to have heard a set of cases; what follows depends on the set alone."""

    order: tuple[int, ...] = ()
    cost: _Cost = (0, 0)
    begun: int = 0
    minutes: int = 0


def _by_trying_all(table: Table) -> list[int]:
    everything = (1 << len(table.cases)) - 1
    best = {0: _Heard()}
    for place in range(len(table.cases)):
        after: dict[int, _Heard] = {}
        for heard, way in best.items():
            yet = 0
            for case in _each(everything & ~heard):
                yet |= table.needed[case]
            for case in _next_cases(table, everything & ~heard, heard, place):
                further = _one_more(table, way, case, yet)
                known = after.get(heard | 1 << case)
                if known is None or further.cost < known.cost:
                    after[heard | 1 << case] = further
        best = after
    return list(best[everything].order)


def _next_cases(table: Table, left: int, heard: int, place: int) -> Iterator[int]:
    """What may stand at a place: what is held there, else the rest of a family begun, else updates, else the free."""
    if not table.cases[place].is_free:
        yield place
        return
    free = [case for case in _each(left) if table.cases[case].is_free]
    begun = [case for case in free if table.kin[case] & heard]
    wanted = begun or [case for case in free if table.is_early[case]] or free
    updates = [case for case in wanted if table.cases[case].is_first]
    yield from updates or wanted


def _one_more(table: Table, way: _Heard, case: int, yet: int) -> _Heard:
    """Those who have begun and are needed yet wait through it."""
    missed, waited = way.cost
    if table.leaving:
        has_paused = bool(way.order) and way.minutes >= table.pause.after
        rest = table.pause.minutes if has_paused else 0
        missed += table.missing(case, way.minutes + rest + table.minutes[case])
    waited += table.minutes[case] * (way.begun & yet & ~table.needed[case]).bit_count()
    begun = way.begun | table.needed[case]
    return _Heard((*way.order, case), (missed, waited), begun, way.minutes + table.minutes[case])


def _by_steps(table: Table) -> list[int]:
    """Steps from the order by rule, at first also to worse ones, then to better ones alone."""
    return _Walk(table, _Steps(SEED)).best


class _Steps:
    """The same row of numbers every time, after Park and Miller; nothing secret may come from it."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def share(self) -> float:
        self.state = self.state * 48_271 % 2_147_483_647
        return self.state / 2_147_483_647

    def below(self, end: int) -> int:
        return int(self.share() * end)


class _Walk:
    """One walk through the orders that keep the constraints."""

    def __init__(self, table: Table, chance: _Steps) -> None:
        self.table, self.chance = table, chance
        self.held = {n: n for n, case in enumerate(table.cases) if not case.is_free}
        self.zones = _zones(table)
        self.best = self._order(self.zones)
        self._walk()

    def _walk(self) -> None:
        here, weight = self.zones, self._weight(self.best)
        least = weight
        for step in range(STEPS):
            there = self._step(here)
            order = self._order(there)
            then = self._weight(order)
            warmth = WARMEST * (COOLEST / WARMEST) ** (step / STEPS)
            if then <= weight or self.chance.share() < exp((weight - then) / warmth):
                here, weight = there, then
            if then < least:
                self.best, least = order, then

    def _weight(self, order: Sequence[int]) -> int:
        missed, waited = self.table.cost(order)
        return missed * MISSED_WEIGHS + waited

    def _order(self, zones: Sequence[Sequence[Sequence[int]]]) -> list[int]:
        free = iter([case for zone in zones for group in zone for case in group])
        return [self.held[place] if place in self.held else next(free) for place in range(len(self.table.cases))]

    def _step(self, zones: list[list[list[int]]]) -> list[list[list[int]]]:
        """Take up a stretch of groups, or turn it round; now and then change two cases of one family."""
        longest = max(range(len(zones)), key=lambda n: len(zones[n]))
        which = longest if self.chance.share() < 0.9 else self.chance.below(len(zones))  # noqa: PLR2004
        zone = [list(group) for group in zones[which]]
        if self.chance.share() < 0.2:  # noqa: PLR2004
            self._inside(zone)
        elif len(zone) > 1:
            first, last = sorted((self.chance.below(len(zone)), self.chance.below(len(zone))))
            stretch, rest = zone[first : last + 1], zone[:first] + zone[last + 1 :]
            if self.chance.share() < 0.5:  # noqa: PLR2004
                zone = zone[:first] + stretch[::-1] + zone[last + 1 :]
            else:
                at = self.chance.below(len(rest) + 1)
                zone = rest[:at] + stretch + rest[at:]
        return [zone if n == which else kept for n, kept in enumerate(zones)]

    def _inside(self, zone: list[list[int]]) -> None:
        large = [group for group in zone if len(group) > 1]
        if not large:
            return
        group = large[self.chance.below(len(large))]
        one, other = self.chance.below(len(group)), self.chance.below(len(group))
        if self.table.cases[group[one]].is_first == self.table.cases[group[other]].is_first:
            group[one], group[other] = group[other], group[one]


def _zones(table: Table) -> list[list[list[int]]]:
    """Families with an update, then the others; in each the families in the order they stand in."""
    groups: dict[int, list[int]] = {}
    for n, case in enumerate(table.cases):
        if case.is_free:
            groups.setdefault(table.kin[n], []).append(n)
    early = [sorted(group, key=lambda n: not table.cases[n].is_first) for group in groups.values()]
    zones = [[g for g in early if table.is_early[g[0]]], [g for g in early if not table.is_early[g[0]]]]
    return [zone for zone in zones if zone] or [[]]
