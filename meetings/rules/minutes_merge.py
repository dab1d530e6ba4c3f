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


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines of the base that both sides changed, each in their own way."""

    mine: str
    theirs: str


def clashes_of(*, base: str, mine: str, theirs: str) -> tuple[Clash, ...]:
    """What a person has to decide; nothing when the two texts merge by themselves."""
    lines = base.splitlines()
    regions = _regions(_changes(lines, mine), _changes(lines, theirs))
    return tuple(
        Clash("\n".join(region.text(lines, region.mine)), "\n".join(region.text(lines, region.theirs)))
        for region in regions
        if region.is_clash
    )


def settle_texts(*, base: str, mine: str, theirs: str, keep: str) -> str:
    """Both sides' changes together; where they clash, the side to `keep`, or `both` one under the other."""
    lines = base.splitlines()
    settled: list[str] = []
    at = 0
    for region in _regions(_changes(lines, mine), _changes(lines, theirs)):
        settled += lines[at : region.start]
        settled += _decided(lines, region, keep)
        at = region.end
    return "\n".join([*settled, *lines[at:]])


@dataclass(slots=True)
class _Region:
    """A stretch of the base with all changes that touch one another."""

    start: int
    end: int
    mine: list[type_of_change]
    theirs: list[type_of_change]

    @property
    def is_clash(self) -> bool:
        return _clash(self.mine, self.theirs)

    def text(self, base: Sequence[str], changes: Sequence[type_of_change]) -> list[str]:
        made: list[str] = []
        at = self.start
        for start, end, lines in changes:
            made += [*base[at:start], *lines]
            at = end
        return [*made, *base[at : self.end]]


def _decided(base: Sequence[str], region: _Region, keep: str) -> list[str]:
    if not region.is_clash:
        # Additions at one place stand one after the other; the same change of both is made once.
        inside = base[region.start : region.end]
        moved = [
            [(start - region.start, end - region.start, lines) for start, end, lines in side]
            for side in (region.mine, region.theirs)
        ]
        return _applied(inside, *moved)
    mine, theirs = region.text(base, region.mine), region.text(base, region.theirs)
    if keep == "both":
        return [*theirs, *(line for line in mine if line not in theirs)]
    return mine if keep == "mine" else theirs


def _regions(mine: Sequence[type_of_change], theirs: Sequence[type_of_change]) -> list[_Region]:
    """Changes in order; those that overlap or stand at one place share a region."""
    tagged = [(change, True) for change in mine] + [(change, False) for change in theirs]
    regions: list[_Region] = []
    for change, is_mine in sorted(tagged, key=lambda entry: (entry[0][0], entry[0][1], entry[1])):
        start, end, _ = change
        last = regions[-1] if regions else None
        if last is None or not (start < last.end or (start, end) == (last.start, last.end)):
            last = _Region(start, end, [], [])
            regions.append(last)
        last.end = max(last.end, end)
        (last.mine if is_mine else last.theirs).append(change)
    return regions


def _changes(base: Sequence[str], text: str) -> list[type_of_change]:
    lines = text.splitlines()
    matcher = SequenceMatcher(None, base, lines, autojunk=False)
    return [
        change
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
        for change in _parted(base, i1, i2, lines[j1:j2])
    ]


def _parted(base: Sequence[str], start: int, end: int, lines: list[str]) -> list[type_of_change]:
    """Lines changed, apart from lines added just before or after them: an addition clashes with nothing."""
    number = end - start
    if number == 0 or len(lines) <= number:
        return [(start, end, lines)]
    offset = max(
        range(len(lines) - number + 1),
        key=lambda at: sum(
            SequenceMatcher(None, base[start + step], lines[at + step], autojunk=False).ratio()
            for step in range(number)
        ),
    )
    parts = [
        (start, start, lines[:offset]),
        (start, end, lines[offset : offset + number]),
        (end, end, lines[offset + number :]),
    ]
    return [part for part in parts if part[0] < part[1] or part[2]]


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
