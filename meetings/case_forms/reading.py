"""One version of a form on a case: read, printed as a marked and counted copy, taken out as an exchange document."""

from dataclasses import dataclass
from typing import Any

from agencies.acts import Act
from agencies.policy import may
from marac.audit.events import Event
from marac.dates import day_in_london
from marac.errors import Refused
from meetings.access import find_case
from meetings.case_forms.kept import before, find_versions
from meetings.case_forms.listing import FormLine, line_of, senders_of
from meetings.case_forms.text_packs import wording_on
from meetings.copying.copies import Copy, ExchangeFile, exchange_file, next_copy
from meetings.forms import registry
from meetings.forms.casework.printing import why_not_printed
from meetings.forms.completing import to_answers
from meetings.forms.figures import FigureTable
from meetings.forms.form import Form
from meetings.forms.summary import Block, summary
from meetings.forms.text_pack import in_licensed_words
from meetings.tables.documents import Document


@dataclass(frozen=True, slots=True)
class FormPaper:
    """A version with its answers in words, what is reckoned from them, and what they miss."""

    case_ref: str
    case_number: str
    form: Form
    line: FormLine
    versions: tuple[FormLine, ...]
    blocks: tuple[Block, ...]
    figures: tuple[FigureTable, ...]
    missing: tuple[str, ...]
    sha256: str
    may_correct: bool
    why_not_printed: str
    licence: str = ""

    @property
    def is_newest(self) -> bool:
        return self.versions[-1].ref == self.line.ref


async def read_form(act: Act, case_ref: str, form_ref: str) -> FormPaper:
    """One leaf for the version and the one before it, with which it is compared."""
    return await _opened(act, case_ref, form_ref, Event.FORM_READ)


async def print_form(act: Act, case_ref: str, form_ref: str) -> tuple[FormPaper, Copy]:
    """Counted first, then opened for print; the leaf says which copy this is. Refused where paper is a danger."""
    case = await find_case(act, case_ref)
    document, _, _ = await find_versions(act, case, form_ref)
    opened = await act.vault.open_record(_permit(act, document, Event.FORM_READ), document)
    if why := why_not_printed(document.form, opened["body"]):
        raise Refused(why)
    copy = await next_copy(act, document)
    return await _opened(act, case_ref, form_ref, Event.FORM_PRINTED, copy=copy.number), copy


async def export_form(act: Act, case_ref: str, form_ref: str) -> ExchangeFile:
    """As it was taken in: taken in again it is the same."""
    case = await find_case(act, case_ref)
    document, _, _ = await find_versions(act, case, form_ref)
    opened = await act.vault.open_record(_permit(act, document, Event.FORM_EXPORTED), document)
    return exchange_file(document, opened["body"])


async def _opened(act: Act, case_ref: str, form_ref: str, event: Event, **keys: int) -> FormPaper:
    case = await find_case(act, case_ref)
    document, versions, every = await find_versions(act, case, form_ref)
    form = registry.find(document.form, document.version)
    earlier = before(document, versions, every)
    opened = await act.vault.open_records(
        _permit(act, document, event, **keys), [document, *([earlier] if earlier else [])]
    )
    body, not_given = opened[0]["body"], opened[0]["not_given"] or {}
    people = await senders_of(act, list(versions.documents))
    may_write = may("form.write", roles=act.roles, forum=act.area.forum)
    wording = await wording_on(act, form, day_in_london(document.business_at))
    return FormPaper(
        licence=wording.licence,
        case_ref=case.ref,
        case_number=case.case_number or "",
        form=form,
        line=line_of(versions, document, people),
        versions=tuple(line_of(versions, each, people) for each in versions.documents),
        blocks=in_licensed_words(form, summary(form, to_answers(form, body, not_given)), wording.words),
        figures=form.figures(body, opened[1]["body"] if earlier else None),
        missing=_missing(form, document, body, not_given),
        sha256=document.sha256,
        why_not_printed=why_not_printed(document.form, body),
        may_correct=may_write and document.sender == act.agency_id and versions.newest.id == document.id,
    )


def _missing(form: Form, document: Document, body: dict[str, Any], not_given: dict[str, str]) -> tuple[str, ...]:
    gaps = form.gaps(body, received_on=day_in_london(document.business_at))
    return tuple(gap.sentence for gap in gaps if not gap.answered and gap.path not in not_given)


def _permit(act: Act, document: Document, event: Event, **keys: int) -> Any:
    return act.permit(
        event,
        "document",
        document.id,
        case=str(document.case),
        form=document.form,
        form_version=document.version,
        **keys,
    )
