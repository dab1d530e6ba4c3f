"""A store of invented people for the benchmark of search: every record sealed under the key of its case, and indexed.

Rows go in by the thousand and indexes are made afterwards: what is measured is the search, not the filling.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import as_file, files
from itertools import groupby, islice
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.commands.area import load_whole
from marac.commands.benchmarks.bulk import bulk_for
from marac.commands.benchmarks.generated_people import Row, generate_rows
from marac.commands.demo import SLUG
from marac.commands.doorway import act_in_area
from marac.database import transaction
from marac.ids import new_ref, uuid7
from meetings.people.prepared import Prepared
from meetings.people_known import person_written
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention
from meetings.tokens import TokenRow, token_rows
from tasks.opening import Service

CASES_AT_ONCE = 300
# So many people of each filling are not stored but asked for.
HELD_BACK = 300
ROLES = {"victim", "perpetrator", "child"}


@dataclass(slots=True)
class HeldBack:
    """Somebody asked for, and the stored mentions of the same true person."""

    person: Prepared
    true: str
    same: set[UUID] = field(default_factory=set)

    @property
    def is_known(self) -> bool:
        return bool(self.same)


async def open_empty_area(service: Service) -> str:
    with as_file(files("marac").joinpath("practice", SLUG)) as folder:
        await load_whole(service, (folder / "area.json").read_bytes(), True)
    return SLUG


async def fill(service: Service, area: str, number: int, *, seed: int) -> list[HeldBack]:
    """So many more records in the store; returns those who were held back."""
    act = await act_in_area(service, area)
    agency = await Agency.select(Agency.id).where(Agency.area == act.area.id).first()
    held = _held_back(number, seed)
    sought = {each.true: each for each in held}
    bulk = bulk_for(service)
    await bulk.drop_indexes()
    with act.at_work():
        for cases in _batches(_cases(number, seed)):
            rows = await _keep(act, agency["id"] if agency else uuid7(), cases, sought)
            await bulk.insert_tokens(rows)
    await bulk.make_indexes()
    return held


def _is_held(n: int, number: int) -> bool:
    return n % max(2, number // HELD_BACK) == 1


def _held_back(number: int, seed: int) -> list[HeldBack]:
    rows = (row for n, row in enumerate(generate_rows(number, seed=seed)) if _is_held(n, number))
    return [HeldBack(_prepared(row), f"{seed}/{row.person}") for row in rows]


def _cases(number: int, seed: int) -> Iterator[list[Row]]:
    rows = (row for n, row in enumerate(generate_rows(number, seed=seed)) if not _is_held(n, number))
    for _, people in groupby(
        (row._replace(person=f"{seed}/{row.person}") for row in rows), key=lambda row: row.case_id
    ):
        yield list(people)


def _batches(cases: Iterator[list[Row]]) -> Iterator[list[list[Row]]]:
    while batch := list(islice(cases, CASES_AT_ONCE)):
        yield batch


async def _keep(act: Act, agency: UUID, cases: Sequence[Sequence[Row]], sought: dict[str, HeldBack]) -> list[TokenRow]:
    """One transaction for the rows but the tokens, which are returned."""
    documents, rows, mentions, people = [], [], [], []
    async with transaction():
        for persons in cases:
            case_id, document_id = uuid7(), uuid7()
            dk = await act.vault.make_data_key(act.area.id, "case", case_id)
            documents.append(_document(act, document_id, case_id, persons[0]))
            rows.append(_case(act, case_id, document_id, agency, persons[0], dk))
            for n, row in enumerate(persons):
                mention = _mention(act, case_id, document_id, row, n, dk)
                await act.vault.seal(mention, {Mention.card: card_of(row)})
                mentions.append(mention)
                people.append((mention.id, _prepared(row)))
                if row.person in sought:
                    sought[row.person].same.add(mention.id)
        await _insert(documents, rows, mentions)
        await act.record(Event.MACHINE_REPORTED, "area", act.area.id, **_nothing_shown())
    return await token_rows(act, people)


def _nothing_shown() -> dict[str, Any]:
    return {"report": "benchmark", "objects": [], "number_of_objects": 0, "objects_hash": ""}


async def _insert(documents: Sequence[Document], cases: Sequence[Case], mentions: Sequence[Mention]) -> None:
    await Document.insert(*documents)
    await Case.insert(*cases)
    for start in range(0, len(mentions), CASES_AT_ONCE):
        await Mention.insert(*mentions[start : start + CASES_AT_ONCE])


def _document(act: Act, document_id: UUID, case_id: UUID, row: Row) -> Document:
    return Document(
        id=document_id,
        ref=new_ref(),
        area=act.area.id,
        form="marac-referral",
        version=1,
        sender_reference=f"B-{document_id.hex[-20:]}",
        result="received",
        received_at=act.at,
        business_at=act.business_at,
        case=case_id,
    )


def _case(act: Act, case_id: UUID, document_id: UUID, agency: UUID, row: Row, dk: UUID) -> Case:
    return Case(
        id=case_id,
        ref=new_ref(),
        area=act.area.id,
        status="closed",
        referring_agency=agency,
        opened_by=document_id,
        referred_on=date.fromisoformat(row.case_date),
        received_at=act.business_at,
        dk=dk,
    )


def _mention(act: Act, case_id: UUID, document_id: UUID, row: Row, n: int, dk: UUID) -> Mention:
    mention_id = uuid7()
    return Mention(
        id=mention_id,
        area=act.area.id,
        outside_id=f"B-{mention_id.hex}",
        document=document_id,
        case=case_id,
        role=row.role if row.role in ROLES else "child",
        n=n,
        person_id=mention_id,
        dk=dk,
    )


def _prepared(row: Row) -> Prepared:
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
