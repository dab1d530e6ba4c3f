"""A form in the making that is sealed in the browser: what the page must know, and what becomes of the draft."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from meetings.access import denied
from meetings.arrivals import REFERRAL
from meetings.attaching.adding import find_open_draft
from meetings.attaching.handing_over import hand_over_files
from meetings.drafts import DraftPaper, read_draft
from meetings.forms.declaration import Json
from meetings.forms.form import Form
from meetings.offline.plan import offline_plan
from meetings.tables.documents import Draft


@dataclass(frozen=True, slots=True)
class ToSeal:
    """A draft for the page that seals it. `given` is what nobody types, `unsaid` by path why something is blank."""

    plan: dict[str, Json]
    given: dict[str, Json]
    held: dict[str, Json]
    unsaid: dict[str, str]
    agency: str
    is_begun: bool
    has_unread: bool


async def find_referral(act: Act, draft_ref: str) -> Draft:
    """One's own referral that was not sent, unopened. Raises NotFound for any other form."""
    draft = await find_open_draft(act, draft_ref)
    if draft.form != REFERRAL:
        raise await denied(act, "draft", row="referral.write")
    return draft


async def read_to_seal(act: Act, draft_ref: str) -> ToSeal:
    """The same, opened."""
    await find_referral(act, draft_ref)
    return to_seal(await read_draft(act, draft_ref))


def to_seal(paper: DraftPaper) -> ToSeal:
    form, answers = paper.form, paper.answers
    asked = _asked(form)
    given = {name: value for name, value in answers.values.items() if name not in asked}
    plan = offline_plan(form)
    return ToSeal(
        plan=plan,
        given=given,
        held=answers.values,
        unsaid=dict(answers.not_given),
        agency=str(answers.values[form.sender_field]),
        is_begun=bool(answers.saved),
        has_unread=bool(answers.wrong),
    )


def _asked(form: Form) -> set[str]:
    paths = (path for section in form.sections for page in section.pages for path in page.asks)
    return {path.partition(".")[0] for path in paths}


async def settle_draft(act: Act, draft_id: UUID, document_id: UUID) -> None:
    """It was sent sealed and is taken in: its files go with it. In the transaction that files the document."""
    draft: dict[str, Any] | None = await Draft.select(Draft.form, Draft.version).where(Draft.id == draft_id).first()
    if draft is None:
        return
    await Draft.update({Draft.document: document_id}).where((Draft.id == draft_id) & Draft.document.is_null())
    await hand_over_files(draft_id, document_id)
    await act.record(
        Event.REFERRAL_SUBMITTED,
        "document",
        document_id,
        case=None,
        form=draft["form"],
        form_version=draft["version"],
    )
