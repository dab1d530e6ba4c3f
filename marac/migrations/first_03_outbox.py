"""The tables of jobs, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, make_tables, moment, number, table, text, uid

ID = "2026-11-21T00:00:00:000003"
VERSION = "1.38.0"
DESCRIPTION = "The tables of jobs"

TABLES = [
    table(
        "Outbox",
        "outbox",
        id=key(),
        area=uid(null=True),
        kind=code(40),
        ids=text(),
        dedupe=code(160, unique=True),
        due=moment(),
        state=code(10),
        owner=code(60, null=True),
        lease_until=moment(null=True),
        attempt=number(),
        error=code(80, null=True),
        finished_at=moment(null=True),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
