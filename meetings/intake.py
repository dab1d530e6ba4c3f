"""The one way in: page, upload, command line and replay all bring their documents here.

A document is checked, told apart from what the same sender sent before, and filed whole or not at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import UniqueBroken, for_everybody, transaction
from marac.errors import InvalidForm
from meetings.arrivals import Arrival, Beside, Filed, Result
from meetings.case_form_intake import file_form, find_case_of_form, find_corrected
from meetings.conflicts import keep_conflict
from meetings.forms import registry
from meetings.forms.canonical import fingerprint
from meetings.forms.declaration import Json
from meetings.forms.findings import Gap
from meetings.forms.form import FormPlace
from meetings.forms.reading import read_document
from meetings.referral_intake import file_referral
from meetings.research_intake import file_research, find_case_of
from meetings.staff_check import find_colleagues
from meetings.tables.documents import Case, Document
from meetings.unplaced import keep_unplaced

LONGEST_REFERENCE = 40
NOT_YOUR_AGENCY = "Send for your own agency alone."
UNKNOWN_AGENCY = "Name an agency of this area, as the area document writes it."
BAD_REFERENCE = f"Give your own reference for this document, with {LONGEST_REFERENCE} characters at most."


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one document, as its sender is told."""

    result: Result
    sender_reference: str = ""
    messages: dict[str, str] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    document_ref: str | None = None
    case_ref: str | None = None
    is_new: bool = False

    def told(self) -> dict[str, str]:
        """Refusals by dotted path; of a document that was taken in, its gaps."""
        return self.messages or {gap.path: gap.sentence for gap in self.gaps}


async def take_in(
    act: Act,
    raw: object,
    *,
    not_given: Mapping[str, str] | None = None,
    bring_in: UUID | None = None,
    beside: Beside | None = None,
) -> Taken:
    """Take in one document, as bytes or already read. What cannot be taken in is answered with why, never raised.

    `not_given` are the answers of a page, by path, that were said not to be known or asked, where the document itself
    has no word for it; they are kept sealed beside it. `bring_in` is the lot of old forms it comes with. `beside` is
    done in the transaction that files the document, and not at all where nothing is filed.
    """
    document: Json = None
    try:
        document = read_document(raw) if isinstance(raw, bytes) else cast(Json, raw)
        arrival = _checked(act, document, await _agencies(act))
    except InvalidForm as refused:
        return await _rejected(act, document, refused.messages)
    whole = replace(arrival, not_given=dict(not_given or {}), bring_in=bring_in, beside=beside)
    try:
        return await _kept(act, whole)
    except InvalidForm as refused:
        return await _rejected(act, document, refused.messages)


async def _agencies(act: Act) -> dict[str, UUID]:
    rows = await Agency.select(Agency.slug, Agency.id).where(Agency.area == act.area.id)
    return {row["slug"]: row["id"] for row in rows}


def _checked(act: Act, document: Json, agencies: dict[str, UUID]) -> Arrival:
    """The document as its form checks it, and its sender. Raises InvalidForm with a message a field."""
    if isinstance(document, dict) and document.get("form") in tuple(
        registry.FORMS_NOT_YET_READ
    ):  # It may be a list or worse.
        return _arrival(act, document, document, agencies)
    checked = registry.check_document(document, received_on=act.today, agencies=agencies.keys())
    if checked.document is None:
        raise InvalidForm(checked.messages)
    return _arrival(act, document, checked.document, agencies, gaps=checked.gaps)


def _arrival(
    act: Act, sent: Json, answers: dict[str, Json], agencies: dict[str, UUID], *, gaps: tuple[Gap, ...] = ()
) -> Arrival:
    reference, version = answers.get("sender_reference"), answers.get("version")
    if not isinstance(reference, str) or not 0 < len(reference) <= LONGEST_REFERENCE:
        raise InvalidForm({"sender_reference": BAD_REFERENCE})
    form = str(answers["form"])
    # Of a form on a case, which is taken out again, the fingerprint is that of the form as it is kept.
    marked = answers if registry.place_of(form) is FormPlace.ON_CASE else sent
    sender_id = _sender_of(act, answers, registry.sender_field(form), agencies)
    return Arrival(
        form, version if isinstance(version, int) else 1, sender_id, reference, fingerprint(marked), answers, gaps
    )


