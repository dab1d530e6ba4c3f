"""Research that was asked for and not answered yet, of every meeting to come."""

from collections.abc import Sequence
from uuid import UUID

from agencies.acts import Act
from meetings.chasing.things import Thing
from meetings.many import among
from meetings.research import OPEN_STATES, standing
from meetings.rules.chase_ladder import Kind
from meetings.tables.research import Ask, Assignment


async def research_to_chase(act: Act) -> Sequence[Thing]:
    """One thing for each ask; its letter leads to the meeting."""
    to_come = Ask.meeting.status.is_in(["planned", "open"]) & (Ask.meeting.starts_at > act.business_at)
    rows = await Ask.select(
        Ask.id,
        Ask.case,
        Ask.agency,
        Ask.due_at,
        Ask.asked_at,
        Ask.meeting.ref.as_alias("ref"),
        Ask.meeting.starts_at.as_alias("starts_at"),
    ).where((Ask.area == act.area.id) & Ask.state.is_in(list(OPEN_STATES)) & to_come & standing())
    owners = await _assigned([row["id"] for row in rows])
    return [
        Thing(
            kind=Kind.RESEARCH,
            id=row["id"],
            ref=row["ref"],
            case=row["case"],
            agency=row["agency"],
            owners=frozenset(owners.get(row["id"], ())),
            due_at=row["due_at"],
            asked_at=row["asked_at"],
            needed_by=row["starts_at"],
        )
        for row in rows
    ]


async def _assigned(asks: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    if asks:
        rows = await Assignment.select(Assignment.ask, Assignment.officer).where(
            among(Assignment.ask, asks) & Assignment.to_at.is_null()
        )
        for row in rows:
            found.setdefault(row["ask"], set()).add(row["officer"])
    return found
