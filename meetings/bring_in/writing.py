"""Records written in batches, each with its case, people, tokens and one leaf; nobody sees them until all are there."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from agencies.acts import Act
from agencies.directory import open_entries
from agencies.tables import Agency, Officer
from marac.audit.events import Event
from marac.database import for_update, transaction
from marac.dates import at_london
from marac.errors import Conflict
from marac.ids import new_ref, uuid7
from meetings.arrivals import Result
from meetings.bring_in.bulk import insert_rows, to_seal
from meetings.confidential_places import keep_places_of
from meetings.history import BROUGHT_IN
from meetings.legacy.log_row import LOG_ROW, VERSION
from meetings.mentions import PersonWritten, people_in
from meetings.people.prepared import Prepared
from meetings.people_known import person_written
from meetings.rules.staff_match import Colleague, is_same_person
from meetings.staff_check import StaffMatch, restrict_for_staff
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case, CaseDocument, CaseEvent, Document
from meetings.tables.people import Mention
from meetings.tokens import TokenRow, insert_tokens, token_rows

Json = dict[str, Any]
# A transaction of this many takes a tenth of a second, half of what one may take.
AT_ONCE = 20
NOON = "12:00"
GONE_ON = "Somebody else goes on with this already."


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Officers of the area by birth date: whoever of the records may be one is found silently."""

    by_birth: dict[str, list[tuple[UUID, UUID | None, Colleague]]]

    def among(self, people: Sequence[PersonWritten]) -> list[StaffMatch]:
        return [
            StaffMatch(person.outside_id, officer, agency)
            for person in people
            for officer, agency, colleague in self.by_birth.get(str((person.card["born_on"] or {}).get("value")), [])
            if is_same_person(person.card, colleague)
        ]


async def open_colleagues(act: Act) -> Colleagues:
    """One leaf for a whole file. Never inside a transaction."""
    officers = await Officer.select(Officer.id, Officer.agency).where(
        (Officer.area == act.area.id) & (Officer.state != "ended")
    )
    entries = await open_entries(act, [officer["id"] for officer in officers])
    found: dict[str, list[tuple[UUID, UUID | None, Colleague]]] = {}
    for officer in officers:
        entry = entries.get(officer["id"])
        if entry is not None and entry.born_on is not None:
            names = [entry.given_names, entry.family_name, entry.known_as or "", *entry.previous_names]
            colleague = Colleague.named(names, born_on=entry.born_on)
            found.setdefault(entry.born_on.isoformat(), []).append((officer["id"], officer["agency"], colleague))
    return Colleagues(found)


@dataclass(slots=True)
class ToWrite:
    """One record made ready outside the transaction."""

    document: Json
    case: Any
    row: Any
    people: list[tuple[UUID, PersonWritten, Prepared]]


async def number_of_cases(bring_in: UUID) -> int:
    """Those that are there of these old records."""
    return int(await Case.count().where(Case.bring_in == bring_in))


def _fingerprint(document: Json) -> str:
    return hashlib.sha256(msgspec.json.encode(document, order="sorted")).hexdigest()


