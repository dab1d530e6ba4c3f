"""The columns the first tables were made of, kept here so that later changes of `marac.columns` rewrite no history."""

from collections.abc import Sequence
from dataclasses import dataclass

from piccolo.apps.migrations.auto.migration_manager import AddColumnClass, MigrationManager
from piccolo.columns import (
    UUID,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    Column,
    Date,
    Integer,
    OnDelete,
    Real,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import create_table_class

from marac.columns import Reference, SealedBytes
from marac.ids import uuid7

APP = "marac"


@dataclass(frozen=True)
class NewTable:
    """One table of the first release."""

    class_name: str
    tablename: str
    columns: dict[str, Column]


def table(class_name: str, tablename: str, **columns: Column) -> NewTable:
    return NewTable(class_name, tablename, columns)


def make_tables(step: str, description: str, tables: Sequence[NewTable]) -> MigrationManager:
    """A step that makes these tables."""
    manager = MigrationManager(migration_id=step, app_name=APP, description=description)
    for new in tables:
        manager.add_table(class_name=new.class_name, tablename=new.tablename)
        for name, column in new.columns.items():
            column._meta.name = name
            manager.add_columns.append(
                AddColumnClass(column=column, table_class_name=new.class_name, tablename=new.tablename, schema=None)
            )
    return manager


def key() -> UUID:
    return UUID(primary_key=True, default=uuid7)


def counted() -> BigSerial:
    """A primary key that the database counts up, for rows that nobody names."""
    return BigSerial(primary_key=True)


def uid(*, null: bool = False, index: bool = False) -> UUID:
    return UUID(null=null, default=None, index=index)


def link(class_name: str, tablename: str, *, null: bool = False) -> Reference:
    there = create_table_class(class_name, class_kwargs={"tablename": tablename}, class_members={"id": key()})
    return Reference(there, on_delete=OnDelete.restrict, null=null)


def sealed() -> SealedBytes:
    return SealedBytes(null=True, default=None)


def raw(*, null: bool = False) -> Bytea:
    return Bytea(null=null, default=None if null else b"")


def moment(*, null: bool = False) -> Timestamptz:
    return Timestamptz(null=null, default=None)


def day(*, null: bool = False) -> Date:
    return Date(null=null, default=None)


def code(length: int, *, null: bool = False, unique: bool = False, index: bool = False) -> Varchar:
    return Varchar(length=length, null=null, default=None if null else "", unique=unique, index=index)


def text(*, null: bool = False) -> Text:
    return Text(null=null, default=None if null else "")


def number(*, null: bool = False, default: int = 0) -> Integer:
    return Integer(null=null, default=None if null else default)


def big(*, unique: bool = False) -> BigInt:
    return BigInt(default=0, null=False, unique=unique)


def real(*, null: bool = False) -> Real:
    return Real(null=null, default=None if null else 0.0)


def yes_no(*, null: bool = False, default: bool = False) -> Boolean:
    return Boolean(null=null, default=None if null else default)
