"""The risk tools kept on a case, side by side, opened under one leaf: only what this reader may read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.dates import day_in_london
from meetings.access import find_case
from meetings.case_forms.kept import kept_on
from meetings.forms.declaration import Json
from meetings.forms.findings import inside
from meetings.papers.risk_paper import RISK_FORMS, LocalRisk, ToolSays, assessor_of, read_tool, subject_of
from meetings.reviews.clocks import ReviewLine, clocks_of
from meetings.reviews.recording import day_of_record
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.documents import Case, Document

OF_REFERRAL = "marac-dash"  # The checklist in a referral reads like one alone.


@dataclass(frozen=True, slots=True)
class KeptTool:
    """One kept record: what it says, when it was made and by whom, and how many days ago."""

    says: ToolSays
    done_on: date
    days_since: int
    agency: str
    assessed_by: str
    compared_with: date | None
    form_ref: str  # empty for the checklist that came with the referral
    form_version: int


@dataclass(frozen=True, slots=True)
class RiskOfCase:
    """Every kept tool in the order of tools and then of days, with the reviews that are due."""

    case_ref: str
    tools: tuple[KeptTool, ...]
    reviews: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    form: str
    document: Document
    body: dict[str, Any]
    done_on: date
    is_of_referral: bool = False

    @property
    def place(self) -> tuple[int, date]:
        return RISK_FORMS.index(self.form), self.done_on


async def read_risk(act: Act, case_ref: str) -> RiskOfCase:
    """The newest version of each form; the referral's own checklist for those who may read the referral whole."""
    case = await find_case(act, case_ref)
    kept = [versions.newest for versions in await kept_on(act, case) if versions.newest.form in RISK_FORMS]
    opening = await _referral(act, case)
    documents = [*kept, *opening]
    opened = await act.vault.open_records(act.permit(Event.RISK_READ, "case", case.id), documents)
    pairs = zip(documents, opened, strict=True)
    records = sorted(
        (found for document, held in pairs for found in _record(document, held)), key=lambda one: one.place
    )
    rules, names = await settings_on(act, act.today), await _agencies(act)
    tools = tuple(_kept_tool(act, records, n, rules, names) for n in range(len(records)))
    return RiskOfCase(case.ref, tools, await clocks_of(act, case))


async def _referral(act: Act, case: Case) -> list[Document]:
    where = Document.id == case.opened_by
    if not (act.is_coordinator or act.is_chair):
        where = where & (Document.sender == act.agency_id)
    found: list[Document] = await Document.objects().where(where)
    return found


def _record(document: Document, held: dict[str, Any]) -> list[_Record]:
    """None where a referral came without a checklist."""
    body, received_on = held["body"], day_in_london(document.business_at)
    if document.form in RISK_FORMS:
        return [_Record(document.form, document, body, day_of_record(document.form, body, received_on))]
    if not isinstance(inside(body, "dash"), dict):
        return []
    return [_Record(OF_REFERRAL, document, body, day_of_record(OF_REFERRAL, body, received_on), is_of_referral=True)]


def _kept_tool(act: Act, records: list[_Record], n: int, rules: RulesOfDay, names: dict[Any, str]) -> KeptTool:
    record = records[n]
    subject = _subject(record)
    before = next((each for each in reversed(records[:n]) if _subject(each) == subject), None)
    earlier: Json = before.body if before else None
    return KeptTool(
        says=read_tool(record.form, record.body, earlier, _local(rules.on(record.done_on))),
        done_on=record.done_on,
        days_since=(act.today - record.done_on).days,
        agency=names.get(record.document.sender, ""),
        assessed_by=assessor_of(record.form, record.body),
        compared_with=before.done_on if before else None,
        form_ref="" if record.is_of_referral else record.document.ref,
        form_version=record.document.version,
    )


def _subject(record: _Record) -> tuple[str, ...]:
    return (record.form,) if record.is_of_referral else subject_of(record.form, record.body)


def _local(rules: RulesOfDay) -> LocalRisk:
    weights = {name: rules.value(f"matac_weight_{name}") for name in ("recency", "frequency", "gravity", "victims")}
    return LocalRisk(rules.value("dash_threshold"), weights, rules.value("dara_high_is_route"))


async def _agencies(act: Act) -> dict[Any, str]:
    rows = await Agency.select(Agency.id, Agency.name).where(Agency.area == act.area.id)
    return {row["id"]: row["name"] for row in rows}
