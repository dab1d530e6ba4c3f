"""The tables of chasing, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, day, key, link, make_tables, moment, number, table, text, uid, yes_no

ID = "2026-11-21T00:00:00:000019"
VERSION = "1.38.0"
DESCRIPTION = "The tables of chasing"

TABLES = [
    table(
        "Chase",
        "chase",
        id=key(),
        area=link("Area", "area"),
        kind=code(10),
        thing=uid(index=True),
        case=link("Case", "case_record", null=True),
        due_at=moment(),
        days=number(),
        top=code(20),
        number_told=number(),
        at=moment(),
        once=code(120, unique=True),
    ),
    table(
        "ChasePause",
        "chase_pause",
        id=key(),
        area=link("Area", "area"),
        kind=code(10),
        thing=uid(index=True),
        case=link("Case", "case_record", null=True),
        until_on=day(),
        reason_code=code(30),
        at=moment(),
        by=link("Officer", "officer"),
        ended_at=moment(null=True),
        ended_by=link("Officer", "officer", null=True),
    ),
    table(
        "Leave",
        "leave",
        ref=code(10, unique=True),
        id=key(),
        area=link("Area", "area"),
        officer=link("Officer", "officer"),
        cover=link("Officer", "officer"),
        from_on=day(),
        to_on=day(),
        at=moment(),
        ended_at=moment(null=True),
    ),
    table(
        "NoticeChoice",
        "notice_choice",
        id=key(),
        area=link("Area", "area"),
        officer=link("Officer", "officer"),
        quiet_from=code(5),
        quiet_to=code(5),
        weekly=yes_no(),
        at=moment(),
    ),
    table(
        "Undelivered",
        "undelivered",
        ref=code(10, unique=True),
        id=key(),
        area=link("Area", "area"),
        officer=link("Officer", "officer", null=True),
        agency=link("Agency", "agency", null=True),
        subject=code(40),
        ids=text(),
        at=moment(),
        tries=number(),
        settled_at=moment(null=True),
        settled_by=link("Officer", "officer", null=True),
        outcome=code(20),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
