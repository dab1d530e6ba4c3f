"""Who is who in the rooms of a practice area, and the meetings, cases and actions its file speaks of."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from agencies.tables import Agency, Area, Officer
from marac.database import whole_service
from marac.errors import MaracError
from meetings.practice.room_deeds import Deed
from meetings.room_access import RoomCase
from meetings.seats import SeatHere
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Meeting, Statement
from meetings.tables.minutes import Action

Json = dict[str, Any]
ActAs = Callable[[str, datetime], Awaitable[Act]]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is who in the practice area, and a way to act as any of them at a moment."""

    officers: dict[str, UUID]
    agencies: dict[str, UUID]
    shorts: dict[str, str]
    act_as: ActAs


async def set_stage(area_id: UUID, act_as: ActAs) -> Stage:
    # People of the other forum of the same place sit here as guests.
    [area] = await Area.select(Area.slug).where(Area.id == area_id)
    here = Area.select(Area.id).where(Area.slug.is_in([area["slug"], f"{area['slug']}-mappa"]))
    with whole_service():
        officers = await Officer.select(Officer.id, Officer.outside_id).where(Officer.area.is_in(here))
    agencies = await Agency.select(Agency.id, Agency.slug, Agency.short).where(Agency.area == area_id)
    return Stage(
        officers={row["outside_id"]: row["id"] for row in officers if row["outside_id"]},
        agencies={row["slug"]: row["id"] for row in agencies},
        shorts={row["slug"]: row["short"] for row in agencies},
        act_as=act_as,
    )


async def load_statements(act: Act, practice: Json) -> int:
    """The versions of the confidentiality statement; those known already are left alone."""
    known = {row["version"] for row in await Statement.select(Statement.version).where(Statement.area == act.area.id)}
    fresh = [
        Statement(
            area=act.area.id,
            version=told["version"],
            from_on=date.fromisoformat(told["from_on"]),
            words=told["text"],
        )
        for told in practice["statements"]
        if told["version"] not in known
    ]
    if fresh:
        await Statement.insert(*fresh)
    return len(fresh)


class PracticeFileWrong(MaracError):
    """The practice file tells of something its own area does not have."""


def known(row: Row | None, otherwise: str) -> Row:
    if row is None:
        raise PracticeFileWrong(otherwise)
    return row


async def the_meeting(act: Act, outside_id: str) -> Meeting:
    meeting = await Meeting.objects().get((Meeting.outside_id == outside_id) & (Meeting.area == act.area.id))
    return known(meeting, "The practice file names a meeting its area does not have")


async def the_case(act: Act, case_number: str) -> Case:
    case = await Case.objects().get((Case.case_number == case_number) & (Case.area == act.area.id))
    return known(case, "The practice file names a case that was never accepted")


async def the_room(act: Act, deed: Deed) -> RoomCase:
    """The case in its room. The replay stands in for those who were there; their rights were theirs then."""
    case, meeting = await the_case(act, deed.told["case_number"]), await the_meeting(act, deed.meeting)
    item = await AgendaItem.objects().get((AgendaItem.case == case.id) & (AgendaItem.meeting == meeting.id))
    heard = known(item, "The practice file hears a case that is not on its meeting")
    return RoomCase(SeatHere(meeting, SeatKind.CHAIR, None, True), heard, case)


async def the_action(act: Act, action_id: str) -> Action:
    case_number, n = re.fullmatch(r"(.+)/A(\d+)", action_id).groups()  # type: ignore[union-attr]
    case = await the_case(act, case_number)
    action = await Action.objects().get((Action.case == case.id) & (Action.n == int(n)))
    return known(action, "The practice file reports on an action that was never given")


async def the_action_id(act: Act, action_id: str) -> UUID:
    return (await the_action(act, action_id)).id