def _sender_of(act: Act, answers: dict[str, Json], named_by: str, agencies: dict[str, UUID]) -> UUID:
    """An officer or an agency's software sends for the own agency; coordinator and service bring documents of any."""
    sender_id = agencies.get(str(answers.get(named_by)))
    if sender_id is None:
        raise InvalidForm({named_by: UNKNOWN_AGENCY})
    is_bound = act.is_machine or (act.officer_id is not None and not act.is_coordinator)
    if is_bound and sender_id != act.agency_id:
        raise InvalidForm({named_by: NOT_YOUR_AGENCY})
    return sender_id


async def _rejected(act: Act, document: Json, messages: dict[str, str]) -> Taken:
    """Nothing is kept but that something was refused, and under which form."""
    named = document if isinstance(document, dict) else {}
    form = next((known for known in registry.KNOWN if known == named.get("form")), None)
    await act.desk.trail.record_apart(
        Event.DOCUMENT_REJECTED, by=act.actor, kind="document", about=None, decision="deny", form=form, code="refused"
    )
    return Taken(Result.REJECTED, _reference_of(named), messages)


def _reference_of(refused: dict[str, Json]) -> str:
    """The sender's own reference, to know the document by; nothing where what stands there is none."""
    reference = refused.get("sender_reference")
    if not isinstance(reference, str) or len(reference) > LONGEST_REFERENCE or not reference.isprintable():
        return ""
    return reference


@for_everybody
async def _kept(act: Act, arrival: Arrival) -> Taken:
    """Told apart from what came before. Of two that arrive at one moment the database lets one be first."""
    try:
        return await _told_apart(act, arrival) or _taken(arrival, await _file(act, arrival))
    except UniqueBroken:
        return await _told_apart(act, arrival) or _taken(arrival, await _file(act, arrival))


async def _told_apart(act: Act, arrival: Arrival) -> Taken | None:
    """Same, or in conflict with the first of this reference; None for a reference not met before."""
    sent_before: list[Document] = await Document.objects().where(
        (Document.area == act.area.id)
        & (Document.sender == arrival.sender_id)
        & (Document.sender_reference == arrival.sender_reference)
    )
    first = next((document for document in sent_before if document.result != Result.CONFLICT.value), None)
    if first is None:
        return None
    if arrival.sha256 in (first.sha256, first.kept_sha256):
        return await _again(arrival, first)
    kept = next((each for each in sent_before if arrival.sha256 in (each.sha256, each.kept_sha256)), None)
    if kept is not None:
        return Taken(Result.CONFLICT, arrival.sender_reference, {}, arrival.gaps, kept.ref)
    async with transaction():
        filed = await keep_conflict(act, arrival, first)
        await arrival.do_beside(filed)
    return _taken(arrival, filed)


async def _again(arrival: Arrival, first: Document) -> Taken:
    """The same document once more: nothing is written. One that still waits for a place is still not placed."""
    if first.result == Result.NOT_PLACED.value and first.settled_at is None:
        return Taken(Result.NOT_PLACED, arrival.sender_reference, gaps=arrival.gaps, document_ref=first.ref)
    case = await Case.select(Case.ref).where(Case.id == first.case).first() if first.case else None
    case_ref = case["ref"] if case else None
    return Taken(Result.SAME, arrival.sender_reference, {}, arrival.gaps, first.ref, case_ref)


async def _file(act: Act, arrival: Arrival) -> Filed:
    place = registry.place_of(arrival.form)
    if place is FormPlace.ON_CASE:
        return await _file_on_case(act, arrival)
    if place is FormPlace.OPENS_CASE:
        matches = await find_colleagues(act, arrival.answers)
        async with transaction():
            filed = await file_referral(act, arrival, matches)
            await arrival.do_beside(filed)
        return filed
    case = await find_case_of(act, arrival) if place is FormPlace.ANSWERS else None
    async with transaction():
        filed = await (file_research(act, arrival, case) if case else keep_unplaced(act, arrival))
        await arrival.do_beside(filed)
    return filed


async def _file_on_case(act: Act, arrival: Arrival) -> Filed:
    case = await find_case_of_form(act, arrival)
    corrected = await find_corrected(arrival, case) if case else None
    async with transaction():
        filed = await (file_form(act, arrival, case, corrected) if case else keep_unplaced(act, arrival))
        await arrival.do_beside(filed)
    return filed


def _taken(arrival: Arrival, filed: Filed) -> Taken:
    # Whether a return found its case tells its sender nothing that the sender did not know.
    return Taken(
        filed.result, arrival.sender_reference, {}, arrival.gaps, filed.document_ref, filed.case_ref, is_new=True
    )
