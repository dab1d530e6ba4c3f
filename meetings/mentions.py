"""Mentions: what one document says of one person. A referral makes them; a research return proposes values for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.ids import uuid7
from meetings.people_known import person_written
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention, MentionValue
from meetings.tokens import write_tokens

Json = dict[str, Any]
ROLES = ("victim", "perpetrator", "child")


@dataclass(frozen=True, slots=True)
class PersonWritten:
    """One person of a referral as the sender wrote it, with role, place in the list and outside id."""

    outside_id: str
    role: str
    n: int
    card: Json


def people_in(document: Json) -> Iterator[PersonWritten]:
    """Everyone in a referral, in document order."""
    reference = document["sender_reference"]
    yield PersonWritten(f"{reference}/victim", "victim", 0, document["victim"])
    for n, card in enumerate(document["perpetrators"]):
        yield PersonWritten(f"{reference}/perpetrators/{n}", "perpetrator", n, card)
    for n, card in enumerate(document.get("children", [])):
        yield PersonWritten(f"{reference}/children/{n}", "child", n, card)


async def make_mentions(act: Act, case: Case, document: Document, answers: Json) -> None:
    """One mention for each person of a referral, with its tokens, each a person of its own until somebody links it."""
    rows, people = [], []
    for person in people_in(answers):
        mention_id = uuid7()
        row = Mention(
            id=mention_id,
            area=act.area.id,
            outside_id=person.outside_id,
            document=document.id,
            case=case.id,
            role=person.role,
            n=person.n,
            person_id=mention_id,
            dk=case.dk,
        )
        await act.vault.seal(row, {Mention.card: person.card})
        rows.append(row)
        people.append((mention_id, person_written(person.card, written_on=case.referred_on, role=person.role)))
    await Mention.insert(*rows)
    await write_tokens(act, people)


def proposed_values(corrections: Json) -> Iterator[tuple[str, int, object]]:
    """The corrections of a research return as values: kind, place among its kind, and what it says."""
    name = {part: corrections.get(part) for part in ("given_names", "family_name")}
    if any(name.values()):
        yield "name", 0, name
    if corrections.get("born_on"):
        yield "born_on", 0, corrections["born_on"]
    for kind, many in (("alias", "aliases"), ("address", "addresses")):
        for n, value in enumerate(corrections.get(many) or []):
            yield kind, n, value
    known = {key: value for key, value in (corrections.get("identifiers") or {}).items() if value}
    if known:
        yield "identifiers", 0, known
    if corrections.get("note"):
        yield "note", 0, corrections["note"]


async def propose_values(act: Act, case: Case, *, source: UUID, said_on: date, persons: list[Json]) -> list[UUID]:
    """Keep what a research return corrects, on the mentions of the referral that opened the case; returns which."""
    corrected = {
        (person["role"], person["index"]): person["corrections"] for person in persons if person["corrections"]
    }
    if not corrected:
        return []
    opening = (Mention.case == case.id) & (Mention.document == case.opened_by)
    mentions = await Mention.select(Mention.id, Mention.role, Mention.n).where(opening)
    rows = []
    for mention in mentions:
        for kind, n, value in proposed_values(corrected.get((mention["role"], mention["n"]), {})):
            row = MentionValue(
                id=uuid7(), area=act.area.id, mention=mention["id"], kind=kind, n=n, source_document=source,
                said_on=said_on, state="proposed", dk=case.dk,
            )  # fmt: skip
            await act.vault.seal(row, {MentionValue.value: value})
            rows.append(row)
    if rows:
        await MentionValue.insert(*rows)
    return list(dict.fromkeys(row.mention for row in rows))
