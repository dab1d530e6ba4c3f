"""A page as it was posted, read into the answers: everything typed is kept, the wrong with its message beside it."""

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from meetings.forms.asking import is_asked
from meetings.forms.declaration import NOT_ASKED, NOT_GIVEN, Field, Group, Json, Page, Place, Rows, join
from meetings.forms.findings import inside
from meetings.forms.form import Form
from meetings.forms.page_answers import PageAnswers, drop, find_page, is_below, page_key, put, with_given_rows
from meetings.forms.posted_values import Posted, read_field, text_of

MOST_ROWS_POSTED = 400
T = TypeVar("T")


@dataclass(slots=True)
class _Reading:
    """One page on its way from boxes to answers."""

    values: dict[str, Json]
    posted: dict[str, Sequence[str]]
    today: date | None
    not_given: dict[str, str] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read_page(
    form: Form,
    page_id: str,
    posted: Posted,
    answers: PageAnswers,
    *,
    row: int | None = None,
    today: date | None = None,
) -> tuple[PageAnswers, dict[str, str]]:
    """The answers with this page's read in, and a message by dotted path for each that cannot be read.

    An empty box is no answer and no mistake: what must be answered is said before sending. NotFound for a page or a
    row that is not there.
    """
    page = find_page(form, page_id, answers, row)
    given = with_given_rows(form, answers)
    reading = _Reading(copy.deepcopy(given.values), dict(posted), today)
    paths = [at_row(path, row) for path in page.asks]
    if _reads_on(page, reading):
        for path in paths:
            _read_place(form, path, reading)
    touched = [*paths, page.asks_whether] if page.asks_whether else paths
    done = PageAnswers(
        reading.values,
        _kept(given.not_given, touched) | reading.not_given,
        _kept(given.typed, touched) | reading.typed,
        _kept(given.wrong, touched) | reading.wrong,
        tuple(dict.fromkeys((*given.saved, page_key(page_id, row)))),
    )
    return done, dict(reading.wrong)


def at_row(path: str, row: int | None) -> str:
    """`perpetrators.*.born_on` for the row a page is about."""
    return path if row is None else path.replace("*", str(row), 1)


def _kept(entries: Mapping[str, T], touched: Sequence[str]) -> dict[str, T]:
    """What other pages left."""
    return {name: entry for name, entry in entries.items() if not any(is_below(name, path) for path in touched)}


def _reads_on(page: Page, reading: _Reading) -> bool:
    """A group that may be said to be none: yes opens it, any other answer closes it."""
    if not page.asks_whether:
        return True
    said = text_of(reading.posted, f"{page.asks_whether}.given")
    if said == "yes":
        if not isinstance(inside(reading.values, page.asks_whether), dict):
            put(reading.values, page.asks_whether, {})
        return True
    if said:
        put(reading.values, page.asks_whether, None)
        reading.not_given[page.asks_whether] = said if said in NOT_GIVEN else NOT_ASKED
    else:
        drop(reading.values, page.asks_whether)
    return False


def _read_place(form: Form, path: str, reading: _Reading) -> None:
    place = form.part_at(path)
    if place is None:
        raise KeyError("a page asks for what its form does not have")
    _read_part(place, reading)


def _read_part(place: Place, reading: _Reading) -> None:
    part = place.part
    neighbours = inside(reading.values, place.path.rpartition(".")[0])
    if not is_asked(part.asked_if, neighbours if isinstance(neighbours, dict) else {}, reading.values):
        drop(reading.values, place.path)
    elif isinstance(part, Field):
        _read_one(place, reading)
    elif isinstance(part, Group):
        _read_group(part, place, reading)
    else:
        _read_rows(part, place, reading)


def _read_one(place: Place, reading: _Reading) -> None:
    answer = read_field(place, reading.posted, today=reading.today)
    if answer.message:
        drop(reading.values, place.path)
        reading.wrong[place.path] = answer.message
        own = {name: list(sent) for name, sent in reading.posted.items() if is_below(name, place.path)}
        reading.typed.update(own)
    elif answer.is_blank:
        drop(reading.values, place.path)
    else:
        put(reading.values, place.path, answer.value)
    if answer.not_given:
        reading.not_given[place.path] = answer.not_given


def _read_group(group: Group, place: Place, reading: _Reading) -> None:
    if not isinstance(inside(reading.values, place.path), dict):
        put(reading.values, place.path, {})
    for part in group.parts:
        _read_part(Place(join(place.path, part.name), part, group.words), reading)
    if group.nullable and not _holds_anything(reading, place.path):
        put(reading.values, place.path, None)


def _holds_anything(reading: _Reading, path: str) -> bool:
    held = inside(reading.values, path)
    is_wrong = any(is_below(name, path) for name in reading.wrong)
    return is_wrong or (isinstance(held, dict) and any(value not in (None, "", [], {}) for value in held.values()))


def _read_rows(rows: Rows, place: Place, reading: _Reading) -> None:
    if rows.is_given:
        _read_given(rows, place, reading)
        return
    numbers = _numbers(reading.posted, place.path)
    filled = [n for n in numbers if _is_filled(f"{place.path}.{n}", reading.posted)]
    _renumber(reading, place.path, filled)
    put(reading.values, place.path, [{} for _ in filled])
    for n in range(len(filled)):
        for part in rows.parts:
            _read_part(Place(f"{place.path}.{n}.{part.name}", part, rows.words), reading)
    said = text_of(reading.posted, f"{place.path}.not_given")
    if not filled and rows.offers_not_known and said in NOT_GIVEN:
        reading.not_given[place.path] = said


def _read_given(rows: Rows, place: Place, reading: _Reading) -> None:
    """Answers within rows of the service; what identifies a row is never read from the page."""
    held = inside(reading.values, place.path)
    for n in range(len(held) if isinstance(held, list) else 0):
        for part in rows.parts:
            if not (isinstance(part, Field) and part.essential):
                _read_part(Place(f"{place.path}.{n}.{part.name}", part, rows.words), reading)


def _numbers(posted: Posted, path: str) -> list[int]:
    found = re.compile(rf"{re.escape(path)}\.([0-9]{{1,3}})\..+")
    numbers = {int(match[1]) for name in posted if (match := found.fullmatch(name))}
    return sorted(numbers)[:MOST_ROWS_POSTED]


def _is_filled(path: str, posted: Posted) -> bool:
    """A row in which anything was answered; a page offers no choice ready made."""
    return any(value.strip() for name, sent in posted.items() if is_below(name, path) for value in sent)


def _renumber(reading: _Reading, path: str, filled: Sequence[int]) -> None:
    """Close the gaps that blank rows leave, so that boxes, values and messages share their numbers."""
    place_of = {n: at for at, n in enumerate(filled)}
    moved: dict[str, Sequence[str]] = {}
    for name, sent in reading.posted.items():
        row, _, rest = name.removeprefix(f"{path}.").partition(".")
        if not name.startswith(f"{path}.") or not row.isdecimal() or not rest:
            moved[name] = sent
        elif int(row) in place_of:
            moved[f"{path}.{place_of[int(row)]}.{rest}"] = sent
    reading.posted = moved
