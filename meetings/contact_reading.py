"""How a person may be reached and where they lived, for those who may contact them.

Coordinator and chair read it of everybody in the cases they may see; an Idva of the victims assigned to them, and of
nobody else. Numbers and addresses are put in only for a reader who said why, and each such look says it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.policy import may
from agencies.roles import Role
from marac.audit.events import Event
from marac.database import transaction
from marac.dates import day_in_london
from marac.errors import InvalidForm
from meetings.access import Condition, assigned_cases, denied, may_see_every_case, not_barred, seated_cases
from meetings.legacy.log_row import as_referral
from meetings.papers.contact_paper import KINDS, Reach, Said, in_turn, reach_of, reaches_of_card
from meetings.papers.safe_contact import SafeContact, safe_contact_of, says_how
from meetings.papers.value_words import full_name
from meetings.people_rows import ROLE_WORDS, born_of
from meetings.person_places import mention_at
from meetings.tables.documents import Document
from meetings.tables.people import Mention, MentionValue
from meetings.values_said import agencies_by_id, sources_of, values_beside

ROW = "case.contact"
REASONS = {
    "reach": "I am about to contact them, in the way that is said to be safe",
    "safety": "I am checking whether somebody is in danger through an address or a number",
    "correction": "One of them may be wrong",
}


@dataclass(frozen=True, slots=True)
class ContactPaper:
    """A person as one reader may reach them."""

    case_ref: str
    number: int
    role: str
    name: str
    born: str
    safe: tuple[str, ...]
    safe_from: str  # who said so, in words with the date; nothing where nobody did
    safe_on: date | None
    reaches: tuple[Reach, ...]
    is_open: bool
    may_tell: bool
    may_decide: bool
    may_contact: bool = True

    @property
    def path(self) -> str:
        return f"/people/{self.case_ref}/{self.number}"


def reachable(act: Act) -> Condition:
    """The mentions whose contact details are this reader's to open."""
    ours = not_barred(act, Mention.case) & (Mention.area == act.area.id)
    if may_see_every_case(act):
        return ours
    if Role.DEPUTY_CHAIR in act.roles:
        return ours & Mention.case.is_in(seated_cases(act))
    # The other side of a case is nobody's client.
    return ours & Mention.case.is_in(assigned_cases(act)) & (Mention.role == "victim")


async def may_reach(act: Act, mention_id: UUID) -> bool:
    """Whether the page of this person leads to their contact details."""
    if not may(ROW, roles=act.roles, forum=act.area.forum):
        return False
    return bool(await Mention.exists().where((Mention.id == mention_id) & reachable(act)))


async def read_contact(act: Act, case_ref: str, number: int, *, reason_code: str | None = None) -> ContactPaper:
    """One leaf; without a reason only how contact is safe is told, and the leaf is that of reading a person."""
    mention = await find_reachable(act, case_ref, number)
    rows = await _rows_of(act, mention)
    opened = _Opened(rows, await act.vault.open_records(_permit(act, mention, reason_code), rows.everything))
    card, safe = opened.cards[mention.id], opened.safe
    return ContactPaper(
        case_ref=case_ref,
        number=number,
        role=ROLE_WORDS[mention.role],
        name=full_name(card),
        born=born_of(card),
        safe=safe.sentences if safe else (),
        safe_from=rows.sender(rows.newest) if safe and rows.newest else "",
        safe_on=rows.said_on(rows.newest) if safe and rows.newest else None,
        reaches=in_turn(opened.reaches(mention)) if reason_code is not None else (),
        is_open=reason_code is not None,
        may_tell=may("person.tell", roles=act.roles, forum=act.area.forum),
        may_decide=act.is_coordinator,
    )


async def give_contact_reason(act: Act, case_ref: str, number: int, code: str) -> str:
    """Put on record why numbers and addresses are needed; each look says it again."""
    mention = await find_reachable(act, case_ref, number)
    if code not in REASONS:
        raise InvalidForm({"reason": "Choose why you need them."})
    async with transaction():
        await act.record(Event.REASON_GIVEN, "mention", mention.id, reason_code=code, policy=ROW)
    return code


async def find_reachable(act: Act, case_ref: str, number: int) -> Mention:
    """The person at this place, if this reader may contact them; else NotFound, and the denial is on record."""
    mention = await mention_at(act, case_ref, number)
    if not await may_reach(act, mention.id):
        raise await denied(act, "mention", row=ROW)
    return mention


