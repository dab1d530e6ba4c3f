"""Referrals with their people as linked at this reading, for everything that is computed on pairs and never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.vault.opening import Permit
from meetings.access import Condition, excluded_cases, unseen_cases
from meetings.legacy.log_row import as_referral
from meetings.many import among
from meetings.rules.repeats import Referral, Transfer
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention, MentionValue
from meetings.values import cards_with_values, value_rows

Json = dict[str, Any]
ADULTS = ["victim", "perpetrator"]
Said = dict[tuple[str, int], list[tuple[str, Any]]]
DISPUTED = "disputed"
IDS_A_STATEMENT = 5_000
PEOPLE = [*ADULTS, "child"]


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case by its people and status, its referral not opened yet."""

    id: UUID
    ref: str
    case_number: str | None
    document_id: UUID
    victim: UUID
    perpetrators: tuple[UUID, ...]
    row: Mapping[str, Any]
    children: tuple[UUID, ...] = ()
    mentions: Mapping[UUID, tuple[str, int]] = field(default_factory=dict)
    """Role and place in the referral of each mention."""

    @property
    def people(self) -> tuple[UUID, ...]:
        return (self.victim, *self.perpetrators, *self.children)

    @property
    def whole(self) -> UUID:
        """The case itself, or the one whose second referral this is."""
        joined: UUID | None = self.row["joined_to"]
        return joined or self.id

    def shares_with(self, other: "KnownCase") -> bool:
        """The same pair, for the abuse dates of duplicates; the same perpetrator, for where that person was found."""
        return bool(set(self.perpetrators) & set(other.perpetrators))

    def referral(self, answers: Json | None) -> Referral:
        """As the rules read it; of a referral that was not opened they learn no abuse date."""
        told = answers or {}
        return Referral(
            ref=str(self.id),
            received_at=self.row["received_at"],
            referred_on=self.row["referred_on"],
            victim=str(self.victim),
            perpetrators=tuple(str(each) for each in self.perpetrators),
            incident_on=_day(told.get("incident_on")),
            identified_on=_day(told.get("identified_on")),
            status=self.row["status"],
            heard_on=self.row["heard_on"],
            transfer=_transfer(told),
            is_judged_apart=self.row["is_judged_apart"],
        )


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _transfer(answers: Json) -> Transfer | None:
    told = answers.get("routes", {}).get("transfer", {})
    if told.get("applies") is not True:
        return None
    return Transfer(_day(told["previous_referred_on"]), _day(told["previous_heard_on"]))


async def known_around(act: Act, case_ids: Sequence[UUID]) -> dict[UUID, KnownCase]:
    """These cases and every other that names one of their people, less those this reader is excluded from."""
    theirs = Mention.select(Mention.person_id).where(among(Mention.case, case_ids))
    related = Mention.select(Mention.case).where(Mention.person_id.is_in(theirs) & (Mention.area == act.area.id))
    return await _known(act, Mention.case.is_in(related))


async def people_around(act: Act, case_ids: Sequence[UUID]) -> list[Mention]:
    """Everybody whom these cases name, and every other case with one of their people; sealed, each with its case."""
    theirs = Mention.select(Mention.person_id).where(among(Mention.case, case_ids))
    related = Mention.select(Mention.case).where(Mention.person_id.is_in(theirs) & (Mention.area == act.area.id))
    found: list[Mention] = (
        await Mention.objects(Mention.case).where(Mention.case.is_in(related) & _not_excluded(act)).order_by(Mention.n)
    )
    return found


def known_by(people: Sequence[Mention]) -> dict[UUID, KnownCase]:
    """The cases of these people."""
    return _by_case([_row(mention) for mention in people if mention.role in PEOPLE])


def _row(mention: Mention) -> dict[str, Any]:
    case: Case = mention.case
    return {
        "case_id": case.id,
        "mention": mention.id,
        "role": mention.role,
        "n": mention.n,
        "person_id": mention.person_id,
        "document": mention.document,
        "opened_by": case.opened_by,
        "case_ref": case.ref,
        "case_number": case.case_number,
        "status": case.status,
        "referred_on": case.referred_on,
        "received_at": case.received_at,
        "heard_on": case.heard_on,
        "is_judged_apart": case.is_judged_apart,
        "joined_to": case.joined_to,
        "referring_agency": case.referring_agency,
    }


async def known_in_area(act: Act) -> dict[UUID, KnownCase]:
    """Every case of the area."""
    return await _known(act, Mention.area == act.area.id)


def _not_excluded(act: Act) -> Condition:
    # The service itself is nobody's colleague: it judges every case.
    mine = Mention.case.not_in(excluded_cases(act)) if act.officer_id else Mention.area == act.area.id
    return mine & Mention.case.not_in(unseen_cases(act))


