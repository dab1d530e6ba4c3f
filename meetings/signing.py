"""The chair signs the minutes: an exact set of revisions. Later changes are visible corrections."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import beyond_exclusions, transaction
from marac.errors import Refused
from meetings.seats import RUNS_THE_ROOM, find_seat
from meetings.tables.meeting import AgendaItem, Approval, Meeting
from meetings.tables.minutes import Action, MinutesPart, MinutesRevision

ONLY_THE_CHAIR = frozenset({SeatKind.CHAIR})


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something still missing before the chair can sign, in one case."""

    case_ref: str
    case_number: str
    what: str  # clash owner decision victim_view not_closed
    must: bool


POINT_WORDS = {
    "clash": "Two texts of one section wait for a decision",
    "owner": "An action has no owner in person",
    "decision": "No decision is written",
    "victim_view": "What the victim wants is not written",
    "not_closed": "The case was not closed in the room",
}


async def open_points(act: Act, meeting_ref: str) -> tuple[OpenPoint, ...]:
    """What is missing, case by case in running order; `must` points stop the signature."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    return await _open_points(here.meeting)


async def _open_points(meeting: Meeting) -> tuple[OpenPoint, ...]:
    items = (
        await AgendaItem.select(
            AgendaItem.id,
            AgendaItem.state,
            AgendaItem.closed_at,
            AgendaItem.case.ref.as_alias("case_ref"),
            AgendaItem.case.case_number.as_alias("case_number"),
        )
        .where((AgendaItem.meeting == meeting.id) & AgendaItem.state.is_in(["listed", "heard"]))
        .order_by(AgendaItem.position)
    )
    written, clashes = await _written(meeting.id)
    unowned = {
        row["agenda_item"]
        for row in await Action.select(Action.agenda_item).where(
            (Action.meeting == meeting.id) & Action.owner.is_null() & (Action.status != "superseded")
        )
    }
    points: list[OpenPoint] = []
    for item in items:
        missing = {
            "not_closed": item["closed_at"] is None,
            "clash": item["id"] in clashes,
            "owner": item["id"] in unowned,
            "decision": "decision" not in written.get(item["id"], set()),
            "victim_view": "victim_view" not in written.get(item["id"], set()),
        }
        points += [
            OpenPoint(item["case_ref"], item["case_number"] or "", what, what in ("clash", "owner"))
            for what, is_missing in missing.items()
            if is_missing
        ]
    return tuple(points)


async def _written(meeting_id: UUID) -> tuple[dict[UUID, set[str]], set[UUID]]:
    """The sections written of each case, and the cases with a text set aside and not yet decided."""
    rows = await MinutesRevision.select(
        MinutesRevision.kind,
        MinutesRevision.settled_at,
        MinutesRevision.part.agenda_item.as_alias("item"),
        MinutesRevision.part.heading.as_alias("heading"),
    ).where(MinutesRevision.part.meeting == meeting_id)
    written: dict[UUID, set[str]] = {}
    for row in rows:
        written.setdefault(row["item"], set()).add(row["heading"])
    clashes = {row["item"] for row in rows if row["kind"] == "aside" and row["settled_at"] is None}
    return written, clashes


async def sign_minutes(act: Act, meeting_ref: str) -> Approval:
    """The chair's signature. Signing twice signs the corrections made since."""
    here = await find_seat(act, meeting_ref, ONLY_THE_CHAIR)
    with beyond_exclusions():
        points = await _open_points(here.meeting)
    if any(point.must for point in points):
        raise Refused("Some points must be settled before you sign. They stand on top of the page.")
    async with transaction():
        revisions = await _standing_revisions(here.meeting.id)
        approval = Approval(
            area=act.area.id,
            meeting=here.meeting.id,
            by=act.officer_id,
            at=act.at,
            business_at=act.business_at,
            revisions=json.dumps([str(revision) for revision in revisions]),
        )
        await approval.save()
        await act.record(Event.MINUTES_APPROVED, "meeting", here.meeting.id, revisions=len(revisions))
    return approval


async def _standing_revisions(meeting_id: UUID) -> list[UUID]:
    parts = MinutesPart.select(MinutesPart.id).where(MinutesPart.meeting == meeting_id)
    rows = (
        await MinutesRevision.select(MinutesRevision.id, MinutesRevision.part)
        .where(MinutesRevision.part.is_in(parts) & (MinutesRevision.kind != "aside"))
        .order_by(MinutesRevision.n)
    )
    newest = {row["part"]: row["id"] for row in rows}
    return sorted(newest.values())


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed last, and when."""

    by: str
    at: datetime


async def read_signature(act: Act, meeting_ref: str) -> Signature | None:
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    rows = (
        await Approval.select(Approval.by, Approval.business_at)
        .where(Approval.meeting == here.meeting.id)
        .order_by(Approval.at, ascending=False)
        .limit(1)
    )
    if not rows:
        return None
    names = await names_of(act, [rows[0]["by"]])
    return Signature(names.get(rows[0]["by"], ""), rows[0]["business_at"])


async def has_unsigned_corrections(meeting_id: UUID) -> bool:
    """Whether somebody corrected a section after the last signature."""
    last = await Approval.select(Approval.at).where(Approval.meeting == meeting_id).order_by(Approval.at).run()
    if not last:
        return False
    parts = MinutesPart.select(MinutesPart.id).where(MinutesPart.meeting == meeting_id)
    return bool(
        await MinutesRevision.exists().where(
            MinutesRevision.part.is_in(parts)
            & (MinutesRevision.kind == "correction")
            & (MinutesRevision.at > last[-1]["at"])
        )
    )


async def is_signed(meeting_id: UUID) -> bool:
    return bool(await Approval.exists().where(Approval.meeting == meeting_id))
