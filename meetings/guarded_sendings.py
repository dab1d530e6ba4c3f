"""The one way by which an agenda, an action sheet or minutes get readers: nothing is sent to a list not guarded here.

Where the sender may see the case, a stop is shown and nothing leaves. Of a case that the sender must not know of, the
reader is left out without a word, so that no page says more than it would if the case were not there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.database import beyond_exclusions, for_everybody
from marac.errors import Refused
from meetings.access import not_barred, visible
from meetings.guarding.shut_out import agencies_of_officers, shut_out_of
from meetings.guarding.wrong_recipient import outside_list, stopped
from meetings.many import among
from meetings.recipients import Recipient
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, CirculationReader, Meeting, Seat
from meetings.tables.research import Ask, Assignment

BLOCKED = "A recipient’s contact is also a contact of somebody in these cases. Ask the administrator before you send."
OUTSIDE = "A recipient’s mailbox is at no domain of their agency. Ask the administrator before you send."
SEES_ALL = [SeatKind.COORDINATOR.value, SeatKind.CHAIR.value, SeatKind.MINUTE_TAKER.value]
ON_AGENDA = ["listed", "heard"]


@dataclass(frozen=True, slots=True)
class Guarded:
    """Readers that may get what is sent. Made by `guard` alone."""

    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """What stands against a sending, as its page may show it."""

    officers: frozenset[UUID]  # share a contact with somebody in a case that the sender may see
    outside: frozenset[UUID]
    unsaid: Mapping[UUID, frozenset[UUID]]  # the same for cases the sender must not know of


async def read_stop(act: Act, meeting: Meeting, recipients: Sequence[Recipient]) -> Stop:
    """Before sending, for the page. Opens sealed rows: never inside a transaction."""
    going = await cases_going(act, meeting, recipients)
    met = await stopped(act, going)
    seen = await _seen_by_sender(act, {case_id for some in met.values() for case_id in some})
    return Stop(
        officers=frozenset(officer for officer, cases in met.items() if cases & seen),
        outside=await outside_list(act, [recipient.officer_id for recipient in recipients]),
        unsaid={officer: cases - seen for officer, cases in met.items() if cases - seen},
    )


@dataclass(frozen=True, slots=True)
class Cleared:
    """Officers whom nothing stops from hearing of one case. Made by `clear` alone, before a transaction begins."""

    officers: frozenset[UUID]


async def clear(act: Act, case_id: UUID, officers: Collection[UUID]) -> Cleared:
    """For a deed that must send within the transaction that makes the meeting. Raises Refused as `guard` does."""
    if await stopped(act, {officer: {case_id} for officer in officers}):
        raise Refused(BLOCKED)
    if await outside_list(act, officers):
        raise Refused(OUTSIDE)
    return Cleared(frozenset(officers))


def guard_cleared(cleared: Cleared, recipients: Sequence[Recipient]) -> Guarded:
    """Whoever was not cleared, like a seat given meanwhile, stops the sending."""
    if not {recipient.officer_id for recipient in recipients} <= cleared.officers:
        raise Refused(BLOCKED)
    return Guarded(tuple(recipients))


async def guard(act: Act, meeting: Meeting, recipients: Sequence[Recipient]) -> Guarded:
    """Raises Refused where anybody must not get what is about to go to them."""
    stop = await read_stop(act, meeting, recipients)
    if stop.officers:
        raise Refused(BLOCKED)
    if stop.outside:
        raise Refused(OUTSIDE)
    cases = await _cases_of_items({item for recipient in recipients for item in recipient.items})
    kept = (_without(recipient, stop.unsaid.get(recipient.officer_id, frozenset()), cases) for recipient in recipients)
    return Guarded(tuple(recipient for recipient in kept if recipient is not None))


def _without(recipient: Recipient, cases: frozenset[UUID], case_of: Mapping[UUID, UUID]) -> Recipient | None:
    if not recipient.items or not cases:
        return recipient
    items = tuple(item for item in recipient.items if case_of[item] not in cases)
    return replace(recipient, items=items) if items else None


async def cases_going(act: Act, meeting: Meeting, recipients: Sequence[Recipient]) -> dict[UUID, set[UUID]]:
    """Of each reader, the cases that this sending opens to them: no more than those."""
    case_of = await _cases_of_items({item for recipient in recipients for item in recipient.items})
    whole = [recipient.officer_id for recipient in recipients if not recipient.items]
    going = await cases_on_agenda_for(act, meeting.id, whole)
    for recipient in recipients:
        going.setdefault(recipient.officer_id, set()).update(case_of[item] for item in recipient.items)
    return going


@for_everybody
async def cases_on_agenda_for(act: Act, meeting_id: UUID, officers: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """All cases for those who run the meeting; else those the own agency was asked about; none of one shut out."""
    if not officers:
        return {}
    items = await AgendaItem.select(AgendaItem.case).where(
        (AgendaItem.meeting == meeting_id) & AgendaItem.state.is_in(ON_AGENDA)
    )
    listed = {row["case"] for row in items}
    seats = await Seat.select(Seat.officer, Seat.agency, Seat.seat).where(
        (Seat.meeting == meeting_id) & Seat.to_at.is_null() & among(Seat.officer, sorted(officers))
    )
    asks = await Ask.select(Ask.case, Ask.agency).where(Ask.meeting == meeting_id)
    assigned = await Assignment.select(Assignment.officer, Assignment.ask.case.as_alias("case")).where(
        (Assignment.ask.meeting == meeting_id) & Assignment.to_at.is_null()
    )
    shut_out = await shut_out_of(act.area.id, listed)
    agencies = await agencies_of_officers(act.area.id, officers, on=act.today)
    sees_all = {row["officer"] for row in seats if row["seat"] in SEES_ALL}
    found: dict[UUID, set[UUID]] = {}
    for officer in officers:
        theirs = agencies.get(officer, frozenset()) | {row["agency"] for row in seats if row["officer"] == officer}
        part = {row["case"] for row in asks if row["agency"] in theirs} | {
            row["case"] for row in assigned if row["officer"] == officer
        }
        wanted = listed if officer in sees_all else listed & part
        found[officer] = {case for case in wanted if not shut_out.keeps_out(case, officer, theirs)}
    return found


async def cases_of_reader(act: Act, meeting_id: UUID) -> set[UUID]:
    """The cases of a meeting that a paper made for this officer may hold."""
    sent = CirculationReader.select(CirculationReader.agenda_item.case).where(
        (CirculationReader.officer == act.officer_id)
        & (CirculationReader.circulation.meeting == meeting_id)
        & CirculationReader.agenda_item.is_not_null()
    )
    rows = await AgendaItem.select(AgendaItem.case).where(
        (AgendaItem.meeting == meeting_id)
        & AgendaItem.state.is_in(ON_AGENDA)
        & not_barred(act, AgendaItem.case)
        & (AgendaItem.case.is_in(sent) | visible(act, AgendaItem.case))
    )
    return {row["case"] for row in rows}


async def _cases_of_items(item_ids: Collection[UUID]) -> dict[UUID, UUID]:
    with beyond_exclusions():
        rows = await AgendaItem.select(AgendaItem.id, AgendaItem.case).where(among(AgendaItem.id, sorted(item_ids)))
    return {row["id"]: row["case"] for row in rows}


async def _seen_by_sender(act: Act, cases: Collection[UUID]) -> set[UUID]:
    rows = await Case.select(Case.id).where(among(Case.id, sorted(cases)) & not_barred(act, Case.id)) if cases else []
    return {row["id"] for row in rows}
