"""Whose rows may be reached: a policy on every table with an `area` column."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from marac.migrations.row_security import guard, of_area, of_case, of_people

ID = "2026-11-21T00:00:00:000030"
VERSION = "1.38.0"
DESCRIPTION = "Row-level security for area and exclusion"

# The column that holds the case. Somebody shut out of a case has its key out of reach too.
OF_A_CASE = {
    "case_record": "id",
    "data_key": "owner_id",
    "action": '"case"',
    "alert_settled": '"case"',
    "agenda_item": '"case"',
    "ask": '"case"',
    "attachment": '"case"',
    "attachment_part": '"case"',
    "case_document": '"case"',
    "case_event": '"case"',
    "chase": '"case"',
    "chase_pause": '"case"',
    "confidential_place": '"case"',
    "date_ahead": '"case"',
    "document": '"case"',
    "flag": '"case"',
    # One called for a single case in an emergency; the others hang on no case.
    "meeting": "called_for",
    "mention": '"case"',
    "named_reader": '"case"',
    "opinion": '"case"',
    "people_search": '"case"',
    "question": '"case"',
    "repeat_notice": '"case"',
    "research": '"case"',
    "review_done": '"case"',
    "review_note": '"case"',
    "telling": '"case"',
}
# Who is shut out of what is asked by the rule itself, so `exclusion` has the rule of the area alone.
OF_AN_AREA = [
    "action_event",
    "agency",
    "agency_key",
    "agency_name",
    "agency_type",
    "agenda_change",
    "agenda_version_line",
    "approval",
    "area_key",
    "assignment",
    "attendance",
    "bring_in",
    "case_number_count",
    "circulation",
    "circulation_reader",
    "declaration",
    "draft",
    "exclusion",
    "invitation",
    "leaf",
    "leaving",
    "leave",
    "membership",
    "mention_value",
    "minutes_part",
    "minutes_revision",
    "notice_choice",
    "outbox",
    "paper",
    "parked_form",
    "presence",
    "proposal",
    "recovery",
    "research_line",
    "seal_key",
    "seal_list",
    "seal_root",
    "sealed_form",
    "sealed_once",
    "search_run",
    "seat",
    "series",
    "setting",
    "statement",
    "suggestion",
    "text_pack",
    "token",
    "unfinished_action",
    "value_decision",
    "undelivered",
    "verdict",
]


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="marac", description=DESCRIPTION)

    async def put_up_policies() -> None:
        for table, column in OF_A_CASE.items():
            await guard(table, of_case(column))
        for table in OF_AN_AREA:
            await guard(table, of_area())
        await guard("officer", of_people())

    manager.add_raw(put_up_policies)
    return manager
