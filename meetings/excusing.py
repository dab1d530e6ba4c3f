"""What an agency was asked and need not answer any more: the case left that meeting, or the coordinator says so.

Who had not begun loses sight of the case; who had keeps it, with every word written so far.
"""

from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from meetings.access import Condition
from meetings.tables.documents import Draft
from meetings.tables.research import Ask, Assignment

OPEN = ("not_started", "in_progress")


async def excuse(act: Act, which: Condition, *, code: str) -> int:
    """Inside a transaction; returns how many were excused. `code` says why: deferred, withdrawn, or a reason given."""
    waiting = which & Ask.state.is_in(list(OPEN))
    asks = await Ask.select(Ask.id, Ask.case, Ask.meeting, Ask.agency, Ask.state).where(waiting)
    if not asks:
        return 0
    await Ask.update({Ask.state: "not_required"}).where(Ask.id.is_in([ask["id"] for ask in asks]))
    not_begun = [ask["id"] for ask in asks if ask["state"] == "not_started"]
    if not_begun:
        await Assignment.update({Assignment.to_at: act.business_at}).where(
            Assignment.ask.is_in(not_begun) & Assignment.to_at.is_null()
        )
    for ask in asks:
        await _record(act, ask, code)
    return len(asks)


async def _record(act: Act, ask: dict[str, Any], code: str) -> None:
    keys = {name: str(ask[name]) for name in ("case", "meeting", "agency")}
    await act.record(Event.RESEARCH_EXCUSED, "case", ask["case"], **keys, code=code)


async def carry_drafts(case_id: UUID, *, former: UUID | None, to: UUID) -> None:
    """What was begun for the meeting a case left goes on for the one it goes to. Inside a transaction."""
    new = await Ask.select(Ask.id, Ask.agency).where((Ask.case == case_id) & (Ask.meeting == to))
    old = await Ask.select(Ask.id, Ask.agency).where((Ask.case == case_id) & (Ask.meeting == former))
    now = {ask["agency"]: ask["id"] for ask in new}
    for ask in old:
        if ask["agency"] not in now:
            continue
        carried = (
            await Draft.update({Draft.about: now[ask["agency"]]})
            .where((Draft.about == ask["id"]) & Draft.document.is_null())
            .returning(Draft.id)
        )
        if carried:
            await Ask.update({Ask.state: "in_progress"}).where(
                (Ask.id == now[ask["agency"]]) & (Ask.state == "not_started")
            )
