"""What a database refuses, under names of our own that are the same on SQLite and PostgreSQL.

The driver's own message is dropped: it quotes the values of the row.
"""

import asyncio
import re
import sqlite3

import asyncpg

from marac.errors import MaracError, NotFound, NotNow

DRIVER_ERRORS = (
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    UnicodeEncodeError,
    OverflowError,
    asyncio.TimeoutError,
)
ROW_SECURITY = "ExecWithCheckOptions"
# As marac/migrations/first_31_taken_back.py raises it: for whoever was late, the case is not there.
TAKEN_BACK, TAKEN_BACK_CODE = "taken back", "MDTB0"


class UniqueBroken(MaracError):
    """There is already a row with this value. `table` names where."""

    def __init__(self, table: str = "") -> None:
        super().__init__("This is already there.")
        self.table = table


class ReferenceBroken(MaracError):
    """A row points at one that is not there, or is still pointed at."""


class ValueRefused(MaracError):
    """The database cannot hold this value: a forbidden character, a number or a text too large."""


class Unchangeable(MaracError):
    """Rows of this table are only ever added."""


class OutOfReach(MaracError):
    """A row of another area, or of a case that is shut to this officer: a fault of ours that the database stopped."""


class DatabaseBusy(NotNow):
    """Someone else held the same rows for too long."""


class DatabaseAway(NotNow):
    """The database cannot be reached or cannot write."""


class StatementBroken(MaracError):
    """The database does not understand a statement: a fault of this service."""


_SQLITE_NAMES: dict[str, type[MaracError]] = {
    "SQLITE_CONSTRAINT_TRIGGER": Unchangeable,
    "SQLITE_CONSTRAINT_NOTNULL": ValueRefused,
    "SQLITE_CONSTRAINT_CHECK": ValueRefused,
    "SQLITE_TOOBIG": ValueRefused,
    "SQLITE_MISMATCH": ValueRefused,
    "SQLITE_BUSY": DatabaseBusy,
    "SQLITE_LOCKED": DatabaseBusy,
    "SQLITE_FULL": DatabaseAway,
    "SQLITE_IOERR": DatabaseAway,
    "SQLITE_READONLY": DatabaseAway,
    "SQLITE_CANTOPEN": DatabaseAway,
    "SQLITE_CORRUPT": DatabaseAway,
    "SQLITE_NOTADB": DatabaseAway,
}
_POSTGRES_CLASSES: list[tuple[tuple[type[BaseException], ...], type[MaracError]]] = [
    ((asyncpg.ForeignKeyViolationError, asyncpg.RestrictViolationError), ReferenceBroken),
    ((asyncpg.IntegrityConstraintViolationError, asyncpg.DataError), ValueRefused),
    ((asyncpg.ProgramLimitExceededError,), ValueRefused),
    ((asyncpg.InsufficientPrivilegeError,), Unchangeable),
    (
        (
            asyncpg.QueryCanceledError,
            asyncpg.LockNotAvailableError,
            asyncpg.DeadlockDetectedError,
            asyncpg.SerializationError,
        ),
        DatabaseBusy,
    ),
    (
        (
            asyncpg.PostgresConnectionError,
            asyncpg.OperatorInterventionError,
            asyncpg.InsufficientResourcesError,
            asyncpg.InvalidAuthorizationSpecificationError,
            asyncpg.InvalidCatalogNameError,
            asyncpg.PostgresSystemError,
            asyncpg.ReadOnlySQLTransactionError,
            asyncpg.IdleInTransactionSessionTimeoutError,
            asyncpg.InternalServerError,
        ),
        DatabaseAway,
    ),
]


def named(error: BaseException) -> MaracError:
    """The error of ours for a driver's error."""
    if isinstance(error, sqlite3.Error):
        return _named_of_sqlite(error)
    if isinstance(error, asyncpg.PostgresError):
        return _named_of_postgres(error)
    # The driver's own check of a parameter is both an InterfaceError and a ValueError.
    if isinstance(error, ValueError | OverflowError):
        return ValueRefused("This value cannot be kept.")
    return DatabaseAway("The records cannot be reached at the moment. Try again in a minute.")


def _named_of_sqlite(error: sqlite3.Error) -> MaracError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
        table = re.search(r"failed: (\w+)\.", str(error))
        return UniqueBroken(table.group(1) if table else "")
    # A row that is pointed at is guarded by a trigger of SQLite's own.
    if "FOREIGN KEY" in str(error):
        return ReferenceBroken(_WORDS[ReferenceBroken])
    if str(error) == TAKEN_BACK:
        return NotFound()
    for start, kind in _SQLITE_NAMES.items():
        if name.startswith(start):
            return kind(_WORDS[kind])
    if isinstance(error, sqlite3.DataError | sqlite3.InterfaceError):
        return ValueRefused(_WORDS[ValueRefused])
    return StatementBroken(_WORDS[StatementBroken])


def _named_of_postgres(error: asyncpg.PostgresError) -> MaracError:
    if isinstance(error, asyncpg.UniqueViolationError):
        return UniqueBroken(getattr(error, "table_name", "") or "")
    if error.sqlstate == TAKEN_BACK_CODE:
        return NotFound()
    # The same code as for a missing right; the place in the server's own source tells them apart in every language.
    if getattr(error, "server_source_function", "") == ROW_SECURITY:
        return OutOfReach(_WORDS[OutOfReach])
    for classes, kind in _POSTGRES_CLASSES:
        if isinstance(error, classes):
            return kind(_WORDS[kind])
    return StatementBroken(_WORDS[StatementBroken])


_WORDS: dict[type[MaracError], str] = {
    ReferenceBroken: "This depends on something that is not there.",
    ValueRefused: "This value cannot be kept.",
    OutOfReach: "This does not belong to the area you work in.",
    Unchangeable: "This can only be added to, never changed.",
    DatabaseBusy: "Somebody else is changing the same record. Try again in a minute.",
    DatabaseAway: "The records cannot be reached at the moment. Try again in a minute.",
    StatementBroken: "The service asked its records a question they do not understand.",
}
