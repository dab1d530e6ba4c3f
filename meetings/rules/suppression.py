"""Small numbers: what a reader of aggregates may see, so that no cell follows from the others.

A cell below the area's threshold is not published, and whatever would give it away by subtraction is held back with it.
Threshold and denominator are local defaults, not confirmed against national guidance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# A rate of fewer cases than this says more about persons than about an area.
LEAST_DENOMINATOR = 20
PROTECTED = "not shown, to protect others"
TOO_FEW = f"not shown: fewer than {LEAST_DENOMINATOR} cases"
# A hidden cell must keep at least as many values that fit what is published.
LEAST_POSSIBLE = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is published: itself, or the words that stand for it."""

    value: int | None
    words: str

    @property
    def is_shown(self) -> bool:
        return self.value is not None


def shown(value: int) -> Cell:
    return Cell(value, str(value))


def under(below: int) -> Cell:
    return Cell(None, f"under {below}")


HIDDEN = Cell(None, PROTECTED)


def single(value: int, *, below: int) -> Cell:
    """A number that no other published number contains."""
    return shown(value) if value >= below else under(below)


def part_of(part: int, whole: int, *, below: int) -> Cell:
    """A part of a whole: hidden as well where the rest of the whole would be too small."""
    if part < below:
        return under(below)
    return HIDDEN if whole - part < below else shown(part)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts of a whole as they are published, and whether the whole may stand beside them."""

    cells: Mapping[str, Cell]
    may_show_whole: bool


def breakdown(parts: Mapping[str, int], *, below: int) -> Breakdown:
    """Parts whose sum is published too: small ones are hidden, and others with them until none can be worked out.

    Where even hiding all of them would not do, the whole must be hidden as well.
    """
    small = {name for name, count in parts.items() if count < below}
    beside: list[str] = []
    rest = sorted((name for name in parts if name not in small), key=lambda name: (parts[name], name))
    while small and rest and not _is_safe([parts[name] for name in small], [parts[name] for name in beside], below):
        beside.append(rest.pop(0))
    cells = {
        name: under(below) if name in small else HIDDEN if name in beside else shown(count)
        for name, count in parts.items()
    }
    is_safe = not small or _is_safe([parts[name] for name in small], [parts[name] for name in beside], below)
    return Breakdown(cells, is_safe)


def _is_safe(small: Sequence[int], beside: Sequence[int], below: int) -> bool:
    """Whether each small cell could have several values, by what a reader can work out.

    The reader knows the sum of all hidden cells, that the small ones are below the threshold and the others are not.
    """
    spare = sum(small) + sum(beside) - below * len(beside)
    most_of_others = (below - 1) * (len(small) - 1)
    lowest = 0 if beside else max(0, spare - most_of_others)
    highest = min(below - 1, spare)
    return highest - lowest + 1 >= LEAST_POSSIBLE


def total_of(cells: Sequence[Cell]) -> Cell:
    """A sum over cells of which some may be hidden: shown only where it says nothing new."""
    values = [cell.value for cell in cells if cell.value is not None]
    return shown(sum(values)) if len(values) == len(cells) else HIDDEN


def rate(numerator: Cell, denominator: int) -> str:
    """In whole per cent; a rate over a hidden number would give it away."""
    if denominator < LEAST_DENOMINATOR:
        return TOO_FEW
    if numerator.value is None:
        return PROTECTED
    return percent(numerator.value, denominator)


def percent(numerator: int, denominator: int) -> str:
    """`27%`; of nothing, words."""
    return f"{100 * numerator / denominator:.0f}%" if denominator else "no cases"
