"""Nobody puts anything on a case whose old records were taken back, however early they began: the database refuses."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.database.bound import bound, is_sqlite

ID = "2026-11-21T00:00:00:000031"
VERSION = "1.38.0"
DESCRIPTION = "No new rows on cases that were taken back"

# What people put on a case. What bringing in and searching make by themselves goes away with the case.
OF_A_CASE = (
    "action",
    "agenda_item",
    "alert_settled",
    "ask",
    "case_document",
    "case_event",
    "date_ahead",
    "document",
    "exclusion",
    "flag",
    "named_reader",
    "question",
    "repeat_notice",
    "research",
    "review_done",
    "review_note",
    "telling",
)
OF_A_MENTION = ("mention_value",)
# The words and the code by which marac/database/breakage.py knows it.
TAKEN_BACK, CODE = "taken back", "MDTB0"
_THIS = 'NEW."case"'
_MENTIONED = '(SELECT m."case" FROM mention AS m WHERE m.id = NEW.mention)'
_IS_TAKEN_BACK = (
    "EXISTS (SELECT 1 FROM case_record AS c JOIN bring_in AS b ON b.id = c.bring_in "
    "WHERE c.id = {case} AND b.state IN ('undone', 'cleared'))"
)


def _on_sqlite(table: str, case: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_of_taken_back BEFORE INSERT ON {table} "
        f"WHEN {_IS_TAKEN_BACK.format(case=case)} BEGIN SELECT RAISE(ABORT, '{TAKEN_BACK}'); END"
    ]


def _on_postgres(table: str, case: str) -> list[str]:
    """The case is locked against its taking back first; the look at the lot, a statement of its own, then holds."""
    return [
        f"CREATE FUNCTION {table}_of_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"PERFORM 1 FROM case_record AS c WHERE c.id = {case} AND c.bring_in IS NOT NULL FOR KEY SHARE; "
        f"IF FOUND AND {_IS_TAKEN_BACK.format(case=case)} "
        f"THEN RAISE EXCEPTION '{TAKEN_BACK}' USING ERRCODE = '{CODE}'; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_of_taken_back BEFORE INSERT ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_of_taken_back()",
    ]


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="marac", description=DESCRIPTION)

    async def put_up_triggers() -> None:
        guarded = [*((table, _THIS) for table in OF_A_CASE), *((table, _MENTIONED) for table in OF_A_MENTION)]
        for table, case in guarded:
            for statement in (_on_sqlite if is_sqlite() else _on_postgres)(table, case):
                await bound().run_ddl(statement)

    manager.add_raw(put_up_triggers)
    return manager
