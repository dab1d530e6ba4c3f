"""A Word form given back to the agency that sent it, as a draft of a referral that somebody there goes on with."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of, members_of
from agencies.roles import FOR_AN_AGENCY, Role
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import new_ref, uuid7
from meetings.bring_in.checking import NOT_WAITING
from meetings.bring_in.word_forms import find_lot, open_lot, save_lot
from meetings.bring_in.word_material import from_material, to_material
from meetings.bring_in.word_reading import hash_of, report_on
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1 as REFERRAL
from meetings.forms.page_answers import PageAnswers
from meetings.legacy.word_report import READY, WAITS, FileReport, to_json
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Draft

WHO_SENDS = FOR_AN_AGENCY | {Role.REFERRER}
NOT_THEIRS = "Choose somebody of the agency that sent this form."


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody who may go on with the form."""

    officer_id: UUID
    name: str


async def senders_of(act: Act, report: FileReport) -> tuple[Sender, ...]:
    """People of the agency the form names, as far as it names one."""
    officers = await _officers(act, report)
    names = await names_of(act, officers)
    return tuple(sorted((Sender(officer, names.get(officer, "")) for officer in officers), key=lambda one: one.name))


async def _officers(act: Act, report: FileReport) -> list[UUID]:
    slug = report.reading.document.get("referring_agency") if report.reading else None
    agencies = await agencies_of(act.area.id, on=act.today)
    agency = next((each.id for each in agencies if each.slug == slug), None)
    if agency is None or report.state not in (READY, WAITS):
        return []
    members = await members_of(act.area.id, on=act.today, roles=WHO_SENDS, agency_id=agency)
    return list(dict.fromkeys(member.officer_id for member in members))


async def hand_on(act: Act, ref: str, reference: str, *, to: UUID) -> None:
    """The draft is theirs alone from here on; the form stays in the lot as given back, and is not taken in with it."""
    row = await find_lot(act, ref)
    if row.state != "checked":
        raise Refused(NOT_WAITING)
    files = from_material((await open_lot(act, row))["material"])
    report = next((each for each in await report_on(act, files) if each.reference == reference), None)
    if report is None or report.reading is None:
        raise NotFound
    _requires(to, await _officers(act, report))
    given = tuple(replace(file, is_handed_on=True) if file.reference == reference else file for file in files)
    reports = await report_on(act, given)
    async with transaction():
        before, row.sha256 = row.sha256, hash_of(reports)
        await act.vault.seal(row, {BringIn.material: to_material(given), BringIn.report: to_json(reports)})
        await save_lot(row, before, {BringIn.sha256: row.sha256})
        await _insert_draft(act, report.reading.answers, to)
        await act.record(Event.BRING_IN_CHANGED, "bring_in", row.id, field="handed_on")


def _requires(officer: UUID, among: Collection[UUID]) -> None:
    if officer not in among:
        raise InvalidForm({"to": NOT_THEIRS})


async def _insert_draft(act: Act, answers: PageAnswers, officer: UUID) -> None:
    draft = Draft(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        officer=officer,
        form=REFERRAL.id,
        version=REFERRAL.version,
        about=None,
        revision=1,
        made_at=act.at,
        saved_at=act.at,
    )
    draft.dk = await act.vault.make_data_key(act.area.id, "draft", draft.id)
    await act.vault.seal(draft, {Draft.body: answers.to_json()})
    await Draft.insert(draft)
    await act.record(Event.DRAFT_STARTED, "draft", draft.id, form=draft.form, form_version=draft.version)
