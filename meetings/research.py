"""What agencies were asked: one's own asks, those of a meeting, and where each stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from meetings.access import Condition, denied, not_barred, visible
from meetings.seats import find_meeting
from meetings.tables.documents import Document
from meetings.tables.meeting import AgendaItem
from meetings.tables.research import Ask, Research

OPEN_STATES = ("not_started", "in_progress")
STATE_WORDS = {
    "not_started": "Not started",
    "in_progress": "In progress",
    "nil_known": "Known, nothing relevant",
    "nil_no_trace": "No trace in our records",
    "submitted": "Sent",
    "not_required": "Not needed",
}


@dataclass(frozen=True, slots=True)
class AskLine:
    """One case an agency was asked about for one meeting."""

    ask_ref: str
    case_ref: str
    case_number: str
    agency_id: UUID
    state: str
    due_at: datetime
    answered_at: datetime | None
    is_late: bool


async def asks_of_agency(act: Act, meeting_ref: str) -> tuple[AskLine, ...]:
    """What this officer's agency was asked for a meeting, in the officer's own cases."""
    meeting = await find_meeting(act, meeting_ref)
    return await _asks(act, (Ask.meeting == meeting.id) & (Ask.agency == act.agency_id) & visible(act, Ask.case))


async def asks_of_meeting(act: Act, meeting_ref: str) -> tuple[AskLine, ...]:
    """Every agency asked for a meeting: who has not answered. For coordinator and chair."""
    meeting = await find_meeting(act, meeting_ref)
    if not (act.is_coordinator or act.is_chair):
        raise await denied(act, "meeting", row="research.grid", about=meeting.id)
    return await _asks(act, (Ask.meeting == meeting.id) & not_barred(act, Ask.case))


async def open_asks(act: Act) -> tuple[AskLine, ...]:
    """Research this officer still has to answer, over all meetings to come; earliest due first."""
    waiting = Ask.state.is_in(list(OPEN_STATES)) & (Ask.agency == act.agency_id)
    to_come = Ask.meeting.held_on >= act.today
    return await _asks(act, waiting & to_come & visible(act, Ask.case))


async def _asks(act: Act, where: Any) -> tuple[AskLine, ...]:
    rows = (
        await Ask.select(
            Ask.ref,
            Ask.agency,
            Ask.state,
            Ask.due_at,
            Ask.answered_at,
            Ask.case.ref.as_alias("case_ref"),
            Ask.case.case_number.as_alias("case_number"),
        )
        .where(where & standing())
        .order_by(Ask.due_at)
    )
    return tuple(_ask_line(row, act.business_at) for row in rows)


def standing() -> Condition:
    """The case of the ask stands on the meeting it was asked for: not deferred to another one, not taken off."""
    here = (AgendaItem.meeting == Ask.meeting) & AgendaItem.state.is_in(["listed", "heard"])
    return Ask.case.is_in(AgendaItem.select(AgendaItem.case).where(here))


def _ask_line(row: dict[str, Any], now: datetime) -> AskLine:
    answered_at = row["answered_at"]
    return AskLine(
        ask_ref=row["ref"],
        case_ref=row["case_ref"],
        case_number=row["case_number"] or "",
        agency_id=row["agency"],
        state=row["state"],
        due_at=row["due_at"],
        answered_at=answered_at,
        is_late=(answered_at or now) > row["due_at"] and row["state"] != "not_required",
    )


async def mark_answered(act: Act, ask: Ask, state: str) -> None:
    """Inside a transaction. The first answer's moment stays: later changes do not make it late."""
    await Ask.update({Ask.state: state, Ask.answered_at: ask.answered_at or act.business_at}).where(Ask.id == ask.id)


async def find_own_ask(act: Act, ask_ref: str) -> Ask:
    ask = (
        await Ask.objects()
        .where(
            (Ask.ref == ask_ref) & (Ask.area == act.area.id) & (Ask.agency == act.agency_id) & visible(act, Ask.case)
        )
        .first()
    )
    if ask is None:
        raise await denied(act, "research", row="research.own")
    return ask


async def last_return(ask: Ask) -> Document | None:
    """What the agency sent last as a document. Nothing held may be answered without one."""
    row = (
        await Research.select(Research.document)
        .where((Research.ask == ask.id) & (Research.state == "sent") & Research.document.is_not_null())
        .order_by(Research.sent_at, ascending=False)
        .first()
    )
    found: Document | None = await Document.objects().get(Document.id == row["document"]) if row else None
    return found


async def own_ask_ref(act: Act, ask_ref: str) -> str:
    """The same reference, if it is an ask of this officer's own; else NotFound."""
    return str((await find_own_ask(act, ask_ref)).ref)