async def _known(act: Act, which: Condition) -> dict[UUID, KnownCase]:
    case = Mention.case
    rows = (
        await Mention.select(
            Mention.case.as_alias("case_id"),
            Mention.id.as_alias("mention"),
            Mention.role,
            Mention.n,
            Mention.person_id,
            Mention.document,
            case.opened_by.as_alias("opened_by"),
            case.ref.as_alias("case_ref"),
            case.case_number.as_alias("case_number"),
            case.status.as_alias("status"),
            case.referred_on.as_alias("referred_on"),
            case.received_at.as_alias("received_at"),
            case.heard_on.as_alias("heard_on"),
            case.is_judged_apart.as_alias("is_judged_apart"),
            case.joined_to.as_alias("joined_to"),
            case.referring_agency.as_alias("referring_agency"),
        )
        .where(which & Mention.role.is_in(PEOPLE) & _not_excluded(act))
        .order_by(Mention.n)
    )
    return _by_case(rows)


def _by_case(rows: Sequence[dict[str, Any]]) -> dict[UUID, KnownCase]:
    # Of a duplicate that joined a case, only the document that opened the case speaks for its people.
    speaking = [row for row in rows if row["document"] == row["opened_by"]]
    by_case: dict[UUID, list[dict[str, Any]]] = {}
    for row in speaking:
        by_case.setdefault(row["case_id"], []).append(row)
    return {case_id: _case(case_id, people) for case_id, people in by_case.items()}


def _case(case_id: UUID, people: list[dict[str, Any]]) -> KnownCase:
    first = people[0]
    return KnownCase(
        case_id,
        first["case_ref"],
        first["case_number"],
        first["opened_by"],
        next(person["person_id"] for person in people if person["role"] == "victim"),
        tuple(person["person_id"] for person in people if person["role"] == "perpetrator"),
        first,
        tuple(person["person_id"] for person in people if person["role"] == "child"),
        {person["mention"]: (person["role"], person["n"]) for person in people},
    )


@dataclass(frozen=True, slots=True)
class OpenedReferral:
    """A referral as it arrived; `not_given` is what its page was told is not known or not asked."""

    document: Document
    answers: Json
    not_given: dict[str, str]
    said: Mapping[tuple[str, int], Sequence[tuple[str, Any]]] = field(default_factory=dict)
    """What was said since of each person, by role and place, and is not disputed: kind and value."""


async def open_answers(act: Act, cases: Sequence[KnownCase], permit: Permit) -> dict[UUID, OpenedReferral]:
    """The referrals of these cases by case, opened under one leaf."""
    answers, _ = await open_answers_and_cards(act, cases, (), permit)
    return answers


async def open_answers_and_cards(
    act: Act, cases: Sequence[KnownCase], people: Sequence[Mention], permit: Permit
) -> tuple[dict[UUID, OpenedReferral], list[Json]]:
    """The referrals by case, and the cards of these people with what was accepted of them, all under one leaf."""
    if not cases:
        return {}, []
    documents = await Document.objects().where(among(Document.id, [case.document_id for case in cases]))
    values = await _values_since([mention for case in cases for mention in case.mentions])
    # The service reads for a sum and holds no key afterwards; a reader may open the same page again.
    opening = act.vault.open_records if act.officer_id else act.vault.machine_open
    opened = await opening(permit, [*documents, *people, *values])
    said = _said(cases, values, opened[len(documents) + len(people) :])
    referrals = {
        document.case: OpenedReferral(
            document, as_referral(record["body"]), record["not_given"] or {}, said[document.case]
        )
        for document, record in zip(documents, opened, strict=False)
    }
    return referrals, cards_with_values(people, values, opened[len(documents) :])


async def _values_since(mentions: Sequence[UUID]) -> list[MentionValue]:
    """One statement for a page; a whole area takes more, for a statement holds only so many ids."""
    found: list[MentionValue] = []
    for start in range(0, len(mentions), IDS_A_STATEMENT):
        found += await value_rows(mentions[start : start + IDS_A_STATEMENT])
    return found


def _said(cases: Sequence[KnownCase], values: Sequence[MentionValue], opened: Sequence[Json]) -> dict[UUID, Said]:
    of_mention = {mention: case.id for case in cases for mention in case.mentions}
    places = {mention: place for case in cases for mention, place in case.mentions.items()}
    said: dict[UUID, Said] = {case.id: {} for case in cases}
    for value, record in zip(values, opened, strict=True):
        if value.state != DISPUTED:
            place = places[value.mention]
            said[of_mention[value.mention]].setdefault(place, []).append((value.kind, record["value"]))
    return said


def opened_ids(case_ids: Sequence[UUID], known: Mapping[UUID, KnownCase]) -> list[KnownCase]:
    """What must be opened to judge these cases: themselves, and those that share victim or perpetrator in one role."""
    ours = [known[case_id] for case_id in case_ids if case_id in known]
    chosen = {case.id: case for case in ours}
    for case in ours:
        chosen |= {other.id: other for other in known.values() if other.shares_with(case)}
    return list(chosen.values())


async def hidden_cases(act: Act, case_ids: Sequence[UUID], visible_to: Condition) -> set[UUID]:
    """Those of these cases that this reader may not open."""
    if not case_ids:  # Asking the database for nobody would be a statement for nothing.
        return set()
    seen = await Case.select(Case.id).where(among(Case.id, case_ids) & visible_to)
    return set(case_ids) - {row["id"] for row in seen}
