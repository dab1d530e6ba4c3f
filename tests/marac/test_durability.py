"""Work that was answered for survives a power cut, on SQLite and on PostgreSQL alike."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from marac.database import OurEngine, Postgres, SQLite, requires_durability, start, stop
from marac.errors import SettingsWrong

pytestmark = pytest.mark.anyio


async def test_every_connection_is_durable_and_gives_up_in_time(database: OurEngine) -> None:
    async def shown(statement: str) -> Any:
        row = dict((await database.run_ddl(statement))[0])
        return next(iter(row.values()))

    if isinstance(database, SQLite):
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 30_000,
            "secure_delete": 1,
        }
        assert {name: await shown(f"PRAGMA {name}") for name in wanted} == wanted
    else:
        wanted = {
            "statement_timeout": "10s",
            "lock_timeout": "3s",
            "idle_in_transaction_session_timeout": "15s",
            "synchronous_commit": "on",
        }
        assert {name: await shown(f"SHOW {name}") for name in wanted} == wanted


async def test_a_database_that_would_survive_a_power_cut_is_taken(database: OurEngine, log_lines: StringIO) -> None:
    await requires_durability(database)

    assert "fsync" not in log_lines.getvalue()


async def test_a_database_that_would_lose_work_in_a_power_cut_is_refused(tmp_path: Path) -> None:
    engine = ForgetfulSQLite(tmp_path / "marac.sqlite")
    await start(engine)

    with pytest.raises(SettingsWrong, match="MARAC_DATA"):
        await requires_durability(engine)

    await stop(engine)


class ForgetfulSQLite(SQLite):
    """A file system without room for a write-ahead log."""

    async def fetch(self, connection: Any, statement: str, values: list[Any]) -> list[Any]:
        if statement == "PRAGMA journal_mode":
            statement = "PRAGMA journal_mode = MEMORY"
        return await super().fetch(connection, statement, values)


async def test_an_absent_database_is_named_and_says_nothing_of_its_address() -> None:
    from_nowhere = Postgres("postgresql://marac:secret@127.0.0.1:1/marac")

    with pytest.raises(Exception) as refused:
        await from_nowhere.open()

    assert type(refused.value).__name__ == "DatabaseAway"
    assert "secret" not in str(refused.value)
