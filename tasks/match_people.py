"""Looks for the people of a document that arrived among everyone the area has known."""

from dataclasses import replace
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.seats import service_act
from marac.jobs import Payload
from meetings.matching import search
from meetings.tables.matching import PeopleSearch


async def match_people(desk: Desk, payload: Payload) -> None:
    """Harmless twice: a search that is done stays as it is."""
    row = await PeopleSearch.objects().get(PeopleSearch.id == UUID(payload.ids["search"]))
    if row is not None:
        await search(await act_of_search(desk, row), row)


async def act_of_search(desk: Desk, row: PeopleSearch) -> Act:
    """The service itself; what it finds belongs to the day the document came."""
    act = await service_act(desk, row.area)
    return replace(act, actor=replace(act.actor, business_at=row.business_at))
