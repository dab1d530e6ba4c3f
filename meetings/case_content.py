"""What is known of cases, opened together: the referral's answers and the people it names, under one leaf."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.vault.opening import Permit
from meetings.legacy.log_row import as_referral
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person of a case: role, place in the referral's list, and the card as it stands."""

    mention_id: UUID
    person_id: UUID
    role: str
    n: int
    card: dict[str, Any]  # as the person part of the exchange document


@dataclass(frozen=True, slots=True)
class CaseContent:
    """A case with its opened referral."""

    case: Case
    form: str
    version: int
    answers: dict[str, Any]  # the exchange document
    people: tuple[PersonCard, ...]

    @property
    def victim(self) -> PersonCard:
        return next(person for person in self.people if person.role == "victim")

    @property
    def perpetrators(self) -> tuple[PersonCard, ...]:
        return tuple(person for person in self.people if person.role == "perpetrator")

    @property
    def children(self) -> tuple[PersonCard, ...]:
        return tuple(person for person in self.people if person.role == "child")


async def open_cases(act: Act, permit: Permit, cases: Sequence[Case]) -> dict[UUID, CaseContent]:
    """Three statements and one leaf, however many cases. The caller has filtered them (meetings.access)."""
    if not cases:
        return {}
    documents = await Document.objects().where(Document.id.is_in([case.opened_by for case in cases]))
    # Of a duplicate referral only the document that opened the case speaks for it.
    mentions = (
        await Mention.objects()
        .where(Mention.document.is_in([document.id for document in documents]))
        .order_by(Mention.n)
    )
    opened = await act.vault.open_records(permit, [*documents, *mentions])
    bodies = {document.id: body for document, body in zip(documents, opened, strict=False)}
    people = _by_document(mentions, opened[len(documents) :])
    by_id = {document.id: document for document in documents}
    return {case.id: _content(case, by_id[case.opened_by], bodies, people) for case in cases}


def _by_document(mentions: Iterable[Mention], opened: Iterable[dict[str, Any]]) -> dict[UUID, list[PersonCard]]:
    people: dict[UUID, list[PersonCard]] = {}
    for mention, values in zip(mentions, opened, strict=True):
        card = PersonCard(mention.id, mention.person_id, mention.role, mention.n, values["card"])
        people.setdefault(mention.document, []).append(card)
    return people


def _content(
    case: Case,
    document: Document,
    bodies: dict[UUID, dict[str, Any]],
    people: dict[UUID, list[PersonCard]],
) -> CaseContent:
    return CaseContent(
        case=case,
        form=document.form,
        version=document.version,
        answers=as_referral(bodies[document.id]["body"]),
        people=tuple(people.get(document.id, ())),
    )
