"""A meeting with more cases than it can hear, split in two: which stay, which go to a second list.

Families stay together. What the chair pinned, updates, and what was taken late stay, and their families with them. As
few cases move as will do, of those referred last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CaseToSplit:
    """What a split depends on. `people` are the persons of the case; `holds` says why it stays, or nothing."""

    ref: str
    referred_on: date
    people: frozenset[str] = frozenset()
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Both lists, in the order the cases stood in."""

    stay: tuple[str, ...]
    move: tuple[str, ...]
    families: tuple[frozenset[str], ...]  # of more than one case
    capacity: int

    @property
    def is_enough(self) -> bool:
        """Both lists can be heard."""
        return len(self.stay) <= self.capacity and len(self.move) <= self.capacity

    def family_of(self, ref: str) -> frozenset[str]:
        return next((family for family in self.families if ref in family), frozenset({ref}))


def split(cases: Sequence[CaseToSplit], capacity: int) -> Split:
    """The same cases in the same order always give the same split."""
    families = families_of(cases)
    free = [family for family in families if not any(case.holds for case in family)]
    chosen = _fewest(sorted(free, key=_newest_first), at_least=len(cases) - capacity)
    moving = {case.ref for family in chosen for case in family}
    return Split(
        stay=tuple(case.ref for case in cases if case.ref not in moving),
        move=tuple(case.ref for case in cases if case.ref in moving),
        families=tuple(frozenset(case.ref for case in family) for family in families if len(family) > 1),
        capacity=capacity,
    )


def families_of(cases: Sequence[CaseToSplit]) -> list[list[CaseToSplit]]:
    """Cases that share a person, directly or through another case."""
    families: list[tuple[set[str], list[CaseToSplit]]] = []
    for case in cases:
        touched = [family for family in families if family[0] & case.people]
        people = set(case.people).union(*(family[0] for family in touched))
        members = [member for family in touched for member in family[1]]
        families = [family for family in families if family not in touched]
        families.append((people, [*members, case]))
    return [members for _, members in families]


def _newest_first(family: Sequence[CaseToSplit]) -> tuple[int, str]:
    return (-max(case.referred_on.toordinal() for case in family), min(case.ref for case in family))


def _fewest(families: Sequence[list[CaseToSplit]], *, at_least: int) -> list[list[CaseToSplit]]:
    """Whole families with the smallest number of cases that is enough; all of them where none is."""
    if at_least <= 0:
        return []
    ways: dict[int, tuple[int, ...]] = {0: ()}
    for place, family in enumerate(families):
        longer = {number + len(family): (*chosen, place) for number, chosen in ways.items()}
        # Of two ways to the same number the one with the families referred last stands already.
        ways = longer | ways
    enough = [number for number in ways if number >= at_least]
    return [families[place] for place in (ways[min(enough)] if enough else range(len(families)))]
