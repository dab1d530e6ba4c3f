"""A form on a case arrives: it finds its case by the number agencies quote, or is kept until somebody places it.

It stands on the case as it came and is never changed; a correction is another document that replaces it.
"""

from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from marac.audit.events import Event
from marac.dates import day_in_london
from marac.errors import InvalidForm
from meetings.access import not_barred, restricted_cases, visible
from meetings.arrivals import Arrival, Filed, Result, document_row, insert_document, record_arrival
from meetings.forms.case_form import CORRECTS
from meetings.research_intake import is_barred
from meetings.reviews.dates_ahead import keep_dates
from meetings.reviews.recording import EXIT_FORM, Made, day_of_record, is_review, mark_done, mark_end
from meetings.tables.documents import Case, Document
from meetings.tables.research import Ask

NOTHING_TO_CORRECT = "Name a form of this kind on this case that your agency sent."
CORRECTED_ALREADY = "Name the newest version; this one was corrected already."


async def find_case_of_form(act: Act, arrival: Arrival) -> Case | None:
    """The case a form names, where its sender may put something on it: else it names none we know."""
    named = str(arrival.answers["case_number"]).strip().upper()
    case: Case | None = await Case.objects().get((Case.area == act.area.id) & (Case.case_number == named))
    if case is None or await is_barred(case.id, arrival.sender_id):
        return None
    return case if await _may_put(act, case, arrival.sender_id) else None


async def _may_put(act: Act, case: Case, sender: UUID) -> bool:
    """Whoever sees the case; and the agencies that referred it or were asked, unless it is kept from them."""
    this = Case.id == case.id
    if act.officer_id is None:
        is_open = not await Case.exists().where(this & Case.id.is_in(restricted_cases(act)))
    elif await Case.exists().where(this & visible(act, Case.id)):
        return True
    else:
        is_open = await Case.exists().where(this & not_barred(act, Case.id))
    return is_open and (case.referring_agency == sender or await _is_asked(case, sender))


async def _is_asked(case: Case, agency: UUID) -> bool:
    return bool(await Ask.exists().where((Ask.case == case.id) & (Ask.agency == agency)))


async def find_corrected(arrival: Arrival, case: Case) -> Document | None:
    """The version that this one replaces. Raises InvalidForm where it names none, or not the newest."""
    reference = arrival.answers.get(CORRECTS)
    if not reference:
        return None
    found: Document | None = await Document.objects().get(
        (Document.case == case.id)
        & (Document.form == arrival.form)
        & (Document.sender == arrival.sender_id)
        & (Document.sender_reference == reference)
        & (Document.result == Result.RECEIVED.value)
    )
    if found is None:
        raise InvalidForm({CORRECTS: NOTHING_TO_CORRECT})
    if await Document.exists().where(Document.corrects == found.id):
        raise InvalidForm({CORRECTS: CORRECTED_ALREADY})
    return found


async def file_form(act: Act, arrival: Arrival, case: Case, corrected: Document | None) -> Filed:
    """Under the key of the case. Inside a transaction."""
    document = document_row(act, arrival, Result.RECEIVED)
    document.case = case.id
    document.dk = case.dk
    document.corrects = corrected.id if corrected else None
    await insert_document(act, document, arrival)
    await record_arrival(act, document, arrival)
    await _record_keeping(act, document, corrected)
    await _mark_review(act, document, arrival, case)
    return Filed(Result.RECEIVED, document.id, document.ref, case.id, case.ref)


async def place_form(act: Act, document: Document, arrival: Arrival, case: Case) -> None:
    """A form that was kept without a place; it keeps its own key. Inside a transaction."""
    corrected = await find_corrected(arrival, case)
    changed: dict[Column | str, object] = {
        Document.case: case.id,
        Document.corrects: corrected.id if corrected else None,
        Document.result: Result.RECEIVED.value,
    }
    await Document.update(changed).where(Document.id == document.id)
    document.case = case.id
    document.corrects = corrected.id if corrected else None
    await _record_keeping(act, document, corrected)
    await _mark_review(act, document, arrival, case)


async def _mark_review(act: Act, document: Document, arrival: Arrival, case: Case) -> None:
    """The next review of what this form records is reckoned from it."""
    made = Made(
        form=document.form,
        agency=arrival.sender_id,
        document=document.id,
        done_on=day_of_record(document.form, arrival.answers, day_in_london(document.business_at)),
        corrects=document.corrects,
    )
    await keep_dates(act, case.id, made, arrival.answers)
    if document.form == EXIT_FORM and document.corrects is None:
        await mark_end(act, case, made)
    elif is_review(document.form, arrival.answers):
        await mark_done(act, case.id, made)


async def _record_keeping(act: Act, document: Document, corrected: Document | None) -> None:
    await act.record(
        Event.FORM_KEPT,
        "document",
        document.id,
        case=str(document.case),
        form=document.form,
        form_version=document.version,
        corrects=str(corrected.id) if corrected else None,
    )
