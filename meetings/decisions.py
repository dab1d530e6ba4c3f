"""What is decided about a referral: accept and list, return with questions, decline, redirect, withdraw, mark in error.

The coordinator decides; of a restricted case the chair who is named for it. Nothing is ever deleted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from agencies.acts import Act
from agencies.members import members_of
from agencies.roles import CHAIRS
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from meetings.access import denied, find_case
from meetings.asking import asks_for, default_asks
from meetings.cases import Move, hold_case, move_case, note_move
from meetings.evidence import Evidence, open_evidence
from meetings.excusing import carry_drafts
from meetings.listing import Listing, call_off, close_items, has_been_acted_on, put_on_meeting
from meetings.numbers import claim_case_number, give_case_number
from meetings.rules.deadlines import is_late, needs_chair
from meetings.rules.states import check_undo
from meetings.schedule import deadlines_of
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting

DECLINE_REASONS = {
    "no_route": "No route applies",
    "under_16": "The victim is under 16: sent to child safeguarding",
    "duplicate": "The same was referred before",
    "other": "Another reason",
}
REDIRECT_TO = {
    "matac": "MATAC",
    "mash": "MASH",
    "adult_safeguarding": "Adult safeguarding",
    "mappa": "MAPPA",
    "other_area": "Another area",
}
WITHDRAW_REASONS = {
    "sent_by_mistake": "Sent by mistake",
    "moved_away": "The victim has moved away",
    "no_longer_needed": "No longer needed",
    "other": "Another reason",
}
LATE = "This came after the close for that meeting. The chair must agree, or choose a later meeting."
TOO_LATE = "This can no longer be taken back: it is over ten minutes old, or somebody acted on it."
UNDO_WITHIN = timedelta(minutes=10)
TOO_LATE_FOR_CHAIR = "This came too late for that meeting, also with the chair's agreement. Choose a later one."
EMERGENCY = "An emergency meeting is called by coordinator and chair together: the chair must agree."
NOT_TAKING = "That meeting is over or cancelled. Choose another."


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Where an accepted case goes. `asked` None means the default ask list; a number only in a practice area."""

    meeting_ref: str
    kind: str = "ordinary"
    asked: Sequence[str] | None = None
    late_agreed_by: UUID | None = None
    emergency_agreed_by: UUID | None = None
    reason: str = ""
    case_number: str | None = None


async def find_case_to_decide(act: Act, case_ref: str) -> Case:
    """A case this officer may see and decide."""
    case = await find_case(act, case_ref)
    if act.is_coordinator or case.restricted:
        return case
    raise await denied(act, "case", row="referral.decide", about=case.id)


async def accept_referral(act: Act, case_ref: str, acceptance: Acceptance) -> str:
    """Accept, number, list and ask in one transaction; returns the case number."""
    case = await find_case_to_decide(act, case_ref)
    meeting = await _meeting_for(act, acceptance)
    late_by = await _late_by(act, case, meeting, acceptance)
    evidence = (await open_evidence(act, [case], act.permit(Event.REFERRAL_READ, "case", case.id, case=str(case.id))))[
        case.id
    ]
    if acceptance.asked is None:
        asked = await default_asks(act, case, evidence.answers, meeting, kind=acceptance.kind)
    else:
        asked = await asks_for(act, acceptance.asked)
    listing = Listing(acceptance.kind, asked, late_by, acceptance.emergency_agreed_by, acceptance.reason)
    async with transaction():
        number = await write_acceptance(
            act, case.id, meeting, listing, evidence=evidence, case_number=acceptance.case_number
        )
    return number


async def write_acceptance(
    act: Act, case_id: UUID, meeting: Meeting, listing: Listing, *, evidence: Evidence, case_number: str | None = None
) -> str:
    """Number a received case and list it. Inside a transaction; returns the number."""
    held = await hold_case(case_id)
    await move_case(act, held, Move("accepted"))
    number = await _number(act, held, case_number)
    await act.record(
        Event.REFERRAL_ACCEPTED,
        "case",
        held.id,
        case=str(held.id),
        meeting=str(meeting.id),
        routes=list(evidence.routes.codes),
        form_version=evidence.form_version,
    )
    await put_on_meeting(act, held, meeting, listing)
    return number


async def _meeting_for(act: Act, acceptance: Acceptance) -> Meeting:
    meeting: Meeting | None = await Meeting.objects().get(
        (Meeting.ref == acceptance.meeting_ref) & (Meeting.area == act.area.id)
    )
    if meeting is None:
        raise InvalidForm({"meeting": "Choose a meeting."})
    # A replayed practice area lists on a meeting that it knows will be cancelled.
    if meeting.status not in ("planned", "open") and acceptance.case_number is None:
        raise Refused(NOT_TAKING)
    return meeting


async def _late_by(act: Act, case: Case, meeting: Meeting, acceptance: Acceptance) -> UUID | None:
    """Who agreed that a late referral is taken all the same. Late is measured at receipt, in the area's time."""
    if acceptance.kind == "emergency":
        await _require_chair(act, acceptance.emergency_agreed_by, otherwise=EMERGENCY)
        return None
    deadlines = deadlines_of(act, meeting.held_on, await settings_on(act, meeting.held_on))
    if not is_late(case.received_at, close=deadlines.referral_close):
        return None
    if not needs_chair(case.received_at, deadlines):
        raise Refused(TOO_LATE_FOR_CHAIR)
    await _require_chair(act, acceptance.late_agreed_by, otherwise=LATE)
    return acceptance.late_agreed_by


