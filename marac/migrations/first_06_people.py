"""The tables of people, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import (
    code,
    day,
    key,
    link,
    make_tables,
    moment,
    number,
    raw,
    real,
    sealed,
    table,
    uid,
)

ID = "2026-11-21T00:00:00:000006"
VERSION = "1.38.0"
DESCRIPTION = "The tables of people"

TABLES = [
    table(
        "Mention",
        "mention",
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        outside_id=code(80, index=True),
        document=link("Document", "document"),
        case=link("Case", "case_record"),
        role=code(20),
        n=number(),
        person_id=uid(index=True),
        card=sealed(),
    ),
    table(
        "MentionValue",
        "mention_value",
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        mention=link("Mention", "mention"),
        kind=code(20),
        n=number(),
        source_document=link("Document", "document", null=True),
        source_officer=link("Officer", "officer", null=True),
        said_on=day(),
        state=code(20),
        by=link("Officer", "officer", null=True),
        value=sealed(),
    ),
    table(
        "Verdict",
        "verdict",
        dk=uid(null=True),
        sealed_version=number(),
        row_mac=raw(null=True),
        id=key(),
        area=link("Area", "area"),
        a=link("Mention", "mention"),
        b=link("Mention", "mention"),
        kind=code(20),
        by=link("Officer", "officer", null=True),
        at=moment(),
        levels=code(200, null=True),
        weight=real(null=True),
        model=code(40, null=True),
        withdrawn_by=link("Officer", "officer", null=True),
        withdrawn_at=moment(null=True),
        inherits=uid(null=True),
        reason=sealed(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
