"""A document on its way in: what it is, from whom, and what the check said. What its filing comes to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.ids import new_ref, uuid7
from meetings.forms.canonical import fingerprint
from meetings.forms.findings import Gap
from meetings.tables.documents import Document

Json = dict[str, Any]

REFERRAL = "marac-referral"
RESEARCH = "marac-research"
MAPPA = "mappa-referral"


class Result(StrEnum):
    """What became of a document that was sent."""

    RECEIVED = "received"
    SAME = "same"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    NOT_PLACED = "not_placed"


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a document came to stand."""

    result: Result
    document_id: UUID
    document_ref: str
    case_id: UUID | None = None
    case_ref: str | None = None


Beside = Callable[[Filed], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that passed its check."""

    form: str
    version: int
    sender_id: UUID
    sender_reference: str
    sha256: str
    answers: Json
    gaps: tuple[Gap, ...] = ()
    not_given: dict[str, str] = field(default_factory=dict)
    bring_in: UUID | None = None  # of old forms that come together: nobody sees its case until all are there
    beside: Beside | None = None

    @property
    def kept_sha256(self) -> str:
        """The fingerprint of what is kept; it differs from that of what was sent where something was cleaned."""
        return fingerprint(self.answers)

    async def do_beside(self, filed: Filed) -> None:
        """What whoever brought the document does in the transaction that files it."""
        if self.beside is not None:
            await self.beside(filed)


def document_row(act: Act, arrival: Arrival, result: Result) -> Document:
    """The row of an arriving document, not sealed yet: its key depends on where it is filed."""
    return Document(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        form=arrival.form,
        version=arrival.version,
        sender=arrival.sender_id,
        sender_reference=arrival.sender_reference,
        sha256=arrival.sha256,
        kept_sha256=arrival.kept_sha256,
        result=result.value,
        received_at=act.at,
        business_at=act.business_at,
        sent_by=act.officer_id,
        number_of_gaps=len(arrival.gaps),
    )


async def insert_document(act: Act, row: Document, arrival: Arrival) -> None:
    """Seal the whole document as it arrived under the key of where it is filed, and keep it."""
    await act.vault.seal(row, {Document.body: arrival.answers, Document.not_given: arrival.not_given or None})
    await Document.insert(row)


async def record_arrival(act: Act, row: Document, arrival: Arrival) -> None:
    """The leaf of a document that was taken in, in its transaction."""
    await act.record(
        Event.DOCUMENT_RECEIVED,
        "document",
        row.id,
        result=row.result,
        form=arrival.form,
        form_version=arrival.version,
        gaps=len(arrival.gaps),
        sha256=arrival.sha256,
    )
