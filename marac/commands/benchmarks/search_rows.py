"""A batch of invented cases as rows: every mention sealed under the key of its case, and indexed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from agencies.acts import Act
from marac.commands.benchmarks.bulk import Rows, RowsOf, tokens_as_rows
from marac.commands.benchmarks.generated_people import Row
from marac.ids import ALPHABET, uuid7
from marac.vault.data_keys import KeyKind, new_data_key
from marac.vault.envelope import Envelopes, OpenKey
from marac.vault.primitives import Key
from marac.vault.sealing import seal_row
from marac.vault.tables import DataKey
from meetings.people.prepared import Prepared
from meetings.people_known import person_written
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention
from meetings.tokens import token_rows

ROLES = {"victim", "perpetrator", "child"}


class Means(NamedTuple):
    """What every case of a store is kept with."""

    act: Act
    agency: UUID
    wrapping: tuple[int, Key]


@dataclass(slots=True)
class MentionToSeal:
    """A mention as far as the vault asks about it; the table class takes longer than all the rest."""

    id: UUID
    area: UUID
    sealed_version: int = 0
    row_mac: bytes | None = None
    card: bytes | None = None
    _meta: ClassVar[Any] = Mention._meta


def true_person(seed: int, row: Row) -> UUID:
    """Whose mention it truly is; it stands there as if somebody had linked them all."""
    return uuid5(NAMESPACE_OID, f"{seed}/{row.person}")


async def rows_of(means: Means, cases: Sequence[Sequence[Row]], *, seed: int) -> list[Rows]:
    """In the order in which the database wants them."""
    keys, documents, files, mentions = RowsOf(DataKey), RowsOf(Document), RowsOf(Case), RowsOf(Mention)
    people: list[tuple[UUID, Prepared]] = []
    for persons in cases:
        case_id, document_id = uuid7(), uuid7()
        kept, key = new_data_key(means.act.area.id, KeyKind.CASE, case_id, wrapping=means.wrapping)
        keys.add({**kept._asdict(), "seals": len(persons), "made_at": means.act.at})
        documents.add(_document(means.act, document_id, case_id))
        files.add(_case(means, case_id, document_id, persons[0]) | {"dk": key.id})
        for values, person in _mentions(means.act, case_id, document_id, persons, key):
            mentions.add(values | {"person_id": true_person(seed, persons[values["n"]])})
            people.append((values["id"], person))
    return [keys, documents, files, mentions, tokens_as_rows(await token_rows(means.act, people))]


def _ref(of: UUID) -> str:
    """As short as a true one; drawing a random letter ten times takes longer than sealing a mention."""
    return "".join([ALPHABET[of.int >> place & 31] for place in range(0, 50, 5)])


def _document(act: Act, document_id: UUID, case_id: UUID) -> dict[str, Any]:
    return {
        "id": document_id,
        "ref": _ref(document_id),
        "area": act.area.id,
        "form": "marac-referral",
        "version": 1,
        "sender_reference": f"B-{document_id.hex}",
        "result": "received",
        "received_at": act.at,
        "business_at": act.business_at,
        "case": case_id,
    }


def _case(means: Means, case_id: UUID, document_id: UUID, row: Row) -> dict[str, Any]:
    return {
        "id": case_id,
        "ref": _ref(case_id),
        "area": means.act.area.id,
        "status": "closed",
        "referring_agency": means.agency,
        "opened_by": document_id,
        "referred_on": date.fromisoformat(row.case_date),
        "received_at": means.act.business_at,
    }


def _mentions(
    act: Act, case_id: UUID, document_id: UUID, persons: Sequence[Row], key: OpenKey
) -> Iterator[tuple[dict[str, Any], Prepared]]:
    for n, row in enumerate(persons):
        card = card_of(row)
        sealed = MentionToSeal(uuid7(), act.area.id)
        seal_row(Envelopes(), key, sealed, {"card": card})
        yield (
            {
                "id": sealed.id,
                "area": act.area.id,
                "outside_id": f"B-{sealed.id.hex}",
                "document": document_id,
                "case": case_id,
                "role": row.role if row.role in ROLES else "child",
                "n": n,
                "dk": key.id,
                "sealed_version": sealed.sealed_version,
                "row_mac": sealed.row_mac,
                "card": sealed.card,
            },
            person_written(card, written_on=date.fromisoformat(row.case_date), role=row.role),
        )


def prepared(row: Row) -> Prepared:
    return person_written(card_of(row), written_on=date.fromisoformat(row.case_date), role=row.role)


def card_of(row: Row) -> dict[str, Any]:
    """The record as a referral would bring it."""
    precision = {10: "exact", 7: "month", 4: "year"}.get(len(row.dob), "unknown")
    return {
        "given_names": f"{row.first_name} {row.middle_names}".strip(),
        "family_name": row.last_name,
        "aliases": [_alias(each) for each in row.aliases.split(";") if each.strip()],
        "spelling_doubt": False,
        "born_on": {"value": row.dob or None, "precision": precision},
        "sex_recorded": {"F": "female", "M": "male"}.get(row.sex, "not_known"),
        "addresses": [_address(row)] if row.address or row.postcode else [],
        "phones": [{"number": row.phone, "safe_to_call": "not_known", "note": None}] if row.phone else [],
        "emails": [],
        "identifiers": {},
    }


def _alias(text: str) -> dict[str, Any]:
    given, _, family = text.strip().rpartition(" ")
    return {"given_names": given, "family_name": family, "kind": "alias", "note": None}


def _address(row: Row) -> dict[str, Any]:
    place = {"lines": [row.address], "town": row.town, "postcode": row.postcode, "kind": "home"}
    return {**place, "from_on": None, "to_on": None, "confidential": False}
