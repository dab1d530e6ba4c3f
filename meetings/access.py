"""Who may see which case: the one filter behind every list, count, page, mail and paper.

An exclusion always wins. A restricted case is seen by those named alone. Coordinator and chair see their area;
an agency's people see the cases they are assigned to. What is filtered out looks as if it did not exist.
"""

from typing import Any
from uuid import UUID

from piccolo.columns import Column
from piccolo.columns.combination import And, Or, Where
from piccolo.query import Select

from agencies.acts import Act
from agencies.roles import FOR_AN_AGENCY, Role, SeatKind
from marac.audit.events import Event
from marac.errors import NotFound
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case, Exclusion, NamedReader
from meetings.tables.meeting import AgendaItem, Seat
from meetings.tables.research import Ask, Assignment

SEATS_THAT_SEE_ALL = [SeatKind.CHAIR.value, SeatKind.COORDINATOR.value, SeatKind.MINUTE_TAKER.value]
Condition = Where | And | Or


def may_see_every_case(act: Act) -> bool:
    """Coordinator and chair, as far as nothing excludes them. A deputy chair has these rights only in the seat."""
    return act.is_coordinator or act.is_chair


def excluded_cases(act: Act) -> Select[Any]:
    """Cases this officer, or the officer's agency, must never meet."""
    theirs: Condition = Exclusion.officer == act.officer_id
    if act.agency_id is not None:
        theirs = theirs | (Exclusion.agency == act.agency_id)
    running = Exclusion.to_at.is_null() & (Exclusion.area == act.area.id)
    return Exclusion.select(Exclusion.case).where(running & theirs)


def named_cases(act: Act) -> Select[Any]:
    """Restricted cases this officer is named for."""
    return NamedReader.select(NamedReader.case).where(
        (NamedReader.officer == act.officer_id) & NamedReader.to_at.is_null() & (NamedReader.area == act.area.id)
    )


def unseen_cases(act: Act) -> Select[Any]:
    """Cases of old records that are being brought in, or were taken back: nobody sees one until all are on."""
    waiting = BringIn.select(BringIn.id).where((BringIn.area == act.area.id) & (BringIn.state != "on"))
    return Case.select(Case.id).where((Case.area == act.area.id) & Case.bring_in.is_in(waiting))


def restricted_cases(act: Act) -> Select[Any]:
    return Case.select(Case.id).where((Case.area == act.area.id) & Case.restricted.is_not_null())


def assigned_cases(act: Act) -> Select[Any]:
    """Cases this officer answers for in the own agency."""
    running = Assignment.to_at.is_null() & (Assignment.officer == act.officer_id)
    return Assignment.select(Assignment.ask.case).where(running & (Assignment.area == act.area.id))


def asked_cases(act: Act) -> Select[Any]:
    """Cases the officer's agency was asked about."""
    return Ask.select(Ask.case).where((Ask.area == act.area.id) & (Ask.agency == act.agency_id))


def seated_cases(act: Act) -> Select[Any]:
    """Cases of the meetings that this officer runs, by a seat given by name: chair, coordinator, minute-taker."""
    running = Seat.to_at.is_null() & (Seat.officer == act.officer_id) & (Seat.area == act.area.id)
    meetings = Seat.select(Seat.meeting).where(running & Seat.seat.is_in(SEATS_THAT_SEE_ALL))
    return AgendaItem.select(AgendaItem.case).where(AgendaItem.meeting.is_in(meetings))


def not_barred(act: Act, case_id: Column) -> Condition:
    """No exclusion stands, and a restricted case names this officer. Part of every other condition."""
    named_or_open = case_id.not_in(restricted_cases(act)) | case_id.is_in(named_cases(act))
    return case_id.not_in(excluded_cases(act)) & case_id.not_in(unseen_cases(act)) & named_or_open


def visible(act: Act, case_id: Column) -> Condition:
    """The condition on a column that holds a case's id, for lists and counts alike."""
    if may_see_every_case(act):
        return not_barred(act, case_id)
    part_in_it: Condition = case_id.is_in(seated_cases(act))
    if Role.DEPUTY_CHAIR in act.roles:
        # Named to decide where the chair comes from the colleague's agency.
        part_in_it = part_in_it | case_id.is_in(named_cases(act))
    if act.roles & FOR_AN_AGENCY:
        part_in_it = part_in_it | case_id.is_in(assigned_cases(act))
    return not_barred(act, case_id) & part_in_it


async def find_case(act: Act, ref: str) -> Case:
    """The case behind a reference, if this officer may see it; else NotFound, and the denial is on record."""
    found = await Case.objects().where((Case.ref == ref) & (Case.area == act.area.id) & visible(act, Case.id)).first()
    if found is None:
        raise await denied(act, "case", row="case.see")
    return found


async def denied(act: Act, kind: str, *, row: str, about: UUID | None = None) -> NotFound:
    """Put the denial on record, apart from any transaction; the answer is as if there were none."""
    await act.desk.trail.record_apart(
        Event.ACCESS_DENIED,
        by=act.actor,
        kind=kind,
        about=about,
        decision="deny",
        policy=row,
        method=None,
        reason=None,
    )
    return NotFound()
