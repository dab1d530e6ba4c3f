"""Who in an agency answers for a case, and so may see it. Whoever is not assigned meets a number and no name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import members_of
from agencies.roles import FOR_AN_AGENCY
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from marac.ids import uuid7
from meetings.access import denied, not_barred
from meetings.seats import find_meeting
from meetings.tables.meeting import Meeting
from meetings.tables.research import Ask, Assignment


@dataclass(frozen=True, slots=True)
class Answerer:
    """One colleague who may answer."""

    officer_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class AssignLine:
    """One case asked about, with those who answer for it."""

    ask_ref: str
    case_number: str
    state: str
    due_at: datetime
    answerers: tuple[Answerer, ...]
    others: tuple[Answerer, ...]  # colleagues who could be added


@dataclass(frozen=True, slots=True)
class Assigning:
    """The cases of one meeting that an agency was asked about."""

    starts_at: datetime
    lines: tuple[AssignLine, ...]


async def read_assigning(act: Act, meeting_ref: str) -> Assigning:
    """No name of anybody in a case stands here, so nobody has to be assigned to see it."""
    meeting = await _own_meeting(act, meeting_ref)
    asks = await _asks(act, meeting)
    assigned = await _assigned([ask["id"] for ask in asks])
    members = await members_of(act.area.id, on=act.today, roles=FOR_AN_AGENCY, agency_id=act.agency_id)
    colleagues = list(dict.fromkeys(member.officer_id for member in members))
    names = await names_of(act, {*colleagues, *(officer for officers in assigned.values() for officer in officers)})

    def people(officers: Sequence[UUID]) -> tuple[Answerer, ...]:
        return tuple(sorted((Answerer(one, names.get(one, "")) for one in officers), key=lambda one: one.name))

    return Assigning(
        meeting.starts_at,
        tuple(
            AssignLine(
                ask_ref=ask["ref"],
                case_number=ask["case_number"] or "",
                state=ask["state"],
                due_at=ask["due_at"],
                answerers=people(assigned.get(ask["id"], [])),
                others=people([one for one in colleagues if one not in assigned.get(ask["id"], [])]),
            )
            for ask in asks
        ),
    )


async def _own_meeting(act: Act, meeting_ref: str) -> Meeting:
    meeting = await find_meeting(act, meeting_ref)
    if act.agency_id is None or not act.roles & FOR_AN_AGENCY:
        raise await denied(act, "meeting", row="research.assign", about=meeting.id)
    return meeting


async def _asks(act: Act, meeting: Meeting) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        await Ask.select(Ask.id, Ask.ref, Ask.state, Ask.due_at, Ask.case.case_number.as_alias("case_number"))
        .where(
            (Ask.meeting == meeting.id)
            & (Ask.agency == act.agency_id)
            & (Ask.state != "not_required")
            & not_barred(act, Ask.case)
        )
        .order_by(Ask.id)
    )
    return found


async def _assigned(asks: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    if not asks:
        return {}
    rows = await Assignment.select(Assignment.ask, Assignment.officer).where(
        Assignment.ask.is_in(list(asks)) & Assignment.to_at.is_null()
    )
    found: dict[UUID, list[UUID]] = {}
    for row in rows:
        found.setdefault(row["ask"], []).append(row["officer"])
    return found


async def assign(act: Act, meeting_ref: str, ask_ref: str, officer_id: UUID | None) -> None:
    """Let one more colleague answer."""
    meeting = await _own_meeting(act, meeting_ref)
    ask = await _find(act, meeting, ask_ref)
    members = await members_of(act.area.id, on=act.today, roles=FOR_AN_AGENCY, agency_id=act.agency_id)
    if officer_id not in {member.officer_id for member in members}:
        raise InvalidForm({"officer": "Choose a colleague who answers for your agency"})
    if officer_id in (await _assigned([ask["id"]])).get(ask["id"], []):
        return
    async with transaction():
        await Assignment.insert(
            Assignment(id=uuid7(), area=act.area.id, ask=ask["id"], officer=officer_id, from_at=act.business_at)
        )
        await _record(act, ask, officer_id)


async def unassign(act: Act, meeting_ref: str, ask_ref: str, officer_id: UUID | None) -> None:
    """Take a case from a colleague; somebody must be left to answer."""
    meeting = await _own_meeting(act, meeting_ref)
    ask = await _find(act, meeting, ask_ref)
    assigned = (await _assigned([ask["id"]])).get(ask["id"], [])
    if officer_id not in assigned:
        return
    if len(assigned) == 1:
        raise Refused("Somebody must answer for your agency. Name another colleague first.")
    async with transaction():
        await Assignment.update({Assignment.to_at: act.business_at}).where(
            (Assignment.ask == ask["id"]) & (Assignment.officer == officer_id) & Assignment.to_at.is_null()
        )
        await _record(act, ask, None)


async def _find(act: Act, meeting: Meeting, ask_ref: str) -> dict[str, Any]:
    row: dict[str, Any] | None = (
        await Ask.select(Ask.id, Ask.case)
        .where(
            (Ask.ref == ask_ref)
            & (Ask.meeting == meeting.id)
            & (Ask.agency == act.agency_id)
            & not_barred(act, Ask.case)
        )
        .first()
    )
    if row is None:
        raise await denied(act, "research", row="research.assign")
    return row


async def _record(act: Act, ask: dict[str, Any], officer_id: UUID | None) -> None:
    await act.record(
        Event.RESEARCH_ASSIGNED,
        "case",
        ask["case"],
        case=str(ask["case"]),
        officer=str(officer_id) if officer_id else None,
    )
