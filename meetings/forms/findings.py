"""What a check finds: refusals, gaps that are named and counted, and notices of what was cleaned."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from meetings.forms import words
from meetings.forms.declaration import Json, Need, Place, join

MOST_MESSAGES = 200


class Rule(StrEnum):
    """Why a document is refused. Each has its sentence in the catalogue, under this code."""

    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_KIND = "wrong_kind"
    NOT_OFFERED = "not_offered"
    PATTERN = "pattern"
    FIXED = "fixed"
    NOT_A_DATE = "not_a_date"
    NOT_A_MOMENT = "not_a_moment"
    NOT_A_BIRTH_DATE = "not_a_birth_date"
    BIRTH_AHEAD = "birth_ahead"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_MANY = "too_many"
    TOO_FEW = "too_few"
    CHARACTERS = "characters"
    UNKNOWN_AGENCY = "unknown_agency"
    NO_ROUTE = "no_route"
    AHEAD_OF_RECEIPT = "ahead_of_receipt"
    NOT_A_DOCUMENT = "not_a_document"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to refuse, at a dotted path."""

    path: str
    rule: Rule
    message: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a form asks for and does not hold. A must is answered on a page before sending, a may can stay.

    `answered` says that the sender said so: `not_known` or `not_asked`. `number` counts, where one gap stands for many.
    """

    path: str
    sentence: str
    need: Need = Need.MUST
    answered: str = ""
    number: int = 1

    @property
    def is_open(self) -> bool:
        """A page may not be sent with it."""
        return self.need is Need.MUST and not self.answered


@dataclass(slots=True)
class Found:
    """Collects in the order of the form; stops listing, not checking, at a number nobody would read."""

    findings: list[Finding] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)

    def refuse(self, place: Place, rule: Rule, *, most: int = 0, name: str = "") -> None:
        self.refuse_with(place.path, rule, words.message(rule, place, most=most, name=name))

    def refuse_with(self, path: str, rule: Rule, message: str) -> None:
        if len(self.findings) < MOST_MESSAGES:
            self.findings.append(Finding(path, rule, message))

    def clean_at(self, path: str) -> None:
        if len(self.cleaned) < MOST_MESSAGES:
            self.cleaned.append(path)

    def messages(self) -> dict[str, str]:
        """The first finding of each path."""
        return {finding.path: finding.message for finding in reversed(self.findings)}


def is_blank(value: Json) -> bool:
    """Nothing was answered. False and 0 are answers."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def inside(document: Json, path: str) -> Json:
    """The value at a dotted path; None where the document does not hold it."""
    for step in path.split(".") if path else []:
        if isinstance(document, dict):
            document = document.get(step)
        elif isinstance(document, list) and step.isdecimal() and int(step) < len(document):
            document = document[int(step)]
        else:
            return None
    return document


def rows_of(document: Json, path: str) -> Iterator[tuple[str, Json]]:
    """Each row of a list with its path."""
    found = inside(document, path)
    if isinstance(found, list):
        for n, row in enumerate(found):
            yield join(path, str(n)), row
