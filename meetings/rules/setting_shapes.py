"""The shapes a setting's value may have, and whether a value has one."""

import re
from enum import StrEnum

from meetings.forms.declaration import Json

_CLOCK = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_CODE = re.compile("[a-z][a-z0-9_]{0,39}")


class Shape(StrEnum):
    """How a value is written."""

    DEADLINE = "deadline"  # {"working_days": -10, "at": "12:00"}
    DAYS = "days"  # {"working_days": [1, 5, 10]}
    WHOLE = "whole"
    FLAG = "flag"
    ONE_OF = "one_of"
    CODES = "codes"
    ESCALATION = "escalation"
    QUORUM = "quorum"
    PER_CASE = "per_case"
    REVIEW_WEEKS = "review_weeks"
    HOURS = "hours"  # {"from": "18:00", "to": "08:00"}


def is_in_shape(shape: Shape, value: Json, least: int, most: int, choices: tuple[str, ...]) -> bool:
    """`least` and `most` bound the number of the shape; for a deadline, its working days without the sign."""
    match shape:
        case Shape.FLAG:
            return isinstance(value, bool)
        case Shape.WHOLE:
            return _is_whole(value, least, most)
        case Shape.ONE_OF:
            return isinstance(value, str) and value in choices
        case Shape.CODES:
            return isinstance(value, list) and all(_is_code(code, choices) for code in value)
    return isinstance(value, dict) and _is_composed(shape, value, least, most)


def _is_composed(shape: Shape, value: dict[str, Json], least: int, most: int) -> bool:
    """Values with names inside: exactly these, each in range."""
    days = value.get("working_days")
    wholes: dict[Shape, tuple[str, ...]] = {
        Shape.ESCALATION: ("count", "window_months"),
        Shape.QUORUM: ("others",),
        Shape.PER_CASE: ("aim", "most"),
        Shape.REVIEW_WEEKS: ("level_2", "level_3"),
    }
    others: dict[Shape, set[str]] = {Shape.ESCALATION: {"police_only"}, Shape.QUORUM: {"named_types"}}
    match shape:
        case Shape.DEADLINE:
            is_time = _is_clock(value.get("at"))
            return set(value) == {"working_days", "at"} and is_time and _is_span(days, least, most)
        case Shape.DAYS:
            return set(value) == {"working_days"} and _are_days(days, least, most)
        case Shape.HOURS:
            return set(value) == {"from", "to"} and all(_is_clock(at) for at in value.values())
    names = wholes[shape]
    is_complete = set(value) == set(names) | others.get(shape, set())
    return is_complete and all(_is_whole(value[name], least, most) for name in names) and _has_rest(shape, value)


def _has_rest(shape: Shape, value: dict[str, Json]) -> bool:
    if shape is Shape.ESCALATION:
        return isinstance(value["police_only"], bool)
    named = value.get("named_types")
    return shape is not Shape.QUORUM or (isinstance(named, list) and all(_is_code(code, ()) for code in named))


def _is_clock(value: Json) -> bool:
    return isinstance(value, str) and bool(_CLOCK.fullmatch(value))


def _is_whole(value: Json, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_span(value: Json, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= abs(value) <= most


def _are_days(value: Json, least: int, most: int) -> bool:
    return isinstance(value, list) and all(_is_whole(day, least, most) for day in value)


def _is_code(value: Json, choices: tuple[str, ...]) -> bool:
    return isinstance(value, str) and (value in choices if choices else bool(_CODE.fullmatch(value)))
