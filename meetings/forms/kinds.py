"""One value read by its kind: what JSON may hold there, within limits that no honest form reaches."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from meetings.forms.cleaning import clean
from meetings.forms.declaration import EMAIL_PATTERN, Field, Json, Kind, Place
from meetings.forms.findings import Found, Rule

LONGEST = {Kind.TEXT: 300, Kind.LONG: 10_000, Kind.AGENCY: 60, Kind.PHONE: 40, Kind.EMAIL: 254, Kind.LINES: 1_000}
LONGEST_CODE = 100
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_BIRTH_YEAR = 1880
OLDEST = 130
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
# One way to write each figure: no sign, no grouping, no nought before another figure.
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?")
_EMAIL = re.compile(EMAIL_PATTERN)
_ISO_LENGTHS = {"exact": 10, "month": 7, "year": 4}
_ISO = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_AGE = re.compile("[0-9]{1,3}")
PRECISIONS = ("exact", "month", "year", "estimated_age", "unknown")

Reader = Callable[[Field, Json, Place, Found], Json]


def read_day(text: str) -> date | None:
    """An ISO date in a span this service can reckon with, or None."""
    if not _DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_moment(text: str) -> datetime | None:
    """A moment with its offset (RFC 3339), or None."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return at if FIRST_YEAR <= at.year <= LAST_YEAR else None


def read_value(field: Field, value: Json, place: Place, found: Found) -> Json:
    """The value to keep; what is wrong with it goes to `found`."""
    if value is None:
        if not field.nullable:
            found.refuse(place, Rule.WRONG_KIND)
        return None
    return _READERS[field.kind](field, value, place, found)


def _read_fixed(field: Field, value: Json, place: Place, found: Found) -> Json:
    if value != field.fixed or isinstance(value, bool):
        found.refuse(place, Rule.FIXED)
    return field.fixed


def _read_text(field: Field, value: Json, place: Place, found: Found) -> Json:
    if not isinstance(value, str):
        found.refuse(place, Rule.WRONG_KIND)
        return ""
    kept = clean(value, one_line=field.kind is not Kind.LONG)
    if kept.is_refused:
        found.refuse(place, Rule.CHARACTERS)
        return ""
    if kept.is_changed:
        found.clean_at(place.path)
    _measure(field, kept.text, place, found)
    return kept.text


def _measure(field: Field, text: str, place: Place, found: Found) -> None:
    most = field.most or LONGEST.get(field.kind, LONGEST_CODE)
    if len(text) > most:
        found.refuse(place, Rule.TOO_LONG, most=most)
    elif len(text) < field.least:
        found.refuse(place, Rule.TOO_SHORT)
    elif field.pattern and not re.fullmatch(field.pattern, text):
        found.refuse(place, Rule.PATTERN)
    elif field.kind is Kind.EMAIL and not _EMAIL.fullmatch(text):
        found.refuse(place, Rule.PATTERN)


def _read_date(field: Field, value: Json, place: Place, found: Found) -> Json:
    if not isinstance(value, str) or read_day(value) is None:
        found.refuse(place, Rule.NOT_A_DATE)
        return None
    return value


def _read_moment(field: Field, value: Json, place: Place, found: Found) -> Json:
    if not isinstance(value, str) or read_moment(value) is None:
        found.refuse(place, Rule.NOT_A_MOMENT)
        return None
    return value


def _read_whole(field: Field, value: Json, place: Place, found: Found) -> Json:
    """JSON knows one kind of number: 2.0 is whole. True is not a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        found.refuse(place, Rule.WRONG_KIND)
        return 0
    if not field.least <= value <= field.most:
        found.refuse(place, Rule.OUT_OF_RANGE, most=field.most)
        return 0
    return value


def _read_decimal(field: Field, value: Json, place: Place, found: Found) -> Json:
    """A decimal travels as text: a JSON number is a double, which 2.99 is not exactly, and loses the nought of 3.0."""
    if not isinstance(value, str):
        found.refuse(place, Rule.WRONG_KIND)
        return None
    if not _DECIMAL.fullmatch(value) or len(value.partition(".")[2]) > field.decimals:
        found.refuse(place, Rule.PATTERN, most=field.decimals)
        return None
    if not field.least <= Decimal(value) <= field.most:
        found.refuse(place, Rule.OUT_OF_RANGE, most=field.most)
        return None
    return value


def _read_flag(field: Field, value: Json, place: Place, found: Found) -> Json:
    if not isinstance(value, bool):
        found.refuse(place, Rule.WRONG_KIND)
        return False
    return value


def _read_choice(field: Field, value: Json, place: Place, found: Found) -> Json:
    if field.is_open:
        return _read_text(field, value, place, found)
    if not isinstance(value, str) or value not in field.choices:
        found.refuse(place, Rule.NOT_OFFERED)
        return None
    return value


def _read_list(field: Field, value: Json, place: Place, found: Found) -> Json:
    if field.or_code and value == field.or_code:
        return value
    if not isinstance(value, list):
        found.refuse(place, Rule.WRONG_KIND)
        return []
    most = field.most or len(field.choices) or 50
    if len(value) > max(most, 50):
        found.refuse(place, Rule.TOO_MANY, most=max(most, 50))
        return []
    if len(value) < field.least:
        found.refuse(place, Rule.TOO_FEW)
    is_closed = field.kind is Kind.CHOICES and not field.is_open
    kind = Kind.CHOICE if is_closed else Kind.TEXT
    each = Field(field.name, kind, choices=field.choices, pattern=field.pattern, most=LONGEST[Kind.LINES])
    return [read_value(each, one, Place(f"{place.path}.{n}", each, place.words), found) for n, one in enumerate(value)]


def _read_born_on(field: Field, value: Json, place: Place, found: Found) -> Json:
    if not isinstance(value, dict) or set(value) != {"value", "precision"}:
        found.refuse(place, Rule.WRONG_KIND)
        return None
    precision, written = value["precision"], value["value"]
    if not isinstance(precision, str) or precision not in PRECISIONS or not is_birth_date(written, precision):
        found.refuse(place, Rule.NOT_A_BIRTH_DATE)
        return None
    return {"value": written, "precision": precision}


def is_birth_date(written: Json, precision: str) -> bool:
    """Does the value read as its precision says, in a span in which people live?"""
    if precision == "unknown":
        return written is None
    if not isinstance(written, str):
        return False
    if precision == "estimated_age":
        return bool(_AGE.fullmatch(written)) and int(written) <= OLDEST
    if len(written) != _ISO_LENGTHS[precision] or not _ISO.fullmatch(written):
        return False
    try:
        day = date.fromisoformat(written + "-01-01"[: 10 - len(written)] if len(written) != 7 else written + "-01")  # noqa: PLR2004
    except ValueError:
        return False
    return FIRST_BIRTH_YEAR <= day.year <= LAST_YEAR


_READERS: dict[Kind, Reader] = {
    Kind.FIXED: _read_fixed,
    Kind.TEXT: _read_text,
    Kind.LONG: _read_text,
    Kind.PHONE: _read_text,
    Kind.EMAIL: _read_text,
    Kind.AGENCY: _read_text,
    Kind.DATE: _read_date,
    Kind.MOMENT: _read_moment,
    Kind.BORN_ON: _read_born_on,
    Kind.WHOLE: _read_whole,
    Kind.DECIMAL: _read_decimal,
    Kind.FLAG: _read_flag,
    Kind.CHOICE: _read_choice,
    Kind.CHOICES: _read_list,
    Kind.LINES: _read_list,
}
