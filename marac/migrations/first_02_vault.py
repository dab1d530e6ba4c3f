"""The tables of keys, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import code, key, make_tables, moment, number, raw, table, uid

ID = "2026-11-21T00:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "The tables of keys"

TABLES = [
    table(
        "AreaKey",
        "area_key",
        id=key(),
        area=uid(index=True),
        purpose=code(20),
        version=number(),
        wrapped=raw(),
        commitment=raw(),
        state=code(20),
        made_at=moment(),
    ),
    table(
        "DataKey",
        "data_key",
        id=key(),
        area=uid(index=True),
        kind=code(20),
        owner_id=uid(index=True),
        version=number(),
        area_key_version=number(),
        wrapped=raw(null=True),
        commitment=raw(),
        seals=number(),
        made_at=moment(),
        destroyed_at=moment(null=True),
    ),
    table(
        "RootSentinel",
        "root_sentinel",
        id=key(),
        version=number(),
        wrapped=raw(),
        commitment=raw(),
        made_at=moment(),
    ),
    table(
        "SealKey",
        "seal_key",
        id=key(),
        area=uid(index=True),
        suite=number(),
        public=raw(),
        wrapped=raw(),
        area_key_version=number(),
        not_before=moment(),
        not_after=moment(),
        made_at=moment(),
        destroyed_at=moment(null=True),
    ),
    table(
        "SealList",
        "seal_list",
        id=key(),
        area=uid(index=True),
        slug=code(60),
        serial=number(),
        body=raw(),
        root=raw(),
        signature=raw(),
        made_at=moment(),
    ),
    table(
        "SealRoot",
        "seal_root",
        id=key(),
        area=uid(index=True),
        public=raw(),
        wrapped=raw(),
        area_key_version=number(),
        made_at=moment(),
    ),
    table(
        "SigningKey",
        "signing_key",
        id=key(),
        purpose=code(20),
        version=number(),
        public=raw(),
        wrapped=raw(),
        commitment=raw(),
        made_at=moment(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
