"""What must be unique, and what is looked up often. Raw SQL, because composite rules are beyond Piccolo on SQLite."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.database.bound import bound

ID = "2026-11-21T00:00:00:000029"
VERSION = "1.38.0"
DESCRIPTION = "Unique rules over several columns, and indexes"

# Table, columns, and for which rows.
UNIQUE = [
    ("root_sentinel", "version", ""),
    ("area_key", "area, purpose, version", ""),
    ("data_key", "owner_id, kind, version", ""),
    ("leaf_position", "leaf", ""),
    ("agency", "area, slug", ""),
    ("idempotency", "actor, once", ""),
    # A conflicting text of the same reference is kept beside the first.
    ("document", "area, sender, sender_reference", "result <> 'conflict'"),
    ("document", "area, sender, sender_reference, sha256", "result = 'conflict'"),
    ("case_record", "area, case_number", "case_number IS NOT NULL"),
    ("case_document", '"case", document', "withdrawn_at IS NULL"),
    ("case_document", "document, relation", "relation = 'duplicate' AND withdrawn_at IS NULL"),
    ("case_number_count", "area, year", ""),
    ("seat", "meeting, officer", "to_at IS NULL"),
    ("agenda_item", 'meeting, "case", kind', "state = 'listed'"),
    ("circulation", "meeting, kind, n", ""),
    ("agenda_change", "meeting, n", ""),
    ("agenda_version_line", "circulation, agenda_item", ""),
    ("ask", '"case", meeting, agency', ""),
    ("assignment", "ask, officer", "to_at IS NULL"),
    ("research_line", "research, n", ""),
    ("mention", "document, role, n", ""),
    # The look-up reads this index alone.
    ("token", "area, type, version, bits64, mention", ""),
    ("minutes_part", "meeting, heading", "agenda_item IS NULL"),
    ("minutes_part", "agenda_item, heading", "agenda_item IS NOT NULL"),
    ("minutes_revision", "part, n", ""),
    ("statement", "area, version", ""),
]
LOOKED_UP = [
    ("outbox", "state, due"),
    ("outbox", "finished_at"),
    ("setting", "area, name, from_on"),
    ("officer", "area"),
    ("membership", "officer"),
    ("membership", "area, role"),
    ("membership", "agency"),
    ("sign_in_session", "officer"),
    ("recovery_code", "officer"),
    ("draft", "officer"),
    ("document", "area, sender_reference"),
    ("case_record", "area, status"),
    ("date_ahead", "area, falls_on"),
    ("case_record", "area, referred_on"),
    ("case_event", '"case"'),
    ("case_document", "document"),
    ("question", '"case"'),
    ("exclusion", '"case"'),
    ("exclusion", "officer"),
    ("named_reader", '"case"'),
    ("mention", '"case"'),
    ("mention_value", "mention"),
    ("verdict", "a"),
    ("verdict", "b"),
    ("verdict", "area, business_at"),
    ("value_decision", "value"),
    ("repeat_notice", '"case"'),
    ("repeat_notice", "area, seen_at"),
    ("alert_settled", '"case"'),
    ("confidential_place", '"case"'),
    ("confidential_place", "area, version, bits64"),
    ("meeting", "area, planned_on"),
    ("seat", "officer"),
    ("attendance", "meeting"),
    ("agenda_item", "meeting"),
    ("agenda_item", '"case"'),
    ("presence", "agenda_item"),
    ("circulation_reader", "circulation"),
    ("circulation_reader", "officer"),
    ("leaving", "meeting, officer"),
    ("declaration", "meeting, officer"),
    ("ask", "meeting, agency"),
    ("ask", "agency, state"),
    ("assignment", "officer"),
    ("research", "ask"),
    ("research", '"case"'),
    ("minutes_part", "meeting"),
    ("action", "meeting"),
    ("action", '"case"'),
    ("action", "owner, status"),
    ("action", "agency, status"),
    ("action_event", "action"),
    ("flag", '"case"'),
    ("flag", "agency"),
    ("telling", '"case"'),
    ("review_done", '"case"'),
    ("review_done", "agency"),
    ("review_note", '"case"'),
    ("paper", "reader"),
    ("token", "mention"),
    ("people_search", '"case"'),
    ("suggestion", "mention"),
    ("suggestion", "other"),
    ("suggestion", "verdict"),
]


def _name(kind: str, table: str, columns: str, rows: str = "") -> str:
    of = "_".join(columns.replace('"', "").split(", "))
    return f"{table}_{of}_{kind}" + ("_some" if "NOT NULL" in rows else "")


def statements() -> list[str]:
    """The same on both databases."""
    unique = [
        f"CREATE UNIQUE INDEX {_name('once', table, columns, rows)} ON {table} ({columns})"
        + (f" WHERE {rows}" if rows else "")
        for table, columns, rows in UNIQUE
    ]
    return unique + [
        f"CREATE INDEX {_name('idx', table, columns)} ON {table} ({columns})" for table, columns in LOOKED_UP
    ]


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="marac", description=DESCRIPTION)

    async def make_indexes() -> None:
        for statement in statements():
            await bound().run_ddl(statement)

    manager.add_raw(make_indexes)
    return manager
