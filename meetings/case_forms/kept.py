"""The forms that stand on a case, version by version, and which of them one may read."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from meetings.access import denied
from meetings.arrivals import Result
from meetings.forms import registry
from meetings.tables.documents import Case, Document

FORM_IDS = sorted({form.id for form in registry.FORMS_ON_CASE})


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of one form, oldest first: what was sent, and what corrected it."""

    documents: tuple[Document, ...]

    @property
    def newest(self) -> Document:
        return self.documents[-1]

    def number_of(self, document_id: UUID) -> int:
        """Which version a document is, from one."""
        return next(n for n, each in enumerate(self.documents, 1) if each.id == document_id)


async def kept_on(act: Act, case: Case) -> tuple[Versions, ...]:
    """What this officer may read of a case that they may see, newest form first. Nothing is opened."""
    where = (Document.case == case.id) & Document.form.is_in(FORM_IDS) & (Document.result == Result.RECEIVED.value)
    if not (act.is_coordinator or act.is_chair):
        where = where & (Document.sender == act.agency_id)
    return chains_of(await Document.objects().where(where).order_by(Document.received_at).order_by(Document.id))


def chains_of(documents: list[Document]) -> tuple[Versions, ...]:
    """Documents in the order of arrival, put together by what corrects what."""
    chains: dict[UUID, list[Document]] = {}
    for document in documents:
        chain = chains.get(document.corrects) if document.corrects else None
        chain = [*(chain or []), document]
        for each in chain:
            chains[each.id] = chain
    whole = {id(chain): Versions(tuple(chain)) for chain in chains.values()}
    return tuple(sorted(whole.values(), key=lambda versions: versions.documents[0].received_at, reverse=True))


async def find_versions(act: Act, case: Case, form_ref: str) -> tuple[Document, Versions, tuple[Versions, ...]]:
    """One version with its others, and all forms of the case; NotFound for one that is not this officer's to read."""
    every = await kept_on(act, case)
    for versions in every:
        for document in versions.documents:
            if document.ref == form_ref:
                return document, versions, every
    raise await denied(act, "document", row="form.read")


def before(document: Document, versions: Versions, every: tuple[Versions, ...]) -> Document | None:
    """The form of this kind before it on the case, as it stands now; never an earlier version of itself."""
    first = versions.documents[0].received_at
    others = [each for each in every if each is not versions and each.newest.form == document.form]
    earlier = [each for each in others if each.documents[0].received_at < first]
    return max(earlier, key=lambda each: each.documents[0].received_at).newest if earlier else None
