"""Documents that cannot be placed: a return that names no case we know, a form whose forum is not served yet.

They are kept sealed, listed for the coordinator, placed by hand, and never dropped.
"""

from dataclasses import dataclass
from datetime import datetime

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Conflict, NotFound, Refused
from meetings.access import denied, find_case
from meetings.arrivals import RESEARCH, Arrival, Filed, Result, document_row, insert_document, record_arrival
from meetings.case_form_intake import place_form
from meetings.forms import registry
from meetings.forms.form import FormPlace
from meetings.research_intake import place_research
from meetings.tables.documents import Case, Document

WHY_NO_CASE = "It names no case number we know."
WHY_NO_FORUM = "MAPPA forms are kept, and not worked on yet."


@dataclass(frozen=True, slots=True)
class UnplacedLine:
    """One document that waits for a place."""

    document_ref: str
    form: str
    sender: str
    sender_reference: str
    received_at: datetime
    why: str
    may_be_placed: bool


@dataclass(frozen=True, slots=True)
class UnplacedPaper:
    """Everything that waits for a place, oldest first."""

    lines: tuple[UnplacedLine, ...]


@dataclass(frozen=True, slots=True)
class UnplacedDocument:
    """One of them, opened."""

    line: UnplacedLine
    answers: dict[str, object]


async def keep_unplaced(act: Act, arrival: Arrival) -> Filed:
    """Keep a document under a key of its own. Inside a transaction."""
    document = document_row(act, arrival, Result.NOT_PLACED)
    document.dk = await act.vault.make_data_key(act.area.id, "file", document.id)
    await insert_document(act, document, arrival)
    await record_arrival(act, document, arrival)
    return Filed(Result.NOT_PLACED, document.id, document.ref)


async def list_unplaced(act: Act) -> UnplacedPaper:
    """Nothing is opened for the list."""
    return UnplacedPaper(tuple([_line(document, sender) for document, sender in await _waiting(act)]))


async def read_unplaced(act: Act, document_ref: str) -> UnplacedDocument:
    """Open one, to find out where it belongs."""
    document, sender = await _find(act, document_ref)
    opened = await act.vault.open_record(act.permit(Event.DOCUMENT_READ, "document", document.id, case=None), document)
    return UnplacedDocument(_line(document, sender), opened["body"])


async def place_document(act: Act, document_ref: str, *, case_ref: str) -> None:
    """Give a research return or a form on a case its case. One person's act, on record."""
    document, _ = await _find(act, document_ref)
    if not _may_be_placed(document):
        raise Refused(WHY_NO_FORUM)
    case = await find_case(act, case_ref)
    opened = await act.vault.open_record(
        act.permit(Event.DOCUMENT_READ, "document", document.id, case=str(case.id)), document
    )
    arrival = Arrival(
        document.form, document.version, document.sender, document.sender_reference, document.sha256, opened["body"]
    )
    async with transaction():
        placed = (
            await Document.update({Document.settled_at: act.at, Document.settled_by: act.officer_id})
            .where((Document.id == document.id) & Document.settled_at.is_null())
            .returning(Document.id)
        )
        if not placed:
            raise Conflict("Somebody placed this document meanwhile.")
        await _place(act, document, arrival, case)
        await act.record(Event.DOCUMENT_PLACED, "document", document.id, case=str(case.id))


def _may_be_placed(document: Document) -> bool:
    return registry.place_of(document.form) in (FormPlace.ANSWERS, FormPlace.ON_CASE)


async def _place(act: Act, document: Document, arrival: Arrival, case: Case) -> None:
    if document.form == RESEARCH:
        await place_research(act, document, arrival, case)
    else:
        await place_form(act, document, arrival, case)


async def _waiting(act: Act) -> list[tuple[Document, str]]:
    if not act.is_coordinator:
        raise await denied(act, "document", row="unplaced.read")
    documents = (
        await Document.objects()
        .where(
            (Document.area == act.area.id)
            & (Document.result == Result.NOT_PLACED.value)
            & Document.settled_at.is_null()
        )
        .order_by(Document.received_at)
    )
    agencies = await Agency.select(Agency.id, Agency.short).where(Agency.area == act.area.id)
    shorts = {agency["id"]: agency["short"] for agency in agencies}
    return [(document, shorts.get(document.sender, "")) for document in documents]


async def _find(act: Act, document_ref: str) -> tuple[Document, str]:
    for document, sender in await _waiting(act):
        if document.ref == document_ref:
            return document, sender
    missing: NotFound = await denied(act, "document", row="unplaced.read")
    raise missing


def _line(document: Document, sender: str) -> UnplacedLine:
    may_be_placed = _may_be_placed(document)
    return UnplacedLine(
        document.ref,
        document.form,
        sender,
        document.sender_reference,
        document.business_at,
        WHY_NO_CASE if may_be_placed else WHY_NO_FORUM,
        may_be_placed,
    )
