"""Brings one database up to date and prints how many steps it ran: a replica that is starting."""

import asyncio
import sys

from marac.database import bind, migrate, open_database, start, stop


async def migrate_once(url: str) -> int:
    engine = open_database(url)
    bind(engine)
    await start(engine)
    try:
        return await migrate(engine)
    finally:
        await stop(engine)


if __name__ == "__main__":
    sys.stdout.write(f"{asyncio.run(migrate_once(sys.argv[1]))}\n")
