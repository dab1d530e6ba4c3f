"""The tables of triage, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, link, make_tables, moment, number, raw, sealed, table, uid

ID = "2026-11-21T00:00:00:000020"
VERSION = "1.38.0"
DESCRIPTION = "The tables of triage"

TABLES = [
    table(
        "Opinion",
        "opinion",
        ref=code(10, unique=True),
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        case=link("Case", "case_record"),
        asked_at=moment(),
        asked_by=link("Officer", "officer"),
        given_at=moment(null=True),
        given_by=link("Officer", "officer", null=True),
        view=code(20, null=True),
        body=sealed(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
