"""The tables of text packs, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, day, key, link, make_tables, moment, number, table, text

ID = "2026-11-21T00:00:00:000016"
VERSION = "1.38.0"
DESCRIPTION = "The tables of text packs"

TABLES = [
    table(
        "TextPack",
        "text_pack",
        id=key(),
        area=link("Area", "area"),
        form=code(40),
        version=number(),
        from_on=day(),
        licence=code(300),
        words=text(),
        sha256=code(64),
        loaded_at=moment(),
        loaded_by=link("Officer", "officer", null=True),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
