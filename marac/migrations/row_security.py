"""Row-level security on PostgreSQL: area and exclusion guarded a second time, by the database itself.

What is within reach is said by marac/database/postgres.py with every transaction. A later migration that makes a table
with an `area` column guards it with `guard`.
"""

from marac.database.bound import bound, is_sqlite

POLICY = "within_reach"

_WHOLE = "(SELECT current_setting('desk.whole_service', true) = 'yes')"
# A setting nobody made is NULL, one made in an earlier transaction is empty afterwards; neither equals any id.
_AREA = "(SELECT nullif(current_setting('desk.area', true), '')::uuid)"
_OFFICER = "(SELECT nullif(current_setting('desk.officer', true), '')::uuid)"
_AGENCY = "(SELECT nullif(current_setting('desk.agency', true), '')::uuid)"
# Asked once a statement. `exclusion` is itself held to the area.
_SHUT_CASES = (
    'SELECT e."case" FROM exclusion AS e WHERE e.to_at IS NULL '  # noqa: S608
    f"AND (e.officer = {_OFFICER} OR e.agency = {_AGENCY})"
)


def of_area() -> str:
    """Rows of the area at work."""
    return f"{_WHOLE} OR area = {_AREA}"


def of_case(column: str = '"case"') -> str:
    """Rows of the area at work, without those of a case that is shut to the officer or agency at work."""
    return f"{_WHOLE} OR (area = {_AREA} AND ({column} IS NULL OR {column} NOT IN ({_SHUT_CASES})))"


def of_people() -> str:
    """People at home in the area at work, or with a role in it."""
    return (
        f"{_WHOLE} OR area = {_AREA} OR EXISTS "
        f"(SELECT FROM membership AS m WHERE m.officer = officer.id AND m.area = {_AREA})"
    )


async def guard(table: str, rule: str) -> None:
    """Nothing on SQLite. Forced, so that it holds for the owner of the table too."""
    if is_sqlite():
        return
    for statement in (
        f"CREATE POLICY {POLICY} ON {table} USING ({rule}) WITH CHECK ({rule})",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    ):
        await bound().run_ddl(statement)
