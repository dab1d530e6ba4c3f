"""Keeping what moves a review: a record that was made, an event, a review that could not be done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm
from marac.ids import uuid7
from meetings.access import find_case
from meetings.forms.declaration import Json
from meetings.forms.findings import inside
from meetings.forms.kinds import read_day
from meetings.rules.review_clock import BY_INTERVAL, CLOSURE, EVENTS, NOT_DONE, Record
from meetings.tables.documents import Case
from meetings.tables.reviews import ReviewDone, ReviewNote

LONGEST_NOTE = 2_000
EXIT_FORM = "marac-exit"  # It ends the support, and calls for the last reviews.
# The forms that are a review of something, by the record they stand for.
RECORD_OF_FORM: dict[str, Record] = {
    "marac-dash": Record.DASH,
    "marac-soag": Record.SOAG,
    "marac-safety-plan": Record.ISSP,
    "marac-case-review": Record.CASE_REVIEW,
    "marac-case-note": Record.NO_CONTACT,
    "marac-rosh": Record.ROSH,
    "marac-adults-at-risk": Record.LONDON_ADULTS,
}
# Where other fields than `done_on` say when the record was made, the one that counts first.
DAYS_OF_FORM = {
    "marac-dash": ("dash.done_on",),
    "marac-safety-plan": ("reviewed_on", "plan_on"),
    "marac-case-note": ("contacted_on",),
    EXIT_FORM: ("closed_on",),
}
EVENT_CODES = tuple(dict.fromkeys(code for codes in EVENTS.values() for code in codes))


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What somebody tells about a review: an event, or with a record what could not be done."""

    code: str
    happened_on: date
    note: str = ""
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A form that was kept on a case: whose, when its record was made, and which form it corrects, if any."""

    form: str
    agency: UUID
    document: UUID
    done_on: date
    corrects: UUID | None = None


async def mark_done(act: Act, case_id: UUID, made: Made) -> None:
    """Inside a transaction, when a form is kept. A form that reviews nothing leaves nothing.

    The day of a form that is corrected counts no more.
    """
    record = RECORD_OF_FORM.get(made.form)
    if record is None:
        return
    if made.corrects is not None:
        await ReviewDone.delete().where(ReviewDone.document == made.corrects)
    row = ReviewDone(
        id=uuid7(),
        area=act.area.id,
        case=case_id,
        agency=made.agency,
        record=record.value,
        done_on=made.done_on,
        document=made.document,
    )
    await row.save()


def day_of_record(form: str, answers: Json, received_on: date) -> date:
    """The day a record was made, as its form says it; the day it arrived where a form has none."""
    held = (inside(answers, path) for path in DAYS_OF_FORM.get(form, ("done_on",)))
    days = (read_day(written) for written in held if isinstance(written, str))
    return next((day for day in days if day is not None), received_on)


def is_review(form: str, answers: Json) -> bool:
    """A note of a contact is one with the victim only where it says so."""
    return form != "marac-case-note" or inside(answers, "contact_with") == "client"


async def mark_end(act: Act, case: Case, made: Made) -> None:
    """The support of one agency ended: its own reviews are due for the last time. Inside a transaction."""
    told = Noted(code=CLOSURE, happened_on=made.done_on)
    await _insert(act, _row(act, case, told, kind="event", agency=made.agency), None)


async def note_event(act: Act, case_ref: str, told: Noted) -> None:
    """Something happened: reviews are due now. The end of support is the own agency's alone."""
    _check(act, told, known=EVENT_CODES)
    case = await find_case(act, case_ref)
    await _keep(act, case, told, kind="event", agency=act.agency_id if told.code == CLOSURE else None)


async def note_not_done(act: Act, case_ref: str, told: Noted) -> None:
    """A review was tried and could not be done: its reason is kept, no date moves, and it is tried again."""
    _check(act, told, known=tuple(NOT_DONE), needs_record=True)
    case = await find_case(act, case_ref)
    await _keep(act, case, told, kind="not_done", agency=act.agency_id)


def _check(act: Act, told: Noted, *, known: tuple[str, ...], needs_record: bool = False) -> None:
    messages: dict[str, str] = {}
    if told.code not in known:
        messages["code"] = "Choose one of the reasons offered."
    if needs_record and told.record not in [record.value for record in BY_INTERVAL]:
        messages["record"] = "Choose which review it is about."
    if told.happened_on > act.today:
        messages["happened_on"] = "Enter a day up to today."
    if len(told.note) > LONGEST_NOTE:
        messages["note"] = "Shorten the note to 2,000 characters."
    if told.code == "other" and not told.note.strip():
        messages["note"] = "Say what the other reason is."
    if messages:
        raise InvalidForm(messages)


async def _keep(act: Act, case: Case, told: Noted, *, kind: str, agency: UUID | None) -> None:
    async with transaction():
        await _insert(act, _row(act, case, told, kind=kind, agency=agency), told.note.strip() or None)


async def _insert(act: Act, row: ReviewNote, note: str | None) -> None:
    await act.vault.seal(row, {ReviewNote.note: note})
    await row.save()
    await act.record(Event.REVIEW_NOTED, "case", row.case, case=row.case, note=row.id, code=row.code)


def _row(act: Act, case: Case, told: Noted, *, kind: str, agency: UUID | None) -> ReviewNote:
    return ReviewNote(
        id=uuid7(),
        area=act.area.id,
        case=case.id,
        agency=agency,
        record=told.record or None,
        kind=kind,
        code=told.code,
        happened_on=told.happened_on,
        at=act.at,
        business_at=act.business_at,
        by=act.officer_id,
        dk=case.dk,
    )
