"""Files put with a form that is being filled in, and taken away again before it is sent."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_update, transaction
from marac.errors import InvalidForm, NotFound, Refused
from marac.files.refusals import FileRefused
from marac.files.taking import Taken, take_file
from marac.ids import new_ref, uuid7
from meetings.access import denied
from meetings.arrivals import REFERRAL, RESEARCH
from meetings.attaching.files import FileLine
from meetings.attaching.opening import open_lines
from meetings.attaching.parts import split_content
from meetings.draft_access import may_write
from meetings.forms.cleaning import clean
from meetings.tables.attachments import Attachment, AttachmentPart
from meetings.tables.documents import Case, Draft
from meetings.tables.research import Ask

MOST_FILES = 10
LONGEST_NAME = 200
FILE = "file"
TOO_MANY = f"Send {MOST_FILES} files with one form at most; take one away, or send the others with a form of their own"
WITHOUT_A_NAME = "File without a name"
SENT = "This form was sent, and its files with it. Send a new form for anything new."


async def add_file(act: Act, draft_ref: str, *, name: str, content: bytes) -> str:
    """Check a file apart from us and seal it; returns its reference. Raises InvalidForm with one clear sentence."""
    draft = await find_open_draft(act, draft_ref)
    await _requires_room(draft)
    try:
        taken = await take_file(content, name=name)
    except FileRefused as refusal:
        raise InvalidForm({FILE: str(refusal).removesuffix(".")}) from None
    return await _keep(act, draft, taken, label_of(name))


def label_of(name: str) -> str:
    """The file's own name as a label: without folders, without what misleads the eye, and never a path."""
    last = name.replace("\\", "/").rpartition("/")[2]
    cleaned = clean(last, one_line=True)
    return "" if cleaned.is_refused else cleaned.text.strip()[:LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """The files of one's own draft in the order they were added; the ask that the draft answers, or its case."""

    files: tuple[FileLine, ...]
    ask_ref: str
    case_ref: str

    @property
    def is_full(self) -> bool:
        return len(self.files) >= MOST_FILES


async def list_files(act: Act, draft_ref: str) -> DraftFiles:
    draft = await find_open_draft(act, draft_ref)
    ask = await Ask.select(Ask.ref).where(Ask.id == draft.about).first() if draft.form == RESEARCH else None
    on_case = draft.form not in (REFERRAL, RESEARCH)
    case = await Case.select(Case.ref).where(Case.id == draft.about).first() if on_case else None
    files = await open_lines(act, Attachment.draft == draft.id, about=draft.id, case=None)
    return DraftFiles(files, ask["ref"] if ask else "", case["ref"] if case else "")


async def take_away(act: Act, draft_ref: str, file_ref: str) -> None:
    """Destroy one file of a draft that is not sent; nobody else has seen it."""
    draft = await find_open_draft(act, draft_ref)
    found = await Attachment.objects().get((Attachment.ref == file_ref) & (Attachment.draft == draft.id))
    if found is None:
        raise NotFound
    async with transaction():
        await _hold(draft)
        await _destroy(act, found)
        await act.record(Event.ATTACHMENT_REMOVED, "attachment", found.id, draft=str(draft.id))


async def throw_away_files(act: Act, draft_id: UUID) -> None:
    """With the draft, in the transaction of the caller."""
    for attachment in await Attachment.objects().where((Attachment.draft == draft_id) & Attachment.document.is_null()):
        await _destroy(act, attachment)


async def find_open_draft(act: Act, draft_ref: str) -> Draft:
    """One's own draft that was not sent."""
    draft: Draft | None = await Draft.objects().get((Draft.ref == draft_ref) & may_write(act))
    if draft is None:
        raise await denied(act, "draft", row="attachment.write")
    if draft.document is not None:
        raise Refused(SENT)
    return draft


async def _requires_room(draft: Draft) -> None:
    if await Attachment.count().where(Attachment.draft == draft.id) >= MOST_FILES:
        raise InvalidForm({FILE: TOO_MANY})


async def _hold(draft: Draft) -> None:
    """Nobody sends it meanwhile."""
    rows = await for_update(Draft.objects().where(Draft.id == draft.id))
    if not rows:
        raise NotFound
    if rows[0].document is not None:
        raise Refused(SENT)


async def _keep(act: Act, draft: Draft, taken: Taken, label: str) -> str:
    texts = split_content(taken.content)
    attachment = Attachment(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        draft=draft.id,
        added_by=act.officer_id,
        added_at=act.at,
        business_at=act.business_at,
        kind=taken.kind.value,
        number_of_parts=len(texts),
    )
    async with transaction():
        await _hold(draft)
        await _requires_room(draft)
        attachment.dk = await act.vault.make_data_key(act.area.id, "file", attachment.id)
        name = label or WITHOUT_A_NAME
        await act.vault.seal(attachment, {Attachment.label: {"name": name, "size": len(taken.content)}})
        await Attachment.insert(attachment)
        for n, text in enumerate(texts):
            await _keep_part(act, attachment, n, text)
        await act.record(
            Event.ATTACHMENT_ADDED, "attachment", attachment.id, draft=str(draft.id), format=taken.kind.value
        )
    return str(attachment.ref)


async def _keep_part(act: Act, attachment: Attachment, n: int, text: str) -> None:
    part = AttachmentPart(id=uuid7(), area=act.area.id, attachment=attachment.id, n=n, dk=attachment.dk)
    await act.vault.seal(part, {AttachmentPart.body: text})
    await AttachmentPart.insert(part)


async def _destroy(act: Act, attachment: Attachment) -> None:
    """Row and key, so that no backup can show it either."""
    await AttachmentPart.delete().where(AttachmentPart.attachment == attachment.id)
    await Attachment.delete().where(Attachment.id == attachment.id)
    await act.vault.destroy_data_key(attachment.dk, by=act.actor)
