"""What a person typed into a form on a page, and what must be mended in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from marac.errors import InvalidForm

_YEAR_DIGITS = 4


def field_id(name: str) -> str:
    """The id of the field with this dotted name; the error summary links to it."""
    return name.replace(".", "-").replace("_", "-").lower()


@dataclass(frozen=True)
class Answers:
    """The values a form shows, by field name, and one message for each field that must be mended."""

    values: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    general: str = ""

    def text(self, name: str) -> str:
        """The one value of a field; the first when several were sent."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            return value
        return value[0] if value else ""

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
        return Answers(self.values, refusal.messages, refusal.general)

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


def date_parts(name: str, day: date | None) -> dict[str, str]:
    """A date as the three boxes show it."""
    if day is None:
        return {}
    return {f"{name}.day": str(day.day), f"{name}.month": str(day.month), f"{name}.year": str(day.year)}


BLANK = Answers()
