"""The SafeLives Dash checklist of 24 items: a count of yes, and what its gaps could still reach.

Source: SafeLives Dash risk checklist, 2014 practice pack, read in November 2026. The maker asks that its form be kept
unchanged; here stand neutral short labels, and an area loads its licensed wording itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meetings.risk.dash_labels import SHORT_LABELS
from meetings.risk.tool import Question, RiskTool

TOOL = "safelives-dash-24"
NUMBER_OF_ITEMS = 24
DEFAULT_THRESHOLD = 14  # SafeLives' own; each area has a dated setting.
SOURCE = "SafeLives Dash risk checklist, 24 items, 2014 edition."
LICENCE = "The wording of the checklist belongs to SafeLives; these are short labels and not its questions."
LIMITS = (
    "The score counts yes answers and nothing else. It does not measure danger, ranks nobody, "
    "and a low score does not mean that somebody is safe."
)
ANSWERS = ("yes", "no", "dont_know")

DASH_24 = RiskTool(
    id=TOOL,
    version=1,
    title="Risk checklist of 24 items",
    scoring="The number of items answered yes. Details and judgement add nothing to it.",
    limits=LIMITS,
    source=SOURCE,
    read_on=date(2026, 11, 21),
    questions=tuple(Question(str(item), label, ANSWERS) for item, label in SHORT_LABELS.items()),
    licence=LICENCE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one checklist. No answer at all is not a low risk: it is not assessed."""

    score: int
    no: int
    dont_know: int
    blank: int

    @property
    def highest_possible(self) -> int:
        return self.score + self.dont_know + self.blank

    @property
    def is_assessed(self) -> bool:
        return self.score + self.no + self.dont_know > 0


def count_answers(answers: object) -> Counted:
    """Of answers by item number. Details and sub-ticks never count; neither does anybody's judgement."""
    given = answers if isinstance(answers, Mapping) else {}
    values = [given.get(str(item)) for item in SHORT_LABELS]
    yes, no, dont_know = (values.count(word) for word in ("yes", "no", "dont_know"))
    return Counted(yes, no, dont_know, NUMBER_OF_ITEMS - yes - no - dont_know)


def is_visible_high_risk(counted: Counted, threshold: int) -> bool:
    return counted.score >= threshold


def is_possible_high_risk(counted: Counted, threshold: int) -> bool:
    """Not over the threshold, but its gaps could reach it."""
    return counted.score < threshold <= counted.highest_possible


def risks_named(answers: object) -> tuple[int, ...]:
    """The items answered yes, for risks without an action."""
    given = answers if isinstance(answers, Mapping) else {}
    return tuple(item for item in SHORT_LABELS if given.get(str(item)) == "yes")


def say_score(counted: Counted) -> str:
    """`15 yes of 24, 2 not known, 0 blank. Could be up to 17.`"""
    if not counted.is_assessed:
        return "Not assessed: all 24 items are blank."
    return (
        f"{counted.score} yes of {NUMBER_OF_ITEMS}, {counted.dont_know} not known, {counted.blank} blank. "
        f"Could be up to {counted.highest_possible}."
    )


def change_since(before: object, now: object) -> tuple[str, ...]:
    """The items answered otherwise than in the checklist before, a sentence each."""
    old, new = (given if isinstance(given, Mapping) else {} for given in (before, now))
    items = [(item, old.get(str(item)), new.get(str(item))) for item in SHORT_LABELS]
    return tuple(
        f"{item} {SHORT_LABELS[item]}: before {_ANSWER_WORDS.get(was, 'blank')}, now {_ANSWER_WORDS.get(is_, 'blank')}."
        for item, was, is_ in items
        if was != is_
    )


_ANSWER_WORDS: dict[object, str] = {"yes": "yes", "no": "no", "dont_know": "not known"}
