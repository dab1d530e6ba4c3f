"""The tables of matching, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import (
    big,
    code,
    counted,
    key,
    link,
    make_tables,
    moment,
    number,
    real,
    table,
    uid,
    yes_no,
)

ID = "2026-11-21T00:00:00:000011"
VERSION = "1.38.0"
DESCRIPTION = "The tables of matching"

TABLES = [
    table(
        "PeopleSearch",
        "people_search",
        id=key(),
        area=link("Area", "area"),
        case=link("Case", "case_record"),
        document=link("Document", "document"),
        mention=link("Mention", "mention", null=True),
        asked_at=moment(),
        business_at=moment(),
        searched_at=moment(null=True),
        is_scan_needed=yes_no(),
        scanned_to=uid(null=True),
        scanned_at=moment(null=True),
    ),
    table(
        "Suggestion",
        "suggestion",
        ref=code(10, unique=True),
        id=key(),
        area=link("Area", "area"),
        mention=link("Mention", "mention"),
        other=link("Mention", "mention"),
        search=link("PeopleSearch", "people_search"),
        is_later=yes_no(),
        shown_at=moment(),
        business_at=moment(),
        band=code(10),
        weight=real(),
        levels=code(200),
        model=code(40),
        store_size=number(),
        answer=code(10, null=True),
        answered_at=moment(null=True),
        answered_by=link("Officer", "officer", null=True),
        verdict=link("Verdict", "verdict", null=True),
    ),
    table(
        "Token",
        "token",
        id=counted(),
        area=link("Area", "area"),
        type=code(4),
        version=number(),
        bits64=big(),
        mention=link("Mention", "mention"),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
