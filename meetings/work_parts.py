"""What a work list is made of: one next thing, counts that are doors, dates to come, what was opened last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from marac.counts import show_noun
from marac.dates import show_moment


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things, the list of exactly those, and what presses most among them."""

    number: int
    one: str
    many: str
    href: str
    beside: str = ""

    @property
    def words(self) -> str:
        return show_noun(self.number, self.one, self.many)


@dataclass(frozen=True, slots=True)
class NextThing:
    """One sentence and one button."""

    sentence: str
    button: str
    href: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Coming:
    """A date to come, with the page that belongs to it."""

    words: str
    href: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence at the side, and the page that belongs to it; empty for none."""

    words: str
    link: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Recent:
    """Something this person opened lately, by reference."""

    ref: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class WorkList:
    """The start page of one seat. It names nobody."""

    next: NextThing | None
    counts: tuple[Count, ...] = ()
    coming: tuple[Coming, ...] = ()
    facts: tuple[Fact, ...] = ()
    recent: tuple[Recent, ...] = ()

    @property
    def version(self) -> str:
        """Changes when a count changes."""
        return "-".join(str(count.number) for count in self.counts) or "0"

    @property
    def nothing_waits(self) -> str:
        when = f" Next date: {show_moment(self.coming[0].at)}." if self.coming else ""
        return f"Nothing is waiting for you.{when}"


def earliest(candidates: Iterable[NextThing | None]) -> NextThing | None:
    """The one with the nearest deadline; of two at once the one named first."""
    found = [candidate for candidate in candidates if candidate is not None]
    return min(found, key=lambda thing: thing.due_at, default=None)


def number_new(known: str, now: str) -> int:
    """By how many things the counts of one version exceed those of another; 1 where they cannot be compared."""
    before, after = known.split("-"), now.split("-")
    if len(before) != len(after) or not all(part.isdecimal() and len(part) < 7 for part in before):  # noqa: PLR2004
        return 1
    return sum(max(0, int(new) - int(old)) for old, new in zip(before, after, strict=True))
