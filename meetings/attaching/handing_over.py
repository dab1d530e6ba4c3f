"""When a form is sent, its files go with it: from then on they are part of the document and of its case."""

from uuid import UUID

from marac.database import beyond_exclusions
from meetings.tables.attachments import Attachment, AttachmentPart
from meetings.tables.documents import Document


async def hand_over_files(draft_id: UUID, document_id: UUID) -> None:
    """In the transaction that sends the draft. Done twice, it changes nothing."""
    with beyond_exclusions():  # The sender may be shut out of the case that the form opened.
        files = [row["id"] for row in await Attachment.select(Attachment.id).where(Attachment.draft == draft_id)]
        if not files:
            return
        document = await Document.select(Document.case).where(Document.id == document_id).first()
        case = document["case"] if document else None
        await Attachment.update({Attachment.document: document_id, Attachment.case: case}).where(
            Attachment.id.is_in(files)
        )
        await AttachmentPart.update({AttachmentPart.case: case}).where(AttachmentPart.attachment.is_in(files))
