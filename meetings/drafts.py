"""Forms being filled in: sealed, kept from page to page, and sent through the one intake.

They are their author's alone, but for an answer about a case: that belongs to the agency that was asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import beyond_exclusions, for_everybody, for_update, transaction
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from marac.ids import new_ref, uuid7
from meetings.access import denied
from meetings.arrivals import REFERRAL, Result
from meetings.attaching.adding import throw_away_files
from meetings.attaching.handing_over import hand_over_files
from meetings.draft_access import may_write
from meetings.forms import registry
from meetings.forms.form import Form, FormPlace
from meetings.forms.page_answers import PageAnswers, from_json, start_answers
from meetings.forms.progress import Graded, grade
from meetings.intake import Taken, take_in
from meetings.tables.documents import Case, Document, Draft

SAVED_ELSEWHERE = "This form was saved in another window meanwhile. Open it again; what you typed is kept here."
SENT_ALREADY = "This form was sent. Send a new one for anything new."


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One form in the making."""

    ref: str
    form: str
    made_at: datetime
    saved_at: datetime
    about: UUID | None


@dataclass(frozen=True, slots=True)
class Marks:
    """Which window saved a page last, and as which revision; and the rows in which one more blank row was asked for."""

    pages: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    more: tuple[str, ...] = ()

    def is_newer_elsewhere(self, page: str, *, base_revision: int, window: str) -> bool:
        """Was this page saved since, and not by the window that sends it now?"""
        revision, saved_by = self.pages.get(page, (0, ""))
        return revision > base_revision and saved_by != window

    def to_json(self) -> dict[str, Any]:
        return {"pages": {page: list(mark) for page, mark in self.pages.items()}, "more": list(self.more)}


def marks_of(body: Mapping[str, Any]) -> Marks:
    kept = body.get("marks", {"pages": {}, "more": []})
    return Marks({page: (mark[0], mark[1]) for page, mark in kept["pages"].items()}, tuple(kept["more"]))


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """A draft opened for its author, or for a colleague who answers for the same agency."""

    ref: str
    form: Form
    answers: PageAnswers
    revision: int
    saved_at: datetime
    about: UUID | None
    marks: Marks
    officer: UUID


async def start_draft(
    act: Act,
    form_id: str,
    *,
    known: dict[str, Any] | None = None,
    about: UUID | None = None,
    is_urgent: bool = False,
) -> str:
    """Begin a form with what is known already (agency, contact, today); returns its reference."""
    form = registry.newest(form_id)
    return await begin_draft(act, form, start_answers(form, known or {}), about=about, is_urgent=is_urgent)


async def begin_draft(
    act: Act, form: Form, answers: PageAnswers, *, about: UUID | None, is_urgent: bool = False
) -> str:
    """The same with answers that stand already, like those of a version to be corrected."""
    draft = Draft(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        officer=act.officer_id,
        form=form.id,
        version=form.version,
        about=about,
        revision=1,
        made_at=act.at,
        saved_at=act.at,
        is_urgent=is_urgent,
    )
    async with transaction():
        draft.dk = await act.vault.make_data_key(act.area.id, "draft", draft.id)
        await act.vault.seal(draft, {Draft.body: answers.to_json()})
        await Draft.insert(draft)
        await act.record(Event.DRAFT_STARTED, "draft", draft.id, form=form.id, form_version=form.version)
    return str(draft.ref)


async def known_of_sender(act: Act, form_id: str) -> dict[str, Any]:
    """What a form need not ask: the sender's agency as this area writes it, and the day."""
    row = (
        await Agency.select(Agency.slug, Agency.telephone, Agency.secure_email)
        .where(Agency.id == act.agency_id)
        .first()
    )
    if row is None:
        raise Refused("Only somebody of an agency sends forms.")
    known = {
        registry.sender_field(form_id): row["slug"],
        "telephone": row["telephone"],
        "email": row["secure_email"],
        "sender_reference": new_ref().upper(),
    }
    return known | ({"referred_on": act.today.isoformat()} if form_id == REFERRAL else {})


async def list_drafts(act: Act) -> tuple[DraftLine, ...]:
    """One's own, newest first; nothing is opened."""
    rows = await (
        Draft.select(Draft.ref, Draft.form, Draft.made_at, Draft.saved_at, Draft.about)
        .where((Draft.officer == act.officer_id) & may_write(act) & Draft.document.is_null())
        .order_by(Draft.saved_at, ascending=False)
    )
    return tuple(DraftLine(**row) for row in rows)


