"""The answers of a form being filled in: the same structure as the exchange document, as far as it has come.

Beside the values stand what was said not to be known or asked, what was typed and could not be read, and which pages
were saved.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from marac.errors import NotFound
from meetings.forms.declaration import Json, Page, Part, Rows, places
from meetings.forms.findings import inside
from meetings.forms.form import Form

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageAnswers:
    """Never changed in place. `typed` holds the boxes of a wrong answer by input name, `wrong` its message by path."""

    values: dict[str, Json] = field(default_factory=dict)
    not_given: dict[str, str] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    saved: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """For the sealed draft."""
        return {
            "values": self.values,
            "not_given": self.not_given,
            "typed": self.typed,
            "wrong": self.wrong,
            "saved": list(self.saved),
        }


def from_json(kept: Mapping[str, Any]) -> PageAnswers:
    return PageAnswers(kept["values"], kept["not_given"], kept["typed"], kept["wrong"], tuple(kept["saved"]))


def start_answers(form: Form, known: Mapping[str, Json]) -> PageAnswers:
    """A new draft with what is known already: agency, contact, date, reference, and in research the persons."""
    return PageAnswers({**copy.deepcopy(dict(known)), "form": form.id, "version": form.version})


def find_page(form: Form, page_id: str, answers: PageAnswers, row: int | None) -> Page:
    """The page an address names. NotFound where the form has none, or nobody stands in that row."""
    for section in form.sections:
        for page in section.pages:
            if page.id == page_id:
                held = inside(answers.values, section.row) if section.row else None
                number = len(held) if isinstance(held, list) else 0
                is_there = (row is None) if not section.row else (row is not None and 0 <= row < number)
                if is_there:
                    return page
    raise NotFound


def page_key(page_id: str, row: int | None = None) -> str:
    """How a saved page is remembered: `victim`, `perpetrator.0`."""
    return page_id if row is None else f"{page_id}.{row}"


def is_below(name: str, path: str) -> bool:
    return name == path or name.startswith(f"{path}.")


def add_row(form: Form, answers: PageAnswers, path: str) -> tuple[PageAnswers, int]:
    """A new blank row, like another perpetrator; returns its number."""
    values = copy.deepcopy(answers.values)
    rows = values.setdefault(path, [])
    if not isinstance(rows, list):
        raise TypeError("only rows repeat")
    rows.append({})
    return with_given_rows(form, replace(answers, values=values)), len(rows) - 1


def save_list(answers: PageAnswers, section_id: str) -> PageAnswers:
    """The list of a section was looked at and left as it is, like "no children"."""
    return replace(answers, saved=tuple(dict.fromkeys((*answers.saved, page_key(section_id)))))


def remove_row(form: Form, answers: PageAnswers, path: str, number: int) -> PageAnswers:
    """Take a row out; what points at later rows moves up with them."""
    values = copy.deepcopy(answers.values)
    rows = values.get(path)
    if not isinstance(rows, list) or not 0 <= number < len(rows):
        return answers
    del rows[number]
    _move_pointers(form.root.parts, values, path, number)
    pages = {page.id for section in form.sections if section.row == path for page in section.pages}
    kept = (_key_without(key, pages, number) for key in answers.saved)
    return PageAnswers(
        values,
        _without(answers.not_given, path, number),
        _without(answers.typed, path, number),
        _without(answers.wrong, path, number),
        tuple(key for key in kept if key),
    )


def _key_without(key: str, pages: set[str], number: int) -> str:
    page, _, row = key.rpartition(".")
    if page not in pages:
        return key
    return "" if int(row) == number else page_key(page, int(row) - (int(row) > number))


def _without(kept: Mapping[str, T], path: str, number: int) -> dict[str, T]:
    """Entries by input name or path, those of the row gone and those of later rows moved up."""
    moved = {}
    for name, value in kept.items():
        row, _, rest = name.removeprefix(f"{path}.").partition(".")
        if not name.startswith(f"{path}.") or not row.isdecimal():
            moved[name] = value
        elif int(row) != number:
            moved[".".join(filter(None, (path, str(int(row) - (int(row) > number)), rest)))] = value
    return moved


def _move_pointers(parts: tuple[Part, ...], values: dict[str, Json], path: str, number: int) -> None:
    for place in places(parts, ()):
        if isinstance(place.part, Rows) and place.part.given_for == path:
            for holder in _holders(values, place.path):
                _drop_pointer(holder, place.part, number)


def _drop_pointer(holder: dict[str, Json], rows: Rows, number: int) -> None:
    held = holder.get(rows.name)
    kept: list[Json] = []
    for row in held if isinstance(held, list) else []:
        at = inside(row, rows.given_key)
        if isinstance(row, dict) and isinstance(at, int) and at != number:
            kept.append({**row, rows.given_key: at - (at > number)})
    holder[rows.name] = kept


def _holders(values: Json, path: str) -> list[dict[str, Json]]:
    """Every object that holds the last name of a starred path."""
    step, _, rest = path.partition(".")
    if step == "*":
        return [holder for row in values for holder in _holders(row, rest)] if isinstance(values, list) else []
    if not isinstance(values, dict):
        return []
    return _holders(values.get(step), rest) if rest else [values]


def with_given_rows(form: Form, answers: PageAnswers) -> PageAnswers:
    """Rows that the service gives, one for each of another list: a child's relation to each perpetrator."""
    values = copy.deepcopy(answers.values)
    for place in places(form.root.parts, form.root.words):
        rows = place.part
        if not isinstance(rows, Rows) or not rows.given_for:
            continue
        listed = values.get(rows.given_for)
        for holder in _holders(values, place.path):
            held = holder.get(rows.name)
            known = {inside(row, rows.given_key): row for row in held} if isinstance(held, list) else {}
            number = len(listed) if isinstance(listed, list) else 0
            holder[rows.name] = [known.get(n, {rows.given_key: n}) for n in range(number)]
    return replace(answers, values=values)


def put(values: dict[str, Json], path: str, value: Json) -> None:
    """Set a value in place, making the groups on the way. Rows must be there."""
    holder: Json = values
    *way, name = path.split(".")
    for step in way:
        if isinstance(holder, list):
            holder = holder[int(step)]
        elif isinstance(holder, dict):
            if holder.get(step) is None:
                holder[step] = {}
            holder = holder[step]
    if isinstance(holder, dict):
        holder[name] = value


def drop(values: dict[str, Json], path: str) -> None:
    """Take a value out: the question is unanswered."""
    parent, _, name = path.rpartition(".")
    holder = inside(values, parent) if parent else values
    if isinstance(holder, dict):
        holder.pop(name, None)
