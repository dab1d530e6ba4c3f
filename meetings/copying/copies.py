"""A copy that leaves the service: counted and marked on paper, or the exchange document in canonical form."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.acts import Act
from agencies.directory import names_of
from marac.database import transaction
from meetings.forms.canonical import canonical_json
from meetings.tables.documents import Document


@dataclass(frozen=True, slots=True)
class Copy:
    """A marked copy: for whom, when, and which copy of this record."""

    for_whom: str
    made_at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """The document as canonical JSON. Its name names the form and our reference, and nobody."""

    name: str
    body: bytes


async def next_copy(act: Act, document: Document) -> Copy:
    """Counted before anything is opened, so that no two copies bear one number."""
    async with transaction():
        [row] = (
            await Document.update({Document.copies: Document.copies + 1})
            .where(Document.id == document.id)
            .returning(Document.copies)
        )
    names = await names_of(act, [act.officer_id] if act.officer_id else [])
    return Copy(next(iter(names.values()), ""), act.business_at, row["copies"])


def exchange_file(document: Document, body: dict[str, Any]) -> ExchangeFile:
    """As it was taken in: taken in again it is the same."""
    return ExchangeFile(f"{document.form}-{document.ref}.json", canonical_json(body))
