"""Word forms brought in: read and reported on, mended line by line, confirmed by hash, and taken in all or none.

Each becomes a referral through the one intake, with the gaps it has. Until the last of a lot is in, nobody sees any.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import new_ref, uuid7
from meetings.access import denied
from meetings.arrivals import Result
from meetings.bring_in.checking import CHANGED, NOT_WAITING, NOTHING_KEPT, NOTHING_TO_BRING, find_bring_in
from meetings.bring_in.confirming import ask_for_more
from meetings.bring_in.confirming import undo as take_back
from meetings.bring_in.word_material import from_material, to_material
from meetings.bring_in.word_reading import MOST_FORMS, SentFile, hash_of, read_sent, report_on
from meetings.bring_in.working import switch_on
from meetings.intake import take_in
from meetings.legacy.word_fields import BY_CODE
from meetings.legacy.word_form import ADDED, LEFT_OUT, Change, Told
from meetings.legacy.word_lot import LotFile
from meetings.legacy.word_report import READY, FileReport, to_json
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case

WORD = "word"
LONGEST_ANSWER = 10_000
MOST_ADDED = 20
NONE_SENT = f"Choose Word files to bring in, {MOST_FORMS} at most."
NOT_TAKEN = "Nothing was brought in: one of these forms cannot be taken in any more. Check the lot again."
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LotPaper:
    """A lot as its coordinator sees it. Once it is confirmed it is told by what was confirmed."""

    ref: str
    state: str
    sha256: str
    made_at: datetime
    reports: tuple[FileReport, ...]
    brought: tuple[Json, ...] = ()

    @property
    def number_ready(self) -> int:
        return sum(report.state == READY for report in self.reports)

    @property
    def is_open(self) -> bool:
        return self.state == "checked"

    def report(self, reference: str) -> FileReport:
        found = next((each for each in self.reports if each.reference == reference and each.reading), None)
        if found is None:
            raise NotFound
        return found


async def check_forms(act: Act, sent: Sequence[SentFile]) -> str:
    """Read the forms and keep the report, sealed; returns its reference. Nothing else is written."""
    _requires_coordinator(act)
    if not sent or len(sent) > MOST_FORMS:
        raise InvalidForm({"files": NONE_SENT})
    files = await read_sent(sent)
    reports = await report_on(act, files)
    row = BringIn(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        kind=WORD,
        state="checked",
        made_by=act.officer_id,
        made_at=act.at,
        business_at=act.business_at,
        sha256=hash_of(reports),
        total=len(files),
    )
    async with transaction():
        row.dk = await act.vault.make_data_key(act.area.id, "file", row.id)
        await act.vault.seal(row, {BringIn.material: to_material(files), BringIn.report: to_json(reports)})
        await BringIn.insert(row)
        await _record_check(act, row, reports)
    return str(row.ref)


async def _record_check(act: Act, row: BringIn, reports: Sequence[FileReport]) -> None:
    ready = sum(report.state == READY for report in reports)
    keys = {"bring_in_kind": WORD, "records": ready, "left": len(reports) - ready, "sha256": row.sha256}
    await act.record(Event.BRING_IN_CHECKED, "bring_in", row.id, **keys)


async def read_lot_paper(act: Act, ref: str) -> LotPaper:
    """The report, made anew by the agencies and the day of now; confirmed, as it was confirmed."""
    row = await find_lot(act, ref)
    opened = await open_lot(act, row)
    if row.state != "checked":
        return LotPaper(row.ref, row.state, row.sha256, row.business_at, (), tuple(opened["report"] or ()))
    reports = await report_on(act, from_material(opened["material"]))
    return LotPaper(row.ref, row.state, hash_of(reports), row.business_at, reports)


@dataclass(frozen=True, slots=True)
class LotLine:
    """One lot in the list: nothing of it is opened for that."""

    ref: str
    state: str
    made_at: datetime
    number: int


async def list_lots(act: Act) -> tuple[LotLine, ...]:
    _requires_coordinator(act)
    rows = await (
        BringIn.select(BringIn.ref, BringIn.state, BringIn.business_at, BringIn.total)
        .where((BringIn.area == act.area.id) & (BringIn.kind == WORD) & (BringIn.state != "cleared"))
        .order_by(BringIn.made_at, ascending=False)
        .limit(50)
    )
    return tuple(LotLine(row["ref"], row["state"], row["business_at"], row["total"]) for row in rows)


async def say_of_line(act: Act, ref: str, reference: str, *, line: str, change: Change | None) -> str:
    """What a person says of one line; None takes that back. Returns the line, which is new where it was added."""
    if change and (change.target != LEFT_OUT and change.target not in BY_CODE):
        raise InvalidForm({"target": "Choose what this line is."})
    if change and len(change.text) > LONGEST_ANSWER:
        raise InvalidForm({"text": f"Write {LONGEST_ANSWER:,} signs at most."})
    named = [line]

    def mend(file: LotFile) -> LotFile:
        changes = dict(file.told.changes)
        if line == ADDED:
            named[0] = _next_added(changes)
        changes.pop(named[0], None)
        if change:
            changes[named[0]] = change
        return replace(file, told=Told(changes, file.told.is_day_first))

    await _mend(act, ref, reference, mend, field="line")
    return named[0]


def _next_added(changes: Mapping[str, Change]) -> str:
    taken = [int(key.rpartition("-")[2]) for key in changes if key.startswith(f"{ADDED}-")]
    if len(taken) >= MOST_ADDED:
        raise InvalidForm({"target": f"Add {MOST_ADDED} answers to a form at most; the rest is asked of the sender."})
    return f"{ADDED}-{max(taken, default=0) + 1}"


async def say_dates(act: Act, ref: str, reference: str, *, is_day_first: bool | None) -> None:
    """How this form writes its dates, where it does not show it itself."""
    await _mend(
        act,
        ref,
        reference,
        lambda file: replace(file, told=Told(file.told.changes, is_day_first)),
        field="dates",
    )


async def _mend(act: Act, ref: str, reference: str, mend: Callable[[LotFile], LotFile], *, field: str) -> None:
    row = await find_lot(act, ref)
    if row.state != "checked":
        raise Refused(NOT_WAITING)
    files = from_material((await open_lot(act, row))["material"])
    if not any(file.reference == reference and file.paper for file in files):
        raise NotFound
    mended = tuple(mend(file) if file.reference == reference else file for file in files)
    reports = await report_on(act, mended)
    async with transaction():
        before = row.sha256
        row.sha256 = hash_of(reports)
        await act.vault.seal(row, {BringIn.material: to_material(mended), BringIn.report: to_json(reports)})
        await save_lot(row, before, {BringIn.sha256: row.sha256})
        await act.record(Event.BRING_IN_CHANGED, "bring_in", row.id, field=field)


async def save_lot(row: BringIn, before: str, values: Mapping[Any, Any]) -> None:
    """With what is sealed in it. Somebody else may have been there first."""
    sealed: dict[Any, Any] = {
        BringIn.material: row.material,
        BringIn.report: row.report,
        BringIn.sealed_version: row.sealed_version,
        BringIn.row_mac: row.row_mac,
    }
    here = (BringIn.id == row.id) & (BringIn.state == "checked") & (BringIn.sha256 == before)
    if not await BringIn.update({**values, **sealed}).where(here).returning(BringIn.id):
        raise Refused(CHANGED)


async def confirm_forms(act: Act, ref: str, *, sha256: str) -> int:
    """Take in every form that is ready, all or none; returns how many. A changed report has another hash."""
    row = await find_lot(act, ref)
    if row.state == "checked":
        await _confirm(act, row, sha256)
    elif row.state != "staging" or row.sha256 != sha256:
        raise Refused(NOT_WAITING)
    number = await _take_in_all(act, row)
    await switch_on(act, row)
    async with transaction():
        await ask_for_more(act, row)
    return number


async def _confirm(act: Act, row: BringIn, sha256: str) -> None:
    files = from_material((await open_lot(act, row))["material"])
    reports = await report_on(act, files)
    if not sha256 == row.sha256 == hash_of(reports):
        raise Refused(CHANGED)
    ready = sum(report.state == READY for report in reports)
    if not ready:
        raise Refused(NOTHING_TO_BRING)
    async with transaction():
        await act.vault.seal(row, {BringIn.material: to_material(files), BringIn.report: to_json(reports)})
        values = {BringIn.state: "staging", BringIn.confirmed_by: act.officer_id, BringIn.confirmed_at: act.at}
        await save_lot(row, row.sha256, values)
        await act.record(Event.BRING_IN_CONFIRMED, "bring_in", row.id, records=ready, sha256=sha256)
    row.state = "staging"


async def _take_in_all(act: Act, row: BringIn) -> int:
    """Those the confirmed report calls ready. One that was taken in before a break is the same, and stays one."""
    opened = await open_lot(act, row)
    ready = {told["reference"] for told in opened["report"] if told["state"] == READY}
    reports = await report_on(act, from_material(opened["material"]))
    for report in reports:
        if report.reference in ready and report.reading:
            ready.discard(report.reference)
            answers = report.reading.answers
            taken = await take_in(act, report.reading.document, not_given=answers.not_given, bring_in=row.id)
            if taken.result not in (Result.RECEIVED, Result.SAME):
                await take_back(act, row.ref)
                raise Refused(NOT_TAKEN)
    row.done = await _count(row)
    await BringIn.update({BringIn.done: row.done}).where(BringIn.id == row.id)
    return int(row.done)


@for_everybody
async def _count(row: BringIn) -> int:
    """All of them, those too that are restricted because a colleague is among their people."""
    return int(await Case.count().where(Case.bring_in == row.id))


async def throw_away(act: Act, ref: str) -> None:
    """Nothing of the files stays: neither the row nor the key of what was sealed in it."""
    row = await find_lot(act, ref)
    async with transaction():
        here = (BringIn.id == row.id) & (BringIn.state == "checked")
        if not await BringIn.delete().where(here).returning(BringIn.id):
            raise Refused(NOT_WAITING)
        await act.vault.destroy_data_keys([row.dk], at=act.at)
        await act.record(Event.BRING_IN_CLEARED, "bring_in", row.id, records=0)


async def undo_forms(act: Act, ref: str) -> None:
    """Take the whole lot back as one act, until somebody has done something with a case of it."""
    row = await find_lot(act, ref)
    await take_back(act, row.ref)


async def find_lot(act: Act, ref: str) -> BringIn:
    _requires_coordinator(act)
    row = await find_bring_in(act, ref)
    if row.kind != WORD:
        raise await denied(act, "bring_in", row="bring_in.forms")
    return row


async def open_lot(act: Act, row: BringIn) -> Json:
    if row.state in NOTHING_KEPT:
        raise NotFound
    permit = act.permit(Event.BRING_IN_READ, "bring_in", row.id)
    opening = act.vault.open_records if act.officer_id else act.vault.machine_open
    opened: Json = (await opening(permit, [row]))[0]
    return opened


def _requires_coordinator(act: Act) -> None:
    """The service itself brings in what its operator gives it; of people only the coordinator."""
    if act.officer_id is not None and not act.is_coordinator:
        raise NotFound
