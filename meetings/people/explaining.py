"""A score told in words and bits, drawn from levels, model and size of the store alone: no name, date or address."""

from typing import NamedTuple

from meetings.people.levels import Levels
from meetings.people.model import Model


class Step(NamedTuple):
    """One line of the account. The bits of all steps add up to the score."""

    comparison: str
    """Which comparison speaks; `prior`, `household` and `guard` stand for themselves."""
    words: str
    bits: float


def waterfall(model: Model, levels: Levels, *, store_size: int) -> tuple[Step, ...]:
    """First what speaks before anything is compared, then the comparisons, largest first, then household and guard."""
    raise NotImplementedError


def level_words(levels: Levels) -> tuple[tuple[str, str], ...]:
    """Each comparison that could be made and what it came to, in the order of a record: (`surname`, `almost the same`)."""
    raise NotImplementedError


def odds(bits: float) -> str:
    """The total as odds: `about 250 to 1 for one person`."""
    raise NotImplementedError


def household_hint(model: Model, levels: Levels, *, store_size: int) -> str:
    """A sentence where this looks like a relative or a flatmate; empty otherwise."""
    raise NotImplementedError
