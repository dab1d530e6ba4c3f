"""The work list of each seat: what only this person can do next, what waits, and the dates to come."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from agencies.acts import Act
from agencies.roles import FOR_AN_AGENCY, Role
from meetings.recently import read_recent
from meetings.work_agency import work_of_agency, work_of_referrer
from meetings.work_oversight import work_of_administrator, work_of_privacy_officer, work_of_steering_reader
from meetings.work_parts import WorkList
from meetings.work_room import work_of_chair, work_of_coordinator

_Reading = Callable[[Act], Awaitable[WorkList]]
_BY_ROLE: dict[Role, _Reading] = {
    Role.COORDINATOR: work_of_coordinator,
    Role.DEPUTY_COORDINATOR: work_of_coordinator,
    Role.CHAIR: work_of_chair,
    Role.DEPUTY_CHAIR: work_of_chair,
    Role.STEERING_READER: work_of_steering_reader,
    Role.ADMINISTRATOR: work_of_administrator,
    Role.PRIVACY_OFFICER: work_of_privacy_officer,
    Role.REFERRER: work_of_referrer,
    **{role: work_of_agency for role in sorted(FOR_AN_AGENCY)},
}


async def read_work(act: Act) -> WorkList:
    """For the seat one works in now; a seat whose work is not built yet has an empty list."""
    work = await read_counts(act)
    return replace(work, recent=await read_recent(act))


async def read_counts(act: Act) -> WorkList:
    """The same without what was opened last, for asking whether anything changed."""
    reading = _BY_ROLE.get(act.role) if act.role else None
    return await reading(act) if reading else WorkList(next=None)
