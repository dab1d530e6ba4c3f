"""Going through a whole area for somebody without birth date or outcode, whom tokens find too seldom.

A page of mentions at a time; how far it has come stands in the search, so that a stopped scan goes on where it was.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from meetings.many import among
from meetings.matching import Party, ask_for_scan, candidates_of, looked_for
from meetings.mentions_seen import SeenMention, seen_after
from meetings.people.finding import find
from meetings.people.model import default_model
from meetings.people.scoring import Band
from meetings.people_known import Known, open_people, with_linked
from meetings.store_size import store_size
from meetings.suggesting import Weighed, keep_suggestions, worth_showing
from meetings.tables.matching import PeopleSearch, Suggestion

# One leaf and one short transaction a page, after about a second of work.
PAGE = 2000
PAGES_A_JOB = 10
_FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)
Company = Mapping[UUID, set[UUID]]


@for_everybody
async def scan(act: Act, row: PeopleSearch, *, pages: int = PAGES_A_JOB, page: int = PAGE) -> None:
    """Some pages; what is left is asked for as another job. Harmless twice."""
    if row.searched_at is None or not row.is_scan_needed or row.scanned_at is not None:
        return
    everybody = await looked_for(act, row)
    asked = [each for each in everybody if each.person.is_scan_needed and row.mention in (None, each.mention.id)]
    party = Party(asked, default_model(), await store_size(act))
    company = await _company([each.mention.id for each in everybody])
    for _ in range(pages):
        mentions = await _page(act, row, party, page)
        others = with_linked(await _opened(act, row, mentions))
        await _note(act, row, party, await worth_showing(act, _weighed(party, others, company)), mentions, page)
        if row.scanned_at is not None:
            return
    async with transaction():
        await ask_for_scan(act, row, since=str(row.scanned_to))


async def _company(mention_ids: Sequence[UUID]) -> Company:
    """For each person of the document the cases in which it is plainly known."""
    strong = among(Suggestion.mention, mention_ids) & (Suggestion.band == Band.STRONG.value)
    cases: dict[UUID, set[UUID]] = {mention_id: set() for mention_id in mention_ids}
    for each in await Suggestion.select(Suggestion.mention, Suggestion.other.case.as_alias("there")).where(strong):
        cases[each["mention"]].add(each["there"])
    return cases


async def _page(act: Act, row: PeopleSearch, party: Party, number: int) -> list[SeenMention]:
    """Those who were known before the ones looked for; whoever came later looks for them in turn."""
    until = min((each.mention.id for each in party.asked), default=_LAST) if row.mention is None else _LAST
    return await seen_after(act, row.scanned_to or _FIRST, number, until=until)


async def _opened(act: Act, row: PeopleSearch, mentions: Sequence[SeenMention]) -> list[Known]:
    permit = act.permit(Event.PEOPLE_SEARCHED, "case", row.case, search=str(row.id), step="scanned")
    return await open_people(act, permit, [each for each in mentions if each.case != row.case])


def _weighed(party: Party, others: Sequence[Known], company: Company) -> list[Weighed]:
    by_id = {other.mention.id: other for other in others}
    return [
        Weighed(asked, by_id[found.key], found)  # type: ignore[index]
        for asked in party.asked
        for found in find(
            party.model,
            asked.person,
            candidates_of(others),
            store_size=party.store_size,
            known_cases=_elsewhere(company, asked.mention.id),
        )
    ]


def _elsewhere(company: Company, mention_id: UUID) -> frozenset[UUID]:
    """Cases in which somebody else of the document is plainly known."""
    return frozenset(case for each, cases in company.items() if each != mention_id for case in cases)


async def _note(
    act: Act, row: PeopleSearch, party: Party, shown: Sequence[Weighed], mentions: Sequence[SeenMention], page: int
) -> None:
    """What a page came to, and how far the search is; of two that go through the same page one keeps it."""
    before = row.scanned_to
    here = PeopleSearch.scanned_to.is_null() if before is None else PeopleSearch.scanned_to == before
    row.scanned_to = mentions[-1].id if mentions else before
    row.scanned_at = act.at if len(mentions) < page else None
    noted: dict[Column | str, object] = {
        PeopleSearch.scanned_to: row.scanned_to,
        PeopleSearch.scanned_at: row.scanned_at,
    }
    async with transaction():
        still_open = (PeopleSearch.id == row.id) & PeopleSearch.scanned_at.is_null() & here
        if await PeopleSearch.update(noted).where(still_open).returning(PeopleSearch.id):
            await keep_suggestions(act, row, shown, party.scales)
