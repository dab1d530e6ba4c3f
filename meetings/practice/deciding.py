"""What a replay does at each happening, with the functions that the pages use, as the officer who did it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Refused
from meetings.asking import asks_for
from meetings.case_access import name_reader
from meetings.cases import hold_case
from meetings.decisions import (
    Acceptance,
    accept_referral,
    decline_referral,
    defer_case,
    mark_in_error,
    redirect_referral,
    withdraw_case,
)
from meetings.hearing import close_case, hear_items
from meetings.listing import Listing, put_on_meeting
from meetings.practice.material import Decision, Hearing
from meetings.practice.timeline import Close, Decide, Hear, TakeOff, meeting_kind
from meetings.tables.documents import Case, NamedReader
from meetings.tables.meeting import AgendaItem, Meeting

UNKNOWN_MEETING = "A meeting of the file is not in the calendar."
UNKNOWN_CASE = "A referral of the file has not arrived."


@dataclass(slots=True)
class Board:
    """What a replay knows by heart: cases by sender's reference, meetings by day and kind, officers by outside id."""

    cases: dict[str, str] = field(default_factory=dict)
    meetings: dict[tuple[date, str], Meeting] = field(default_factory=dict)
    officers: dict[str, UUID] = field(default_factory=dict)
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def case_ref(self, decision: Decision) -> str:
        if decision.sender_reference not in self.cases:
            raise Refused(UNKNOWN_CASE)
        return self.cases[decision.sender_reference]

    def meeting(self, hearing: Hearing) -> Meeting:
        found = self.meetings.get((hearing.meeting_on, meeting_kind(hearing.kind)))
        if found is None:
            raise Refused(UNKNOWN_MEETING)
        return found


async def _case(act: Act, board: Board, decision: Decision) -> Case:
    case: Case | None = await Case.objects().get((Case.ref == board.case_ref(decision)) & (Case.area == act.area.id))
    if case is None:
        raise Refused(UNKNOWN_CASE)
    return case


async def decide(act: Act, board: Board, deed: Decide) -> str:
    """Returns the decision made, or `already` where somebody made one."""
    decision = deed.decision
    case = await _case(act, board, decision)
    if case.status != "received":
        return "already"
    if decision.status == "declined":
        await decline_referral(act, case.ref, reason_code="other", reason=decision.reason)
        return "declined"
    if decision.status == "redirected":
        await redirect_referral(act, case.ref, to="other_area", reason=decision.reason or "Passed on.")
        return "redirected"
    if decision.status == "recorded_in_error":
        await mark_in_error(act, case.ref, reason=decision.reason or "Recorded in error.")
        return "recorded_in_error"
    await _name_readers(act, board, case, decision)
    hearing = decision.hearings[0]
    acceptance = Acceptance(
        board.meeting(hearing).ref,
        hearing.kind,
        hearing.asked,
        late_agreed_by=board.officers.get(decision.late_agreed_by or ""),
        emergency_agreed_by=board.officers.get(decision.emergency_agreed_by or ""),
        reason=decision.late_reason or ("Agreed with the chair." if hearing.kind == "emergency" else ""),
        case_number=decision.case_number,
    )
    await accept_referral(act, case.ref, acceptance)
    return "accepted"


async def _name_readers(act: Act, board: Board, case: Case, decision: Decision) -> None:
    """Of a restricted case: alternates of the colleague's agency and those listed, named before anybody is asked."""
    if case.restricted is None:
        return
    already = await NamedReader.select(NamedReader.officer).where(NamedReader.case == case.id)
    told = [*decision.alternates, *board.listed.get(decision.sender_reference, ())]
    named = {board.officers[outside_id] for outside_id in told} - {row["officer"] for row in already}
    if not named:
        return
    async with transaction():
        for officer in sorted(named):
            await name_reader(act, case.id, officer)


async def take_off(act: Act, board: Board, deed: TakeOff) -> str:
    """A deferral or a withdrawal."""
    case = await _case(act, board, deed.decision)
    standing = (
        (AgendaItem.case == case.id)
        & (AgendaItem.meeting == board.meeting(deed.hearing).id)
        & (AgendaItem.state == "listed")
    )
    if not await AgendaItem.exists().where(standing):
        return "already"
    if deed.hearing.outcome == "withdrawn":
        reason = deed.decision.reason or "Withdrawn."
        await withdraw_case(act, case.ref, reason_code="other", reason=reason)
        return "withdrawn"
    if deed.then is None:
        raise Refused("A deferred case of the file has no later meeting.")
    meeting_ref, asked = board.meeting(deed.then).ref, deed.then.asked
    reason = deed.hearing.reason or "Deferred."
    await defer_case(act, case.ref, to_meeting_ref=meeting_ref, reason=reason, asked=asked)
    return "deferred"


async def hear(act: Act, board: Board, deed: Hear) -> int:
    """The end of a meeting; returns how many cases were heard now."""
    meeting = board.meetings[deed.meeting_on, deed.kind]
    refs = [board.cases[decision.sender_reference] for decision, _, _ in deed.decisions if _is_here(board, decision)]
    items = await AgendaItem.select(AgendaItem.id, AgendaItem.case.ref.as_alias("ref")).where(
        (AgendaItem.meeting == meeting.id) & (AgendaItem.state == "listed")
    )
    number = await hear_items(act, [row["id"] for row in items if row["ref"] in refs])
    for decision, _, then in deed.decisions:
        if then is not None and then.kind == "update" and _is_here(board, decision):
            await _list_update(act, board, decision, then)
    await _end_meeting(act, meeting, number_heard=len(refs))
    return number


async def _end_meeting(act: Act, meeting: Meeting, *, number_heard: int) -> None:
    """A meeting of which no room is told has ended all the same."""
    async with transaction():
        ended = (
            await Meeting.update({Meeting.status: "held", Meeting.closed_at: act.business_at})
            .where((Meeting.id == meeting.id) & Meeting.closed_at.is_null())
            .returning(Meeting.id)
        )
        if ended:
            await act.record(Event.MEETING_CLOSED, "meeting", meeting.id, number_heard=number_heard)


def _is_here(board: Board, decision: Decision) -> bool:
    return decision.sender_reference in board.cases


async def _list_update(act: Act, board: Board, decision: Decision, hearing: Hearing) -> None:
    case = await _case(act, board, decision)
    meeting = board.meeting(hearing)
    standing = (AgendaItem.case == case.id) & (AgendaItem.meeting == meeting.id)
    if case.heard_on is None or await AgendaItem.exists().where(standing):
        return
    asked = await asks_for(act, hearing.asked)
    async with transaction():
        await put_on_meeting(act, await hold_case(case.id), meeting, Listing("update", asked))


async def close(act: Act, board: Board, deed: Close) -> str:
    case = await _case(act, board, deed.decision)
    if case.status not in ("heard", "actions_open"):
        return "already"
    await close_case(act, case.ref)
    return "closed"
