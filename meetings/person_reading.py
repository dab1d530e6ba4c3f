"""One person over all the cases a reader may open: what each document says of them, and what happened when.

A person is reached through somebody of a case one may see, and shows nothing of a case one may not see: no role, no
name, no count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.policy import may
from marac.audit.events import Event
from marac.errors import NotFound
from meetings.access import visible
from meetings.contact_reading import may_reach
from meetings.evidence import Evidence, open_evidence
from meetings.forms.summary import birth_in_words
from meetings.papers.contact_paper import KINDS as CONTACT_KINDS
from meetings.papers.person_timeline import Happening
from meetings.papers.value_words import KIND_WORDS, STATE_WORDS, full_name, value_words
from meetings.people_around import verdicts_among
from meetings.people_rows import ROLE_WORDS, born_of
from meetings.person_happenings import happenings_of
from meetings.person_places import mention_at
from meetings.rules.states import WORDS
from meetings.tables.documents import Case
from meetings.tables.people import Mention, MentionValue
from meetings.values_said import agencies_by_id, sources_of, values_beside


@dataclass(frozen=True, slots=True)
class Said:
    """One value with who said it and when; a proposed one waits for somebody to accept it or not."""

    kind: str
    words: str
    said_by: str
    said_on: date
    case_ref: str
    state: str = ""  # Proposed, Accepted, Not accepted; nothing for what the referral itself says
    value_id: str = ""

    is_contact: bool = False  # decided on the page of contact details, where it can be read

    @property
    def is_proposed(self) -> bool:
        return self.state == STATE_WORDS["proposed"]


@dataclass(frozen=True, slots=True)
class RoleInCase:
    """What the person is in one case."""

    case_ref: str
    case_number: str
    role: str
    status_words: str
    referred_on: date
    sender: str


@dataclass(frozen=True, slots=True)
class LinkHeld:
    """One standing verdict that holds two of these mentions together."""

    verdict: str
    roles: tuple[tuple[str, str], ...]  # role and reference of the case, of both ends
    by: str
    at: datetime
    by_joining: bool


@dataclass(frozen=True, slots=True)
class PersonPaper:
    """A person as one reader sees them."""

    case_ref: str
    number: int
    role: str
    name: str
    born: str
    said: tuple[Said, ...]
    roles: tuple[RoleInCase, ...]
    happenings: tuple[Happening, ...]
    links: tuple[LinkHeld, ...]
    number_of_mentions: int
    may_decide: bool
    may_contact: bool
    may_tell: bool  # what one knows better

    @property
    def path(self) -> str:
        return f"/people/{self.case_ref}/{self.number}"

    @property
    def last_link(self) -> LinkHeld | None:
        return max(self.links, key=lambda link: link.at, default=None)


async def read_person(act: Act, case_ref: str, number: int) -> PersonPaper:
    """Two leaves: the referrals of the cases, and what they and the agencies say of this person."""
    mention = await mention_at(act, case_ref, number)
    mentions = await _mentions_of(act, mention)
    cases = list({each.case.id: each.case for each in mentions}.values())
    permit = act.permit(Event.PERSON_READ, "mention", mention.id)
    evidence = await open_evidence(act, cases, permit)
    values, agencies = await values_beside(act, mentions), await agencies_by_id(act)
    sources = await sources_of(act, values, agencies)
    opened = await act.vault.open_records(permit, [*mentions, *values])
    person = _Person(act, mentions, values, [row.get("card", row.get("value")) for row in opened], agencies, sources)
    happenings = await happenings_of(act, [_at_case(each, evidence) for each in mentions if _speaks(each)], agencies)
    may_contact = await may_reach(act, mention.id)
    card = person.cards[[each.id for each in mentions].index(mention.id)]
    return PersonPaper(
        case_ref=case_ref,
        number=number,
        role=ROLE_WORDS[mention.role],
        name=full_name(card),
        born=born_of(card),
        said=person.said(),
        roles=tuple(person.role(each) for each in mentions if _speaks(each)),
        happenings=(*happenings, *person.corrections()),
        links=await _links_among(act, mentions),
        number_of_mentions=len(mentions),
        may_decide=act.is_coordinator,
        may_contact=may_contact,
        may_tell=may_contact and may("person.tell", roles=act.roles, forum=act.area.forum),
    )


async def _mentions_of(act: Act, mention: Mention) -> list[Mention]:
    """Every mention of the person in a case this reader may see, oldest first, each with its case."""
    found: list[Mention] = (
        await Mention.objects(Mention.case)
        .where((Mention.person_id == mention.person_id) & (Mention.area == act.area.id) & visible(act, Mention.case))
        .order_by(Mention.id)
    )
    if mention.id not in [each.id for each in found]:
        raise NotFound  # Shut to this reader in the meantime.
    return found


def _speaks(mention: Mention) -> bool:
    """Of a duplicate referral only the document that opened the case speaks for it."""
    return bool(mention.document == mention.case.opened_by)


def _at_case(mention: Mention, evidence: Mapping[UUID, Evidence]) -> tuple[Case, str, Evidence]:
    return mention.case, ROLE_WORDS[mention.role], evidence[mention.case.id]


@dataclass(frozen=True, slots=True)
class _Person:
    """What was opened, in the order of the rows."""

    act: Act
    mentions: Sequence[Mention]
    values: Sequence[MentionValue]
    opened: Sequence[Any]
    agencies: Mapping[UUID, str]
    sources: Mapping[UUID, str]

    @property
    def cards(self) -> Sequence[dict[str, Any]]:
        return self.opened[: len(self.mentions)]

    def role(self, mention: Mention) -> RoleInCase:
        case: Case = mention.case
        return RoleInCase(
            case.ref,
            case.case_number or "",
            ROLE_WORDS[mention.role],
            WORDS[case.status],
            case.referred_on,
            self.agencies.get(case.referring_agency, ""),
        )

    def said(self) -> tuple[Said, ...]:
        """Names and birth dates of every document, then what agencies proposed."""
        found: list[Said] = []
        for mention, card in zip(self.mentions, self.cards, strict=True):
            found += self._by_referral(mention, card)
        by_id = {mention.id: mention for mention in self.mentions}
        for row, value in zip(self.values, self.opened[len(self.mentions) :], strict=True):
            found.append(self._by_return(row, value, by_id[row.mention]))
        return tuple(found)

    def _by_referral(self, mention: Mention, card: dict[str, Any]) -> list[Said]:
        case: Case = mention.case
        values = [("name", full_name(card)), ("born_on", birth_in_words(card.get("born_on")))]
        values[1:1] = [("alias", full_name(alias)) for alias in card.get("aliases") or ()]
        by = self.agencies.get(case.referring_agency, "")
        return [Said(KIND_WORDS[kind], words, by, case.referred_on, case.ref) for kind, words in values]

    def _by_return(self, row: MentionValue, value: Any, mention: Mention) -> Said:
        words = value_words(row.kind, value)
        return Said(
            KIND_WORDS[row.kind],
            words,
            self.sources[row.id],
            row.said_on,
            mention.case.ref,
            STATE_WORDS[row.state],
            str(row.id),
            row.kind in CONTACT_KINDS,
        )

    def corrections(self) -> tuple[Happening, ...]:
        by_id = {mention.id: mention for mention in self.mentions}
        found = []
        for row in self.values:
            mention = by_id[row.mention]
            words = f"{KIND_WORDS[row.kind]}: another value from {self.sources[row.id]}. {STATE_WORDS[row.state]}"
            found.append(Happening("corrections", row.said_on, words, ROLE_WORDS[mention.role], mention.case.ref))
        return tuple(found)


async def _links_among(act: Act, mentions: Sequence[Mention]) -> tuple[LinkHeld, ...]:
    """The verdicts that hold these mentions together, both ends in cases this reader may see."""
    by_id = {mention.id: mention for mention in mentions}
    verdicts = await verdicts_among(act, list(by_id))
    return tuple(
        LinkHeld(
            str(verdict.verdict_id),
            tuple((ROLE_WORDS[by_id[end].role], by_id[end].case.ref) for end in (verdict.a, verdict.b)),
            verdict.by,
            verdict.at,
            verdict.by_joining,
        )
        for verdict in verdicts
        if verdict.kind == "same"
    )
