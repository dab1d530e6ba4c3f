"""A referral arrives: one case, its people and its first event, in one transaction."""

from datetime import date

from agencies.acts import Act
from marac.ids import new_ref, uuid7
from meetings.arrivals import Arrival, Filed, Result, document_row, insert_document, record_arrival
from meetings.cases import Move, note_move
from meetings.confidential_places import keep_places
from meetings.forms.kinds import read_day
from meetings.matching import look_for
from meetings.mentions import make_mentions, people_in
from meetings.reviews.recording import Made, mark_done
from meetings.staff_check import StaffMatch, restrict_for_staff
from meetings.tables.documents import Case, CaseDocument, Document


async def file_referral(act: Act, arrival: Arrival, matches: list[StaffMatch]) -> Filed:
    """Inside a transaction. Whoever is looked for in it (colleagues) was looked for before it began."""
    document = document_row(act, arrival, Result.RECEIVED)
    case = await _case_row(act, arrival, document)
    document.dk = case.dk
    document.case = case.id
    await insert_document(act, document, arrival)
    await Case.insert(case)
    if matches:
        await restrict_for_staff(act, case, matches)
        await Case.update({Case.restricted: case.restricted, Case.restricted_owner: case.restricted_owner}).where(
            Case.id == case.id
        )
    await CaseDocument.insert(
        CaseDocument(id=uuid7(), area=act.area.id, case=case.id, document=document.id, relation="opened")
    )
    await note_move(act, case, Move("received"), came_from="submitted")
    await make_mentions(act, case, document, arrival.answers)
    await keep_places(act, case.id, [person.card for person in people_in(arrival.answers)])
    if arrival.bring_in is None:  # The people of a lot are looked for when all of it is there.
        await look_for(act, case_id=case.id, document_id=document.id)
    await _start_review(act, arrival, case, document)
    await record_arrival(act, document, arrival)
    return Filed(Result.RECEIVED, document.id, document.ref, case.id, case.ref)


async def _start_review(act: Act, arrival: Arrival, case: Case, document: Document) -> None:
    """A checklist in a referral is a checklist: whoever made it reviews it as if it had come alone."""
    checklist = arrival.answers.get("dash")
    if not checklist:
        return
    done_on = read_day(checklist.get("done_on") or "") or case.referred_on
    made = Made(form="marac-dash", agency=arrival.sender_id, document=document.id, done_on=done_on)
    await mark_done(act, case.id, made)


async def _case_row(act: Act, arrival: Arrival, document: Document) -> Case:
    case_id = uuid7()
    return Case(
        id=case_id,
        ref=new_ref(),
        area=act.area.id,
        status="received",
        referring_agency=arrival.sender_id,
        opened_by=document.id,
        referred_on=date.fromisoformat(arrival.answers["referred_on"]),
        received_at=act.business_at,
        bring_in=arrival.bring_in,
        dk=await act.vault.make_data_key(act.area.id, "case", case_id),
    )
