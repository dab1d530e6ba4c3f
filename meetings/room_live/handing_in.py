"""What somebody wrote in a case that was shut to them meanwhile: kept sealed beside the minutes, for the chair.

Whoever is shut out learns nothing by it and gets nothing back; those who run the room decide on it as on any text
set aside.
"""

from collections.abc import Mapping
from dataclasses import replace

from agencies.acts import Act
from marac.audit.events import Event
from marac.audit.trail import Actor
from marac.database import for_everybody, transaction
from meetings.minutes import HEADINGS, MAX_TEXT, keep_aside
from meetings.minutes_keeping import Sent
from meetings.room_access import RoomCase, item_of
from meetings.seats import RUNS_THE_ROOM, find_seat
from meetings.tables.documents import Case
from meetings.tables.minutes import MinutesRevision

UNDER = "information"


@for_everybody
async def hand_in(act: Act, meeting_ref: str, case_ref: str, sent: Mapping[str, Sent], *, line: str = "") -> None:
    """Set aside what differs from the text it began from. Without a seat that runs the room nothing is taken."""
    here = await find_seat(act, meeting_ref, RUNS_THE_ROOM)
    case = await Case.objects().where((Case.ref == case_ref) & (Case.area == act.area.id)).first()
    item = await item_of(here, case) if case else None
    if case is None or item is None or not here.has_affirmed:
        return
    room = RoomCase(here, item, case)
    for heading in HEADINGS:
        if heading in sent:
            await _set_aside(act, room, heading, sent[heading])
    if line.strip():
        await _add_aside(act, room, line.strip())


async def _set_aside(act: Act, room: RoomCase, heading: str, sent: Sent) -> None:
    began_from = await _text(act, room, heading, sent.base_n)
    if len(sent.text) > MAX_TEXT or sent.text.rstrip() == began_from.rstrip():
        return
    own = await _own_aside(act, room, heading)
    if own is not None and await _opened(act, room, own) == sent.text:
        return
    await _keep(act, room, heading, sent)


async def _add_aside(act: Act, room: RoomCase, line: str) -> None:
    """A line of the composer goes under what this person has aside already."""
    own = await _own_aside(act, room, UNDER)
    before = await _opened(act, room, own) if own else ""
    text = f"{before.rstrip()}\n{line}".strip()[:MAX_TEXT]
    await _keep(act, room, UNDER, Sent(text, own.base_n if own else 0))


async def _keep(act: Act, room: RoomCase, heading: str, sent: Sent) -> None:
    async with transaction():
        await keep_aside(act, room, heading, text=sent.text, base_n=sent.base_n)


async def _own_aside(act: Act, room: RoomCase, heading: str) -> MinutesRevision | None:
    found: MinutesRevision | None = (
        await MinutesRevision.objects()
        .where(
            (MinutesRevision.part.agenda_item == room.item.id)
            & (MinutesRevision.part.heading == heading)
            & (MinutesRevision.kind == "aside")
            & (MinutesRevision.by == act.officer_id)
            & MinutesRevision.settled_at.is_null()
        )
        .order_by(MinutesRevision.n, ascending=False)
        .first()
    )
    return found


async def _text(act: Act, room: RoomCase, heading: str, n: int) -> str:
    """The text a page began from; empty where there is none of that number."""
    row = (
        await MinutesRevision.objects()
        .where(
            (MinutesRevision.part.agenda_item == room.item.id)
            & (MinutesRevision.part.heading == heading)
            & (MinutesRevision.n == n)
        )
        .first()
    )
    return await _opened(act, room, row) if row else ""


async def _opened(act: Act, room: RoomCase, row: MinutesRevision) -> str:
    """Opened by the service itself: the person learns nothing of it, and has not looked."""
    permit = act.permit(Event.MINUTES_READ, "case", room.case.id, reason_code="room")
    opened = await act.vault.open_record(replace(permit, by=_service(act)), row)
    return str(opened["text"])


def _service(act: Act) -> Actor:
    return replace(act.actor, officer_id=None, acting_for=None, session=None)
