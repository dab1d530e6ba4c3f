"""A case is heard at the end of its meeting, and closed when its work is done."""

from collections.abc import Sequence
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.dates import day_in_london
from marac.errors import Refused
from meetings.access import find_case
from meetings.cases import Move, hold_case, move_case
from meetings.many import among
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem
from meetings.updates import list_for_update

UPDATE = "update"
EMERGENCY = "emergency"


async def hear_items(act: Act, item_ids: Sequence[UUID]) -> int:
    """Mark these items heard, in one transaction; returns how many were still listed.

    A replay is told where an emergency was updated, so nothing is listed by itself.
    """
    number = 0
    if not item_ids:
        return 0
    async with transaction():
        for item in await AgendaItem.objects().where(among(AgendaItem.id, item_ids) & (AgendaItem.state == "listed")):
            await _hear(act, item)
            number += 1
    return number


async def hear_item(act: Act, item: AgendaItem) -> None:
    """Inside a transaction. A case heard in an emergency is listed for update on the next ordinary meeting."""
    await _hear(act, item)
    if item.kind == EMERGENCY:
        await list_for_update(act, item.case)


async def _hear(act: Act, item: AgendaItem) -> None:
    """An update hears a case again and moves nothing: it counts by its first hearing."""
    case = await hold_case(item.case)
    await AgendaItem.update({AgendaItem.state: "heard"}).where(AgendaItem.id == item.id)
    if item.kind != UPDATE:
        await move_case(act, case, Move("heard", meeting=item.meeting))
    if case.heard_on is None:
        await Case.update({Case.heard_on: day_in_london(act.business_at)}).where(Case.id == case.id)
    await act.record(Event.CASE_HEARD, "case", case.id, meeting=str(item.meeting), outcome="heard")


async def close_case(act: Act, case_ref: str) -> None:
    """Nothing is left to do for now."""
    case = await find_case(act, case_ref)
    if case.status not in ("heard", "actions_open"):
        raise Refused("Only a case that was heard can be closed.")
    async with transaction():
        held = await hold_case(case.id)
        await move_case(act, held, Move("closed"))
        await Case.update({Case.closed_on: act.today}).where(Case.id == held.id)
        await act.record(Event.CASE_CLOSED, "case", held.id, code="done")
