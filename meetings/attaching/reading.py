"""Who opens which file: its author before sending; afterwards its sender as long as the form, coordinator and chair."""

from agencies.acts import Act
from marac.database import for_everybody
from meetings.access import Condition, denied, find_case, may_see_every_case, visible
from meetings.attaching.files import FetchedFile, FileLine
from meetings.attaching.opening import open_content, open_lines
from meetings.draft_access import may_write
from meetings.joined_cases import as_one
from meetings.sent import find_sent
from meetings.tables.attachments import Attachment
from meetings.tables.documents import Document, Draft


@for_everybody
async def files_of_sent(act: Act, document_ref: str) -> tuple[FileLine, ...]:
    """What went with something one sent, as long as one may read what was written."""
    document, is_open = await find_sent(act, document_ref)
    if not is_open:
        return ()
    return await open_lines(act, Attachment.document == document.id, about=document.id, case=document.case)


async def files_of_case(act: Act, case_ref: str) -> tuple[FileLine, ...]:
    """Everything that came with the forms of a case and of those joined to it, for coordinator and chair."""
    case = await find_case(act, case_ref)
    if not may_see_every_case(act):
        raise await denied(act, "case", row="attachment.read", about=case.id)
    which = Attachment.case.is_in(list(await as_one(case.id))) & visible(act, Attachment.case)
    return await open_lines(act, which, about=case.id, case=case.id)


async def fetch_file(act: Act, file_ref: str) -> FetchedFile:
    """The file itself; for whoever may not, there is none."""
    for look in (_own_in_a_draft, _of_a_case):
        if found := await look(act, file_ref):
            return found
    return await _sent_by_oneself(act, file_ref)


async def _own_in_a_draft(act: Act, file_ref: str) -> FetchedFile | None:
    mine = Draft.select(Draft.id).where(may_write(act) & Draft.document.is_null())
    found = await Attachment.objects().get(_named(act, file_ref) & Attachment.draft.is_in(mine))
    return await open_content(act, found) if found else None


async def _of_a_case(act: Act, file_ref: str) -> FetchedFile | None:
    if not may_see_every_case(act):
        return None
    found = await Attachment.objects().get(
        _named(act, file_ref) & Attachment.case.is_not_null() & visible(act, Attachment.case)
    )
    return await open_content(act, found) if found else None


@for_everybody
async def _sent_by_oneself(act: Act, file_ref: str) -> FetchedFile:
    found = await Attachment.objects().get(_named(act, file_ref) & Attachment.document.is_not_null())
    document = await Document.select(Document.ref).where(Document.id == found.document).first() if found else None
    if found is None or document is None:
        raise await denied(act, "attachment", row="attachment.read")
    _, is_open = await find_sent(act, document["ref"])
    if not is_open:
        raise await denied(act, "attachment", row="attachment.read", about=found.id)
    return await open_content(act, found)


def _named(act: Act, file_ref: str) -> Condition:
    return (Attachment.ref == file_ref) & (Attachment.area == act.area.id)
