"""The work of a bringing-in, stretch by stretch: write, switch on by one row, ask for searches; or clear away.

How far it has come stands in its row, so that work that broke off goes on where it was.
"""

import math
import time
from collections.abc import Callable
from typing import Any

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import beyond_exclusions, one_of, transaction
from marac.ids import uuid7
from marac.jobs import Job, later
from meetings.bring_in.checking import open_confirmed
from meetings.bring_in.confirming import ask_for_more
from meetings.bring_in.writing import AT_ONCE, Writer, number_of_cases
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case, Document
from meetings.tables.matching import PeopleSearch

# Far from the minute that ends a job, also where one batch is slow.
SECONDS_A_STRETCH = 30.0
SEARCHES_AT_ONCE = 50
# Where nobody ends it, as each stretch opens all of the records again.
WHOLE = math.inf
Tell = Callable[[int], None]
IsOver = Callable[[], bool]
# In the order in which the database lets them go; what hangs on a case, on a mention, and the cases themselves.
_OF_MENTIONS = ("token", "mention_value")
_OF_CASES = ("confidential_place", "case_event", "case_document", "exclusion", "named_reader", "review_done")


def _quiet(_: int) -> None:
    """Nobody watches."""


def _over_after(seconds: float) -> IsOver:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


async def go_on(act: Act, row: BringIn, *, seconds: float = SECONDS_A_STRETCH, tell: Tell = _quiet) -> bool:
    """One stretch of so many seconds, one batch at least; whether more is left. Harmless twice."""
    is_over = _over_after(seconds)
    with beyond_exclusions():
        if row.state == "staging":
            await _write(act, row, is_over, tell)
        elif row.state == "on":
            return await _ask_for_searches(act, row, is_over)
        elif row.state == "undone":
            return await _clear(act, row, is_over, tell)
        else:
            return False
    return True


async def _write(act: Act, row: BringIn, is_over: IsOver, tell: Tell) -> None:
    documents = await open_confirmed(act, row)
    writer = await Writer.start(act, row)
    row.done = await number_of_cases(row.id)
    while part := documents[row.done : row.done + AT_ONCE]:
        await writer.write(part)
        tell(row.done)
        if is_over():
            break
    if row.done >= len(documents):
        await switch_on(act, row)


async def switch_on(act: Act, row: BringIn) -> None:
    values: dict[Any, Any] = {BringIn.state: "on", BringIn.on_at: act.at, BringIn.done: row.done}
    async with transaction():
        here = (BringIn.id == row.id) & (BringIn.state == "staging")
        if await BringIn.update(values).where(here).returning(BringIn.id):
            await act.record(Event.BRING_IN_SWITCHED_ON, "bring_in", row.id, records=row.done)
    row.state = "on"


async def _ask_for_searches(act: Act, row: BringIn, is_over: IsOver) -> bool:
    """Who was brought in is looked for as everyone is."""
    while True:
        searched = PeopleSearch.select(PeopleSearch.case).where(PeopleSearch.area == act.area.id)
        waiting = await (
            Case.select(Case.id, Case.opened_by)
            .where((Case.bring_in == row.id) & Case.id.not_in(searched))
            .order_by(Case.id)
            .limit(SEARCHES_AT_ONCE)
        )
        if not waiting:
            return False
        async with transaction():
            await _insert_searches(act, waiting)
        if is_over():
            return True


async def _insert_searches(act: Act, waiting: list[dict[str, Any]]) -> None:
    searches = [
        PeopleSearch(
            id=uuid7(),
            area=act.area.id,
            case=case["id"],
            document=case["opened_by"],
            asked_at=act.at,
            business_at=act.business_at,
        )
        for case in waiting
    ]
    await PeopleSearch.insert(*searches)
    for search in searches:
        await later(Job.MATCH_PEOPLE, area=act.area.id, dedupe=f"match:{search.id}", due=act.at, search=str(search.id))


async def _clear(act: Act, row: BringIn, is_over: IsOver, tell: Tell) -> bool:
    """Nobody used any of it when it was taken back, and since then the database takes nothing more on its cases."""
    while True:
        cases = await Case.select(Case.id, Case.dk).where(Case.bring_in == row.id).order_by(Case.id).limit(AT_ONCE)
        if not cases:
            await _end(act, row)
            return False
        async with transaction():
            await _clear_cases(act, row, cases)
        row.done = max(0, row.done - len(cases))
        tell(row.done)
        if is_over():
            return True


async def _clear_cases(act: Act, row: BringIn, cases: list[dict[str, Any]]) -> None:
    """With everything that bringing in and searching made, and no key is left to read a copy of it."""
    among, ids = one_of('"case"', [case["id"] for case in cases])
    mentions = f"(SELECT id FROM mention WHERE {among})"  # noqa: S608
    for table in _OF_MENTIONS:
        await Case.raw(f"DELETE FROM {table} WHERE mention IN {mentions}", ids)  # noqa: S608
    await Case.raw(f"DELETE FROM suggestion WHERE mention IN {mentions}", ids)  # noqa: S608
    await Case.raw(f"DELETE FROM suggestion WHERE other IN {mentions}", ids)  # noqa: S608
    await Case.raw(f"DELETE FROM people_search WHERE {among}", ids)  # noqa: S608
    for table in (*_OF_CASES, "mention"):
        await Case.raw(f"DELETE FROM {table} WHERE {among}", ids)  # noqa: S608
    here, those = one_of("id", [case["id"] for case in cases])
    await Case.raw(f"DELETE FROM case_record WHERE {here}", those)  # noqa: S608
    await Document.raw(f"DELETE FROM document WHERE {among}", ids)  # noqa: S608
    await act.vault.destroy_data_keys([case["dk"] for case in cases], at=act.at)
    await act.record(Event.BRING_IN_CLEARED, "bring_in", row.id, records=len(cases))


async def _end(act: Act, row: BringIn) -> None:
    """What was read of the file goes with it."""
    async with transaction():
        here = (BringIn.id == row.id) & (BringIn.state == "undone")
        if await BringIn.update({BringIn.state: "cleared", BringIn.done: 0}).where(here).returning(BringIn.id):
            await act.vault.destroy_data_keys([row.dk], at=act.at)
            await act.record(Event.BRING_IN_CLEARED, "bring_in", row.id, records=0)
    row.state = "cleared"


async def go_on_later(act: Act, row: BringIn) -> None:
    """Where a stretch ended, the next one is asked for."""
    async with transaction():
        await ask_for_more(act, row, since=f"{row.done}:{uuid7()}")
