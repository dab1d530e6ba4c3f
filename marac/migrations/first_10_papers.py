"""The tables of papers, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, link, make_tables, moment, number, raw, sealed, table, uid

ID = "2026-11-21T00:00:00:000010"
VERSION = "1.38.0"
DESCRIPTION = "The tables of papers"

TABLES = [
    table(
        "Paper",
        "paper",
        ref=code(10, unique=True),
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        kind=code(20),
        format=code(10),
        about=uid(null=True),
        reader=link("Officer", "officer"),
        membership=uid(null=True),
        state=code(20),
        copy_number=number(),
        asked_at=moment(),
        business_at=moment(),
        expires_at=moment(),
        fetched_at=moment(null=True),
        size=number(),
        sha256=code(64),
        reason=sealed(),
        body=sealed(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
