"""What a form is made of: fields of a kind, groups, rows that repeat, and the pages that ask for them.

Labels and sentences stand in the catalogue (`words.py`) under keys made of a group's words and a field's name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

NOT_KNOWN = "not_known"
NOT_ASKED = "not_asked"
NOT_GIVEN = (NOT_KNOWN, NOT_ASKED)
# One at sign with something on both sides, in plain letters: a letter of another script that looks like one of ours
# leads to the mailbox of somebody else. A mail server decides the rest.
EMAIL_PATTERN = r"[!-?A-~]+@[!-?A-~]+"


class Kind(StrEnum):
    """How a value is written and asked."""

    FIXED = "fixed"
    TEXT = "text"
    LONG = "long"
    DATE = "date"
    MOMENT = "moment"
    BORN_ON = "born_on"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    LINES = "lines"
    AGENCY = "agency"
    PHONE = "phone"
    EMAIL = "email"


class Need(StrEnum):
    """What it means when nobody answers: nothing, a gap that may stay, a gap to be answered before sending."""

    NO = "no"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class When:
    """A follow-up is asked when `field` holds one of `values`: a neighbour's name, or a whole path after `/`.

    Of a list of choices one of them is enough. With `is_not` it is asked when the field holds an answer and none of
    these; blank is no answer.
    """

    field: str
    values: tuple[Json, ...]
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Asked when one of these holds."""

    tests: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Asked when all of these hold."""

    tests: tuple[When, ...]


Condition: TypeAlias = When | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class Field:
    """One answer.

    `optional` may be left out of an exchange document, `nullable` may be null there. `is_open` accepts other codes
    or words than its choices. `unsure` is what the document says where a page says not known or not asked and the
    document's own choices cannot say so. `needed_if` narrows a need to some answers beside it. `essential` has no way
    round: a page cannot answer it "not known". `may_be_ahead` lets a page take a date after today;
    `offers_not_known` lets one answer so where nothing is needed. A decimal lies from `least` to `most` and has at most
    `decimals` figures after its point.
    """

    name: str
    kind: Kind
    nullable: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()
    is_open: bool = False
    or_code: str = ""
    fixed: Json = None
    pattern: str = ""
    least: int = 0
    most: int = 0
    decimals: int = 2
    asked_if: Condition | None = None
    needed_if: Condition | None = None
    need: Need = Need.NO
    essential: bool = False
    unsure: Json = None
    is_tick: bool = False
    offers_not_known: bool = False
    may_be_ahead: bool = False
    protected: bool = False
    search: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; `words` are the places in the catalogue where their labels are looked up."""

    name: str
    parts: "tuple[Part, ...]"
    words: tuple[str, ...]
    nullable: bool = False
    optional: bool = False
    asked_if: Condition | None = None
    need: Need = Need.NO
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A group that repeats: aliases, perpetrators, children, incidents.

    Rows that are `given` come from the service, one for each of a list elsewhere; a page answers within them and
    neither adds nor drops any. `given_for` names that list, `given_key` the field that points into it.
    """

    name: str
    parts: "tuple[Part, ...]"
    words: tuple[str, ...]
    least: int = 0
    most: int = 50
    optional: bool = False
    is_given: bool = False
    given_for: str = ""
    given_key: str = ""
    offers_not_known: bool = False
    asked_if: Condition | None = None
    need: Need = Need.NO
    protected: bool = False


Part: TypeAlias = Field | Group | Rows


@dataclass(frozen=True, slots=True)
class Place:
    """A part where it stands: its dotted path (`perpetrators.*.born_on` with stars for rows) and its words."""

    path: str
    part: Part
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One short page: the paths it asks for, with a star for the number of its row.

    `asks_whether` is a group one may say there is none of; `within` is asked only where that group is held.
    """

    id: str
    asks: tuple[str, ...]
    asks_whether: str = ""
    within: str = ""
    asked_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the task list. `row` names the rows a section keeps as a list with pages for each."""

    id: str
    group: str
    pages: tuple[Page, ...]
    row: str = ""


def join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def places(parts: tuple[Part, ...], words: tuple[str, ...], path: str = "") -> Iterator[Place]:
    """Every part below, outer before inner, with stars for the numbers of rows."""
    for part in parts:
        here = join(path, part.name)
        yield Place(here, part, words)
        if isinstance(part, Group):
            yield from places(part.parts, part.words, here)
        if isinstance(part, Rows):
            yield from places(part.parts, part.words, f"{here}.*")


def place_of(parts: tuple[Part, ...], words: tuple[str, ...], path: str, *, above: str = "") -> Place | None:
    """The part a dotted path stands for (`perpetrators.0.born_on`), or None where the form has none."""
    name, _, rest = path.partition(".")
    part = next((each for each in parts if each.name == name), None)
    if part is None:
        return None
    here = join(above, name)
    if isinstance(part, Rows) and rest:
        number, _, rest = rest.partition(".")
        here = join(here, number)
    if not rest or isinstance(part, Field):
        return Place(join(above, path), part, words)
    return place_of(part.parts, part.words, rest, above=here)
