"""What happened to one person over all the cases a reader may open: one line an event, newest first, by year."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

KINDS = {
    "incidents": "Abuse",
    "referrals": "Referrals",
    "meetings": "Meetings",
    "actions": "Actions",
    "corrections": "Corrections",
}
SHOWN_AT_FIRST = ("incidents", "referrals", "meetings", "actions")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a case, and what the person is in that case."""

    kind: str
    on: date
    words: str
    role: str
    case_ref: str
    mark: str = ""  # a tag


@dataclass(frozen=True, slots=True)
class YearOfLife:
    """The events of one year."""

    year: int
    happenings: tuple[Happening, ...]


def by_year(happenings: Iterable[Happening], kinds: Collection[str]) -> tuple[YearOfLife, ...]:
    """Newest first; of one day, in the order of the kinds."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    chosen = sorted(
        (each for each in happenings if each.kind in kinds), key=lambda each: (-each.on.toordinal(), order[each.kind])
    )
    return tuple(YearOfLife(year, tuple(of_year)) for year, of_year in groupby(chosen, key=lambda each: each.on.year))


def read_kinds(text: str) -> tuple[str, ...] | None:
    """The kinds in an address, `incidents-meetings`; None where it names anything else."""
    named = text.split("-")
    return tuple(kind for kind in KINDS if kind in named) if named and set(named) <= set(KINDS) else None
