"""The database: one schema on SQLite or PostgreSQL, transactions that survive cancellation, migrations.

Everybody else imports from here, never from the files inside; only backups also use `copying` and `places`.
"""

from marac.database.bound import (
    after_commit,
    bind,
    bound,
    for_update,
    in_transaction,
    insert_many,
    is_bound,
    is_sqlite,
    one_of,
    open_database,
    reading,
    start,
    stop,
    transaction,
)
from marac.database.breakage import (
    DatabaseAway,
    DatabaseBusy,
    OutOfReach,
    ReferenceBroken,
    StatementBroken,
    Unchangeable,
    UniqueBroken,
    ValueRefused,
)
from marac.database.counting import QueryCount, count_queries
from marac.database.durability import requires_durability, requires_own_user
from marac.database.fitness import NaiveMoment
from marac.database.migrating import migrate, pending_migrations
from marac.database.postgres import Postgres
from marac.database.reach import (
    across_areas,
    beyond_exclusions,
    for_everybody,
    out_of_reach,
    whole_service,
    within_area,
)
from marac.database.sqlite import SQLite
from marac.database.work import OurEngine, TransactionMisused, Work

__all__ = [
    "DatabaseAway",
    "DatabaseBusy",
    "NaiveMoment",
    "OurEngine",
    "OutOfReach",
    "Postgres",
    "QueryCount",
    "ReferenceBroken",
    "SQLite",
    "StatementBroken",
    "TransactionMisused",
    "Unchangeable",
    "UniqueBroken",
    "ValueRefused",
    "Work",
    "across_areas",
    "after_commit",
    "beyond_exclusions",
    "bind",
    "bound",
    "count_queries",
    "for_everybody",
    "for_update",
    "in_transaction",
    "insert_many",
    "is_bound",
    "is_sqlite",
    "migrate",
    "one_of",
    "open_database",
    "out_of_reach",
    "pending_migrations",
    "reading",
    "requires_durability",
    "requires_own_user",
    "start",
    "stop",
    "transaction",
    "whole_service",
    "within_area",
]