def _permit(act: Act, mention: Mention, reason_code: str | None) -> Any:
    if reason_code is None:
        return act.permit(Event.PERSON_READ, "mention", mention.id)
    return act.permit(Event.CONTACT_OPENED, "mention", mention.id, reason_code=reason_code)


async def _mentions_of(act: Act, mention: Mention) -> list[Mention]:
    """Every mention of the person that this reader may reach, oldest first, each with its case."""
    found: list[Mention] = (
        await Mention.objects(Mention.case)
        .where((Mention.person_id == mention.person_id) & reachable(act))
        .order_by(Mention.id)
    )
    if mention.id not in [each.id for each in found]:
        raise await denied(act, "mention", row=ROW)  # Shut to this reader in the meantime.
    return found


@dataclass(frozen=True, slots=True)
class _Rows:
    """The sealed rows of a person that are opened together, and who is behind them."""

    mentions: Sequence[Mention]
    documents: Mapping[UUID, Document]
    values: Sequence[MentionValue]
    agencies: Mapping[UUID, str]
    sources: Mapping[UUID, str]

    @property
    def as_victim(self) -> list[Document]:
        """The referrals that say how this person may be reached."""
        return [self.documents[each.document] for each in self.mentions if each.role == "victim"]

    @property
    def newest(self) -> Document | None:
        """What was safe once may be so no more: the last word counts alone."""
        return max(self.as_victim, key=lambda each: (each.business_at, each.id), default=None)

    @property
    def everything(self) -> list[Any]:
        return [*self.mentions, *self.as_victim, *self.values]

    def sender(self, document: Document) -> str:
        return self.agencies.get(document.sender, "An agency")

    def said_on(self, document: Document) -> date:
        """The day of the referral; of a second one about the same case, the day it came."""
        opening = (each.case.referred_on for each in self.mentions if each.case.opened_by == document.id)
        return next(opening, day_in_london(document.business_at))


async def _rows_of(act: Act, mention: Mention) -> _Rows:
    mentions = await _mentions_of(act, mention)
    documents = await Document.objects().where(Document.id.is_in([each.document for each in mentions]))
    values = [value for value in await values_beside(act, mentions) if value.kind in KINDS]
    agencies = await agencies_by_id(act)
    by_id = {row.id: row for row in documents}
    return _Rows(mentions, by_id, values, agencies, await sources_of(act, values, agencies))


@dataclass(frozen=True, slots=True)
class _Opened:
    """The same, opened, in the order of `everything`."""

    rows: _Rows
    records: Sequence[Mapping[str, Any]]

    @property
    def cards(self) -> dict[UUID, Any]:
        return {each.id: row["card"] for each, row in zip(self.rows.mentions, self.records, strict=False)}

    @property
    def safe(self) -> SafeContact | None:
        """How contact is safe, by the newest referral; None where that says nothing."""
        told = self.records[len(self.rows.mentions) :]
        bodies = {row.id: as_referral(each["body"]) for row, each in zip(self.rows.as_victim, told, strict=False)}
        newest = bodies[self.rows.newest.id] if self.rows.newest else None
        return safe_contact_of(newest) if newest and says_how(newest) else None

    def reaches(self, seen_from: Mention) -> list[Reach]:
        """What the referrals say, then what was said since."""
        by_id = {each.id: each for each in self.rows.mentions}
        found: list[Reach] = []
        for each in self.rows.mentions:
            document = self.rows.documents[each.document]
            said = self._said(seen_from, each, self.rows.sender(document), self.rows.said_on(document))
            found += reaches_of_card(self.cards[each.id], said)
        since = self.records[len(self.records) - len(self.rows.values) :]
        for row, record in zip(self.rows.values, since, strict=True):
            said = self._said(seen_from, by_id[row.mention], self.rows.sources[row.id], row.said_on)
            found.append(reach_of(row.kind, record["value"], replace(said, state=row.state, value_id=str(row.id))))
        return found

    def _said(self, seen_from: Mention, mention: Mention, by: str, on: date) -> Said:
        return Said(
            by,
            on,
            mention.case.ref,
            may_write=mention.role == "victim" and self.safe is not None and self.safe.safe_to_write == "yes",
            keeps_held_back=seen_from.role == "perpetrator" and mention.role != "perpetrator",
            is_older=self.rows.newest is not None and on < self.rows.said_on(self.rows.newest),
        )
