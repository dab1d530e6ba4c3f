"""The columns our tables are made of: ids, moments, days, codes and the sealed column."""

from typing import Any

from piccolo.columns import (
    UUID,
    Boolean,
    Bytea,
    Column,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from marac.ids import uuid7


class Sealed(bytes):
    """Bytes of a sealed value. Printed without its content."""

    def __repr__(self) -> str:
        return f"<Sealed {len(self)} bytes>"


class SealedBytes(Bytea):
    """A column that holds sealed bytes or nothing. Plain text is refused where it is set."""

    def __set__(self, obj: Table, value: Any) -> None:
        if value is None or isinstance(value, SealedBytes):
            obj.__dict__[self._meta.name] = None
        elif isinstance(value, bytes | bytearray | memoryview):
            obj.__dict__[self._meta.name] = Sealed(value)
        else:
            raise TypeError(f"{self._meta.name} takes sealed bytes, never plain text")


class Reference(ForeignKey[Any]):
    """As piccolo's, which lists all attributes at each look at one that is no column: a tenth of a page's time."""

    def __getattribute__(self, name: str) -> Any:
        try:
            value = object.__getattribute__(self, name)
        except AttributeError:
            return super().__getattribute__(name)
        return super().__getattribute__(name) if isinstance(value, Column) else value


class SealedRow:
    """What every table with sealed columns carries: data key, version of the seal, and a code over the whole row."""

    dk = UUID(null=True, default=None)
    sealed_version = Integer(default=0, null=False)
    row_mac = Bytea(null=True, default=None)


def key() -> UUID:
    """The time-ordered primary key of a row."""
    return UUID(primary_key=True, default=uuid7)


def link(table: type[Table] | str, *, null: bool = False) -> Reference:
    """A reference that can never take other rows with it when one is deleted."""
    return Reference(table, on_delete=OnDelete.restrict, null=null)


def loose_id(*, null: bool = False, index: bool = False) -> UUID:
    """An id of a row in a table that this package may not know."""
    return UUID(null=null, default=None, index=index)


def sealed() -> SealedBytes:
    return SealedBytes(null=True, default=None)


def moment(*, null: bool = False) -> Timestamptz:
    """A moment in UTC. Never defaulted: only marac.clock reads the clock."""
    return Timestamptz(null=null, default=None)


def day(*, null: bool = False) -> Date:
    return Date(null=null, default=None)


def code(length: int = 40, *, null: bool = False, unique: bool = False, index: bool = False) -> Varchar:
    """A short word from a closed list, or a reference."""
    return Varchar(length=length, null=null, default=None if null else "", unique=unique, index=index)


def text(*, null: bool = False) -> Text:
    return Text(null=null, default=None if null else "")


def number(*, null: bool = False) -> Integer:
    return Integer(null=null, default=None if null else 0)


def yes_no(*, default: bool = False) -> Boolean:
    return Boolean(null=False, default=default)
