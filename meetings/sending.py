"""The pages before minutes and actions leave: to whom, why, and what stops them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.counts import show_count
from meetings.access import not_barred
from meetings.circulation import may_recall
from meetings.guarded_sendings import Stop, read_stop
from meetings.minutes_due import minutes_due_on
from meetings.recipients import Recipient, action_recipients, minutes_recipients
from meetings.room_list import actions_of
from meetings.room_roster import agencies_by_id
from meetings.seats import RUNS_THE_ROOM, find_seat
from meetings.signing import has_unsigned_corrections, is_signed
from meetings.tables.meeting import AgendaItem, Circulation, Meeting

WHY_WORDS = {"present": "was there", "action": "has an action", "seat": "has a seat"}


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One person who gets something, with the cases and the reason."""

    name: str
    agency: str
    why: str
    cases: tuple[str, ...]
    is_blocked: bool
    is_outside: bool = False  # at no domain of the own agency
    is_new: bool = False  # did not get the sending before


@dataclass(frozen=True, slots=True)
class Sending:
    """A sending as it stands: before it, and after it while it can be called back."""

    meeting_ref: str
    held_on: date
    recipients: tuple[RecipientLine, ...]
    is_ready: bool  # signed, or every action owned
    is_late: bool
    due_on: date | None
    sent_at: datetime | None
    number_sent: int
    may_recall: bool
    is_corrected: bool = False  # after the signature; the chair signs again
    not_owned: tuple[tuple[str, str], ...] = ()  # case number and reference of cases whose actions have no owner

    @property
    def number_words(self) -> str:
        return show_count(len(self.recipients), "person", "people")

    @property
    def blocked(self) -> tuple[RecipientLine, ...]:
        return tuple(line for line in self.recipients if line.is_blocked)

    @property
    def outside(self) -> tuple[RecipientLine, ...]:
        return tuple(line for line in self.recipients if line.is_outside)

    @property
    def is_stopped(self) -> bool:
        return bool(self.blocked or self.outside)

    @property
    def by_agency(self) -> tuple[tuple[str, tuple[RecipientLine, ...]], ...]:
        names = sorted({line.agency for line in self.recipients})
        return tuple((name, tuple(line for line in self.recipients if line.agency == name)) for name in names)


async def read_minutes_sending(act: Act, meeting_ref: str) -> Sending:
    """Who gets which cases and why."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    meeting = here.meeting
    recipients = await minutes_recipients(act, meeting_ref)
    due_on = await minutes_due_on(act, meeting)
    is_corrected = await has_unsigned_corrections(meeting.id)
    stop = await read_stop(act, meeting, recipients)
    lines = await _lines(act, meeting, recipients, stop)
    sent = await _sent(meeting.id, "minutes")
    return Sending(
        meeting_ref=meeting.ref,
        held_on=meeting.held_on,
        recipients=lines,
        is_ready=await is_signed(meeting.id) and not is_corrected,
        is_corrected=is_corrected,
        is_late=act.today > due_on,
        due_on=due_on,
        sent_at=sent.business_at if sent else None,
        number_sent=sent.n if sent else 0,
        may_recall=sent is not None and may_recall(sent.at, act.at),
    )


async def read_action_sending(act: Act, meeting_ref: str) -> Sending:
    """Who gets which actions; those without an owner in person stop it."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    meeting = here.meeting
    recipients = await action_recipients(act, meeting_ref)
    sent = await _sent(meeting.id, "action_sheet")
    not_owned = await _not_owned(act, meeting)
    stop = await read_stop(act, meeting, recipients)
    return Sending(
        meeting_ref=meeting.ref,
        held_on=meeting.held_on,
        recipients=await _lines(act, meeting, recipients, stop),
        is_ready=not not_owned and bool(recipients),
        is_late=False,
        due_on=None,
        sent_at=sent.business_at if sent else None,
        number_sent=sent.n if sent else 0,
        may_recall=False,
        not_owned=not_owned,
    )


async def _lines(act: Act, meeting: Meeting, recipients: Sequence[Recipient], stop: Stop) -> tuple[RecipientLine, ...]:
    names = await names_of(act, {recipient.officer_id for recipient in recipients})
    agencies = await agencies_by_id(act, meeting)
    numbers = await _case_numbers(meeting)
    lines = [
        RecipientLine(
            name=names.get(recipient.officer_id, ""),
            agency=agencies[recipient.agency_id].name if recipient.agency_id in agencies else "No agency",
            why=WHY_WORDS[recipient.why],
            cases=tuple(sorted(numbers[item] for item in recipient.items if item in numbers)),
            is_blocked=recipient.officer_id in stop.officers,
            is_outside=recipient.officer_id in stop.outside,
            is_new=recipient.is_new,
        )
        for recipient in recipients
    ]
    return tuple(sorted(lines, key=lambda line: (line.agency, line.name)))


async def _case_numbers(meeting: Meeting) -> Mapping[UUID, str]:
    rows = await AgendaItem.select(
        AgendaItem.id,
        AgendaItem.case.case_number.as_alias("number"),
    ).where(AgendaItem.meeting == meeting.id)
    return {row["id"]: row["number"] or "" for row in rows}


async def _sent(meeting_id: UUID, kind: str) -> Circulation | None:
    found: Circulation | None = (
        await Circulation.objects()
        .where((Circulation.meeting == meeting_id) & (Circulation.kind == kind) & Circulation.recalled_at.is_null())
        .order_by(Circulation.n, ascending=False)
        .first()
    )
    return found


async def _not_owned(act: Act, meeting: Meeting) -> tuple[tuple[str, str], ...]:
    items = await AgendaItem.select(
        AgendaItem.id, AgendaItem.case.case_number.as_alias("number"), AgendaItem.case.ref.as_alias("ref")
    ).where((AgendaItem.meeting == meeting.id) & not_barred(act, AgendaItem.case))
    open_items = {action.agenda_item for action in await actions_of([row["id"] for row in items]) if not action.owner}
    return tuple((row["number"] or "", row["ref"]) for row in items if row["id"] in open_items)
