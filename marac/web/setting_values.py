"""A local rule's value on a page: in words, as fields to fill, and read back from them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marac.counts import show_count
from marac.errors import InvalidForm
from marac.web.answers import Answers
from meetings.forms.declaration import Json
from meetings.rules.settings import Setting, Shape, check_value
from meetings.rules.settings_catalogue import AGENCY_TYPES

NUMBER, TIME, YES_NO, CHOICE, CHOICES, LIST, ORDER = "number", "time", "yes_no", "choice", "choices", "list", "order"
# Codes whose words are written otherwise than the code.
_WORDS = {
    "idva": "Idva",
    "mash": "Mash",
    "cafcass": "Cafcass",
    "childrens_social_care": "children’s social care",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a value; the name is its place in the value, or `value` for a plain one."""

    name: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()


_FIELDS: dict[Shape, tuple[Field, ...]] = {
    Shape.DEADLINE: (
        Field("working_days", "Working days; before the meeting with a minus, like -2", NUMBER),
        Field("at", "Time of day, like 12:00", TIME),
    ),
    Shape.DAYS: (Field("working_days", "Working days, parted by commas, like 1, 5, 10", LIST),),
    Shape.ESCALATION: (
        Field("count", "Incidents", NUMBER),
        Field("window_months", "Months", NUMBER),
        Field("police_only", "Only incidents reported to the police", YES_NO),
    ),
    Shape.QUORUM: (
        Field("named_types", "Kinds of agency that must be here", CHOICES),
        Field("others", "Others beside them", NUMBER),
    ),
    Shape.PER_CASE: (Field("aim", "Minutes aimed at", NUMBER), Field("most", "Minutes at most", NUMBER)),
    Shape.HOURS: (Field("from", "From, like 18:00", TIME), Field("to", "To, like 08:00", TIME)),
    Shape.REVIEW_WEEKS: (Field("level_2", "Weeks at level 2", NUMBER), Field("level_3", "Weeks at level 3", NUMBER)),
}
_NUMBERS = {
    Shape.PER_CASE: "{aim} minutes aimed at, {most} at most",
    Shape.HOURS: "from {from} to {to}",
    Shape.REVIEW_WEEKS: "{level_2} weeks at level 2, {level_3} at level 3",
}
_PLAIN = {Shape.WHOLE: NUMBER, Shape.FLAG: YES_NO, Shape.ONE_OF: CHOICE, Shape.CODES: CHOICES}


def fields_of(setting: Setting) -> tuple[Field, ...]:
    """The fields a value of this rule is entered by."""
    if _is_order(setting):
        return (Field("value", "New order, parted by commas", ORDER),)
    if setting.shape in _PLAIN:
        return (Field("value", "New value", _PLAIN[setting.shape], setting.choices),)
    choices = setting.choices or AGENCY_TYPES
    return tuple(
        Field(each.name, each.label, each.kind, choices if each.kind == CHOICES else ())
        for each in _FIELDS[setting.shape]
    )


def _is_order(setting: Setting) -> bool:
    """A list that begins with every code there is says in which order they come, not which are chosen."""
    return setting.shape is Shape.CODES and setting.default == list(setting.choices)


def read_value(setting: Setting, answers: Answers) -> Json:
    """The value typed. Raises InvalidForm with the rule of the setting."""
    fields = fields_of(setting)
    read: dict[str, Json] = {field.name: _READ[field.kind](field, answers) for field in fields}
    value: Json = read["value"] if list(read) == ["value"] else read
    if refusal := check_value(setting.key, value):
        raise InvalidForm({fields[0].name: refusal})
    return value


def filled_with(setting: Setting, value: Any) -> dict[str, str | list[str]]:
    """The fields as they show a value."""
    parts = {"value": value} if setting.shape in _PLAIN else value
    if _is_order(setting):
        return {"value": ", ".join(map(words_of, value))}
    return {field.name: _typed(parts.get(field.name)) for field in fields_of(setting)}


def in_words(setting: Setting, value: Any) -> str:
    """A value as people say it."""
    match setting.shape:
        case Shape.DEADLINE:
            return f"{_span(value['working_days'])}, at {value['at']}"
        case Shape.DAYS:
            return f"{_join(value['working_days'])} working days"
        case Shape.FLAG:
            return "Yes" if value else "No"
        case Shape.ESCALATION:
            incidents = show_count(value["count"], "incident", "incidents")
            months = show_count(value["window_months"], "month", "months")
            whose = " reported to the police" if value["police_only"] else ""
            return f"{incidents}{whose} in {months}"
        case Shape.QUORUM:
            return f"{_join(value['named_types'])}, and {show_count(value['others'], 'other', 'others')}"
        case Shape.CODES:
            return _join(value)
    if setting.shape in _NUMBERS:
        return _NUMBERS[setting.shape].format(**value)
    return f"{words_of(value)} {setting.unit}".strip()


def words_of(code: object) -> str:
    """A code as words."""
    return _WORDS.get(str(code), str(code).replace("_", " "))


def _span(days: int) -> str:
    if days == 0:
        return "the same day"
    return f"{show_count(abs(days), 'working day', 'working days')} {'before' if days < 0 else 'after'}"


def _join(values: list[object]) -> str:
    words = [words_of(value) for value in values]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words) or "none"


def _typed(value: object) -> str | list[str]:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(each, int) for each in value):
        return ", ".join(map(str, value))
    return [str(each) for each in value] if isinstance(value, list) else "" if value is None else str(value)


def _number(field: Field, answers: Answers) -> Json:
    try:
        return int(answers.text(field.name).strip().replace("−", "-"))
    except ValueError:
        raise InvalidForm({field.name: "Enter a whole number, like 3"}) from None


def _list(field: Field, answers: Answers) -> Json:
    try:
        return [int(part) for part in answers.text(field.name).split(",")]
    except ValueError:
        raise InvalidForm({field.name: "Enter whole numbers parted by commas, like 1, 5, 10"}) from None


def _yes_no(field: Field, answers: Answers) -> Json:
    if answers.text(field.name) not in ("yes", "no"):
        raise InvalidForm({field.name: "Choose yes or no"})
    return answers.text(field.name) == "yes"


def _text(field: Field, answers: Answers) -> Json:
    return answers.text(field.name).strip()


def _order(field: Field, answers: Answers) -> Json:
    return [part.strip().lower().replace(" ", "_") for part in answers.text(field.name).split(",")]


def _chosen(field: Field, answers: Answers) -> Json:
    return list(answers.chosen(field.name))


_READ: dict[str, Callable[[Field, Answers], Json]] = {
    NUMBER: _number,
    TIME: _text,
    YES_NO: _yes_no,
    CHOICE: _text,
    CHOICES: _chosen,
    LIST: _list,
    ORDER: _order,
}
