"""The forms on a case as a list: each with its version, who sent it, when, and what it misses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.policy import may
from agencies.tables import Agency
from meetings.access import find_case
from meetings.case_forms.kept import FORM_IDS, Versions, kept_on
from meetings.forms import registry
from meetings.forms.words import title
from meetings.tables.documents import Case, Document, Draft


@dataclass(frozen=True, slots=True)
class FormLine:
    """One version of a form on a case."""

    ref: str
    form: str
    title: str
    version: int
    agency: str
    by: str
    at: datetime
    number_of_gaps: int


@dataclass(frozen=True, slots=True)
class DraftOfForm:
    """A form one is filling in oneself."""

    ref: str
    title: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class FormOffer:
    """A form that may be begun."""

    form: str
    title: str


@dataclass(frozen=True, slots=True)
class FormsOfCase:
    """The newest version of each form, one's own drafts, and what may be begun."""

    case_ref: str
    case_number: str
    lines: tuple[FormLine, ...]
    drafts: tuple[DraftOfForm, ...]
    offers: tuple[FormOffer, ...]


async def read_forms(act: Act, case_ref: str) -> FormsOfCase:
    """Nothing is opened for the list."""
    case = await find_case(act, case_ref)
    kept = await kept_on(act, case)
    people = await senders_of(act, [versions.newest for versions in kept])
    may_write = case.case_number is not None and may("form.write", roles=act.roles, forum=act.area.forum)
    return FormsOfCase(
        case.ref,
        case.case_number or "",
        tuple(line_of(versions, versions.newest, people) for versions in kept),
        await _drafts(act, case),
        offers() if may_write and act.agency_id else (),
    )


def offers() -> tuple[FormOffer, ...]:
    """Every form on a case by its title."""
    return tuple(sorted((FormOffer(form, title(form)) for form in FORM_IDS), key=lambda offer: offer.title))


@dataclass(frozen=True, slots=True)
class Senders:
    """Names by officer and by agency."""

    officers: dict[UUID, str]
    agencies: dict[UUID, str]

    def by(self, document: Document) -> str:
        return self.officers.get(document.sent_by, "") if document.sent_by else "The agency’s own system"

    def agency(self, document: Document) -> str:
        return self.agencies.get(document.sender, "")


async def senders_of(act: Act, documents: list[Document]) -> Senders:
    officers = await names_of(act, {each.sent_by for each in documents if each.sent_by})
    rows: list[dict[str, Any]] = await Agency.select(Agency.id, Agency.short).where(Agency.area == act.area.id)
    return Senders(officers, {row["id"]: row["short"] for row in rows})


def line_of(versions: Versions, document: Document, people: Senders) -> FormLine:
    return FormLine(
        document.ref,
        document.form,
        registry.find(document.form, document.version).title,
        versions.number_of(document.id),
        people.agency(document),
        people.by(document),
        document.business_at,
        document.number_of_gaps,
    )


async def _drafts(act: Act, case: Case) -> tuple[DraftOfForm, ...]:
    mine = (Draft.officer == act.officer_id) & (Draft.area == act.area.id) & Draft.document.is_null()
    rows = await (
        Draft.select(Draft.ref, Draft.form, Draft.saved_at)
        .where(mine & (Draft.about == case.id) & Draft.form.is_in(FORM_IDS))
        .order_by(Draft.saved_at, ascending=False)
    )
    return tuple(DraftOfForm(row["ref"], title(row["form"]), row["saved_at"]) for row in rows)