class Writer:
    """Writes the records of one bringing-in, batch after batch."""

    def __init__(self, act: Act, bring_in: BringIn, agencies: dict[str, UUID], colleagues: Colleagues) -> None:
        self._act = act
        self._bring_in = bring_in
        self._agencies = agencies
        self._colleagues = colleagues

    @classmethod
    async def start(cls, act: Act, bring_in: BringIn) -> "Writer":
        rows = await Agency.select(Agency.slug, Agency.id).where(Agency.area == act.area.id)
        return cls(act, bring_in, {row["slug"]: row["id"] for row in rows}, await open_colleagues(act))

    async def write(self, documents: Sequence[Json]) -> None:
        """One batch, and how far it has come, in one transaction. Raises Conflict where somebody else did."""
        ready = [self._ready(document) for document in documents]
        tokens = await token_rows(
            self._act, [(mention, prepared) for each in ready for mention, _, prepared in each.people]
        )
        async with transaction():
            await self._take_turn()
            await self._insert(ready, tokens)
            await self._act.record(
                Event.BRING_IN_STAGED,
                "bring_in",
                self._bring_in.id,
                records=len(documents),
                done=self._bring_in.done + len(documents),
            )
        self._bring_in.done += len(documents)

    async def _take_turn(self) -> None:
        """The cases tell how far it has come: the row that holds the whole file is not written with each batch."""
        row = self._bring_in
        found = await for_update(BringIn.select(BringIn.state).where(BringIn.id == row.id))
        if [each["state"] for each in found] != ["staging"] or await number_of_cases(row.id) != row.done:
            raise Conflict(GONE_ON)

    def _ready(self, document: Json) -> ToWrite:
        act, case_id, document_id = self._act, uuid7(), uuid7()
        referred_on = date.fromisoformat(document["referred_on"])
        received_at = at_london(referred_on, NOON)
        sender = self._agencies[document["referring_agency"]]
        row = to_seal(Document, {
            "id": document_id, "ref": new_ref(), "area": act.area.id, "form": LOG_ROW, "version": VERSION,
            "sender": sender, "sender_reference": document["sender_reference"], "sha256": _fingerprint(document),
            "kept_sha256": _fingerprint(document), "result": Result.RECEIVED.value,
            "received_at": act.at, "business_at": received_at, "sent_by": self._bring_in.confirmed_by, "case": case_id,
        })  # fmt: skip
        is_heard = document["outcome"] == "heard"
        case = to_seal(Case, {
            "id": case_id, "ref": new_ref(), "area": act.area.id,
            "case_number": document["sender_reference"].replace("/", "-"),
            "status": "heard" if is_heard else "withdrawn", "referring_agency": sender, "opened_by": document_id,
            "referred_on": referred_on, "received_at": received_at, "decided_at": received_at,
            "heard_on": date.fromisoformat(document["heard_on"]) if is_heard else None,
            "bring_in": self._bring_in.id,
        })  # fmt: skip
        people = [
            (uuid7(), person, person_written(person.card, written_on=referred_on, role=person.role))
            for person in people_in(document)
        ]
        return ToWrite(document, case, row, people)

    async def _insert(self, ready: Sequence[ToWrite], tokens: Sequence[TokenRow]) -> None:
        act = self._act
        keys = await act.vault.make_data_keys(act.area.id, "case", [each.case.id for each in ready])
        mentions: list[Any] = []
        for each, key in zip(ready, keys, strict=True):
            each.case.dk = each.row.dk = key
            await act.vault.seal(each.row, {Document.body: each.document, Document.not_given: None})
            mentions += [await self._mention(each, mention, person) for mention, person, _ in each.people]
        await insert_rows(Document, [each.row for each in ready])
        await insert_rows(Case, [each.case for each in ready])
        await insert_rows(CaseDocument, [self._opened(each) for each in ready])
        await insert_rows(CaseEvent, [self._event(each) for each in ready])
        await insert_rows(Mention, mentions)
        await insert_tokens(tokens)
        await keep_places_of(act, {each.case.id: [person.card for _, person, _ in each.people] for each in ready})
        for each in ready:
            await self._restrict(each)

    async def _mention(self, each: ToWrite, mention_id: UUID, person: PersonWritten) -> Any:
        row = to_seal(Mention, {
            "id": mention_id, "area": self._act.area.id, "outside_id": person.outside_id, "document": each.row.id,
            "case": each.case.id, "role": person.role, "n": person.n, "person_id": mention_id, "dk": each.case.dk,
        })  # fmt: skip
        await self._act.vault.seal(row, {Mention.card: person.card})
        return row

    def _opened(self, each: ToWrite) -> Any:
        return to_seal(CaseDocument, {
            "id": uuid7(), "area": self._act.area.id, "case": each.case.id, "document": each.row.id,
            "relation": "opened",
        })  # fmt: skip

    def _event(self, each: ToWrite) -> Any:
        return to_seal(CaseEvent, {
            "id": uuid7(), "area": self._act.area.id, "case": each.case.id, "from_status": "submitted",
            "to_status": each.case.status, "at": self._act.at, "business_at": self._act.business_at,
            "by": self._bring_in.confirmed_by, "reason_code": BROUGHT_IN, "dk": each.case.dk,
        })  # fmt: skip

    async def _restrict(self, each: ToWrite) -> None:
        """As of any referral: a colleague among the people shuts the case at once."""
        matches = self._colleagues.among([person for _, person, _ in each.people])
        if not matches:
            return
        await restrict_for_staff(self._act, each.case, matches)
        values: dict[Any, Any] = {
            Case.restricted: each.case.restricted,
            Case.restricted_owner: each.case.restricted_owner,
        }
        await Case.update(values).where(Case.id == each.case.id)
