"""A held value as the boxes of a page show it, by input name; what was typed and could not be read comes first."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from marac.dates import LONDON
from meetings.forms.declaration import Field, Json, Kind
from meetings.forms.findings import inside
from meetings.forms.kinds import read_moment
from meetings.forms.page_answers import is_below
from meetings.forms.posted_values import OTHER_WORDS

Typed = Mapping[str, Sequence[str]]
_BIRTH_BOX = {"year": "only_year", "estimated_age": "age"}


def boxes_of(part: Field, path: str, held: Json, typed: Typed) -> dict[str, str]:
    """Empty for a question without a written answer."""
    kept = {name: sent[-1] for name, sent in typed.items() if is_below(name, path) and sent}
    if kept:
        return kept
    match part.kind:
        case Kind.DATE:
            return _date_boxes(path, held)
        case Kind.MOMENT:
            return _moment_boxes(path, held)
        case Kind.BORN_ON:
            return _birth_boxes(path, held)
        case Kind.CHOICE:
            is_words = part.is_open and isinstance(held, str) and held not in part.choices
            return {f"{path}.{OTHER_WORDS}": str(held)} if is_words else {}
        case Kind.FLAG | Kind.CHOICES | Kind.LINES:
            return {}
    return {path: "" if held is None else str(held)}


def lines_of(part: Field, path: str, held: Json, typed: Typed) -> tuple[str, ...]:
    """The lines of a list of texts."""
    if part.kind is not Kind.LINES:
        return ()
    kept = typed.get(path)
    if kept:
        return tuple(kept)
    return tuple(str(line) for line in held) if isinstance(held, list) else ()


def _date_boxes(path: str, held: Json) -> dict[str, str]:
    if not isinstance(held, str):
        return {}
    year, month, day = held[:4], held[5:7], held[8:10]
    return {f"{path}.day": str(int(day)), f"{path}.month": str(int(month)), f"{path}.year": year}


def _moment_boxes(path: str, held: Json) -> dict[str, str]:
    at = read_moment(held) if isinstance(held, str) else None
    if at is None:
        return {}
    local: datetime = at.astimezone(LONDON)
    return {**_date_boxes(path, local.date().isoformat()), f"{path}.time": f"{local:%H:%M}"}


def _birth_boxes(path: str, held: Json) -> dict[str, str]:
    written, precision = inside(held, "value"), inside(held, "precision")
    if not isinstance(written, str) or not isinstance(precision, str):
        return {}
    if precision in _BIRTH_BOX:
        return {f"{path}.{_BIRTH_BOX[precision]}": written}
    if precision == "month":
        return {f"{path}.month": str(int(written[5:7])), f"{path}.year": written[:4]}
    return _date_boxes(path, written)
