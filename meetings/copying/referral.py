"""Copies of the referral that opened a case, for the coordinator."""

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, NotFound, Refused
from meetings.access import denied, find_case
from meetings.copying.copies import ExchangeFile
from meetings.copying.documents import DocumentCopy, export_document, print_document
from meetings.legacy.log_row import LOG_ROW
from meetings.tables.documents import Document

ROW = "referral.export"
OLD_RECORD = "Use the old log itself. This case came from it, and has no referral to take out."
REASONS = {
    "system": "Another case system of the partnership needs it",
    "area": "The case goes to another area",
    "sender": "Its sender needs a copy and can no longer read it",
    "law": "A court or a person asking for their own data is to get it",
}


async def print_referral(act: Act, case_ref: str) -> DocumentCopy:
    return await print_document(act, await _opening(act, case_ref, row="referral.print"))


async def export_referral(act: Act, case_ref: str, reason_code: str) -> ExchangeFile:
    """The file holds every address and number, so why it is needed stands with the act."""
    document = await _opening(act, case_ref, row=ROW)
    if document.form == LOG_ROW:
        raise Refused(OLD_RECORD)
    if reason_code not in REASONS:
        raise InvalidForm({"why_file": "Choose why the file is needed."})
    async with transaction():
        await act.record(Event.REASON_GIVEN, "document", document.id, reason_code=reason_code, policy=ROW)
    return await export_document(act, document, reason_code=reason_code)


async def _opening(act: Act, case_ref: str, *, row: str) -> Document:
    case = await find_case(act, case_ref)
    if not act.is_coordinator:
        raise await denied(act, "document", row=row)
    document = await Document.objects().get(Document.id == case.opened_by)
    if document is None:
        raise NotFound
    return document
