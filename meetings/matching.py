"""Looking for the people of a document among everyone the area has known, and keeping what is suggested.

A search is asked for in the transaction of intake and done by a job; people decide what comes of it. Somebody without
birth date or outcode is looked for once more by going through the whole area (area_scan.py).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, reading, transaction
from marac.ids import uuid7
from marac.jobs import Job, later
from marac.vault.opening import Permit
from meetings.mentions_seen import SeenMention, seen_of_cases, seen_of_document, seen_with_linked
from meetings.people.finding import Candidate, find, find_together
from meetings.people.model import Model, default_model
from meetings.people.prepared import Prepared
from meetings.people.scoring import Band
from meetings.people.tokens import asked_tokens
from meetings.people_known import Known, open_people, with_linked
from meetings.store_size import store_size
from meetings.suggesting import Scales, Weighed, keep_suggestions, worth_showing
from meetings.tables.matching import PeopleSearch
from meetings.tables.people import Mention
from meetings.tokens import find_candidates, replace_tokens

# Opening costs most of a search. Found are the likeliest 50, opened 60 with whoever is linked; it was 300, and as
# many as came. All 225 people stayed in the first five among 100,000 records. Of 225 among 500,000 one was missed, who
# stood too low to be suggested, and of 1,969 others there none. Measured November 2026.
MOST_OPENED = 60


async def look_for(act: Act, *, case_id: UUID, document_id: UUID, mention_id: UUID | None = None) -> None:
    """In the transaction that filed the document: everybody in it, or the one mention it corrects."""
    search = PeopleSearch(
        id=uuid7(),
        area=act.area.id,
        case=case_id,
        document=document_id,
        mention=mention_id,
        asked_at=act.at,
        business_at=act.business_at,
    )
    await PeopleSearch.insert(search)
    await later(Job.MATCH_PEOPLE, area=act.area.id, dedupe=f"match:{search.id}", due=act.at, search=str(search.id))


async def open_searches(act: Act) -> list[PeopleSearch]:
    """Searches of the area that are not finished, oldest first."""
    scan_missing = PeopleSearch.is_scan_needed.eq(True) & PeopleSearch.scanned_at.is_null()
    unfinished = (PeopleSearch.area == act.area.id) & (PeopleSearch.searched_at.is_null() | scan_missing)
    found: list[PeopleSearch] = await PeopleSearch.objects().where(unfinished).order_by(PeopleSearch.id)
    return found


@dataclass(frozen=True, slots=True)
class Party:
    """The people of one document, looked for together, and what each of them may be."""

    asked: list[Known]
    model: Model
    store_size: int

    @property
    def scales(self) -> Scales:
        return Scales(self.model.name, self.store_size)

    def cases_of_strong(self, candidates: Sequence[Sequence[Known]]) -> set[UUID]:
        """Cases in which somebody of this document plainly stands."""
        return {
            other.mention.case
            for each, others in zip(self.asked, candidates, strict=True)
            for other in self._strong(each, others)
        }

    def _strong(self, asked: Known, others: Sequence[Known]) -> list[Known]:
        found = find(self.model, asked.person, candidates_of(others), store_size=self.store_size)
        strong = {each.key for each in found if each.score.band is Band.STRONG}
        return [other for other in others if other.mention.id in strong]

    def weighed(self, candidates: Sequence[Sequence[Known]]) -> list[Weighed]:
        """Everybody with everybody found for them, who is strong in a case speaking for the others."""
        by_id = {other.mention.id: other for others in candidates for other in others}
        found = find_together(
            self.model,
            [each.person for each in self.asked],
            [candidates_of(others) for others in candidates],
            store_size=self.store_size,
        )
        return [
            Weighed(asked, by_id[_id(each.key)], each)
            for asked, row in zip(self.asked, found, strict=True)
            for each in row
        ]


def candidates_of(others: Iterable[Known]) -> list[Candidate]:
    return [Candidate(other.mention.id, other.mention.case, other.person) for other in others]


def _id(key: object) -> UUID:
    return key if isinstance(key, UUID) else UUID(str(key))


@for_everybody
async def search(act: Act, row: PeopleSearch) -> None:
    """Find, compare and keep; harmless twice. A leaf for whom is looked for, and one for who is compared with them."""
    if row.searched_at is not None:
        return
    party = Party(await looked_for(act, row), default_model(), await store_size(act))
    candidates = await _found_by_tokens(act, row, party)
    candidates = await _with_company(act, row, party, candidates)
    weighed = [each for each in party.weighed(candidates) if row.mention in (None, each.asked.mention.id)]
    await _finish(act, row, party, await worth_showing(act, weighed))


async def looked_for(act: Act, row: PeopleSearch) -> list[Known]:
    """Everybody in the document that a search is about, opened; a corrected mention among its own company."""
    document = row.document
    if row.mention is not None:
        found = await Mention.select(Mention.document).where(Mention.id == row.mention).first()
        document = found["document"] if found else document
    return await _opened(act, row, await seen_of_document(act, document), step="asked")


async def _opened(act: Act, row: PeopleSearch, mentions: Sequence[SeenMention], *, step: str) -> list[Known]:
    permit = act.permit(Event.PEOPLE_SEARCHED, "case", row.case, search=str(row.id), step=step)
    return await open_people(act, permit, mentions)


async def _found_by_tokens(act: Act, row: PeopleSearch, party: Party) -> list[list[Known]]:
    """Without those of the same case: two people of one case are two people."""
    people = {each.mention.id: each.person for each in party.asked}
    permit = act.permit(Event.PEOPLE_SEARCHED, "case", row.case, search=str(row.id), step="compared")
    return await found_by_tokens(act, permit, list(people.values()), but=people, apart_from=row.case)


async def found_by_tokens(
    act: Act,
    permit: Permit,
    people: Sequence[Prepared],
    *,
    but: Collection[UUID] = (),
    apart_from: UUID | None = None,
) -> list[list[Known]]:
    """For each of these people those who share most with them, opened under one leaf, without one case.

    Who is found brings along every record that somebody linked as the same person.
    """
    async with reading():
        found = await find_candidates(act, [asked_tokens(person) for person in people], but=but)
        seen = await seen_with_linked(act, sorted({mention_id for ids in found for mention_id in ids}))
    mentions = _of_the_likeliest(found, [each for each in seen if each.case != apart_from])
    known = with_linked(await open_people(act, permit, mentions))
    return [_of_these_persons(ids, known) for ids in found]


def _of_the_likeliest(
    found: Sequence[Sequence[UUID]], mentions: Sequence[SeenMention], *, most: int = MOST_OPENED
) -> list[SeenMention]:
    """Those to open: whole persons, as who is linked is compared with all that is known, until it is enough."""
    persons = {each.id: each.person_id for each in mentions}
    sizes = Counter(persons.values())
    wanted: set[UUID] = set()
    for ids in found:
        number = 0
        for person_id in dict.fromkeys(persons[mention_id] for mention_id in ids if mention_id in persons):
            if number >= most:
                break
            wanted.add(person_id)
            number += sizes[person_id]
    return [each for each in mentions if each.person_id in wanted]


def _of_these_persons(ids: Sequence[UUID], known: Sequence[Known]) -> list[Known]:
    """Those found, in their order, and after each who is the same person."""
    groups: dict[UUID, list[Known]] = {}
    for each in known:
        groups.setdefault(each.mention.person_id, []).append(each)
    persons = {each.mention.id: each.mention.person_id for each in known}
    once = dict.fromkeys(persons[mention_id] for mention_id in ids if mention_id in persons)
    return [each for person_id in once for each in groups[person_id]]


async def _with_company(act: Act, row: PeopleSearch, party: Party, candidates: list[list[Known]]) -> list[list[Known]]:
    """Beside somebody plainly known stand people of whom a referral says too little for any token."""
    cases = party.cases_of_strong(candidates)
    if not cases:
        return candidates
    opened = {other.mention.id: other for others in candidates for other in others}
    around = await seen_of_cases(act, sorted(cases))
    missing = [mention for mention in around if mention.id not in opened]
    company = with_linked([*await _opened(act, row, missing, step="company"), *opened.values()])
    company = [other for other in company if other.mention.case in cases]
    return [_each_once([*others, *company]) for others in candidates]


def _each_once(others: Iterable[Known]) -> list[Known]:
    return list({other.mention.id: other for other in others}.values())


async def _finish(act: Act, row: PeopleSearch, party: Party, shown: Sequence[Weighed]) -> None:
    """Whoever comes second finds the search done, and keeps nothing."""
    corrected = [each for each in party.asked if each.mention.id == row.mention]
    is_scan_needed = any(each.person.is_scan_needed for each in corrected or party.asked)
    done: dict[Column | str, object] = {PeopleSearch.searched_at: act.at, PeopleSearch.is_scan_needed: is_scan_needed}
    async with transaction():
        still_open = (PeopleSearch.id == row.id) & PeopleSearch.searched_at.is_null()
        if not await PeopleSearch.update(done).where(still_open).returning(PeopleSearch.id):
            return
        for each in corrected:
            await replace_tokens(act, each.mention.id, each.person)
        await keep_suggestions(act, row, shown, party.scales)
        if is_scan_needed:
            await ask_for_scan(act, row, since="start")
    row.searched_at, row.is_scan_needed = act.at, is_scan_needed


async def ask_for_scan(act: Act, row: PeopleSearch, *, since: str) -> None:
    """Inside a transaction."""
    await later(Job.SCAN_PEOPLE, area=act.area.id, dedupe=f"scan:{row.id}:{since}", due=act.at, search=str(row.id))
