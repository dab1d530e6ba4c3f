"""What a risk tool is: its questions, how it is scored, its bands, whose words they are, and when it was in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked, in our own short words."""

    id: str
    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a scale: from `least` on, and below `below`; without an end where there is none above."""

    name: str
    least: Decimal
    below: Decimal | None = None

    def holds(self, raw: Decimal) -> bool:
        return self.least <= raw and (self.below is None or raw < self.below)


@dataclass(frozen=True, slots=True)
class RiskTool:
    """A tool in one version. Versions are added, never edited: a kept answer reads by the version it was given under.

    `valid_from` is empty where no source gives a first day. What no source confirms says so on its page.
    """

    id: str
    version: int
    title: str
    scoring: str
    limits: str
    source: str
    read_on: date
    questions: tuple[Question, ...] = ()
    bands: tuple[Band, ...] = ()
    licence: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    is_confirmed: bool = True

    def is_in_force(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


def band_of(bands: Iterable[Band], raw: Decimal) -> str | None:
    """The name of the band a figure stands in; None where the tool has no band for it."""
    return next((band.name for band in bands if band.holds(raw)), None)


def rising(*steps: tuple[str, str]) -> tuple[Band, ...]:
    """Bands that follow each other, by the name and the least figure of each; the last has no end."""
    least = [Decimal(first) for _, first in steps]
    ends: list[Decimal | None] = [*least[1:], None]
    return tuple(Band(name, first, end) for (name, _), first, end in zip(steps, least, ends, strict=True))
