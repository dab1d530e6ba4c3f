"""After a restore: rights taken away since the backup are taken away again, so that an old copy gives none back.

What was given since the backup is lost with the rest, and whoever needs it is given it again.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.officers import end_officer
from agencies.seats import service_act
from agencies.taken_away_again import end_every_session, end_role_again
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.audit.trail import Actor
from marac.dates import day_in_london
from marac.errors import NotFound
from meetings.shut_again import exclude_again, restrict_again
from tasks.later_log import REPLAYED, ToldLeaf, still_standing


@dataclass(frozen=True, slots=True)
class Replayed:
    """How much was done again, and how much was about something younger than the backup."""

    exclusions: int = 0
    leavers: int = 0
    roles: int = 0
    keys: int = 0
    sessions: int = 0
    passed_over: int = 0


async def replay(desk: Desk, told: Iterable[ToldLeaf]) -> Replayed:
    """Do again, oldest first, what this database does not know of; then end every session."""
    later = {leaf.id: leaf for leaf in told}
    known = await Leaf.select(Leaf.id).where(Leaf.event.is_in([event.value for event in REPLAYED]))
    for row in known:
        later.pop(row["id"], None)
    done: Counter[str] = Counter()
    for leaf in still_standing([later[leaf_id] for leaf_id in sorted(later)]):
        done[await _do_again(desk, leaf)] += 1
    return Replayed(**done, sessions=await _end_sessions(desk))


async def _do_again(desk: Desk, leaf: ToldLeaf) -> str:
    """What it is counted as."""
    counted, again = _AGAIN[leaf.event]
    try:
        act = await service_act(desk, leaf.area)
        with act.at_work():
            await again(act, leaf)
    except NotFound:
        return "passed_over"
    return counted


async def _change_access(act: Act, leaf: ToldLeaf) -> None:
    kind, officer, agency = str(leaf.keys["exclusion"]), _id(leaf, "officer"), _id(leaf, "agency")
    if leaf.change == "name" and officer is not None:
        await restrict_again(act, leaf.about, kind=kind, named=officer, since=leaf.at)
    else:
        await exclude_again(act, leaf.about, kind=kind, officer=officer, agency=agency, since=leaf.at)


async def _end_officer(act: Act, leaf: ToldLeaf) -> None:
    await end_officer(act, leaf.about)


async def _end_role(act: Act, leaf: ToldLeaf) -> None:
    await end_role_again(act, leaf.about, day_in_london(leaf.business_at), second=leaf.keys["second"])


async def _destroy_key(act: Act, leaf: ToldLeaf) -> None:
    await act.vault.destroy_data_key(leaf.about, by=act.actor)


def _id(leaf: ToldLeaf, name: str) -> UUID | None:
    return UUID(leaf.keys[name]) if leaf.keys[name] else None


async def _end_sessions(desk: Desk) -> int:
    # Which sessions ended since the backup needs no log: all of them do, and everybody signs in again.
    now = desk.clock.now()
    by = Actor(area_id=None, officer_id=None, acting_for=None, at=now, business_at=now)
    return await end_every_session(desk.trail, by=by)


_AGAIN: dict[Event, tuple[str, Callable[[Act, ToldLeaf], Awaitable[None]]]] = {
    Event.ACCESS_CHANGED: ("exclusions", _change_access),
    Event.OFFICER_ENDED: ("leavers", _end_officer),
    Event.ROLE_ENDED: ("roles", _end_role),
    Event.KEY_DESTROYED: ("keys", _destroy_key),
}