async def _require_chair(act: Act, officer: UUID | None, *, otherwise: str) -> None:
    """It is a chair of this area, in office today, who agreed."""
    chairs = await members_of(act.area.id, on=act.today, roles=CHAIRS)
    if officer not in {chair.officer_id for chair in chairs}:
        raise Refused(otherwise)


async def _number(act: Act, case: Case, told: str | None) -> str:
    if told is None:
        # A case whose acceptance was taken back keeps the number it was given.
        case_number = case.case_number or await give_case_number(act)
    else:
        case_number = await claim_case_number(act, told)
    await Case.update({Case.case_number: case_number, Case.decided_at: act.business_at}).where(Case.id == case.id)
    case.case_number = case_number
    return case_number


async def decline_referral(act: Act, case_ref: str, *, reason_code: str, reason: str) -> None:
    """Decline with a reason that the referrer reads, and what else to do. Everything is kept."""
    if reason_code not in DECLINE_REASONS:
        raise InvalidForm({"reason_code": "Choose a reason; the referrer will read it"})
    if not reason.strip():
        raise InvalidForm({"reason": "Write what the referrer can do instead; the referrer will read it"})
    await _end(act, case_ref, Move("declined", reason, reason_code), Event.REFERRAL_DECLINED)


async def redirect_referral(act: Act, case_ref: str, *, to: str, reason: str) -> None:
    """Pass on to another forum or area."""
    if to not in REDIRECT_TO:
        raise InvalidForm({"to": "Choose where it goes"})
    if not reason.strip():
        raise InvalidForm({"reason": "Write why; the referrer will read it"})
    await _end(act, case_ref, Move("redirected", reason, to), Event.REFERRAL_REDIRECTED)


async def mark_in_error(act: Act, case_ref: str, *, reason: str) -> None:
    """Recorded in error: hidden from work lists, kept and still audited."""
    if not reason.strip():
        raise InvalidForm({"reason": "Write what went wrong"})
    await _end(act, case_ref, Move("recorded_in_error", reason, "in_error"), Event.REFERRAL_MARKED_IN_ERROR)


async def withdraw_case(act: Act, case_ref: str, *, reason_code: str, reason: str) -> None:
    """Take a listed case off its meeting for good."""
    if reason_code not in WITHDRAW_REASONS:
        raise InvalidForm({"reason_code": "Choose a reason"})
    await _end(act, case_ref, Move("withdrawn", reason, reason_code), Event.CASE_WITHDRAWN)


async def _end(act: Act, case_ref: str, move: Move, event: Event) -> None:
    case = await find_case_to_decide(act, case_ref)
    async with transaction():
        held = await hold_case(case.id)
        await move_case(act, held, move)
        if held.decided_at is None:
            await Case.update({Case.decided_at: act.business_at}).where(Case.id == held.id)
        await close_items(act, held, state="withdrawn")
        keys = {"case": str(held.id), "code": move.reason_code}
        await act.record(event, "case", held.id, **{key: keys[key] for key in event.keys})


async def defer_case(
    act: Act, case_ref: str, *, to_meeting_ref: str, reason: str, asked: Sequence[str] | None = None
) -> None:
    """Move a listed case to a later meeting."""
    if not reason.strip():
        raise InvalidForm({"reason": "Write why it is deferred"})
    case = await find_case_to_decide(act, case_ref)
    meeting = await _meeting_for(act, Acceptance(to_meeting_ref))
    asked_again = await asks_for(act, asked) if asked is not None else None
    async with transaction():
        held = await hold_case(case.id)
        await move_case(act, held, Move("deferred", reason, "deferred", meeting=meeting.id))
        former = await close_items(act, held, state="deferred")
        await act.record(Event.CASE_DEFERRED, "case", held.id, meeting=str(meeting.id), code="deferred")
        await put_on_meeting(act, held, meeting, Listing("ordinary", asked_again, same_asks_as=former))
        await carry_drafts(held.id, former=former, to=meeting.id)


async def undo_decision(act: Act, case_ref: str) -> None:
    """Take back a decision of the last minutes, while nobody has acted on it. The number stays given."""
    case = await find_case_to_decide(act, case_ref)
    came_from = "accepted" if case.status in ("listed", "emergency") else case.status
    to = check_undo(came_from)
    if case.decided_at is None or act.business_at - case.decided_at > UNDO_WITHIN:
        raise Refused(TOO_LATE)
    async with transaction():
        held = await hold_case(case.id)
        if held.status != case.status or await has_been_acted_on(held):
            raise Refused(TOO_LATE)
        await call_off(act, held)
        await note_move(act, held, Move(to), came_from=held.status)
        await Case.update({Case.status: to, Case.decided_at: None, Case.late: False}).where(Case.id == held.id)
        await act.record(Event.REFERRAL_UNDONE, "case", held.id, case=str(held.id), decision_undone=came_from)
