"""Writes one letter and hands it to the post: addressed from the sealed directory, neutral in every word."""

from datetime import datetime
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.directory import open_entry
from agencies.letters import letter_text
from agencies.members import agencies_of
from agencies.roles import Role
from agencies.seats import act_of, service_act
from exports.invite import invite_ics
from marac.errors import NotFound
from marac.jobs import Payload
from marac.post import Letter, Method, Subject, message_id_of
from marac.staff_address import StaffAddress
from meetings.chasing.recipients import Addressee
from meetings.chasing.taking import is_still_chased
from meetings.circulation import was_recalled
from meetings.guarded_letters import why_not_sent
from meetings.invites import invite_for
from meetings.places import find_place
from meetings.rules.chase_ladder import Kind
from tasks.chase import THINGS
from tasks.handing_over import hand_over, note_not_sent


async def send_letter(desk: Desk, payload: Payload) -> None:
    """At least once; a second copy bears the same id. A sending called back meanwhile is not posted."""
    if payload.area is None or await _is_called_back(payload):
        return
    act = await service_act(desk, payload.area)
    kind = payload.ids["subject"]
    if "role" in payload.ids and not await _is_still_theirs(act, payload):
        return
    if not await _is_still_chased(act, payload):
        return
    try:
        letter = await _letter(act, payload)
    except NotFound:
        return  # The officer has left meanwhile.
    kept_back = await _why_kept_back(act, payload)
    if kept_back is not None:
        await note_not_sent(act, payload, kind=kind, code=kept_back)
        return
    await hand_over(desk, act, payload, letter, kind=kind)


async def _why_kept_back(act: Act, payload: Payload) -> str | None:
    """The mailbox of an agency is nobody's in person, so nothing keeps a letter to it back."""
    officer = payload.ids.get("officer")
    return await why_not_sent(act, UUID(officer), payload.ids) if officer else None


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


async def _is_still_chased(act: Act, payload: Payload) -> bool:
    """What is no chase always is. A chase is asked about once more: answered, moved, paused, or shut meanwhile?"""
    kind = payload.ids.get("chase")
    if kind is None:
        return True
    officer, agency = payload.ids.get("officer"), payload.ids.get("agency")
    addressee = Addressee(UUID(officer) if officer else None, UUID(agency) if agency else None)
    return await is_still_chased(act, await THINGS[Kind(kind)](act), payload.ids["ref"], addressee)


async def _address(act: Act, ids: dict[str, str]) -> str:
    """Of an officer by the sealed directory; of an agency by the list of the area."""
    if "officer" in ids:
        return (await open_entry(act, UUID(ids["officer"]))).email
    for agency in await agencies_of(act.area.id, on=act.today):
        if agency.id == UUID(ids["agency"]) and agency.secure_email:
            return agency.secure_email
    raise NotFound


async def _letter(act: Act, payload: Payload) -> Letter:
    ids = payload.ids
    address = await _address(act, ids)
    due_at = datetime.fromisoformat(ids["due_at"]) if "due_at" in ids else None
    subject = Subject[ids["subject"]]
    method: Method = "CANCEL" if subject is Subject.MEETING_CANCELLED else "REQUEST"
    ics = None
    if "meeting" in ids:
        ics = invite_ics(await invite_for(act, UUID(ids["meeting"]), attendee=address, method=method))
    return Letter(
        to=StaffAddress(address),
        subject=subject,
        text=letter_text(address=act.desk.address, ref=ids["ref"], due_at=due_at),
        message_id=message_id_of(payload.id, act.desk.address),
        ics=ics,
        method=method,
    )
