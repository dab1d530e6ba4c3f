"""One document as it was sent, opened for a marked copy or for its file, with the leaf of that act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from meetings.copying.copies import Copy, ExchangeFile, exchange_file, next_copy
from meetings.forms import registry
from meetings.forms.completing import to_answers
from meetings.forms.summary import Block, summary
from meetings.legacy.log_blocks import log_blocks
from meetings.tables.documents import Document


@dataclass(frozen=True, slots=True)
class DocumentCopy:
    """What stands on paper: who sent it, when, and every answer."""

    document_ref: str
    form: str
    sender: str
    sender_reference: str
    sent_at: datetime
    answers: dict[str, Any]
    blocks: tuple[Block, ...]
    copy: Copy


async def print_document(act: Act, document: Document) -> DocumentCopy:
    """Counted and recorded first, then opened. Who may is asked before."""
    copy = await next_copy(act, document)
    permit = _permit(act, document, Event.DOCUMENT_PRINTED, copy=copy.number)
    opened = await act.vault.open_record(permit, document)
    sender = await Agency.select(Agency.name).where(Agency.id == document.sender).first()
    return DocumentCopy(
        document.ref,
        document.form,
        sender["name"] if sender else "",
        document.sender_reference,
        document.business_at,
        opened["body"],
        _blocks(document, opened["body"], opened["not_given"] or {}),
        copy,
    )


async def export_document(act: Act, document: Document, reason_code: str | None = None) -> ExchangeFile:
    """Recorded first, then opened. Who may is asked before."""
    permit = _permit(act, document, Event.DOCUMENT_EXPORTED, reason_code=reason_code)
    opened = await act.vault.open_record(permit, document)
    return exchange_file(document, opened["body"])


def _blocks(document: Document, body: dict[str, Any], not_given: dict[str, str]) -> tuple[Block, ...]:
    """A form that is kept and not read yet has no words of its own."""
    if blocks := log_blocks(body):
        return blocks
    if document.form in registry.FORMS_NOT_YET_READ:
        return ()
    form = registry.find(document.form, document.version)
    return summary(form, to_answers(form, body, not_given))


def _permit(act: Act, document: Document, event: Event, **keys: str | int | None) -> Any:
    case = str(document.case) if document.case else None
    return act.permit(
        event, "document", document.id, case=case, form=document.form, form_version=document.version, **keys
    )
