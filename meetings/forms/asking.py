"""Which follow-ups a form asks, given the answers so far, and which answers stand where none was asked for."""

from collections.abc import Iterator

from meetings.forms.blanks import put_blank
from meetings.forms.declaration import AllOf, AnyOf, Condition, Field, Group, Json, Part, Place, Rows, When, join
from meetings.forms.findings import inside, is_blank


def is_asked(condition: Condition | None, neighbours: dict[str, Json], whole: dict[str, Json]) -> bool:
    """Is a follow-up asked, given the answers beside it?"""
    if condition is None:
        return True
    if isinstance(condition, AnyOf):
        return any(_holds(test, neighbours, whole) for test in condition.tests)
    if isinstance(condition, AllOf):
        return all(_holds(test, neighbours, whole) for test in condition.tests)
    return _holds(condition, neighbours, whole)


def _holds(test: When, neighbours: dict[str, Json], whole: dict[str, Json]) -> bool:
    answer = inside(whole, test.field[1:]) if test.field.startswith("/") else neighbours.get(test.field)
    said = answer if isinstance(answer, list) else [answer]
    is_said = any(one == value and type(one) is type(value) for one in said for value in test.values)
    return not is_said and not is_blank(answer) if test.is_not else is_said


def unasked_answers(parts: tuple[Part, ...], words: tuple[str, ...], document: dict[str, Json]) -> Iterator[Place]:
    """The follow-ups that hold an answer though the answers before them do not ask for one."""
    return _unasked(parts, words, document, path="", whole=document)


def _unasked(
    parts: tuple[Part, ...], words: tuple[str, ...], value: dict[str, Json], *, path: str, whole: dict[str, Json]
) -> Iterator[Place]:
    for part in parts:
        here = Place(join(path, part.name), part, words)
        held = value.get(part.name)
        if is_asked(part.asked_if, value, whole):
            yield from _unasked_below(part, held, here.path, whole)
        elif not _is_left_blank(part, held):
            yield here


def _unasked_below(part: Part, held: Json, path: str, whole: dict[str, Json]) -> Iterator[Place]:
    if isinstance(part, Group) and isinstance(held, dict):
        yield from _unasked(part.parts, part.words, held, path=path, whole=whole)
    if isinstance(part, Rows) and isinstance(held, list):
        for n, row in enumerate(held):
            if isinstance(row, dict):
                yield from _unasked(part.parts, part.words, row, path=join(path, str(n)), whole=whole)


def _is_left_blank(part: Part, held: Json) -> bool:
    """Nothing, or what a document writes where nothing is said."""
    if is_blank(held):
        return True
    if isinstance(part, Group) and isinstance(held, dict):
        return all(_is_left_blank(inner, held.get(inner.name)) for inner in part.parts)
    written: dict[str, Json] = {}
    if isinstance(part, Field):
        put_blank(written, part)
    return part.name in written and held == written[part.name]
