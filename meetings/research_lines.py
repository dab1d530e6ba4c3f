"""Lines of a return, which stay with their agency until shared.

share: coordinator and chair on receipt, those present from the moment the case is opened in the meeting.
hold and kept_back: the agency alone, not even counted elsewhere. chair_only: the chair alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Refused
from meetings.research import find_own_ask
from meetings.room_access import RoomCase
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem
from meetings.tables.research import Research, ResearchLine


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


async def read_own_lines(act: Act, ask_ref: str) -> tuple[Line, ...]:
    """Every line of the own agency's return, held and kept-back ones included."""
    ask = await find_own_ask(act, ask_ref)
    returns = await Research.objects().where((Research.ask == ask.id) & (Research.state == "sent"))
    return await _open_lines(act, ask.case, returns, lambda _row, _agency: True)


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
