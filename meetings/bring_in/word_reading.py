"""Reading Word forms apart, and saying what each would bring: ready, waiting for an answer, not readable, or known."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from agencies.acts import Act
from agencies.members import AgencyLine, agencies_of, former_names_of
from marac.database import for_everybody
from marac.dates import day_in_london, show_date
from marac.errors import Refused
from marac.files.child import parse_beside
from meetings.arrivals import Result
from meetings.forms.canonical import fingerprint
from meetings.forms.cleaning import clean
from meetings.forms.declaration import Json
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1 as REFERRAL
from meetings.forms.progress import grade
from meetings.legacy.word_fields import plain_label
from meetings.legacy.word_form import FormReading
from meetings.legacy.word_lot import LotFile, read_lot
from meetings.legacy.word_paper import paper_of
from meetings.legacy.word_reading import Known
from meetings.legacy.word_report import BEFORE, HANDED_ON, READY, REFUSED, WAITS, FileReport, to_json
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case, Document

MOST_FORMS = 50
LARGEST_FORM = 2 * 1024 * 1024
LONGEST_NAME = 80
TOO_LARGE = "Send a smaller file: a Word form of 2 MB at most."
NOT_WORD = "Send Word files (.docx) here; this file has another ending."
TWICE = "The same file stands twice in this lot; it comes in once."
GIVEN = "The agency that sent it has it as a draft, and sends it when it is complete."
TAKEN_BACK = "This file was taken back. It can come in again once that is cleared away, within the hour."


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as somebody sent it; its name is shown and never used as a path."""

    name: str
    content: bytes


async def read_sent(files: Sequence[SentFile]) -> tuple[LotFile, ...]:
    """Each file read in the process made for it. One that cannot be read keeps its one sentence."""
    return tuple([await _read_one(file) for file in sorted(files, key=lambda file: file.name)])


async def _read_one(file: SentFile) -> LotFile:
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(file.content).hexdigest())
    name = _shown(file.name)
    if len(file.content) > LARGEST_FORM:
        return LotFile(name, sha256, refused=TOO_LARGE)
    if not file.name.casefold().endswith(".docx"):
        return LotFile(name, sha256, refused=NOT_WORD)
    try:
        return LotFile(name, sha256, paper_of(await parse_beside("read-word", file.content)))
    except Refused as refused:
        return LotFile(name, sha256, refused=str(refused))


def _shown(name: str) -> str:
    cleaned = clean(name, one_line=True)
    return "file" if cleaned.is_refused else cleaned.text[:LONGEST_NAME] or "file"


async def report_on(act: Act, files: Sequence[LotFile]) -> tuple[FileReport, ...]:
    """What the lot would bring, file by file. Nothing is written."""
    agencies = await agencies_of(act.area.id, on=act.today)
    known = Known(act.today, await _names(act, agencies))
    readings = read_lot(tuple(files), known)
    before = await _brought_before(act, [file.reference for file in files])
    slugs = [agency.slug for agency in agencies]
    reports = [_report(act, file, readings.get(file.reference), before, slugs) for file in files]
    return tuple(_without_twins(reports))


def hash_of(reports: Sequence[FileReport]) -> str:
    """What is confirmed: this report and no other."""
    return fingerprint(list[Json](to_json(reports)))


async def _names(act: Act, agencies: Sequence[AgencyLine]) -> Mapping[str, str]:
    """Every name of an agency, short and former ones too, as far as one agency alone bears it."""
    former = await former_names_of(act.area.id)
    names = [
        (plain_label(name), agency.slug)
        for agency in agencies
        for name in {agency.name, agency.short, agency.slug, *(old for old, _ in former.get(agency.id, []))}
    ]
    number = Counter(name for name, _ in names)
    return {name: slug for name, slug in names if number[name] == 1}


def _report(
    act: Act, file: LotFile, reading: FormReading | None, before: Mapping[str, str], slugs: Sequence[str]
) -> FileReport:
    if file.refused or reading is None:
        return FileReport(file.name, file.reference, REFUSED, (file.refused,))
    if file.is_handed_on:
        return FileReport(file.name, file.reference, HANDED_ON, (GIVEN,), reading)
    if file.reference in before:
        return FileReport(file.name, file.reference, BEFORE, (before[file.reference],), reading)
    checked = REFERRAL.check(reading.document, received_on=act.today, agencies=slugs)
    if checked.document is not None:
        return FileReport(file.name, file.reference, READY, (), reading, checked.gaps)
    refused = {finding.path: finding.message for finding in checked.findings}
    graded = grade(REFERRAL, reading.answers, received_on=act.today, agencies=slugs)
    told = {line.path: line.sentence for line in graded.must if line.path in refused}
    return FileReport(file.name, file.reference, WAITS, tuple((refused | told).values()), reading)


def _without_twins(reports: Sequence[FileReport]) -> list[FileReport]:
    seen: set[str] = set()
    kept = []
    for report in reports:
        is_twin = report.reference in seen and report.state != REFUSED
        kept.append(replace(report, state=BEFORE, reasons=(TWICE,), gaps=()) if is_twin else report)
        seen.add(report.reference)
    return kept


@for_everybody
async def _brought_before(act: Act, references: Sequence[str]) -> Mapping[str, str]:
    """Files whose document is here already, whoever may see its case, with the sentence that says so."""
    rows = await Document.select(Document.sender_reference, Document.business_at, Document.case).where(
        (Document.area == act.area.id)
        & Document.sender_reference.is_in(list(references))
        & (Document.result != Result.CONFLICT.value)
    )
    undone = await _undone(act, [row["case"] for row in rows if row["case"]])
    return {
        row["sender_reference"]: TAKEN_BACK
        if row["case"] in undone
        else f"This file was brought in on {show_date(day_in_london(row['business_at']))}. Nothing is written again."
        for row in rows
    }


async def _undone(act: Act, cases: Sequence[UUID]) -> set[UUID]:
    if not cases:
        return set()
    off = BringIn.select(BringIn.id).where((BringIn.area == act.area.id) & (BringIn.state != "on"))
    rows = await Case.select(Case.id).where(Case.id.is_in(list(cases)) & Case.bring_in.is_in(off))
    return {row["id"] for row in rows}
