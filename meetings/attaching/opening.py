"""Opening names and contents of files, each look with its leaf first. Who may is decided by those who call."""

from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.files.sniffing import Kind
from meetings.access import Condition
from meetings.attaching.files import FetchedFile, FileLine
from meetings.attaching.parts import join_content
from meetings.tables.attachments import Attachment, AttachmentPart


async def open_lines(act: Act, which: Condition, *, about: UUID, case: UUID | None) -> tuple[FileLine, ...]:
    """The names of files, under one leaf; none where there are none."""
    rows = await Attachment.objects().where(which & (Attachment.area == act.area.id)).order_by(Attachment.added_at)
    if not rows:
        return ()
    permit = act.permit(Event.ATTACHMENT_LISTED, "attachment", about, case=str(case) if case else None)
    opened = await act.vault.open_records(permit, rows)
    return tuple(
        FileLine(row.ref, values["label"]["name"], Kind(row.kind), values["label"]["size"], row.business_at)
        for row, values in zip(rows, opened, strict=True)
    )


async def open_content(act: Act, attachment: Attachment) -> FetchedFile:
    parts = await AttachmentPart.objects().where(AttachmentPart.attachment == attachment.id).order_by(AttachmentPart.n)
    permit = act.permit(
        Event.ATTACHMENT_READ,
        "attachment",
        attachment.id,
        case=str(attachment.case) if attachment.case else None,
        format=attachment.kind,
    ).showing([attachment.id])
    opened = await act.vault.open_records(permit, parts)
    content = join_content(values["body"] for values in opened)
    return FetchedFile(attachment.ref, Kind(attachment.kind), content)
