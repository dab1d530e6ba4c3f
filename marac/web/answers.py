"""What a person typed into a form on a page, and what must be mended in it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from litestar import Request
from litestar.datastructures import UploadFile

from marac.errors import InvalidForm
from meetings.forms.cleaning import Cleaned, clean

_YEAR_DIGITS = 4
# Put into every form by the frame, and answered before the handler runs.
_FRAME_FIELDS = frozenset({"csrf", "once"})
# A birth date is one field to the eye; the parts of its value are not.
_INSIDE_A_FIELD = (".value", ".precision")


def field_id(name: str) -> str:
    """The id of the field with this dotted name; the error summary links to it. No other id begins like it."""
    return "field-" + name.replace(".", "-").replace("_", "-").lower()


@dataclass(frozen=True)
class Answers:
    """The values a form shows, by field name, and one message for each field that must be mended."""

    values: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    general: str = ""
    cleaned: tuple[str, ...] = ()  # Fields from which characters that cannot be seen were taken out.

    def text(self, name: str) -> str:
        """The one value of a field; the first when several were sent."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            return value
        return value[0] if value else ""

    def showing(self, name: str, value: object) -> "Answers":
        """The same, with a value for a field in which nothing was typed."""
        return self if name in self.values else replace(self, values={**self.values, name: str(value)})

    def chosen(self, name: str) -> tuple[str, ...]:
        """All values of a field: the ticked boxes."""
        value = self.values.get(name, ())
        return ((value,) if value else ()) if isinstance(value, str) else tuple(value)

    def error(self, name: str) -> str:
        return self.errors.get(name, "")

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.general)

    def mended_by(self, refusal: InvalidForm) -> "Answers":
        """The same values beside the messages of a refusal."""
        errors: dict[str, str] = {}
        for path, message in refusal.messages.items():
            errors.setdefault(_field_of(path), message)
        return replace(self, errors=errors, general=refusal.general)

    def is_date_empty(self, name: str) -> bool:
        return not any(self.text(f"{name}.{part}").strip() for part in ("day", "month", "year"))

    def day(self, name: str) -> date:
        """The date in three boxes. Raises InvalidForm when it does not exist."""
        parts = [self.text(f"{name}.{part}").strip() for part in ("year", "month", "day")]
        if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != _YEAR_DIGITS:
            raise InvalidForm({name: "Enter a date with day, month and year, like 27 3 2026"})
        try:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        except ValueError as error:
            raise InvalidForm({name: "Enter a date that exists, like 27 3 2026"}) from error

    def born_on(self, name: str) -> dict[str, str | None]:
        """A date of birth as exactly as it was given, as the exchange documents write it."""
        match self.text(f"{name}.precision"):
            case "exact" if self.text(f"{name}.day").strip():
                return {"precision": "exact", "value": self.day(name).isoformat()}
            case "exact":
                return {"precision": "month", "value": self._month(name)}
            case "year":
                return {"precision": "year", "value": self.text(f"{name}.only_year").strip()}
            case "estimated_age":
                return {"precision": "estimated_age", "value": self.text(f"{name}.age").strip()}
            case "unknown":
                return {"precision": "unknown", "value": None}
        raise InvalidForm({name: "Choose how exactly the date of birth is known"})

    def _month(self, name: str) -> str:
        month, year = (self.text(f"{name}.{part}").strip() for part in ("month", "year"))
        if not re.fullmatch(r"[0-9]{4} (0?[1-9]|1[0-2])", f"{year} {month}"):
            raise InvalidForm({name: "Enter the date of birth, like 27 3 1985, or choose “about”"})
        return f"{year}-{int(month):02}"


def born_parts(name: str, value: str | None, precision: str) -> dict[str, str]:
    """A date of birth as the boxes show it."""
    shown = {f"{name}.precision": precision}
    if precision in ("exact", "month") and value:
        parts = zip(("year", "month", "day"), value.split("-"), strict=False)
        return {f"{name}.precision": "exact", **{f"{name}.{part}": number.lstrip("0") for part, number in parts}}
    box = {"year": "only_year", "estimated_age": "age"}.get(precision)
    return {**shown, f"{name}.{box}": value or ""} if box else shown


def _field_of(path: str) -> str:
    for inside in _INSIDE_A_FIELD:
        path = path.removesuffix(inside)
    return path


async def read_answers(request: Request[Any, Any, Any], *, several: Collection[str] = ()) -> Answers:
    """What was typed, cleaned of what only misleads the eye. Fields in `several` may be sent more than once.

    Raises InvalidForm for characters no text can hold, and for a field that no browser would send twice. Files are
    left out.
    """
    form = await request.form()
    sent = {
        name: [clean(text, one_line=False) for text in form.getall(name) if not isinstance(text, UploadFile)]
        for name in dict.fromkeys(form.keys())
        if name not in _FRAME_FIELDS
    }
    _require_readable(sent, several)
    values = {name: [text.text for text in texts] for name, texts in sent.items() if texts}
    return Answers(values, cleaned=tuple(name for name in sent if any(text.is_changed for text in sent[name])))


def _require_readable(sent: Mapping[str, Sequence[Cleaned]], several: Collection[str]) -> None:
    messages = {}
    for name, texts in sent.items():
        if any(text.is_refused for text in texts):
            messages[name] = f"{_words_of(name)}: take out the characters that cannot be shown"
        elif len(texts) > 1 and name not in several:
            messages[name] = f"{_words_of(name)}: answer this once"
    if messages:
        raise InvalidForm(messages)


def _words_of(name: str) -> str:
    """The name of a field as words; a name that is none of ours is not repeated."""
    if not re.fullmatch(r"[a-z0-9_.-]{1,80}", name):
        return "A field"
    return name.rpartition(".")[2].replace("_", " ").capitalize()


def date_parts(name: str, day: date | None) -> dict[str, str]:
    """A date as the three boxes show it."""
    if day is None:
        return {}
    return {f"{name}.day": str(day.day), f"{name}.month": str(day.month), f"{name}.year": str(day.year)}


BLANK = Answers()
