"""A meeting for one attendee's calendar: neutral words, one identifier for its life, the sequence from the database."""

from uuid import UUID

from agencies.acts import Act
from agencies.directory import open_entry
from marac.errors import NotFound
from marac.post import Method
from meetings.papers.meeting_invite import InviteMethod, MeetingInvite
from meetings.seats import find_meeting
from meetings.tables.meeting import Meeting


async def own_invite(act: Act, meeting_ref: str) -> MeetingInvite:
    """This officer's own copy, for downloading."""
    meeting = await find_meeting(act, meeting_ref)
    if act.officer_id is None:
        raise NotFound
    entry = await open_entry(act, act.officer_id)
    return _invite(act, meeting, entry.email, "REQUEST")


async def invite_for(act: Act, meeting_id: UUID, *, attendee: str, method: Method) -> MeetingInvite:
    """The copy a letter carries."""
    meeting = await Meeting.objects().get((Meeting.id == meeting_id) & (Meeting.area == act.area.id))
    if meeting is None:
        raise NotFound
    return _invite(act, meeting, attendee, method)


def _invite(act: Act, meeting: Meeting, attendee: str, method: Method) -> MeetingInvite:
    return MeetingInvite(
        method=InviteMethod(method),
        uid=meeting.uid,
        sequence=meeting.sequence,
        prefix=act.area.prefix,
        meeting_ref=meeting.ref,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        made_at=act.at,
        organizer=act.desk.mail_from,
        attendee=attendee,
        place=meeting.venue,
        link=f"{act.desk.address}/go/{meeting.ref}",
    )
