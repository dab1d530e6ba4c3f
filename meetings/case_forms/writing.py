"""A form on a case being written: begun new or as a correction, kept page by page, checked, signed and sent."""

from dataclasses import dataclass
from typing import Any

from agencies.acts import Act
from agencies.policy import may
from marac.audit.events import Event
from marac.errors import NotFound, Refused
from marac.ids import new_ref
from meetings.access import denied, find_case
from meetings.case_forms.kept import FORM_IDS, find_versions, kept_on
from meetings.drafts import (
    DraftPaper,
    begin_draft,
    discard_draft,
    grade_draft,
    known_of_sender,
    read_draft,
    send_draft,
    start_draft,
)
from meetings.forms import registry
from meetings.forms.case_form import CORRECTS, HEAD
from meetings.forms.completing import to_answers, to_document
from meetings.forms.figures import FigureTable
from meetings.forms.form import FormPlace
from meetings.forms.progress import Graded
from meetings.forms.summary import Block, summary
from meetings.intake import Taken
from meetings.tables.documents import Case

NO_NUMBER = "This case has no number yet. A form is put on it once the referral is accepted."
CORRECTED = "This version was corrected already. Correct the newest one."


@dataclass(frozen=True, slots=True)
class FormCheck:
    """A form before it is sent: what it misses, what is reckoned from it, and its answers in words."""

    case_ref: str
    draft: DraftPaper
    graded: Graded
    figures: tuple[FigureTable, ...]
    blocks: tuple[Block, ...]


async def begin_form(act: Act, case_ref: str, form_id: str) -> str:
    """A new form about a case one may see; returns the reference of its draft."""
    case = await _writable(act, case_ref)
    if form_id not in FORM_IDS:
        raise NotFound
    return await start_draft(act, form_id, known=await _known(act, case, form_id), about=case.id)


async def begin_correction(act: Act, case_ref: str, form_ref: str) -> str:
    """The newest version of a form of one's own agency, with its answers, to become the next one."""
    case = await _writable(act, case_ref)
    document, versions, _ = await find_versions(act, case, form_ref)
    if document.sender != act.agency_id:
        raise await denied(act, "document", row="form.write")
    if versions.newest.id != document.id:
        raise Refused(CORRECTED)
    keys = {"case": str(case.id), "form": document.form, "form_version": document.version}
    opened = await act.vault.open_record(act.permit(Event.FORM_READ, "document", document.id, **keys), document)
    form = registry.newest(document.form)
    known = await _known(act, case, form.id) | {CORRECTS: document.sender_reference}
    kept = {name: value for name, value in opened["body"].items() if name not in HEAD}
    whole: dict[str, Any] = {"form": form.id, "version": form.version, **kept, **known}
    return await begin_draft(act, form, to_answers(form, whole, opened["not_given"]), about=case.id)


async def read_form_draft(act: Act, case_ref: str, draft_ref: str) -> DraftPaper:
    """One's own draft about this case, as long as one may see the case."""
    case = await find_case(act, case_ref)
    draft = await read_draft(act, draft_ref)
    if draft.about != case.id or draft.form.place is not FormPlace.ON_CASE:
        raise await denied(act, "draft", row="form.write")
    return draft


async def check_form(act: Act, case_ref: str, draft_ref: str) -> FormCheck:
    """Figures are shown only now, so that nobody answers towards one."""
    draft = await read_form_draft(act, case_ref, draft_ref)
    answers = to_document(draft.form, draft.answers)
    earlier = await _earlier(act, case_ref, draft)
    figures = draft.form.figures(answers, earlier)
    return FormCheck(case_ref, draft, await grade_draft(act, draft), figures, summary(draft.form, draft.answers))


async def send_form(act: Act, case_ref: str, draft_ref: str) -> Taken:
    """Sign by who is signed in, and send. Once more gives the same document."""
    await find_case(act, case_ref)
    return await send_draft(act, draft_ref)


async def discard_form(act: Act, case_ref: str, draft_ref: str) -> None:
    await read_form_draft(act, case_ref, draft_ref)
    await discard_draft(act, draft_ref)


async def _writable(act: Act, case_ref: str) -> Case:
    case = await find_case(act, case_ref)
    if not may("form.write", roles=act.roles, forum=act.area.forum):
        raise await denied(act, "case", row="form.write")
    if case.case_number is None:
        raise Refused(NO_NUMBER)
    return case


async def _known(act: Act, case: Case, form_id: str) -> dict[str, Any]:
    """The head, and nothing that the form does not have."""
    known = await known_of_sender(act, form_id)
    head = {registry.sender_field(form_id), "sender_reference"}
    return {
        **{name: value for name, value in known.items() if name in head},
        "sender_reference": new_ref().upper(),
        "case_number": case.case_number,
        CORRECTS: None,
    }


async def _earlier(act: Act, case_ref: str, draft: DraftPaper) -> dict[str, Any] | None:
    """The form of this kind before it on the case; of a correction, before the form it corrects."""
    case = await find_case(act, case_ref)
    corrects = draft.answers.values.get(CORRECTS)
    same = [each for each in await kept_on(act, case) if each.newest.form == draft.form.id]
    own = next((each for each in same if any(one.sender_reference == corrects for one in each.documents)), None)
    if own is not None:
        same = [each for each in same if each.documents[0].received_at < own.documents[0].received_at]
    if not same:
        return None
    newest = same[0].newest
    keys = {"case": str(case.id), "form": newest.form, "form_version": newest.version}
    opened = await act.vault.open_record(act.permit(Event.FORM_READ, "document", newest.id, **keys), newest)
    body: dict[str, Any] = opened["body"]
    return body
