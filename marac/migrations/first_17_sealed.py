"""The tables of sealed, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, link, make_tables, moment, number, raw, table, text, uid, yes_no

ID = "2026-11-21T00:00:00:000017"
VERSION = "1.38.0"
DESCRIPTION = "The tables of sealed"

TABLES = [
    table(
        "SealedForm",
        "sealed_form",
        ref=code(10, unique=True),
        id=key(),
        area=link("Area", "area"),
        sender=link("Agency", "agency", null=True),
        sent_by=link("Officer", "officer", null=True),
        draft=uid(null=True),
        brought=yes_no(),
        door=code(10),
        kind=code(10),
        seal_key=uid(index=True),
        sha256=code(64, index=True),
        size=number(),
        tree_size=number(),
        body=raw(null=True),
        received_at=moment(),
        business_at=moment(),
        state=code(10, index=True),
        result=code(20, null=True),
        cause=code(20, null=True),
        document=uid(null=True),
        number_of_gaps=number(),
        told=text(),
        opened_at=moment(null=True),
    ),
    table(
        "SealedOnce",
        "sealed_once",
        id=key(),
        area=link("Area", "area"),
        sha256=code(64),
        sealed_form=uid(),
        keep_until=moment(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
