"""Copies for those who sent it: of a form while they may read it, of their agency's return at any time."""

from agencies.acts import Act
from marac.database import for_everybody
from marac.errors import NotFound, Refused
from meetings.copying.copies import ExchangeFile
from meetings.copying.documents import DocumentCopy, export_document, print_document
from meetings.research import find_own_ask, last_return
from meetings.sent import find_sent
from meetings.tables.documents import Document

NO_LONGER = (
    "Ask the coordinator for a copy. What you wrote can be copied for a day after sending, until something is decided."
)


@for_everybody
async def print_sent(act: Act, document_ref: str) -> DocumentCopy:
    return await print_document(act, await _readable(act, document_ref))


@for_everybody
async def export_sent(act: Act, document_ref: str) -> ExchangeFile:
    return await export_document(act, await _readable(act, document_ref))


async def print_return(act: Act, ask_ref: str) -> DocumentCopy:
    """The own agency's answer, held lines included."""
    return await print_document(act, await _return_of(act, ask_ref))


async def export_return(act: Act, ask_ref: str) -> ExchangeFile:
    return await export_document(act, await _return_of(act, ask_ref))


async def _readable(act: Act, document_ref: str) -> Document:
    document, is_open = await find_sent(act, document_ref)
    if not is_open:
        raise Refused(NO_LONGER)
    return document


async def _return_of(act: Act, ask_ref: str) -> Document:
    """What the agency sent last. Nothing held is an answer without a document."""
    ask = await find_own_ask(act, ask_ref)
    document = await last_return(ask)
    if document is None:
        raise NotFound
    return document
