"""Merging two texts of one section, line by line. A line changed by both is never decided by the machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

type_of_change = tuple[int, int, list[str]]  # lines [start, end) of the base, and what stands there instead


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text; None when the same lines were changed in two ways."""

    text: str | None


def merge_texts(*, base: str, mine: str, theirs: str) -> Merged:
    """Both sides' changes to `base` together. Lines added at the same place by both stand one after the other."""
    lines = base.splitlines()
    my_changes, their_changes = _changes(lines, mine), _changes(lines, theirs)
    if _clash(my_changes, their_changes):
        return Merged(None)
    return Merged("\n".join(_applied(lines, my_changes, their_changes)))


def _changes(base: Sequence[str], text: str) -> list[type_of_change]:
    lines = text.splitlines()
    matcher = SequenceMatcher(None, base, lines, autojunk=False)
    return [(i1, i2, lines[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _clash(mine: Sequence[type_of_change], theirs: Sequence[type_of_change]) -> bool:
    return any(_touch(one, other) for one in mine for other in theirs if one != other)


def _touch(one: type_of_change, other: type_of_change) -> bool:
    """Two changes of the same lines. Two additions at one place do not touch, nor an addition at an edge."""
    return max(one[0], other[0]) < min(one[1], other[1]) or _inside(one, other) or _inside(other, one)


def _inside(addition: type_of_change, change: type_of_change) -> bool:
    """Lines added in the midst of lines that the other side changed."""
    return addition[0] == addition[1] and change[0] < addition[0] < change[1]


def _applied(base: Sequence[str], mine: Sequence[type_of_change], theirs: Sequence[type_of_change]) -> list[str]:
    changes = sorted([*theirs, *(change for change in mine if change not in theirs)], key=lambda change: change[:2])
    merged: list[str] = []
    at = 0
    for start, end, lines in changes:
        merged += base[at:start]
        merged += lines
        at = max(at, end)
    return [*merged, *base[at:]]
