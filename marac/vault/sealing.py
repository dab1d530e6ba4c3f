"""Sealing a row: every sealed column anew, one version for all, and a code over the whole row."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from piccolo.columns import Column

from marac.columns import SealedBytes
from marac.errors import SealBroken
from marac.vault.envelope import OpenKey, Place, Sealing, row_code
from marac.vault.primitives import BROKEN, is_equal


class ValuesRefused(ValueError):
    """A fault in our own code: a row is sealed whole, with a value or None for each sealed column."""


@dataclass(slots=True)
class DecryptionCount:
    """Values opened so far."""

    number: int = 0


_counts: ContextVar[tuple[DecryptionCount, ...]] = ContextVar("decryption_counts", default=())


@contextmanager
def count_decryptions() -> Iterator[DecryptionCount]:
    """Count the values this task opens, for the benchmarks and for tests."""
    count = DecryptionCount()
    token = _counts.set((*_counts.get(), count))
    try:
        yield count
    finally:
        _counts.reset(token)


def sealed_columns(table: type[Any] | Any) -> tuple[str, ...]:
    """The names of a table's sealed columns."""
    return _sealed_columns(table if isinstance(table, type) else type(table))


@lru_cache(maxsize=1000)
def _sealed_columns(table: type[Any]) -> tuple[str, ...]:
    return tuple(column._meta.name for column in table._meta.columns if isinstance(column, SealedBytes))


def area_of(row: Any) -> UUID:
    """The area a row says it is of, whether its column holds the id or the area itself."""
    area = row.area
    return area if isinstance(area, UUID) else UUID(str(area.id))


def seal_row(sealing: Sealing, key: OpenKey, row: Any, values: Mapping[Column | str, Any]) -> int:
    """Seal the values into the row and return its new version. Saving the row is the caller's."""
    documents = _by_name(row, values)
    if area_of(row) != key.area:
        raise ValuesRefused("A row is sealed with a key of its own area")
    row.sealed_version += 1
    for name, value in documents.items():
        plain = None if value is None else msgspec.json.encode(value)
        place = _place(row, name)
        setattr(row, name, None if plain is None else sealing.seal(key, place, plain))
    row.row_mac = _code(key, row, _sealed_values(row))
    return int(row.sealed_version)


def open_row(sealing: Sealing, key: OpenKey | None, row: Any) -> dict[str, Any]:
    """The values of a row. A row never sealed has none; that one was wiped is for the trail to tell.

    Raises SealBroken when anything in it, or around it, is not as it was sealed.
    """
    if is_never_sealed(row):
        return dict.fromkeys(sealed_columns(row))
    if key is None or area_of(row) != key.area or row.row_mac is None:
        raise SealBroken(BROKEN)
    sealed = _sealed_values(row)
    if not is_equal(_code(key, row, sealed), bytes(row.row_mac)):
        raise SealBroken(BROKEN)
    return {name: _opened(sealing, key, row, name, value) for name, value in sealed.items()}


def is_never_sealed(row: Any) -> bool:
    is_bare = row.sealed_version == 0 and row.row_mac is None
    return is_bare and all(value is None for value in _sealed_values(row).values())


def _sealed_values(row: Any) -> dict[str, bytes | None]:
    return {name: getattr(row, name) for name in sealed_columns(row)}


def _by_name(row: Any, values: Mapping[Column | str, Any]) -> dict[str, Any]:
    documents = {name if isinstance(name, str) else name._meta.name: value for name, value in values.items()}
    if sorted(documents) != sorted(sealed_columns(row)):
        raise ValuesRefused(f"Give each of {[*sealed_columns(row)]}, None where there is nothing")
    return documents


def _place(row: Any, column: str) -> Place:
    return Place(area_of(row), row._meta.tablename, column, row.id, row.sealed_version)


def _code(key: OpenKey, row: Any, sealed: dict[str, bytes | None]) -> bytes:
    return row_code(key, table=row._meta.tablename, row=row.id, version=row.sealed_version, columns=sealed)


def _opened(sealing: Sealing, key: OpenKey, row: Any, name: str, sealed: bytes | None) -> Any:
    if sealed is None:
        return None
    for count in _counts.get():
        count.number += 1
    return msgspec.json.decode(sealing.open(key, _place(row, name), bytes(sealed)))
