"""Rules that several forms of the case file share."""

from collections.abc import Iterator
from datetime import date, timedelta

from meetings.forms import words
from meetings.forms.casework.shapes import record_day
from meetings.forms.check import Circumstances, FindGaps, Refuse
from meetings.forms.declaration import Json, Need, Place
from meetings.forms.findings import Found, Gap, Rule, inside, is_blank, rows_of
from meetings.forms.kinds import read_day


def gap(path: str, key: str, need: Need = Need.MUST) -> Gap:
    return Gap(path, words.sentence(f"gap.{key}"), need)


def day_at(document: Json, path: str) -> date | None:
    held = inside(document, path)
    return read_day(held) if isinstance(held, str) else None


def not_ahead(words_of: str, *paths: str) -> Refuse:
    """The days on which a record stands have come; a day of grace as for every document."""

    def refuse(document: dict[str, Json], by: Circumstances, found: Found) -> None:
        for path in paths:
            on = day_at(document, path)
            if on is not None and on > by.received_on + timedelta(days=1):
                found.refuse(Place(path, record_day(path.rpartition(".")[2]), (words_of,)), Rule.AHEAD_OF_RECEIPT)

    return refuse


def named(*paths: str) -> FindGaps:
    """Everybody has a name, or is said to have none that anybody knows. A path with a star stands for every row."""

    def find(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
        for path in paths:
            for at, person in _each(document, path):
                names = (inside(person, name) for name in ("given_names", "family_name"))
                if all(is_blank(name) for name in names):
                    yield gap(f"{at}.family_name", "name_not_known")

    return find


def _each(document: dict[str, Json], path: str) -> Iterator[tuple[str, Json]]:
    rows, star, _ = path.partition(".*")
    if star:
        yield from rows_of(document, rows)
    elif not is_blank(inside(document, path)):
        yield path, inside(document, path)


def one_of(first: str, *others: str, key: str) -> FindGaps:
    """At least one of these is answered."""

    def find(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
        if all(is_blank(inside(document, path)) for path in (first, *others)):
            yield gap(first, key)

    return find


def in_order(first: str, then: str, key: str) -> FindGaps:
    """Of two days the second does not come before the first."""

    def find(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
        before, after = day_at(document, first), day_at(document, then)
        if before is not None and after is not None and after < before:
            yield gap(then, key, Need.MAY)

    return find


def in_order_in_rows(rows: str, first: str, then: str, key: str) -> FindGaps:
    """The same of two days of each row."""

    def find(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
        for path, row in rows_of(document, rows):
            before, after = day_at(row, first), day_at(row, then)
            if before is not None and after is not None and after < before:
                yield gap(f"{path}.{then}", key, Need.MAY)

    return find
