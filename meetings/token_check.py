"""The nightly comparison of stored tokens with those that the mentions ask for. Nothing is repaired silently."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from meetings.many import among
from meetings.mentions_seen import seen_after
from meetings.people_known import Known, open_people
from meetings.tables.matching import PeopleSearch, Token
from meetings.tokens import token_rows

PAGE = 1000
PAGES_A_JOB = 10
FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)
StoredToken = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Checked:
    """The mentions of some pages whose tokens are not those of what is known of them; and where to go on."""

    differing: list[UUID]
    last: UUID
    is_end: bool


@for_everybody
async def check_tokens(act: Act, *, after: UUID = FIRST, pages: int = PAGES_A_JOB, page: int = PAGE) -> Checked:
    """Some pages of an area, in the order of arrival."""
    differing: list[UUID] = []
    for _ in range(pages):
        mentions = await seen_after(act, after, page, until=_LAST)
        after = mentions[-1].id if mentions else after
        permit = act.permit(Event.INDEX_READ, "area", act.area.id)
        differing += await _differing(act, await open_people(act, permit, mentions))
        if len(mentions) < page:
            return Checked(await _without_waiting(act, differing), after, is_end=True)
    return Checked(await _without_waiting(act, differing), after, is_end=False)


async def note_checked(act: Act, differing: int) -> None:
    """The leaf of an area that was gone through to its end."""
    async with transaction():
        await act.record(Event.INDEX_CHECKED, "area", act.area.id, differing=differing)


async def _differing(act: Act, people: Sequence[Known]) -> list[UUID]:
    if not people:
        return []
    wanted: dict[UUID, set[StoredToken]] = {each.mention.id: set() for each in people}
    stored: dict[UUID, set[StoredToken]] = {each.mention.id: set() for each in people}
    for token in await token_rows(act, [(each.mention.id, each.person) for each in people]):
        wanted[token.mention].add((token.type, token.version, token.bits64))
    rows = await Token.select(Token.mention, Token.type, Token.version, Token.bits64).where(
        among(Token.mention, list(stored))
    )
    for row in rows:
        stored[row["mention"]].add((row["type"], row["version"], row["bits64"]))
    return [mention_id for mention_id in stored if stored[mention_id] != wanted[mention_id]]


async def _without_waiting(act: Act, mention_ids: Sequence[UUID]) -> list[UUID]:
    """A correction that came a moment ago is indexed by the search that waits for its turn."""
    waiting = await PeopleSearch.select(PeopleSearch.mention).where(
        (PeopleSearch.area == act.area.id) & PeopleSearch.mention.is_not_null() & PeopleSearch.searched_at.is_null()
    )
    named = {row["mention"] for row in waiting}
    return [mention_id for mention_id in mention_ids if mention_id not in named]
