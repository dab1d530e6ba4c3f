"""The tables of agendas, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, link, make_tables, moment, number, table, text

ID = "2026-11-21T00:00:00:000018"
VERSION = "1.38.0"
DESCRIPTION = "The tables of agendas"

TABLES = [
    table(
        "AgendaChange",
        "agenda_change",
        id=key(),
        area=link("Area", "area"),
        meeting=link("Meeting", "meeting"),
        n=number(),
        kind=code(20),
        undoes=number(null=True),
        by=link("Officer", "officer", null=True),
        at=moment(),
        before=text(),
        after=text(),
    ),
    table(
        "AgendaVersionLine",
        "agenda_version_line",
        id=key(),
        area=link("Area", "area"),
        circulation=link("Circulation", "circulation"),
        agenda_item=link("AgendaItem", "agenda_item"),
        position=number(),
        minutes=number(),
    ),
    table(
        "Leaving",
        "leaving",
        id=key(),
        area=link("Area", "area"),
        meeting=link("Meeting", "meeting"),
        officer=link("Officer", "officer"),
        leaves_at=moment(null=True),
        at=moment(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
