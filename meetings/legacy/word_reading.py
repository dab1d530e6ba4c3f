"""One answer of a Word form as it is read: the value, how sure, and by which rule. What is not sure is not a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from meetings.forms.declaration import Json
from meetings.legacy.word_fields import How

NOT_SAID = frozenset(
    "n/k nk n.k. n/k. not known unknown not recorded not given don't know dont know ? - – n/a na tbc none known".split(
        " "
    )
) | {"not known", "not recorded", "not given", "don't know", "dont know", "none known", "not sure"}


class Sure(StrEnum):
    """How sure a reading is, as the report says it."""

    WRITTEN = "written"
    RULE = "rule"
    BLANK = "blank"
    SAID = "said"
    NOT_PLACED = "not_placed"
    PERSON = "person"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Sure.WRITTEN: "Taken as written",
    Sure.RULE: "Read by a rule",
    Sure.BLANK: "Blank: not known",
    Sure.SAID: "Said by a person",
    Sure.NOT_PLACED: "Not placed",
    Sure.PERSON: "Needs a person",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one answer. `values` are by path, with a star for the number of the person (`at`)."""

    sure: Sure
    shown: str = ""
    why: str = ""
    values: Mapping[str, Json] = field(default_factory=dict)
    not_given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader may lean on: the day, the agencies by every name, and the order in which this form writes dates."""

    today: date
    agencies: Mapping[str, str] = field(default_factory=dict)
    is_day_first: bool | None = None
    why_day_first: str = ""


def is_not_said(text: str) -> bool:
    """`n/k`, `?` and a blank box say the same: nothing."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    return not plain.strip(" .?-–_") or plain in NOT_SAID


def blank(path: str, text: str) -> Read:
    return Read(Sure.BLANK, "Not known", "Written as not known." if text.strip() else "", not_given=(path,))


def unsure(why: str) -> Read:
    """Nothing is taken; the words stay in the report until a person says what they mean."""
    return Read(Sure.PERSON, "", why)


READ_APART = frozenset({How.NAMES, How.BORN, How.RELATION, How.ADDRESS})
"""Answers that may be about several people in one cell."""
