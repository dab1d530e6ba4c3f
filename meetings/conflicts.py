"""One reference, two texts: the first stands, the other is kept, and a person decides what to make of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Conflict, InvalidForm
from meetings.access import denied, visible
from meetings.arrivals import Arrival, Filed, Result, document_row, insert_document, record_arrival
from meetings.forms.differences import Difference, differences
from meetings.tables.documents import Case, CaseDocument, Document

VERDICTS = {"keep_both": "Keep both as versions", "first_stands": "The first stands"}


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One text that came under a reference already used."""

    document_ref: str
    case_ref: str | None
    form: str
    sender: str
    sender_reference: str
    first_at: datetime
    second_at: datetime


@dataclass(frozen=True, slots=True)
class ConflictPaper:
    """Both texts, and where they differ."""

    line: ConflictLine
    first: dict[str, object]
    second: dict[str, object]
    differences: tuple[Difference, ...]


async def keep_conflict(act: Act, arrival: Arrival, first: Document) -> Filed:
    """Keep the other text once. Inside a transaction."""
    document = document_row(act, arrival, Result.CONFLICT)
    document.case = first.case
    document.dk = await act.vault.make_data_key(act.area.id, "file", document.id)
    await insert_document(act, document, arrival)
    await record_arrival(act, document, arrival)
    return Filed(Result.CONFLICT, document.id, document.ref, first.case)


async def list_conflicts(act: Act) -> tuple[ConflictLine, ...]:
    """What nobody has judged, oldest first, of the cases this coordinator may see."""
    return await _lines(act, await _open_pairs(act))


async def count_conflicts(act: Act) -> int:
    """How many stand in that list."""
    return len(await _open_pairs(act))


async def _open_pairs(act: Act) -> list[tuple[Document, Document]]:
    """The first text and the second, where the first belongs to no case or to one this coordinator may see."""
    if not act.is_coordinator:
        raise await denied(act, "document", row="unplaced.read")
    seconds = await _open_conflicts(act)
    firsts = await _first_texts(act, seconds) if seconds else {}
    found = [(firsts.get((second.sender, second.sender_reference)), second) for second in seconds]
    return [(first, second) for first, second in found if first is not None]


async def read_conflict(act: Act, document_ref: str) -> ConflictPaper:
    """Both texts line by line."""
    first, second = await _find(act, document_ref)
    [line] = await _lines(act, [(first, second)])
    permit = act.permit(Event.DOCUMENT_READ, "document", second.id, case=str(first.case) if first.case else None)
    opened = await act.vault.open_records(permit, [first, second])
    texts = [record["body"] for record in opened]
    return ConflictPaper(line, texts[0], texts[1], differences(texts[0], texts[1]))


async def judge_conflict(act: Act, document_ref: str, *, verdict: str) -> None:
    """Keep both as versions of one referral, or let the first stand; both stay on record either way."""
    if verdict not in VERDICTS:
        raise InvalidForm({"verdict": "Choose what to do with the second text."})
    first, second = await _find(act, document_ref)
    async with transaction():
        judged = (
            await Document.update({Document.settled_at: act.at, Document.settled_by: act.officer_id})
            .where((Document.id == second.id) & Document.settled_at.is_null())
            .returning(Document.id)
        )
        if not judged:
            raise Conflict("Somebody decided this meanwhile.")
        if verdict == "keep_both" and first.case is not None:
            await CaseDocument.insert(
                CaseDocument(area=act.area.id, case=first.case, document=second.id, relation="later_form")
            )
        await act.record(Event.DOCUMENT_JUDGED, "document", second.id, verdict=verdict)


async def _open_conflicts(act: Act) -> list[Document]:
    found: list[Document] = (
        await Document.objects()
        .where(
            (Document.area == act.area.id) & (Document.result == Result.CONFLICT.value) & Document.settled_at.is_null()
        )
        .order_by(Document.received_at)
    )
    return found


async def _first_texts(act: Act, seconds: list[Document]) -> dict[tuple[object, str], Document]:
    references = [second.sender_reference for second in seconds]
    firsts = await Document.objects().where(
        (Document.area == act.area.id)
        & Document.sender_reference.is_in(references)
        & (Document.result != Result.CONFLICT.value)
        & (Document.case.is_null() | visible(act, Document.case))
    )
    return {(first.sender, first.sender_reference): first for first in firsts}


async def _refs_of(firsts: Iterable[Document]) -> dict[object, str]:
    ids = [first.case for first in firsts if first.case is not None]
    if not ids:
        return {}
    rows = await Case.select(Case.id, Case.ref).where(Case.id.is_in(ids))
    return {row["id"]: row["ref"] for row in rows}


async def _find(act: Act, document_ref: str) -> tuple[Document, Document]:
    """Paired by sender and reference: two senders may use one reference."""
    for first, second in await _open_pairs(act):
        if second.ref == document_ref:
            return first, second
    raise await denied(act, "document", row="unplaced.read")


async def _lines(act: Act, pairs: Sequence[tuple[Document, Document]]) -> tuple[ConflictLine, ...]:
    if not pairs:
        return ()
    agencies = await Agency.select(Agency.id, Agency.short).where(Agency.area == act.area.id)
    shorts = {agency["id"]: agency["short"] for agency in agencies}
    cases = await _refs_of(first for first, _ in pairs)
    return tuple(
        _line(first, second, case_ref=cases.get(first.case), sender=shorts.get(second.sender, ""))
        for first, second in pairs
    )


def _line(first: Document, second: Document, *, case_ref: str | None, sender: str) -> ConflictLine:
    return ConflictLine(
        second.ref,
        case_ref,
        second.form,
        sender,
        second.sender_reference,
        first.business_at,
        second.business_at,
    )
