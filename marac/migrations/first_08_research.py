"""The tables of research, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, link, make_tables, moment, number, raw, sealed, table, uid

ID = "2026-11-21T00:00:00:000008"
VERSION = "1.38.0"
DESCRIPTION = "The tables of research"

TABLES = [
    table(
        "Ask",
        "ask",
        ref=code(10, unique=True),
        id=key(),
        area=link("Area", "area"),
        case=link("Case", "case_record"),
        meeting=link("Meeting", "meeting"),
        agency=link("Agency", "agency"),
        why=code(40),
        state=code(20, index=True),
        asked_at=moment(),
        due_at=moment(),
        answered_at=moment(null=True),
    ),
    table(
        "Assignment",
        "assignment",
        id=key(),
        area=link("Area", "area"),
        ask=link("Ask", "ask"),
        officer=link("Officer", "officer"),
        from_at=moment(),
        to_at=moment(null=True),
    ),
    table(
        "Research",
        "research",
        ref=code(10, unique=True),
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        agency=link("Agency", "agency"),
        ask=link("Ask", "ask", null=True),
        case=link("Case", "case_record", null=True),
        meeting=link("Meeting", "meeting", null=True),
        document=link("Document", "document", null=True),
        nil=code(20),
        state=code(20),
        revision=number(),
        saved_at=moment(),
        sent_at=moment(null=True),
        by=link("Officer", "officer", null=True),
        body=sealed(),
    ),
    table(
        "ResearchLine",
        "research_line",
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        research=link("Research", "research"),
        n=number(),
        share=code(20),
        kind=code(10),
        dash_item=number(null=True),
        shared_at=moment(null=True),
        text=sealed(),
        source=sealed(),
        reason=sealed(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
