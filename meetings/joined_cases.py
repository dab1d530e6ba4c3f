"""What joining does to two cases around their people: agendas, who is asked, and who is shut out of either."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.ids import uuid7
from meetings.asking import ask_agencies
from meetings.many import among
from meetings.tables.documents import Case, CaseDocument, Exclusion
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask, Assignment

ON_HOLD = "joined"  # of an agenda item: the case it was about joined another
NOT_ANSWERED = ["not_started", "in_progress", "not_required"]
TO_COME = ["planned", "open"]


async def standing_join(later: Case) -> CaseDocument | None:
    """The row that says of which case this one's referral is the second, until they are taken apart."""
    found: CaseDocument | None = await CaseDocument.objects().get(
        (CaseDocument.document == later.opened_by)
        & (CaseDocument.relation == "duplicate")
        & CaseDocument.withdrawn_at.is_null()
    )
    return found


async def as_one(case_id: UUID) -> Sequence[UUID]:
    """This case with those that joined it and the one that it joined."""
    into = Case.select(Case.joined_to).where((Case.id == case_id) & Case.joined_to.is_not_null())
    rows = await Case.select(Case.id).where((Case.joined_to == case_id) | Case.id.is_in(into))
    return [case_id, *(row["id"] for row in rows)]


async def has_an_answer(later: Case) -> bool:
    """An agency's answer belongs to the case it was asked about."""
    return bool(await Ask.exists().where((Ask.case == later.id) & Ask.state.not_in(NOT_ANSWERED)))


async def leave_agendas(later: Case) -> None:
    """One case stands once on an agenda. Its place is kept in the row."""
    listed = (AgendaItem.case == later.id) & (AgendaItem.state == "listed")
    await AgendaItem.update({AgendaItem.state: ON_HOLD}).where(listed)


async def return_to_agendas(later: Case) -> bool:
    """Back to the place it had, where that meeting is still to come; false where there is none."""
    held = (AgendaItem.case == later.id) & (AgendaItem.state == ON_HOLD)
    to_come = AgendaItem.meeting.is_in(Meeting.select(Meeting.id).where(Meeting.status.is_in(TO_COME)))
    back = await AgendaItem.update({AgendaItem.state: "listed"}).where(held & to_come).returning(AgendaItem.id)
    await AgendaItem.update({AgendaItem.state: "withdrawn"}).where(held)
    return bool(back)


async def ask_second_sender(act: Act, later: Case, earlier: Case) -> None:
    """Whoever sent the second referral is asked where the case is still to be heard, as the first one's sender is."""
    meeting = await _meeting_to_come(earlier)
    if meeting is None or await _is_shut_out(earlier, later.referring_agency):
        return
    await ask_agencies(act, earlier, meeting, {later.referring_agency: "referrer"})


async def spare_second_sender(act: Act, join: CaseDocument, later: Case, earlier: Case) -> None:
    """Asked by the joining alone, and nothing begun: as if they had not been asked."""
    by_joining = (Ask.agency == later.referring_agency) & (Ask.asked_at == join.business_at)
    rows = await Ask.select(Ask.id).where((Ask.case == earlier.id) & by_joining & (Ask.state == "not_started"))
    ids = [row["id"] for row in rows]
    if ids:
        await Assignment.update({Assignment.to_at: act.business_at}).where(
            among(Assignment.ask, ids) & Assignment.to_at.is_null()
        )
        await Ask.update({Ask.state: "not_required"}).where(among(Ask.id, ids))


async def _meeting_to_come(case: Case) -> Meeting | None:
    listed = AgendaItem.select(AgendaItem.meeting).where((AgendaItem.case == case.id) & (AgendaItem.state == "listed"))
    found: Meeting | None = (
        await Meeting.objects()
        .where(Meeting.id.is_in(listed) & Meeting.status.is_in(TO_COME))
        .order_by(Meeting.starts_at)
        .first()
    )
    return found


async def _is_shut_out(case: Case, agency: UUID) -> bool:
    standing = (Exclusion.case == case.id) & (Exclusion.agency == agency) & Exclusion.to_at.is_null()
    return bool(await Exclusion.exists().where(standing))


async def shut_out_of_both(act: Act, join: CaseDocument, later: Case, earlier: Case) -> None:
    """Somebody who must not see one of the two must not see the other either: they tell of the same people."""
    for one, other in ((later, earlier), (earlier, later)):
        barred = {(row.officer, row.agency) for row in await _standing(other)}
        for row in await _standing(one):
            if (row.officer, row.agency) not in barred and row.joined != join.id:
                await _shut_out(act, join, row, other)


async def undo_shut_out(act: Act, join: CaseDocument) -> None:
    """Those that the joining made, and no others."""
    made = (Exclusion.area == act.area.id) & (Exclusion.joined == join.id) & Exclusion.to_at.is_null()
    rows: list[dict[str, Any]] = (
        await Exclusion.update({Exclusion.to_at: act.business_at})
        .where(made)
        .returning(Exclusion.case, Exclusion.kind, Exclusion.officer, Exclusion.agency)
    )
    for row in rows:
        await _record(act, row["case"], "end", row)


async def _standing(case: Case) -> list[Exclusion]:
    found: list[Exclusion] = await Exclusion.objects().where((Exclusion.case == case.id) & Exclusion.to_at.is_null())
    return found


async def _shut_out(act: Act, join: CaseDocument, like: Exclusion, case: Case) -> None:
    who = {"kind": like.kind, "officer": like.officer, "agency": like.agency}
    row = Exclusion(
        id=uuid7(),
        area=act.area.id,
        case=case.id,
        from_at=act.business_at,
        by=act.officer_id,
        joined=join.id,
        **who,
    )
    await Exclusion.insert(row)
    await _record(act, case.id, "exclude", who)


async def _record(act: Act, case_id: UUID, change: str, who: Mapping[str, Any]) -> None:
    await act.record(
        Event.ACCESS_CHANGED,
        "case",
        case_id,
        change=change,
        exclusion=who["kind"],
        officer=str(who["officer"]) if who["officer"] else None,
        agency=str(who["agency"]) if who["agency"] else None,
    )
