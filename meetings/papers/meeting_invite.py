"""A meeting in one attendee's calendar: neutral words, a reference, a place or link, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class InviteMethod(StrEnum):
    """What the mail asks of the calendar (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, kw_only=True)
class MeetingInvite:
    """One attendee's copy; the next attendee gets another."""

    method: InviteMethod
    uid: str
    """Fixed for the life of the meeting, opaque."""
    sequence: int
    """Raised in the database with every change of time, place or state."""
    prefix: str
    """The area's prefix, `NM`."""
    meeting_ref: str
    """Ten characters as stored or as shown; the calendar shows them without the dash."""
    starts_at: datetime
    ends_at: datetime
    made_at: datetime
    organizer: str
    """Address the mail comes from."""
    attendee: str
    """Address of the one attendee."""
    place: str = ""
    """Venue in words, or the link of the online room; never both."""
    link: str = ""
    """Where one signs in to read more, `https://desk.example.org/go/…`."""
    is_own_slot: bool = False
    """The stretch this attendee is needed for, instead of the whole meeting."""

    @property
    def summary(self) -> str:
        """`NM meeting 5TQ4H2ZB8C`: says nothing to someone who sees the phone."""
        ref = self.meeting_ref.replace("-", "").replace(" ", "").upper()
        return f"{self.prefix} {'slot' if self.is_own_slot else 'meeting'} {ref}"
