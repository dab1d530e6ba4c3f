"""The tables of the trail, as first released."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.first_columns import big, code, key, make_tables, moment, raw, table, text, uid

ID = "2026-11-21T00:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "The tables of the trail"

TABLES = [
    table(
        "Checkpoint",
        "checkpoint",
        id=key(),
        size=big(unique=True),
        root=raw(),
        note=text(),
        key_id=code(64),
        at=moment(),
    ),
    table(
        "Leaf",
        "leaf",
        id=key(),
        area=uid(null=True, index=True),
        at=moment(),
        business_at=moment(),
        actor=uid(null=True, index=True),
        acting_for=uid(null=True),
        session=code(64, null=True),
        event=code(60, index=True),
        kind=code(40),
        about=uid(null=True, index=True),
        keys=text(),
        decision=code(10),
        row_mac=raw(null=True),
    ),
    table(
        "LeafPosition",
        "leaf_position",
        id=key(),
        idx=big(unique=True),
        leaf=uid(),
        leaf_hash=raw(),
    ),
]


async def forwards() -> MigrationManager:
    return make_tables(ID, DESCRIPTION, TABLES)
