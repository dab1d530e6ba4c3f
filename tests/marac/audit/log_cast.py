"""A log to test on: leaves of many kinds, placed, with signed heads; and the hand that tampers with it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from marac.audit.checkpoints import Checkpoints
from marac.audit.events import Event
from marac.audit.trail import Actor, Trail
from marac.database import OurEngine, SQLite, transaction
from marac.ids import uuid7
from marac.vault.vault import Vault
from tests.fakes import FixedClock


def an_actor(clock: FixedClock) -> Actor:
    return Actor(uuid7(), uuid7(), None, clock.now(), clock.now(), session="9f2c")


async def write_leaves(trail: Trail, clock: FixedClock, number: int) -> None:
    """Leaves in batches, the clock moving on."""
    actor = an_actor(clock)
    for start in range(0, number, 100):
        clock.move(timedelta(seconds=1, microseconds=start))
        async with transaction():
            for n in range(start, min(number, start + 100)):
                await _write(trail, Actor(actor.area_id, actor.officer_id, None, clock.now(), clock.now()), n)


async def _write(trail: Trail, by: Actor, n: int) -> None:
    if n % 3:
        await trail.record(Event.SESSION_ENDED, by=by, kind="session", about=uuid7(), code=f"code-{n}")
    else:
        await trail.record(Event.FLAG_CONFIRMED, by=by, kind="flag", about=uuid7(), case=str(n), state="set")


async def a_signed_log(vault: Vault, trail: Trail, clock: FixedClock, *, leaves: int, head_every: int) -> Checkpoints:
    """So many leaves, all placed, with a signed head after each so many."""
    checkpoints = Checkpoints(vault.tree_signer)
    for start in range(0, leaves, head_every):
        await write_leaves(trail, clock, min(head_every, leaves - start))
        await checkpoints.catch_up(clock.now())
    return checkpoints


async def lower_the_guards(database: OurEngine) -> None:
    """As someone who owns the database could. On a server the owner, whom the tests work as, may anyway."""
    if isinstance(database, SQLite):
        for row in await kept(database, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            await database.run_ddl(f'DROP TRIGGER "{row["name"]}"')


async def tamper(database: OurEngine, statements: Sequence[str]) -> None:
    for statement in statements:
        await database.run_ddl(statement)


async def kept(database: OurEngine, statement: str) -> list[dict[str, Any]]:
    return list(await database._run(statement, []))
