"""Writes one letter and hands it to the post: addressed from the sealed directory, neutral in every word."""

from datetime import datetime
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.directory import open_entry
from agencies.letters import letter_text
from agencies.roles import Role
from agencies.seats import act_of, service_act
from exports.invite import invite_ics
from marac.audit.events import Event
from marac.errors import NotFound
from marac.jobs import Payload
from marac.post import Letter, LetterRefused, Method, Subject, message_id_of
from marac.staff_address import StaffAddress
from meetings.circulation import was_recalled
from meetings.invites import invite_for
from meetings.places import find_place


async def send_letter(desk: Desk, payload: Payload) -> None:
    """At least once; a second copy bears the same id. A sending called back meanwhile is not posted."""
    if payload.area is None or await _is_called_back(payload):
        return
    act = await service_act(desk, payload.area)
    if "role" in payload.ids and not await _is_still_theirs(act, payload):
        return
    try:
        letter = await _letter(act, payload)
    except NotFound:
        return  # The officer has left meanwhile.
    await payload.requires_lease()
    try:
        await desk.post.send(letter)
    except LetterRefused:
        await act.desk.trail.record_apart(
            Event.LETTER_FAILED,
            by=act.actor,
            kind="letter",
            about=payload.id,
            letter=payload.ids["subject"],
            code="refused",
        )
        return
    async with payload.finishing():
        await act.record(Event.LETTER_SENT, "letter", payload.id, letter=payload.ids["subject"])


async def _is_still_theirs(act: Act, payload: Payload) -> bool:
    """What the letter is about may have been closed to its reader since it was asked for."""
    try:
        reader = await act_of(act.desk, act.area, UUID(payload.ids["officer"]), role=Role(payload.ids["role"]))
    except NotFound:
        return False
    with reader.at_work():
        return await find_place(reader, payload.ids["ref"]) is not None


async def _is_called_back(payload: Payload) -> bool:
    circulation = payload.ids.get("circulation")
    return circulation is not None and await was_recalled(UUID(circulation))


async def _letter(act: Act, payload: Payload) -> Letter:
    ids = payload.ids
    entry = await open_entry(act, UUID(ids["officer"]))
    due_at = datetime.fromisoformat(ids["due"]) if "due" in ids else None
    subject = Subject[ids["subject"]]
    method: Method = "CANCEL" if subject is Subject.MEETING_CANCELLED else "REQUEST"
    ics = None
    if "meeting" in ids:
        ics = invite_ics(await invite_for(act, UUID(ids["meeting"]), attendee=entry.email, method=method))
    return Letter(
        to=StaffAddress(entry.email),
        subject=subject,
        text=letter_text(address=act.desk.address, ref=ids["ref"], due_at=due_at),
        message_id=message_id_of(payload.id, act.desk.address),
        ics=ics,
        method=method,
    )
