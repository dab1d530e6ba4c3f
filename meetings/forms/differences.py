"""Where two texts of one form differ: one entry a field, by its dotted path."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.forms.declaration import Json, join


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says two things; None where a text does not hold it."""

    path: str
    first: Json
    second: Json


def differences(first: Json, second: Json) -> tuple[Difference, ...]:
    """In the order of the first text."""
    return tuple(_walk(first, second, ""))


def _walk(first: Json, second: Json, path: str) -> Iterator[Difference]:
    if isinstance(first, dict) and isinstance(second, dict):
        for name in dict.fromkeys([*first, *second]):
            yield from _walk(first.get(name), second.get(name), join(path, name))
    elif isinstance(first, list) and isinstance(second, list):
        for n in range(max(len(first), len(second))):
            yield from _walk(_nth(first, n), _nth(second, n), join(path, str(n)))
    elif first != second or type(first) is not type(second):
        yield Difference(path, first, second)


def _nth(values: list[Json], n: int) -> Json:
    return values[n] if n < len(values) else None
