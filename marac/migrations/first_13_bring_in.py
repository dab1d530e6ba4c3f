"""The tables of bring in, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, link, make_tables, moment, number, raw, sealed, table, uid

ID = "2026-11-21T00:00:00:000013"
VERSION = "1.38.0"
DESCRIPTION = "The tables of bring in"

TABLES = [
    table(
        "BringIn",
        "bring_in",
        ref=code(10, unique=True),
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        kind=code(10),
        sha256=code(64, index=True),
        state=code(20, index=True),
        made_by=link("Officer", "officer", null=True),
        made_at=moment(),
        business_at=moment(),
        confirmed_by=link("Officer", "officer", null=True),
        confirmed_at=moment(null=True),
        on_at=moment(null=True),
        undone_by=link("Officer", "officer", null=True),
        undone_at=moment(null=True),
        total=number(),
        done=number(),
        material=sealed(),
        report=sealed(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