async def read_draft(act: Act, draft_ref: str) -> DraftPaper:
    """Open one's own draft."""
    draft = await _own(act, draft_ref)
    if draft.document is not None:
        raise Refused(SENT_ALREADY)
    opened = await act.vault.open_record(act.permit(Event.DRAFT_READ, "draft", draft.id), draft)
    form = registry.find(draft.form, draft.version)
    body = opened["body"]
    answers, marks = from_json(body), marks_of(body)
    return DraftPaper(
        draft.ref, form, answers, draft.revision, draft.saved_at, draft.about, marks, officer=draft.officer
    )


async def save_draft(
    act: Act, draft_ref: str, answers: PageAnswers, *, base_revision: int, marks: Marks | None = None
) -> int:
    """Keep what was answered so far; returns the new revision. Two windows never overwrite each other unseen."""
    draft = await _own(act, draft_ref)
    async with transaction():
        [held] = await for_update(Draft.objects().where(Draft.id == draft.id))
        if held.document is not None:
            raise Refused(SENT_ALREADY)
        if held.revision != base_revision:
            raise Conflict(SAVED_ELSEWHERE)
        held.revision, held.saved_at = base_revision + 1, act.at
        await act.vault.seal(held, {Draft.body: answers.to_json() | {"marks": (marks or Marks()).to_json()}})
        await held.save()
        await act.record(
            Event.DRAFT_SAVED, "draft", held.id, form=held.form, form_version=held.version, revision=held.revision
        )
    return int(held.revision)


async def discard_draft(act: Act, draft_ref: str) -> None:
    """Throw one's own draft away; nobody else has ever seen it."""
    draft = await _own(act, draft_ref)
    async with transaction():
        await throw_away_files(act, draft.id)
        await Draft.delete().where((Draft.id == draft.id) & Draft.document.is_null())
        await act.record(Event.DRAFT_DISCARDED, "draft", draft.id, form=draft.form)


async def grade_draft(act: Act, paper: DraftPaper) -> Graded:
    """What must be answered before sending, what may stay open."""
    rows = await Agency.select(Agency.slug).where(Agency.area == act.area.id)
    return grade(paper.form, paper.answers, received_on=act.today, agencies=[row["slug"] for row in rows])


async def send_draft(act: Act, draft_ref: str) -> Taken:
    """Send the form. Sending it twice, even at once, gives one document and the same receipt."""
    draft = await _own(act, draft_ref)
    if draft.document is not None:
        return await _sent_before(draft)
    paper = await read_draft(act, draft_ref)
    graded = await grade_draft(act, paper)
    if graded.document is None or graded.must:
        raise InvalidForm({line.path: line.sentence for line in graded.must})
    taken = await take_in(act, graded.document, not_given=paper.answers.not_given)
    if taken.result is Result.REJECTED:
        raise InvalidForm(taken.messages)
    if taken.result is Result.CONFLICT:
        raise Conflict(SAVED_ELSEWHERE)
    with beyond_exclusions():  # What one sent oneself may be about a colleague, and must not look different then.
        document = await Document.select(Document.id).where(Document.ref == taken.document_ref).first()
    if document is None:
        raise NotFound
    async with transaction():
        await Draft.update({Draft.document: document["id"]}).where(Draft.id == draft.id)
        await hand_over_files(draft.id, document["id"])
        await _ask_for_emergency(act, draft, document["id"])
        await _record_sending(act, draft, document["id"])
    return taken


@for_everybody
async def _ask_for_emergency(act: Act, draft: Draft, document_id: UUID) -> None:
    """Its author chose at the start that this cannot wait for the next meeting; whoever decides on it is shown that."""
    if draft.is_urgent:
        await Case.update({Case.emergency_asked_at: act.business_at}).where(Case.opened_by == document_id)


async def _record_sending(act: Act, draft: Draft, document_id: UUID) -> None:
    """Sending is signing: who did it and when stands in the leaf."""
    is_on_case = registry.place_of(draft.form) is FormPlace.ON_CASE
    await act.record(
        Event.FORM_SIGNED if is_on_case else Event.REFERRAL_SUBMITTED,
        "document",
        document_id,
        case=str(draft.about) if is_on_case else None,
        form=draft.form,
        form_version=draft.version,
    )


@for_everybody
async def _sent_before(draft: Draft) -> Taken:
    row = await Document.select(Document.ref, Document.sender_reference).where(Document.id == draft.document).first()
    if row is None:
        raise NotFound
    return Taken(Result.SAME, row["sender_reference"], document_ref=row["ref"])


async def _own(act: Act, draft_ref: str) -> Draft:
    draft: Draft | None = await Draft.objects().get((Draft.ref == draft_ref) & may_write(act))
    if draft is None:
        raise await denied(act, "draft", row="referral.write")
    return draft
