"""A score told in words and bits, drawn from levels, model and size of the store alone: no name, date or address."""

from typing import NamedTuple

from meetings.people.explaining_words import COMPARISON_WORDS, LEVEL_WORDS
from meetings.people.levels import Address, Alike, Born, Forename, Levels, Number, Surname
from meetings.people.model import Model
from meetings.people.scoring import Weighed, weigh

HOUSEHOLD = "Relatives and flatmates share these too"
EVEN_BITS = 0.5
"""Below half a bit the odds are called even."""
MOST_ODDS = 1_000_000


class Step(NamedTuple):
    """One line of the account. The bits of all steps add up to the score."""

    comparison: str
    """Which comparison speaks; `prior`, `household` and `guard` stand for themselves."""
    words: str
    bits: float


def waterfall(model: Model, levels: Levels, *, store_size: int) -> tuple[Step, ...]:
    """First what speaks before anything is compared, then the comparisons, then household and guard.

    Comparisons come by weight, largest first, whether they speak for one person or against.
    """
    weighed = weigh(model, levels, store_size=store_size)
    steps = [*_compared(model, levels, weighed)]
    steps.sort(key=lambda step: -abs(step.bits))
    return (_prior(weighed, store_size), *steps, *_corrections(weighed))


def level_words(levels: Levels) -> tuple[tuple[str, str], ...]:
    """Each comparison that could be made and what it came to, in the order of a record: (`surname`, `the same`)."""
    pairs = zip(Levels._fields, levels, strict=True)
    return tuple(
        (name, LEVEL_WORDS[name][level]) for name, level in pairs if level and not _is_plain_order(name, level)
    )


def odds(bits: float) -> str:
    """The total as odds: `about 250 to 1 for one person`."""
    if abs(bits) < EVEN_BITS:
        return "about even"
    whole = min(2 ** abs(bits), MOST_ODDS)
    number = "more than a million" if whole == MOST_ODDS else f"about {_rounded(whole):,}"
    return f"{number} to 1 {'for' if bits > 0 else 'against'} one person"


def household_hint(model: Model, levels: Levels, *, store_size: int) -> str:
    """A sentence where this looks like a relative or a flatmate; empty otherwise."""
    if not weigh(model, levels, store_size=store_size).is_household:
        return ""
    same = [words for name, words, levels_said in SHARED if getattr(levels, name) in levels_said]
    other = [words for name, words, levels_said in OTHER if getattr(levels, name) in levels_said]
    shared = f"Same {_listed(same)}" if same else "Much is shared"
    but = f", other {_listed(other)}" if other else ""
    return f"{shared}{but}: probably a relative, or someone of the same home."


SHARED = (
    ("address", "address", (Address.SAME_LINE, Address.SAME_LINE_IN_AREA)),
    ("surname", "surname", range(Surname.SAME, Surname.INITIAL)),
    ("phone", "phone", (Number.SAME,)),
)
OTHER = (
    ("forename", "forename", (Forename.SIMILAR, Forename.DIFFERS)),
    ("born", "date of birth", range(Born.WITHIN_TWO_YEARS, Born.FAR + 1)),
    ("sex", "sex", (Alike.DIFFERS,)),
)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _is_plain_order(name: str, level: int) -> bool:
    """That names stand as they should is not worth a line."""
    return name == "order" and level == 1


def _prior(weighed: Weighed, store_size: int) -> Step:
    return Step("prior", f"Before comparing: two records out of {store_size:,}", weighed.prior)


def _compared(model: Model, levels: Levels, weighed: Weighed) -> list[Step]:
    rows = zip(Levels._fields, levels, model.bits_same, strict=True)
    # A rival has no weight of its own: it is told where it holds the score back.
    steps = [
        Step(name, f"{COMPARISON_WORDS[name]}: {LEVEL_WORDS[name][level]}", bits[level])
        for name, level, bits in rows
        if level and name not in ("company", "rival") and not _is_plain_order(name, level)
    ]
    if levels.company:
        steps.append(Step("company", f"{COMPARISON_WORDS['company']}: {LEVEL_WORDS['company'][1]}", weighed.company))
    return steps


def _corrections(weighed: Weighed) -> list[Step]:
    steps = [Step("household", HOUSEHOLD, weighed.correction)]
    if weighed.guard.words:
        steps.append(Step("guard", weighed.guard.words, weighed.guard.bits))
    return steps


def _rounded(number: float) -> int:
    """Two figures say enough."""
    whole = round(number)
    keep = max(len(str(whole)) - 2, 0)
    return round(whole, -keep)
