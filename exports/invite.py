"""A meeting for one attendee's calendar (RFC 5545, RFC 5546): neutral words, fourteen properties, no more.

An invitation has the description, which is the link; a cancellation has the status instead.
"""

from datetime import UTC

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from exports.plain_text import one_line
from marac.dates import LONDON
from meetings.papers.meeting_invite import InviteMethod, MeetingInvite

# British Summer Time since 1996 (Council Directive 94/21/EC): last Sundays of March and October at 01:00 GMT.
# Our own constant is shorter than what libraries make and never changes with their version.
_LONDON_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE
""".replace("\n", "\r\n")


def invite_ics(invite: MeetingInvite) -> bytes:
    """The same invite always gives the same bytes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Meeting Desk//EN")
    calendar.add("method", invite.method.value)
    calendar.add_component(Timezone.from_ical(_LONDON_ZONE))
    calendar.add_component(_event(invite))
    return bytes(calendar.to_ical())


def _event(invite: MeetingInvite) -> Event:
    event = Event()
    event.add("uid", one_line(invite.uid))
    event.add("sequence", invite.sequence)
    event.add("dtstamp", invite.made_at.astimezone(UTC))
    event.add("dtstart", invite.starts_at.astimezone(LONDON))
    event.add("dtend", invite.ends_at.astimezone(LONDON))
    event.add("summary", one_line(invite.summary))
    event.add("class", "PRIVATE")
    if invite.place:
        event.add("location", one_line(invite.place))
    event.add("organizer", _address(invite.organizer), encode=False)
    event.add("attendee", _attendee(invite), encode=False)
    if invite.method is InviteMethod.CANCEL:
        event.add("status", "CANCELLED")
    elif invite.link:
        event.add("description", one_line(invite.link))
    return event


def _attendee(invite: MeetingInvite) -> vCalAddress:
    attendee = _address(invite.attendee)
    if invite.method is InviteMethod.REQUEST:
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["RSVP"] = vText("TRUE")
    return attendee


def _address(mailbox: str) -> vCalAddress:
    # An address is a bare URI here: white space could start a line of its own.
    return vCalAddress("mailto:" + "".join(one_line(mailbox).split()))
