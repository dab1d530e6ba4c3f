"""One answer of a page, read from its boxes: a value as the exchange document writes it, or why it cannot be read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marac.dates import LONDON, at_london
from meetings.forms import words
from meetings.forms.blanks import blank_answer
from meetings.forms.declaration import NOT_GIVEN, NOT_KNOWN, Field, Json, Kind, Place
from meetings.forms.findings import Found
from meetings.forms.kinds import LONGEST, LONGEST_CODE, is_birth_date, read_day, read_value

Posted = Mapping[str, Sequence[str]]

_DAY = re.compile("[0-9]{1,2}")
_YEAR = re.compile("[0-9]{4}")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(am|pm)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOURS_OF_HALF_A_DAY = 12
OTHER_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Answered:
    """A value; or none at all; or that it is not known or asked; or a message why it cannot be read."""

    value: Json = None
    is_blank: bool = False
    not_given: str = ""
    message: str = ""


BLANK = Answered(is_blank=True)


def text_of(posted: Posted, name: str) -> str:
    """The last value sent for an input, without white space around it."""
    sent = posted.get(name) or [""]
    return sent[-1].strip()


def _wrong(key: str) -> Answered:
    return Answered(message=words.sentence(f"page.{key}"))


def read_field(place: Place, posted: Posted, *, today: date | None = None) -> Answered:
    field = place.part
    if not isinstance(field, Field):
        raise TypeError("groups and rows are read by their fields")
    answer = _READERS.get(field.kind, _read_text)(field, place, posted)
    if not answer.is_blank and answer.message == "" and today and _is_ahead(field, answer.value, today):
        return _wrong("date_ahead")
    if answer.is_blank and offers_not_given(field):
        said = text_of(posted, f"{place.path}.not_given")
        return not_given(field, said) if said in NOT_GIVEN else answer
    return answer


def offers_not_given(field: Field) -> bool:
    """May a page answer it "not known" or "not asked" beside an empty box?"""
    is_written = field.kind not in (Kind.CHOICE, Kind.FLAG, Kind.FIXED, Kind.BORN_ON)
    return is_written and not field.essential and (field.need != "no" or field.offers_not_known or bool(field.or_code))


def not_given(field: Field, said: str) -> Answered:
    """What the document says where a page says not known or not asked, as near as its own choices come."""
    for code in (said, NOT_KNOWN, "dont_know" if said == NOT_KNOWN else "not_answered"):
        if code in field.choices:
            return Answered(code, not_given="" if code in (said, "dont_know") else said)
    return Answered(blank_answer(field), not_given=said)


def _is_ahead(field: Field, value: Json, today: date) -> bool:
    if field.kind is not Kind.DATE or field.may_be_ahead or not isinstance(value, str):
        return False
    return value > today.isoformat()


def _checked(field: Field, value: Json, place: Place) -> Answered:
    """The same limits as for a document, in the words of a page where it has its own."""
    found = Found()
    kept = read_value(field, value, place, found)
    if not found.findings:
        return Answered(kept)
    rule, kind = found.findings[0].rule, field.kind.value
    own = next((key for key in (f"page.{rule}.{kind}", f"page.{rule}") if key in words.CATALOGUE), "")
    if not own or words.has_own_message(rule, place):
        return Answered(message=found.findings[0].message)
    return Answered(message=words.sentence(own, most=f"{field.most or LONGEST.get(field.kind, LONGEST_CODE):,}"))


def _read_text(field: Field, place: Place, posted: Posted) -> Answered:
    text = text_of(posted, place.path)
    return _checked(field, text, place) if text else BLANK


def _read_flag(field: Field, place: Place, posted: Posted) -> Answered:
    said = text_of(posted, place.path)
    if field.is_tick:
        return Answered(bool(said))
    if said in NOT_GIVEN:
        return not_given(field, said)
    return {"": BLANK, "yes": Answered(True), "no": Answered(False)}.get(said) or _wrong("not_offered")


def _read_choice(field: Field, place: Place, posted: Posted) -> Answered:
    said = text_of(posted, place.path)
    if field.is_open and said == OTHER_WORDS:
        said = text_of(posted, f"{place.path}.{OTHER_WORDS}")
    if not said:
        return BLANK
    if said in NOT_GIVEN and said not in field.choices:
        return not_given(field, said)
    return _checked(field, said, place)


def _read_choices(field: Field, place: Place, posted: Posted) -> Answered:
    ticked: list[Json] = [code.strip() for code in posted.get(place.path, ()) if code.strip()]
    return _checked(field, ticked, place) if ticked else BLANK


def _read_lines(field: Field, place: Place, posted: Posted) -> Answered:
    written: list[Json] = [line.strip() for line in posted.get(place.path, ()) if line.strip()]
    return _checked(field, written, place) if written else BLANK


def _read_whole(field: Field, place: Place, posted: Posted) -> Answered:
    text = text_of(posted, place.path)
    if not text:
        return BLANK
    if not re.fullmatch("[0-9]{1,6}", text):
        return _wrong("not_whole")
    return _checked(field, int(text), place)


def _read_decimal(field: Field, place: Place, posted: Posted) -> Answered:
    """As it was typed: 3.0 is not 3, where a band begins at one of them."""
    text = text_of(posted, place.path)
    return _checked(field, text, place) if text else BLANK


def _read_date(field: Field, place: Place, posted: Posted) -> Answered:
    day, month, year = (text_of(posted, f"{place.path}.{box}") for box in ("day", "month", "year"))
    if not day and not month and not year:
        return BLANK
    written = iso_date(day, month, year)
    return Answered(written) if written else _wrong("not_a_date")


def iso_date(day: str, month: str, year: str) -> str:
    """Three boxes as an ISO date, or nothing where no such day exists. A month may be written in letters."""
    number = month_number(month)
    if not _DAY.fullmatch(day) or not number or not _YEAR.fullmatch(year):
        return ""
    written = f"{year}-{number:02}-{int(day):02}"
    return written if read_day(written) else ""


def month_number(month: str) -> int:
    if _DAY.fullmatch(month):
        return int(month)
    start = month.lower()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _read_moment(field: Field, place: Place, posted: Posted) -> Answered:
    on = _read_date(field, place, posted)
    at = text_of(posted, f"{place.path}.time").lower()
    if on.is_blank and not at:
        return BLANK
    clock = clock_time(at)
    if on.message or on.is_blank or not clock or not isinstance(on.value, str):
        return _wrong("not_a_moment")
    return Answered(at_london(date.fromisoformat(on.value), clock).astimezone(LONDON).isoformat())


def clock_time(text: str) -> str:
    """`2:30pm`, `14:30` or `midday` as `14:30`; nothing where it is none."""
    if text == "midday":
        return "12:00"
    read = _TIME.fullmatch(text)
    if not read:
        return ""
    hour, minute, half = int(read[1]), int(read[2] or 0), read[3]
    if half:
        hour = hour % _HOURS_OF_HALF_A_DAY + (_HOURS_OF_HALF_A_DAY if half == "pm" else 0)
    is_time = hour < 24 and minute < 60 and (half or read[2])  # noqa: PLR2004
    return f"{hour:02}:{minute:02}" if is_time else ""


def _read_born_on(field: Field, place: Place, posted: Posted) -> Answered:
    """As exactly as anybody knows: a day, a month, a year, an age, or not at all."""
    boxes = {box: text_of(posted, f"{place.path}.{box}") for box in ("day", "month", "year", "only_year", "age")}
    match text_of(posted, f"{place.path}.precision"):
        case "exact" | "month":
            return _exact_birth(boxes)
        case "year":
            return _birth(boxes["only_year"], "year", "not_a_year")
        case "estimated_age":
            return _birth(boxes["age"], "estimated_age", "not_an_age")
        case "unknown" | "not_known" | "not_asked":
            return Answered({"value": None, "precision": "unknown"})
    return _exact_birth(boxes) if any(boxes.values()) else BLANK


def _exact_birth(boxes: Mapping[str, str]) -> Answered:
    day, month, year = (boxes[box] for box in ("day", "month", "year"))
    if not day and not month and not year:
        return _wrong("missing.born_on")
    if not day and month_number(month):
        return _birth(f"{year}-{month_number(month):02}", "month", "not_a_birth_date")
    return _birth(iso_date(day, month, year) or "-", "exact", "not_a_birth_date")


def _birth(written: str, precision: str, key: str) -> Answered:
    if not is_birth_date(written, precision):
        return _wrong(key)
    return Answered({"value": written, "precision": precision})


_READERS: dict[Kind, Callable[[Field, Place, Posted], Answered]] = {
    Kind.FLAG: _read_flag,
    Kind.CHOICE: _read_choice,
    Kind.CHOICES: _read_choices,
    Kind.LINES: _read_lines,
    Kind.WHOLE: _read_whole,
    Kind.DECIMAL: _read_decimal,
    Kind.DATE: _read_date,
    Kind.MOMENT: _read_moment,
    Kind.BORN_ON: _read_born_on,
}
