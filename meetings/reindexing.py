"""A new index key for an area, beside the old one until every mention has tokens under both.

Begin, index again until nothing is left, end the old one. Meanwhile everything is written and looked up under both, so
that nobody is missed.
"""

from collections.abc import Callable
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.errors import Refused
from meetings.confidential_places import forget_places, has_places_without, index_places_again
from meetings.mentions_seen import seen_by_id
from meetings.people_known import open_people
from meetings.tables.matching import Token
from meetings.tokens import insert_tokens, token_rows

PAGE = 500
TOKENS_AT_ONCE = 5000
NOT_YET = "Some people are not indexed under the new key yet. Index again until nothing is left."


async def renew_index(act: Act, told: Callable[[int], None]) -> int:
    """All of it, while people work; goes on where it was broken off. Returns how many people were indexed again.

    `told` hears that number as it grows.
    """
    versions = await act.vault.index_versions(act.area.id)
    if len(versions) == 1:
        if await _forget_before(act, versions[0]):
            return 0  # The key was renewed already; only old tokens were left.
        await begin_index(act)
    number = 0
    while indexed := await index_again(act):
        number += indexed
        told(number)
    await end_index(act, versions[0])
    return number


async def begin_index(act: Act) -> int:
    """From now on everything new is indexed under this version too."""
    return await act.vault.begin_index_key(by=act.actor)


@for_everybody
async def index_again(act: Act, *, page: int = PAGE) -> int:
    """Some mentions that have no token under the newest key get theirs; returns how many these were.

    Then the confidential addresses, case by case.
    """
    version = max(await act.vault.index_versions(act.area.id))
    waiting = await _without(act, version, page)
    if not waiting:
        return await index_places_again(act, version)
    permit = act.permit(Event.INDEX_READ, "area", act.area.id)
    known = await open_people(act, permit, await seen_by_id(act, waiting))
    rows = await token_rows(act, [(each.mention.id, each.person) for each in known])
    async with transaction():
        await insert_tokens([row for row in rows if row.version == version])
        await act.record(Event.INDEX_MADE_ANEW, "area", act.area.id, mentions=len(waiting))
    return len(waiting)


@for_everybody
async def end_index(act: Act, version: int) -> None:
    """The old key is destroyed and its tokens go. Raises Refused while anybody is found by them alone."""
    async with transaction():
        newest = max(await act.vault.index_versions(act.area.id))
        if await _without(act, newest, 1) or await has_places_without(act, newest):
            raise Refused(NOT_YET)
        await act.vault.end_index_key(version, by=act.actor)
        await forget_places(act, version)
    await _forget_before(act, newest)


@for_everybody
async def _forget_before(act: Act, version: int) -> int:
    """Tokens that nobody can look up any more, as their key is gone; returns how many."""
    number = 0
    while forgotten := await _forget_some(act, version):
        number += forgotten
    return number


async def _forget_some(act: Act, version: int) -> int:
    rows = await Token.raw(
        "DELETE FROM token WHERE id IN (SELECT id FROM token WHERE area = {} AND version < {} LIMIT {}) RETURNING id",
        act.area.id,
        version,
        TOKENS_AT_ONCE,
    )
    return len(rows)


async def _without(act: Act, version: int, number: int) -> list[UUID]:
    """Mentions with tokens, but none under this key. Somebody of whom nothing is known has none at all."""
    rows = await Token.raw(
        "SELECT DISTINCT mention FROM token AS had WHERE area = {} AND version <> {} AND NOT EXISTS "
        "(SELECT 1 FROM token AS has WHERE has.mention = had.mention AND has.version = {}) LIMIT {}",
        act.area.id,
        version,
        version,
        number,
    )
    return [UUID(str(row["mention"])) for row in rows]
