"""Goes through the whole area for somebody whom tokens find too seldom, some pages at a time."""

from uuid import UUID

from agencies.acts import Desk
from marac.jobs import Payload
from meetings.area_scan import scan
from meetings.tables.matching import PeopleSearch
from tasks.match_people import act_of_search


async def scan_people(desk: Desk, payload: Payload) -> None:
    """Harmless twice: it goes on where the search has come to."""
    row = await PeopleSearch.objects().get(PeopleSearch.id == UUID(payload.ids["search"]))
    if row is not None:
        await scan(await act_of_search(desk, row), row)
