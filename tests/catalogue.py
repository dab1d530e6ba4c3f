"""Questions to a test's database about its own tables."""

from typing import Any

from marac.database import OurEngine


async def asked(engine: OurEngine, question: str) -> list[dict[str, Any]]:
    return [dict(row) for row in await engine.run_ddl(question)]


async def tables_with(engine: OurEngine, column: str) -> list[str]:
    rows = await asked(
        engine,
        "SELECT table_name FROM information_schema.columns"
        f" WHERE table_schema = 'public' AND column_name = '{column}' ORDER BY table_name",
    )
    return [row["table_name"] for row in rows]


async def count(engine: OurEngine, table: str, where: str = "true") -> int:
    return int((await asked(engine, f"SELECT count(*) AS n FROM {table} WHERE {where}"))[0]["n"])
