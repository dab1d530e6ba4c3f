"""Who gets an agenda, an action sheet or minutes, and why. Nobody shut out of a case gets anything of it.

Minutes go, case by case, to those present for it, to owners of an action in it, to coordinator and chair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.database import for_everybody
from meetings.guarding.shut_out import agencies_of_officers, shut_out_of
from meetings.room import present_for
from meetings.seats import RUNS_THE_ROOM, find_seat, seat_those_asked
from meetings.tables.meeting import AgendaItem, CirculationReader, Meeting, Seat
from meetings.tables.minutes import Action

GETS_NO_MINUTES = ("observer",)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader of a sending, with the reason; `items` are the cases of minutes."""

    officer_id: UUID
    agency_id: UUID | None
    why: str  # seat present action
    items: tuple[UUID, ...] = ()
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One officer and one case of a sending, before those shut out are left away."""

    officer_id: UUID
    agency_id: UUID | None
    why: str
    item_id: UUID
    case_id: UUID


async def agenda_recipients(act: Act, meeting_ref: str) -> tuple[Recipient, ...]:
    """Everyone with a seat. Marks who did not get the version before."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    await seat_those_asked(act, here.meeting.id)
    seats = await Seat.select(Seat.officer, Seat.agency).where((Seat.meeting == here.meeting.id) & Seat.to_at.is_null())
    before = await had_before(here.meeting.id, "agenda")
    return tuple(
        Recipient(row["officer"], row["agency"], "seat", is_new=bool(before) and row["officer"] not in before)
        for row in seats
    )


async def had_before(meeting_id: UUID, kind: str) -> set[UUID]:
    """Who got an earlier sending of this kind that was not called back."""
    rows = await CirculationReader.select(CirculationReader.officer).where(
        (CirculationReader.circulation.meeting == meeting_id)
        & (CirculationReader.circulation.kind == kind)
        & CirculationReader.circulation.recalled_at.is_null()
    )
    return {row["officer"] for row in rows}


async def action_recipients(act: Act, meeting_ref: str) -> tuple[Recipient, ...]:
    """Owners in person of the actions of a meeting."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    return await owners_of(act, here.meeting)


async def owners_of(act: Act, meeting: Meeting) -> tuple[Recipient, ...]:
    return await _recipients(act, meeting, "action_sheet", await _owners(meeting))


async def minutes_recipients(act: Act, meeting_ref: str) -> tuple[Recipient, ...]:
    """Who gets which cases, and why. An excluded officer, or one of an excluded agency, gets nothing of that case."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    return await readers_of(act, here.meeting)


async def readers_of(act: Act, meeting: Meeting) -> tuple[Recipient, ...]:
    present = await _present(meeting)
    return await _recipients(act, meeting, "minutes", [*present, *await _owners(meeting)])


@for_everybody
async def _present(meeting: Meeting) -> list[Entry]:
    items = await AgendaItem.objects().where((AgendaItem.meeting == meeting.id) & (AgendaItem.state == "heard"))
    rows = await Seat.select(Seat.officer, Seat.agency, Seat.seat).where(
        (Seat.meeting == meeting.id) & Seat.to_at.is_null()
    )
    seats = {row["officer"]: row for row in rows if row["seat"] not in GETS_NO_MINUTES}
    return [
        Entry(officer, seats[officer]["agency"], "present", item.id, item.case)
        for item in items
        for officer in await present_for(item)
        if officer in seats
    ]


@for_everybody
async def _owners(meeting: Meeting) -> list[Entry]:
    """Owners in person; an action nobody in person owns yet has nobody to be sent to."""
    rows: list[dict[str, Any]] = await Action.select(
        Action.owner, Action.agency, Action.agenda_item, Action.case
    ).where((Action.meeting == meeting.id) & (Action.status != "superseded") & Action.owner.is_not_null())
    return [Entry(row["owner"], row["agency"], "action", row["agenda_item"], row["case"]) for row in rows]


async def _recipients(act: Act, meeting: Meeting, kind: str, entries: list[Entry]) -> tuple[Recipient, ...]:
    before = await had_before(meeting.id, kind)
    shut_out = await shut_out_of(act.area.id, [entry.case_id for entry in entries])
    theirs = await agencies_of_officers(act.area.id, [entry.officer_id for entry in entries], on=act.today)
    kept = [
        entry
        for entry in entries
        if not shut_out.keeps_out(entry.case_id, entry.officer_id, {entry.agency_id, *theirs.get(entry.officer_id, ())})
    ]
    return _by_officer(kept, before)


def _by_officer(entries: Iterable[Entry], before: set[UUID]) -> tuple[Recipient, ...]:
    found: dict[UUID, Recipient] = {}
    for entry in entries:
        known = found.get(entry.officer_id)
        agency, why, items = (
            (known.agency_id or entry.agency_id, known.why, known.items) if known else (entry.agency_id, entry.why, ())
        )
        items = items if entry.item_id in items else (*items, entry.item_id)
        is_new = bool(before) and entry.officer_id not in before
        found[entry.officer_id] = Recipient(entry.officer_id, agency, why, items, is_new)
    return tuple(found.values())
