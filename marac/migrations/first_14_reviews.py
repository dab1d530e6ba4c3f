"""The tables of reviews, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, day, key, link, make_tables, moment, number, raw, sealed, table, uid

ID = "2026-11-21T00:00:00:000014"
VERSION = "1.38.0"
DESCRIPTION = "The tables of reviews"

TABLES = [
    table(
        "DateAhead",
        "date_ahead",
        id=key(),
        area=link("Area", "area"),
        case=link("Case", "case_record"),
        agency=link("Agency", "agency"),
        what=code(20),
        falls_on=day(),
        document=uid(),
    ),
    table(
        "ReviewDone",
        "review_done",
        id=key(),
        area=link("Area", "area"),
        case=link("Case", "case_record"),
        agency=link("Agency", "agency"),
        record=code(20),
        done_on=day(),
        document=uid(),
    ),
    table(
        "ReviewNote",
        "review_note",
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        case=link("Case", "case_record"),
        agency=link("Agency", "agency", null=True),
        record=code(20, null=True),
        kind=code(20),
        code=code(40),
        happened_on=day(),
        at=moment(),
        business_at=moment(),
        by=link("Officer", "officer", null=True),
        note=sealed(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
