"""Two referrals that are one: the later one joins the earlier case as its second referral, and can be taken apart.

Nothing is moved. The later referral keeps the case it opened, with its key, its readers and its words, and that case
stands aside: off every agenda and out of every clock. What is joined are the people, by verdicts that only taking apart
withdraws, so that afterwards everything is as it was.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from marac.ids import uuid7
from meetings.access import find_case
from meetings.alerts import DUPLICATE, find_alert
from meetings.cases import Move, hold_case, move_case, note_move
from meetings.decisions import find_case_to_decide
from meetings.joined_cases import (
    ask_second_sender,
    has_an_answer,
    leave_agendas,
    return_to_agendas,
    shut_out_of_both,
    spare_second_sender,
    standing_join,
    undo_shut_out,
)
from meetings.joined_people import people_of_both, say_same, take_back_same
from meetings.reconciliation import BUSY, MOST_TRIES, undo_verdict
from meetings.repeat_changes import RepeatChange, note_changes, reasons_for_chair, repeat_changes
from meetings.rules.states import JOINED, STANDING, may_move
from meetings.tables.documents import Case, CaseDocument, CaseEvent
from meetings.tables.people import Verdict
from meetings.verdict_rows import lock_area
from meetings.weighing import MoreToOpen, Scales, open_scales

GIVE_REASON = "Write why these two referrals are one."
NOT_BOTH = "Open the earlier case first. What you may not see, you cannot join."
ALONE = "A restricted referral stands alone. The chair who is named for it decides what becomes of it."
HEARD = "This referral was heard, or ended. It cannot join another any more."
EARLIER_ENDED = "The earlier case has ended otherwise. Look at it again."
ANSWERED = "An agency has answered for this referral already. Hear it, or withdraw it with a reason."
APART = "Taken apart. Both referrals are as they were before."
WAITS = frozenset({"received", "information_requested"})
Deed = Callable[[Scales], Awaitable[tuple[RepeatChange, ...]]]


async def join_referral(act: Act, case_ref: str, *, key: str, reason: str) -> str:
    """What the alert of this key says is so, and why; returns the reference of the earlier case."""
    if not reason.strip():
        raise InvalidForm({"reason": GIVE_REASON})
    later = await find_case_to_decide(act, case_ref)
    earlier = await _earlier_of(act, case_ref, key)
    await _both_at_once(act, later, earlier, lambda scales: _join(act, later, earlier, reason.strip(), scales))
    return str(earlier.ref)


async def take_apart(act: Act, case_ref: str) -> None:
    """They were two after all: everything is again as it was before they were joined."""
    later = await find_case_to_decide(act, case_ref)
    join = await standing_join(later)
    if join is None:
        raise NotFound
    [earlier] = await Case.objects().where(Case.id == join.case)
    await find_case(act, earlier.ref)
    await _both_at_once(act, later, earlier, lambda scales: _part(act, later, earlier, scales))


async def undo_what_changed(act: Act, verdict_id: UUID) -> str:
    """Take back a link that changed repeats, or the joining that it is a part of; returns it in words."""
    second = CaseDocument.select(CaseDocument.document).where(
        CaseDocument.id.is_in(Verdict.select(Verdict.joined).where(Verdict.id == verdict_id))
    )
    later = await Case.select(Case.ref).where(Case.opened_by.is_in(second) & (Case.area == act.area.id)).first()
    if later is None:
        return (await undo_verdict(act, verdict_id)).words
    await take_apart(act, later["ref"])
    return APART


async def _earlier_of(act: Act, case_ref: str, key: str) -> Case:
    """Raises NotFound for an alert that is not raised, or is about something else."""
    _, alert = await find_alert(act, case_ref, key)
    if alert.alert.code != DUPLICATE:
        raise NotFound
    if alert.case_ref is None:
        raise Refused(NOT_BOTH)
    return await find_case(act, alert.case_ref)


@for_everybody
async def _both_at_once(act: Act, later: Case, earlier: Case, deed: Deed) -> None:
    """Open, then begin; begun again where the people were linked further in between."""
    for _ in range(MOST_TRIES):
        scales = await open_scales(act, await people_of_both(act, later, earlier))
        try:
            async with transaction():
                await deed(scales)
        except MoreToOpen:
            continue
        return
    raise Conflict(BUSY)


async def _join(act: Act, later: Case, earlier: Case, reason: str, scales: Scales) -> tuple[RepeatChange, ...]:
    later, earlier = await _held(act, later, earlier)
    await _check(later, earlier)
    members = await people_of_both(act, later, earlier)
    before = await scales.weigh(members)
    join = _row(act, later, earlier)
    await CaseDocument.insert(join)
    await leave_agendas(later)
    await shut_out_of_both(act, join, later, earlier)
    await ask_second_sender(act, later, earlier)
    aside: dict[Column | str, Any] = {Case.joined_to: earlier.id, Case.decided_at: later.decided_at or act.business_at}
    await Case.update(aside).where(Case.id == later.id)
    await move_case(act, later, Move(JOINED, reason, "duplicate"))
    after = await scales.weigh(members)
    why = reasons_for_chair(members, before, after)
    verdict = await say_same(act, join.id, later, earlier, for_chair=why)
    changed = repeat_changes(before, after)
    await note_changes(act, changed, verdict=verdict, deed="joined")
    await _record(act, Event.REFERRAL_JOINED, later, earlier)
    return changed


async def _part(act: Act, later: Case, earlier: Case, scales: Scales) -> tuple[RepeatChange, ...]:
    later, earlier = await _held(act, later, earlier)
    join = await standing_join(later)
    if join is None:
        raise Conflict(BUSY)
    members = await people_of_both(act, later, earlier)
    before = await scales.weigh(members)
    withdrawn: dict[Column | str, Any] = {CaseDocument.withdrawn_at: act.at, CaseDocument.withdrawn_by: act.officer_id}
    await CaseDocument.update(withdrawn).where(CaseDocument.id == join.id)
    await undo_shut_out(act, join)
    await spare_second_sender(act, join, later, earlier)
    verdict = await take_back_same(act, join.id, members)
    await _bring_back(act, later)
    after = await scales.weigh(members)
    changed = repeat_changes(before, after)
    await note_changes(act, changed, verdict=verdict, deed="apart")
    await _record(act, Event.REFERRAL_TAKEN_APART, later, earlier)
    return changed


async def _held(act: Act, later: Case, earlier: Case) -> tuple[Case, Case]:
    """Always in one order, so that two who decide about the same cases wait for each other."""
    await lock_area(act)
    held = {case_id: await hold_case(case_id) for case_id in sorted((later.id, earlier.id))}
    return held[later.id], held[earlier.id]


async def _check(later: Case, earlier: Case) -> None:
    if later.restricted or earlier.restricted:
        raise Refused(ALONE)
    if not may_move(later.status, JOINED):
        raise Refused(HEARD)
    if earlier.status not in STANDING:
        raise Refused(EARLIER_ENDED)
    if await has_an_answer(later):
        raise Refused(ANSWERED)


def _row(act: Act, later: Case, earlier: Case) -> CaseDocument:
    return CaseDocument(
        id=uuid7(),
        area=act.area.id,
        case=earlier.id,
        document=later.opened_by,
        relation="duplicate",
        by=act.officer_id,
        at=act.at,
        business_at=act.business_at,
    )


async def _bring_back(act: Act, later: Case) -> None:
    """To where it was; a case whose meeting is over meanwhile waits for another one."""
    came_from = await _status_before(later)
    is_listed = await return_to_agendas(later)
    to = came_from if is_listed or came_from != "listed" else "deferred"
    await note_move(act, later, Move(to), came_from=JOINED)
    back: dict[Column | str, Any] = {Case.status: to, Case.joined_to: None}
    if to in WAITS:
        back[Case.decided_at] = None
    await Case.update(back).where(Case.id == later.id)


async def _status_before(later: Case) -> str:
    row = await (
        CaseEvent.select(CaseEvent.from_status)
        .where((CaseEvent.case == later.id) & (CaseEvent.to_status == JOINED))
        .order_by(CaseEvent.id, ascending=False)
        .first()
    )
    return str(row["from_status"]) if row else "received"


async def _record(act: Act, event: Event, later: Case, earlier: Case) -> None:
    """About both, so that whoever asks what happened to either is told."""
    for case in (later, earlier):
        await act.record(event, "case", case.id, case=str(later.id), into=str(earlier.id))
