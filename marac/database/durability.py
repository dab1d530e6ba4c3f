"""What a database must be set to, so that nothing acknowledged is lost in a power cut, and no row shown by mistake."""

import structlog

from marac.database.postgres import Postgres
from marac.database.sqlite import SQLite
from marac.database.work import OurEngine
from marac.errors import SettingsWrong

MUST_BE_ON = ("fsync", "full_page_writes")
ABOVE_THE_RULES = (
    "MARAC_DATABASE_URL: this user passes by row-level security; name one made with NOSUPERUSER NOBYPASSRLS"
)
log = structlog.get_logger("marac.database")


async def requires_durability(engine: OurEngine) -> None:
    """Asked once at the start. Raises SettingsWrong."""
    if isinstance(engine, SQLite):
        if await _shown(engine, "PRAGMA journal_mode") != "wal":
            raise SettingsWrong(
                "MARAC_DATA: this file system cannot keep SQLite's write-ahead log; choose a local disk"
            )
        return
    for setting in MUST_BE_ON:
        if await _shown(engine, f"SHOW {setting}") != "on":
            raise SettingsWrong(f"MARAC_DATABASE_URL: switch {setting} on; a power cut would lose what was kept")
    if isinstance(engine, Postgres) and await _shown(engine, "SHOW data_checksums") != "on":
        log.warning("database-without-checksums")


async def requires_own_user(engine: OurEngine) -> None:
    """Asked once at the start: PostgreSQL holds no superuser to row-level security. Raises SettingsWrong."""
    if isinstance(engine, SQLite):
        return
    [row] = await engine.run_ddl(
        "SELECT rolsuper OR rolbypassrls AS is_above FROM pg_roles WHERE rolname = current_user"
    )
    if dict(row)["is_above"]:
        raise SettingsWrong(ABOVE_THE_RULES)


async def _shown(engine: OurEngine, question: str) -> str:
    row = dict((await engine.run_ddl(question))[0])
    return str(next(iter(row.values())))
