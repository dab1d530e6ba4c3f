"""A case on a meeting: its item at the end of the order, the agencies asked, and the moves that take it off again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.query.functions import Max

from agencies.acts import Act
from marac.audit.events import Event
from marac.errors import Refused
from marac.ids import uuid7
from meetings.asking import ask_agencies
from meetings.cases import Move, move_case
from meetings.excusing import excuse
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Circulation, Meeting
from meetings.tables.research import Ask, Assignment


@dataclass(frozen=True, slots=True)
class Listing:
    """How a case goes on a meeting, who is asked (None: those of an earlier meeting), and who agreed."""

    kind: str
    asked: Mapping[UUID, str] | None = None
    late_by: UUID | None = None
    emergency_by: UUID | None = None
    reason: str = ""
    same_asks_as: UUID | None = None


async def put_on_meeting(act: Act, case: Case, meeting: Meeting, listing: Listing) -> UUID:
    """List a held case. Inside a transaction; returns the item's id."""
    standing = (AgendaItem.meeting == meeting.id) & (AgendaItem.case == case.id) & (AgendaItem.state == "listed")
    if await AgendaItem.exists().where(standing):
        raise Refused("This case stands on that meeting already.")
    last = await AgendaItem.select(Max(AgendaItem.position)).where(AgendaItem.meeting == meeting.id).first()
    position = (last["max"] or 0) + 1 if last else 1
    rules = await settings_on(act, meeting.held_on)
    item = AgendaItem(
        id=uuid7(),
        area=act.area.id,
        meeting=meeting.id,
        case=case.id,
        kind=listing.kind,
        state="listed",
        position=position,
        minutes=int(rules.value("minutes_per_case")["aim"]),
        late_by=listing.late_by,
        listed_at=act.business_at,
        separate_paper=case.restricted is not None,
    )
    await AgendaItem.insert(item)
    if listing.late_by is not None:
        await Case.update({Case.late: True}).where(Case.id == case.id)
    if listing.kind != "update":
        status = "emergency" if listing.kind == "emergency" else "listed"
        second = listing.late_by or listing.emergency_by
        await move_case(act, case, Move(status, listing.reason, second=second, meeting=meeting.id))
    await ask_agencies(act, case, meeting, await _asked(case, listing))
    await act.record(
        Event.AGENDA_CASE_LISTED, "meeting", meeting.id, case=str(case.id), position=position, item=listing.kind
    )
    return UUID(str(item.id))


async def _asked(case: Case, listing: Listing) -> Mapping[UUID, str]:
    if listing.asked is not None:
        return listing.asked
    rows = await Ask.select(Ask.agency, Ask.why).where((Ask.case == case.id) & (Ask.meeting == listing.same_asks_as))
    return {row["agency"]: row["why"] for row in rows}


async def leave_for_update(act: Act, case: Case, *, before: datetime) -> None:
    """A case that is heard in an emergency stays on a meeting after it, to be updated. Inside a transaction.

    On a meeting that would come first there is nothing to update, so it is taken off.
    """
    standing = await AgendaItem.objects(AgendaItem.meeting).where(
        (AgendaItem.case == case.id) & (AgendaItem.state == "listed")
    )
    for item in standing:
        if item.meeting.starts_at <= before:
            await AgendaItem.update({AgendaItem.state: "deferred"}).where(AgendaItem.id == item.id)
            continue
        await AgendaItem.update({AgendaItem.kind: "update"}).where(AgendaItem.id == item.id)
        await act.record(
            Event.AGENDA_CASE_LISTED,
            "meeting",
            item.meeting.id,
            case=str(case.id),
            position=item.position,
            item="update",
        )


async def close_items(act: Act, case: Case, *, state: str) -> UUID | None:
    """Take the case off the meetings on which it stands; what was asked for these is not needed any more.

    Inside a transaction; returns the meeting it stood on last.
    """
    rows: list[dict[str, Any]] = (
        await AgendaItem.update({AgendaItem.state: state})
        .where((AgendaItem.case == case.id) & (AgendaItem.state == "listed"))
        .returning(AgendaItem.meeting)
    )
    for row in rows:
        await excuse(act, (Ask.case == case.id) & (Ask.meeting == row["meeting"]), code=state)
    return rows[-1]["meeting"] if rows else None


async def has_been_acted_on(case: Case) -> bool:
    """An agency answered or began to, or the agenda with this case went out."""
    answered = (Ask.case == case.id) & Ask.state.not_in(["not_started", "not_required"])
    meetings = AgendaItem.select(AgendaItem.meeting).where(
        (AgendaItem.case == case.id) & (AgendaItem.state == "listed")
    )
    issued = Circulation.meeting.is_in(meetings) & (Circulation.kind == "agenda") & Circulation.recalled_at.is_null()
    return await Ask.exists().where(answered) or await Circulation.exists().where(issued)


async def call_off(act: Act, case: Case) -> None:
    """Take a case off its meeting as if it had not been listed: nobody is asked, nobody is assigned."""
    at = act.business_at
    await close_items(act, case, state="withdrawn")
    asks = Ask.select(Ask.id).where(Ask.case == case.id)
    await Assignment.update({Assignment.to_at: at}).where(Assignment.ask.is_in(asks) & Assignment.to_at.is_null())
    await Ask.update({Ask.state: "not_required"}).where(Ask.case == case.id)
