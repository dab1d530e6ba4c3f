"""Research: what agencies were asked, nil in one act, and lines that stay with their agency until shared.

share: coordinator and chair on receipt, those present from the moment the case is opened in the meeting.
hold and kept_back: the agency alone, not even counted elsewhere. chair_only: the chair alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from meetings.access import denied, not_barred, visible
from meetings.room_access import RoomCase
from meetings.seats import find_meeting
from meetings.tables.documents import Case, Document
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask, Research, ResearchLine

OPEN_STATES = ("not_started", "in_progress")
NIL_CODES = {"known_no_info": "nil_known", "no_trace": "nil_no_trace"}
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


@dataclass(frozen=True, slots=True)
class Line:
    """One opened line of a return, for a reader entitled to it."""

    id: UUID
    agency_id: UUID
    n: int
    kind: str
    share: str
    text: str
    source: str
    reason: str
    dash_item: int | None
    is_shared: bool


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
    on_agenda = AgendaItem.select(AgendaItem.case).where(
        AgendaItem.state.is_in(["listed", "heard"]) & (AgendaItem.area == act.area.id)
    )
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
        .where(where & Ask.case.is_in(on_agenda))
        .order_by(Ask.due_at)
    )
    return tuple(_ask_line(row, act.business_at) for row in rows)


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


async def answer_nil(act: Act, meeting_ref: str, ask_refs: Sequence[str], code: str) -> int:
    """Nothing held, for all these cases in one act; returns how many were answered now."""
    if code not in NIL_CODES:
        raise InvalidForm({"answer": "Choose no trace, or known and nothing relevant."})
    meeting = await find_meeting(act, meeting_ref)
    asks = await Ask.objects().where(
        Ask.ref.is_in(list(ask_refs) or [""])
        & (Ask.meeting == meeting.id)
        & (Ask.agency == act.agency_id)
        # One nil may become the other until the case is opened; what was sent in lines is changed on its own page.
        & Ask.state.is_in([*OPEN_STATES, *(state for state in NIL_CODES.values() if state != NIL_CODES[code])])
        & Ask.case.not_in(_opened_cases(meeting))
        & visible(act, Ask.case)
    )
    if not asks:
        raise Refused("These were all answered already. Change an answer on the agenda.")
    async with transaction():
        for ask in asks:
            await _nil(act, meeting, ask, code)
    return len(asks)


def _opened_cases(meeting: Meeting) -> Any:
    return AgendaItem.select(AgendaItem.case).where(
        (AgendaItem.meeting == meeting.id) & AgendaItem.opened_at.is_not_null()
    )


async def _nil(act: Act, meeting: Meeting, ask: Ask, code: str) -> None:
    row = Research(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        agency=ask.agency,
        ask=ask.id,
        case=ask.case,
        meeting=meeting.id,
        nil=code,
        state="sent",
        saved_at=act.at,
        sent_at=act.business_at,
        by=act.officer_id,
    )
    row.dk = await act.vault.make_data_key(act.area.id, "research", row.id)
    await act.vault.seal(row, {Research.body: {}})
    await row.save()
    await mark_answered(act, ask, NIL_CODES[code])
    await act.record(Event.RESEARCH_NIL_ANSWERED, "case", ask.case, case=ask.case, meeting=meeting.id, code=code)


async def mark_answered(act: Act, ask: Ask, state: str) -> None:
    """Inside a transaction. The first answer's moment stays: later changes do not make it late."""
    await Ask.update({Ask.state: state, Ask.answered_at: ask.answered_at or act.business_at}).where(Ask.id == ask.id)


async def read_own_lines(act: Act, ask_ref: str) -> tuple[Line, ...]:
    """Every line of the own agency's return, held and kept-back ones included."""
    ask = await find_own_ask(act, ask_ref)
    returns = await Research.objects().where((Research.ask == ask.id) & (Research.state == "sent"))
    return await _open_lines(act, ask.case, returns, lambda _row, _agency: True)


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


async def read_lines(act: Act, room: RoomCase) -> tuple[Line, ...]:
    """The lines this seat may read for a case in the room, by agency, then in order."""
    returns = await Research.objects().where(
        (Research.case == room.case.id) & (Research.meeting == room.here.meeting.id) & (Research.state == "sent")
    )
    seat = room.here.kind

    def may_read(row: ResearchLine, agency_id: UUID) -> bool:
        return may_read_line(
            seat, share=row.share, is_shared=row.shared_at is not None, is_own=agency_id == act.agency_id
        )

    return await _open_lines(act, room.case.id, returns, may_read)


def may_read_line(seat: SeatKind, *, share: str, is_shared: bool, is_own: bool) -> bool:
    """The rule of who reads one line; the own agency reads all of its own, unless it sits as chair or coordinator."""
    if seat in (SeatKind.REPRESENTATIVE, SeatKind.IDVA) and is_own:
        return True
    if share == "chair_only":
        return seat == SeatKind.CHAIR
    if share != "share":
        return False
    return is_shared or seat in (SeatKind.CHAIR, SeatKind.COORDINATOR)


async def _open_lines(act: Act, case_id: UUID, returns: Sequence[Research], may_read: Any) -> tuple[Line, ...]:
    if not returns:
        return ()
    agencies = {row.id: row.agency for row in returns}
    rows = await ResearchLine.objects().where(ResearchLine.research.is_in(list(agencies))).order_by(ResearchLine.n)
    mine = [row for row in rows if may_read(row, agencies[row.research])]
    opened = await act.vault.open_records(act.permit(Event.RESEARCH_READ, "case", case_id, case=case_id), mine)
    lines = [_line(row, values, agencies[row.research]) for row, values in zip(mine, opened, strict=True)]
    return tuple(sorted(lines, key=lambda line: (str(line.agency_id), line.n)))


def _line(row: ResearchLine, values: dict[str, Any], agency_id: UUID) -> Line:
    return Line(
        id=row.id,
        agency_id=agency_id,
        n=row.n,
        kind=row.kind,
        share=row.share,
        text=values["text"] or "",
        source=values["source"] or "",
        reason=values["reason"] or "",
        dash_item=row.dash_item,
        is_shared=row.shared_at is not None,
    )


async def share_line(act: Act, ask_ref: str, n: int) -> None:
    """Turn a held line into a shared one; also during the meeting, where it is then read at once."""
    ask = await find_own_ask(act, ask_ref)
    returns = Research.select(Research.id).where((Research.ask == ask.id) & (Research.state == "sent"))
    item = await AgendaItem.objects().where((AgendaItem.meeting == ask.meeting) & (AgendaItem.case == ask.case)).first()
    shared_at = act.business_at if item is not None and item.opened_at is not None else None
    async with transaction():
        changed = (
            await ResearchLine.update({ResearchLine.share: "share", ResearchLine.shared_at: shared_at})
            .where(ResearchLine.research.is_in(returns) & (ResearchLine.n == n) & (ResearchLine.share != "share"))
            .returning(ResearchLine.id)
        )
        if not changed:
            raise Refused("This line is shared already.")
        await act.record(Event.RESEARCH_LINE_SHARED, "case", ask.case, case=ask.case, n=n)


async def agencies_with_something(meeting_id: UUID, case: Case) -> set[UUID]:
    """Agencies whose return is not nil: those who still have something to say."""
    rows = await Research.select(Research.agency).where(
        (Research.case == case.id)
        & (Research.meeting == meeting_id)
        & (Research.nil == "none")
        & (Research.state == "sent")
    )
    return {row["agency"] for row in rows}
