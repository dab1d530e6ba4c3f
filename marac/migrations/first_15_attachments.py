"""The tables of attachments, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, link, make_tables, moment, number, raw, sealed, table, uid

ID = "2026-11-21T00:00:00:000015"
VERSION = "1.38.0"
DESCRIPTION = "The tables of attachments"

TABLES = [
    table(
        "Attachment",
        "attachment",
        ref=code(10, unique=True),
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        draft=uid(index=True),
        document=uid(null=True, index=True),
        case=uid(null=True, index=True),
        added_by=link("Officer", "officer"),
        added_at=moment(),
        business_at=moment(),
        kind=code(10),
        number_of_parts=number(),
        label=sealed(),
    ),
    table(
        "AttachmentPart",
        "attachment_part",
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        attachment=link("Attachment", "attachment"),
        case=uid(null=True),
        n=number(),
        body=sealed(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
