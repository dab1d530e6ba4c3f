"""Clearing a declaration: somebody may know a person on the list; the coordinator says which case, and shuts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Refused
from marac.ids import show_ref, uuid7
from meetings.access import not_barred
from meetings.declaring import KIND_WORDS, shut_case
from meetings.seats import find_seat
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Circulation, Declaration, Meeting

OWNERS = frozenset({SeatKind.COORDINATOR, SeatKind.CHAIR})


@dataclass(frozen=True, slots=True)
class ToClear:
    """One officer who may know someone: the agenda is shut to them until this is cleared."""

    declaration_id: UUID
    officer_id: UUID
    name: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case that may be the one."""

    ref: str
    words: str


@dataclass(frozen=True, slots=True)
class Clearing:
    """What waits to be cleared at one meeting. Nobody reads here what somebody else must not know."""

    waiting: tuple[ToClear, ...]
    cases: tuple[CaseChoice, ...]


async def read_clearing(act: Act, meeting_ref: str) -> Clearing:
    here = await find_seat(act, meeting_ref, OWNERS)
    rows = await _waiting(here.meeting.id)
    names = await names_of(act, [row.officer for row in rows])
    waiting = [
        ToClear(row.id, row.officer, names.get(row.officer, ""), KIND_WORDS[row.kind or "other"], row.at)
        for row in rows
        # One's own is cleared by somebody else.
        if row.officer != act.officer_id
    ]
    return Clearing(tuple(waiting), await _cases(act, here.meeting) if waiting else ())


async def number_to_clear(act: Act, meeting_id: UUID) -> int:
    return sum(row.officer != act.officer_id for row in await _waiting(meeting_id))


async def _waiting(meeting_id: UUID) -> list[Declaration]:
    """The newest answer of each officer to the version sent last, where it is that they may know someone."""
    sent_last = (
        Circulation.select(Circulation.id)
        .where((Circulation.meeting == meeting_id) & (Circulation.kind == "agenda"))
        .order_by(Circulation.n, ascending=False)
        .limit(1)
    )
    rows = (
        await Declaration.objects()
        .where((Declaration.meeting == meeting_id) & Declaration.circulation.is_in(sent_last))
        .order_by(Declaration.id)
    )
    by_officer = {row.officer: row for row in rows}
    return [row for row in by_officer.values() if row.answer == "someone"]


async def _cases(act: Act, meeting: Meeting) -> tuple[CaseChoice, ...]:
    rows = (
        await AgendaItem.select(
            AgendaItem.case.ref.as_alias("ref"), AgendaItem.case.case_number.as_alias("number"), AgendaItem.position
        )
        .where(
            (AgendaItem.meeting == meeting.id)
            & AgendaItem.state.is_in(["listed", "heard"])
            & not_barred(act, AgendaItem.case)
        )
        .order_by(AgendaItem.position)
    )
    return tuple(CaseChoice(row["ref"], row["number"] or show_ref(row["ref"])) for row in rows)


async def clear_declaration(act: Act, meeting_ref: str, officer_id: UUID, *, case_refs: Sequence[str]) -> int:
    """Shut these cases to the officer, or none where nobody is known after all, and open the rest of the list."""
    here = await find_seat(act, meeting_ref, OWNERS)
    declared = next((row for row in await _waiting(here.meeting.id) if row.officer == officer_id), None)
    if declared is None or officer_id == act.officer_id:
        raise Refused("This was cleared already.")
    cases = await _chosen(act, here.meeting, case_refs)
    async with transaction():
        for case_id in cases:
            await shut_case(act, case_id, officer_id)
        await Declaration.insert(_cleared(act, declared))
        await act.record(
            Event.CONFLICT_DECLARED,
            "meeting",
            here.meeting.id,
            meeting=here.meeting.id,
            answer="cleared",
            relation=declared.kind,
            version=0,
        )
    return len(cases)


def _cleared(act: Act, declared: Declaration) -> Declaration:
    return Declaration(
        id=uuid7(),
        area=act.area.id,
        meeting=declared.meeting,
        officer=declared.officer,
        circulation=declared.circulation,
        answer="cleared",
        kind=declared.kind,
        at=act.business_at,
    )


async def _chosen(act: Act, meeting: Meeting, case_refs: Sequence[str]) -> list[UUID]:
    wanted = set(case_refs)
    on_agenda = AgendaItem.select(AgendaItem.case).where(AgendaItem.meeting == meeting.id)
    rows = await Case.select(Case.id).where(
        Case.ref.is_in(sorted(wanted) or [""]) & Case.id.is_in(on_agenda) & not_barred(act, Case.id)
    )
    if len(rows) != len(wanted):
        raise Refused("One of these cases is not on the list any more. Look again.")
    return [row["id"] for row in rows]
