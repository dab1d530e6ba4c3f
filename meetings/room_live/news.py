"""How far a case in the room has come, in two counts: what is written, and what else was done.

Counts alone, never a word of a case. Whoever asks must be let into the room for it, each time anew.
"""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from meetings.room_access import RoomCase, find_room_case
from meetings.room_deeds import number_by_others_in
from meetings.tables.meeting import Presence
from meetings.tables.minutes import ActionEvent, MinutesRevision, Telling
from meetings.tables.research import Research, ResearchLine

HELD_SECONDS = 1.0
_MOST_HELD = 500


@dataclass(frozen=True, slots=True)
class News:
    """The two counts; a page compares them with those it knows."""

    written: int
    done: int


# What several readers of one kind are told within a second is counted once. The agency is None for those who run
# the room: they have the same lines, and nobody barred from a case comes as far as this.
_held: dict[tuple[UUID, UUID | None], tuple[float, News]] = {}


@dataclass(frozen=True, slots=True)
class Known:
    """What a page knows when it is made: what others had done by then, and the counts it goes on from."""

    by_others: int
    news: News


async def known_of(act: Act, meeting_ref: str, case_ref: str) -> Known:
    """Asked before the page is read, so that what comes in between is told again and never missed."""
    room = await find_room_case(act, meeting_ref, case_ref)
    return Known(await number_by_others_in(act, room), await _count(act, room))


async def news_of(act: Act, meeting_ref: str, case_ref: str) -> News:
    """Raises NotFound or Refused for whoever may not be in the room for this case at this moment."""
    room = await find_room_case(act, meeting_ref, case_ref)
    kind = (room.item.id, None if room.here.runs_the_room else act.agency_id)
    now = asyncio.get_running_loop().time()
    found = _held.get(kind)
    if found is not None and 0 <= now - found[0] < HELD_SECONDS:
        return found[1]
    if len(_held) >= _MOST_HELD:
        _held.clear()
    news = await _count(act, room)
    _held[kind] = now, news
    return news


async def _count(act: Act, room: RoomCase) -> News:
    item = room.item.id
    shared = await _number_shared(room)
    given = ActionEvent.action.agenda_item == item
    if not room.here.runs_the_room:
        return News(
            0, shared + int(await ActionEvent.count().where(given & (ActionEvent.action.agency == act.agency_id)))
        )
    written = await MinutesRevision.count().where(MinutesRevision.part.agenda_item == item)
    marks = await Presence.count().where(Presence.agenda_item == item)
    told = await Telling.count().where(Telling.agenda_item == item)
    return News(int(written), shared + int(await ActionEvent.count().where(given)) + int(marks) + int(told))


async def _number_shared(room: RoomCase) -> int:
    returns = Research.select(Research.id).where(
        (Research.case == room.case.id) & (Research.meeting == room.item.meeting)
    )
    return int(
        await ResearchLine.count().where(ResearchLine.research.is_in(returns) & ResearchLine.shared_at.is_not_null())
    )
