"""Searches that are over: what somebody looked for, and the service's own searches that came to nothing.

That a search was run stays in the log. Its words go, and their key before them, so that no backup can show them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from meetings.settings_in_force import settings_on
from meetings.tables.finding import SearchRun
from meetings.tables.matching import PeopleSearch

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each kind."""

    words: int
    people: int


async def forget_searches(act: Act) -> Forgotten:
    """For the service itself: one area. What is older than the dated setting of today says is removed."""
    days = int((await settings_on(act, act.today)).value("search_days"))
    before = act.at - timedelta(days=days)
    words = people = 0
    while number := await _forget_words(act, before):
        words += number
    while number := await _forget_people(act, before):
        people += number
    if words or people:
        async with transaction():
            await act.record(Event.SEARCHES_FORGOTTEN, "area", act.area.id, words=words, people=people)
    return Forgotten(words, people)


async def _forget_words(act: Act, before: datetime) -> int:
    old = (SearchRun.area == act.area.id) & (SearchRun.at < before)
    rows = await SearchRun.select(SearchRun.id, SearchRun.dk).where(old).limit(AT_ONCE)
    for row in rows:
        async with transaction():
            await act.vault.destroy_data_key(row["dk"], by=act.actor)
            await SearchRun.delete().where(SearchRun.id == row["id"])
    return len(rows)


async def _forget_people(act: Act, before: datetime) -> int:
    """What a search suggested names it, and can be drawn again years later: such a search stays."""
    rows = await PeopleSearch.raw(
        "DELETE FROM people_search WHERE id IN (SELECT id FROM people_search AS old WHERE area = {} AND asked_at < {}"
        " AND searched_at IS NOT NULL AND (NOT is_scan_needed OR scanned_at IS NOT NULL)"
        " AND NOT EXISTS (SELECT 1 FROM suggestion WHERE suggestion.search = old.id) LIMIT {}) RETURNING id",
        act.area.id,
        before,
        AT_ONCE,
    )
    return len(rows)
