"""What was sent to whom: agenda, action sheet, minutes. Nothing travels but a line saying that something waits."""

from datetime import datetime, timedelta
from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell
from marac.audit.events import Event
from marac.counts import show_count
from marac.database import beyond_exclusions, for_everybody, transaction
from marac.errors import Refused
from marac.ids import new_ref, uuid7
from marac.post import Subject
from meetings.actions import actions_without_owner, items_of
from meetings.agenda_versions import keep_lines
from meetings.first_opened import number_who_opened
from meetings.guarded_sendings import Cleared, Guarded, guard, guard_cleared
from meetings.minutes_due import requires_ready
from meetings.ordering.last_by_access import put_unseen_last
from meetings.recipients import Recipient, agenda_recipients, owners_of, readers_of
from meetings.seats import RUNS_THE_ROOM, find_seat
from meetings.tables.meeting import AgendaItem, Circulation, CirculationReader, Meeting
from meetings.tables.minutes import Action

# A sending can be called back for as long; the letters wait until then.
RECALL_SECONDS = 120
SUBJECTS = {
    "agenda": Subject.PAPERS_READY,
    "minutes": Subject.PAPERS_READY,
    "action_sheet": Subject.SOMETHING_WAITS,
}


@for_everybody
async def issue_agenda(act: Act, meeting_ref: str, *, cleared: Cleared | None = None) -> Circulation:
    """Send the agenda: from now on each reader may open the own rendering, after saying whom they know.

    Inside a transaction of the caller its readers are `cleared` before.
    """
    recipients = await agenda_recipients(act, meeting_ref)
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    listed = await AgendaItem.count().where((AgendaItem.meeting == here.meeting.id) & (AgendaItem.state == "listed"))
    if not listed:
        raise Refused("Nothing is listed yet. Accept a referral for this meeting first.")
    guarded = guard_cleared(cleared, recipients) if cleared else await guard(act, here.meeting, recipients)
    async with transaction():
        await put_unseen_last(act, here.meeting.id)
        sent = await _send(act, here.meeting, "agenda", guarded)
        await keep_lines(act, sent)
        await act.record(
            Event.AGENDA_ISSUED,
            "meeting",
            here.meeting.id,
            version=sent.n,
            number_of_recipients=len(guarded.recipients),
            number_of_cases=listed,
        )
    return sent


async def issue_action_sheet(act: Act, meeting_ref: str) -> Circulation:
    """Send the actions to their owners. Each needs an owner in person first."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    with beyond_exclusions():
        unowned = await actions_without_owner(await items_of(here.meeting.id))
        given = await Action.count().where((Action.meeting == here.meeting.id) & (Action.status != "superseded"))
    if unowned:
        words = show_count(unowned, "action has", "actions have")
        raise Refused(f"{words} no owner in person yet. Choose one for each.")
    guarded = await guard(act, here.meeting, await owners_of(act, here.meeting))
    async with transaction():
        sent = await _send(act, here.meeting, "action_sheet", guarded)
        await act.record(
            Event.ACTION_SHEET_ISSUED,
            "meeting",
            here.meeting.id,
            number_of_recipients=len(guarded.recipients),
            number_of_actions=given,
        )
    return sent


async def issue_minutes(act: Act, meeting_ref: str, *, late_reason: str | None = None) -> Circulation:
    """Send the signed minutes to those entitled. They can be called back for two minutes."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    await requires_ready(act, here.meeting, late_reason=late_reason)
    guarded = await guard(act, here.meeting, await readers_of(act, here.meeting))
    async with transaction():
        sent = await _send(act, here.meeting, "minutes", guarded, reason=late_reason)
        await act.record(
            Event.MINUTES_ISSUED,
            "meeting",
            here.meeting.id,
            number_of_recipients=len(guarded.recipients),
            number_of_cases=len({item for recipient in guarded.recipients for item in recipient.items}),
        )
    return sent


async def recall_minutes(act: Act, meeting_ref: str) -> int:
    """Call the last minutes back, within two minutes of sending. Returns how many had opened them here."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    sent = (
        await Circulation.objects()
        .where(
            (Circulation.meeting == here.meeting.id)
            & (Circulation.kind == "minutes")
            & Circulation.recalled_at.is_null()
        )
        .order_by(Circulation.n, ascending=False)
        .first()
    )
    if sent is None or not may_recall(sent.at, act.at):
        raise Refused("The two minutes to call them back are over.")
    async with transaction():
        await Circulation.update({Circulation.recalled_at: act.at}).where(Circulation.id == sent.id)
        await act.record(Event.MINUTES_RECALLED, "meeting", here.meeting.id, issue=sent.id)
    return await number_who_opened(sent.id)


def may_recall(sent_at: datetime, now: datetime) -> bool:
    return now - sent_at <= timedelta(seconds=RECALL_SECONDS)


async def _send(act: Act, meeting: Meeting, kind: str, guarded: Guarded, *, reason: str | None = None) -> Circulation:
    """The sending, a row for each reader (and case), and a neutral letter to each. Inside a transaction."""
    before = await Circulation.count().where((Circulation.meeting == meeting.id) & (Circulation.kind == kind))
    sent = Circulation(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        meeting=meeting.id,
        kind=kind,
        n=before + 1,
        at=act.at,
        business_at=act.business_at,
        by=act.officer_id,
        dk=meeting.dk,
    )
    await act.vault.seal(sent, {Circulation.reason: reason})
    await sent.save()
    rows = [
        _reader(act, sent, recipient, item) for recipient in guarded.recipients for item in recipient.items or (None,)
    ]
    if rows:
        await CirculationReader.insert(*rows)
    due = act.at + timedelta(seconds=RECALL_SECONDS) if kind == "minutes" else act.at
    for recipient in guarded.recipients:
        await tell(act, recipient.officer_id, SUBJECTS[kind], ref=sent.ref, send_at=due, circulation=sent.id)
    return sent


def _reader(act: Act, sent: Circulation, recipient: Recipient, item: UUID | None) -> CirculationReader:
    return CirculationReader(
        id=uuid7(),
        area=act.area.id,
        circulation=sent.id,
        officer=recipient.officer_id,
        agenda_item=item,
        why=recipient.why,
    )


async def was_recalled(circulation_id: UUID) -> bool:
    """Whether a sending was called back before its letters left."""
    return bool(
        await Circulation.exists().where((Circulation.id == circulation_id) & Circulation.recalled_at.is_not_null())
    )
