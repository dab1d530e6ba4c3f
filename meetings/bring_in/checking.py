"""A file of old records read and reported on, with nothing written but the report itself."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.errors import InvalidForm, NotFound, Refused
from marac.ids import new_ref, uuid7
from meetings.access import denied
from meetings.legacy.log_row import LOG_ROW
from meetings.legacy.sheet_cells import SAID
from meetings.legacy.sheet_report import Report, read_sheets
from meetings.legacy.sheet_words import plain_words
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Document

Json = dict[str, Any]
SHEET = "sheet"
CHANGED = "Look at the report again before you confirm: the file or what it is read with has changed since."
NOT_WAITING = "Bring the file in again: this report was confirmed or taken back already."
NOTHING_TO_BRING = "Choose a file with records that can be placed: this one has none."
NOTHING_KEPT = ("cleared", "lapsed")
NO_LOG = "Choose a log with headings for victim and perpetrator: this file has none."
UNKNOWN_AGENCY = "Choose an agency of this area."


@dataclass(frozen=True, slots=True)
class Check:
    """One file read: what was said on the way, and what it would come to."""

    sheets: Sequence[Json]
    aliases: Mapping[str, str]
    """What somebody said an agency's name in the file stands for, by plain words."""
    report: Report


def sheets_of(told: bytes) -> list[Json]:
    """What the reading process printed. Raises Refused with one sentence."""
    cells = json.loads(told)
    if "refused" in cells:
        raise Refused(SAID[cells["refused"]])
    sheets: list[Json] = cells["sheets"]
    return sheets


async def check_sheets(act: Act, sheets: Sequence[Json], aliases: Mapping[str, str], *, is_anew: bool = False) -> Check:
    """Read by the agencies of the area as they are now; anew: as if nothing of it had come in before.

    Raises Refused where there is no log in the file.
    """
    agencies = await _agencies(act)
    wrong = [alias for alias, slug in aliases.items() if slug not in agencies.values()]
    if wrong:
        raise InvalidForm(dict.fromkeys(wrong, UNKNOWN_AGENCY))
    said = {plain_words(alias): slug for alias, slug in aliases.items()}
    here = frozenset[str]() if is_anew else await _already_here(act)
    report = read_sheets(sheets, agencies=agencies | said, today=act.today, already_here=here)
    if not report.rows:
        raise Refused(NO_LOG)
    return Check(sheets, dict(aliases), report)


async def _agencies(act: Act) -> dict[str, str]:
    """By plain words of short name, name and abbreviation."""
    rows = await Agency.select(Agency.slug, Agency.name, Agency.short).where(Agency.area == act.area.id)
    found: dict[str, str] = {}
    for row in rows:
        for words in (row["short"] or "", row["name"], row["slug"], row["slug"].replace("-", " ")):
            if plain_words(words):
                found[plain_words(words)] = row["slug"]
    return found


@for_everybody
async def _already_here(act: Act) -> frozenset[str]:
    rows = await Document.select(Document.sender_reference).where(
        (Document.area == act.area.id) & (Document.form == LOG_ROW)
    )
    return frozenset(row["sender_reference"] for row in rows)


async def keep_check(act: Act, check: Check) -> str:
    """Keep what was read, sealed, until somebody confirms or throws it away; returns its reference."""
    report = check.report
    row = BringIn(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        kind=SHEET,
        sha256=report.sha256,
        state="checked",
        made_by=act.officer_id,
        made_at=act.at,
        business_at=act.business_at,
        total=len(report.documents),
    )
    async with transaction():
        row.dk = await act.vault.make_data_key(act.area.id, "file", row.id)
        await seal_check(act, row, check)
        await BringIn.insert(row)
        await act.record(
            Event.BRING_IN_CHECKED,
            "bring_in",
            row.id,
            bring_in_kind=SHEET,
            records=len(report.documents),
            left=len(report.left_for_a_person),
            sha256=report.sha256,
        )
    return str(row.ref)


async def seal_check(act: Act, row: BringIn, check: Check, *, is_confirmed: bool = False) -> dict[Any, Any]:
    """What was read, and once it is confirmed the very records that will be written. Returns the columns to save."""
    material = {"sheets": list(check.sheets), "aliases": dict(check.aliases)}
    report = check.report.documents if is_confirmed else None
    await act.vault.seal(row, {BringIn.material: material, BringIn.report: report})
    return {
        BringIn.material: row.material,
        BringIn.report: row.report,
        BringIn.sealed_version: row.sealed_version,
        BringIn.row_mac: row.row_mac,
    }


async def find_bring_in(act: Act, ref: str) -> BringIn:
    """Raises NotFound, and the denial is on record."""
    found: BringIn | None = await BringIn.objects().get((BringIn.ref == ref) & (BringIn.area == act.area.id))
    if found is None:
        raise await denied(act, "bring_in", row="bring_in.read")
    return found


async def find_log(act: Act, ref: str) -> BringIn:
    """An old log; Word forms have pages and a policy of their own. Raises NotFound, and the denial is on record."""
    row = await find_bring_in(act, ref)
    if row.kind != SHEET:
        raise await denied(act, "bring_in", row="bring_in.read")
    return row


async def open_check(act: Act, row: BringIn) -> Check:
    """The file read once more by the agencies of now. One leaf."""
    material = (await _opened(act, row))["material"]
    return await check_sheets(act, material["sheets"], material["aliases"])


async def open_confirmed(act: Act, row: BringIn) -> list[Json]:
    """The records as they were confirmed. One leaf."""
    return (await _opened(act, row))["report"] or []


async def _opened(act: Act, row: BringIn) -> Json:
    permit = act.permit(Event.BRING_IN_READ, "bring_in", row.id)
    if row.state in NOTHING_KEPT:
        raise NotFound
    opening = act.vault.open_records if act.officer_id else act.vault.machine_open
    return (await opening(permit, [row]))[0]


async def say_agencies(act: Act, ref: str, aliases: Mapping[str, str]) -> str:
    """What the names of agencies stand for, said by a person; the report is made anew. Returns its reference."""
    row = await find_log(act, ref)
    if row.state != "checked":
        raise Refused(NOT_WAITING)
    before = await open_check(act, row)
    check = await check_sheets(act, before.sheets, {**before.aliases, **aliases})
    async with transaction():
        changed = await seal_check(act, row, check) | {
            BringIn.sha256: check.report.sha256,
            BringIn.total: len(check.report.documents),
        }
        await BringIn.update(changed).where((BringIn.id == row.id) & (BringIn.state == "checked"))
        await act.record(
            Event.BRING_IN_CHECKED,
            "bring_in",
            row.id,
            bring_in_kind=SHEET,
            records=len(check.report.documents),
            left=len(check.report.left_for_a_person),
            sha256=check.report.sha256,
        )
    return str(row.ref)
