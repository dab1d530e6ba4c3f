"""What every sheet of a paper bears: its marking, whose copy it is, and where and when the meeting stands."""

from dataclasses import dataclass
from datetime import datetime

# The Government Security Classifications Policy (Cabinet Office, 2023); an area may set its own words.
DEFAULT_MARKING = "OFFICIAL-SENSITIVE"
PRACTICE_WORD = "PRACTICE"
CONFIDENTIALITY_REMINDER = (
    "This paper is for the person named on it, for work on these cases alone. Do not copy it, forward it or speak "
    "of it outside the meeting unless the agency whose information it is has agreed. Never contact a party of a "
    "case because of it. Keep it locked away and destroy it when the coordinator says so."
)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Stands at the head and foot of every sheet."""

    area_name: str
    """As people say it: `Northmoor Marac`."""
    recipient_name: str
    """The one reader this rendering was made for, given names first."""
    recipient_agency: str
    """Full name of the reader's agency."""
    copy_mark: str
    """Tells this copy from every other one, in words: `copy 3 of this record`."""
    made_at: datetime
    """Business time of the making, aware; also the only moment a paper knows."""
    marking: str = DEFAULT_MARKING
    is_practice: bool = False

    @property
    def top(self) -> str:
        """The marking as it stands on a sheet; a practice paper cannot be taken for a real one."""
        return with_practice(self.marking, is_practice=self.is_practice)

    @property
    def recipient(self) -> str:
        """`Bryn Price, Northmoor Constabulary`."""
        return ", ".join(part for part in (self.recipient_name, self.recipient_agency) if part)


def with_practice(marking: str, *, is_practice: bool) -> str:
    """The marking with the practice words behind it, where they belong."""
    return f"{marking} · {PRACTICE_WORD}, everyone here is invented" if is_practice else marking


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """The meeting a paper belongs to."""

    ref: str
    """The meeting's reference as shown, `5TQ4H-2ZB8C`."""
    starts_at: datetime
    ends_at: datetime
    """Planned on an agenda; on minutes the moment the meeting closed."""
    place: str = ""
    """Venue in words, `Town Hall` or `Online`."""
    link: str = ""
    """Address of the online room; empty when there is none."""
    chair: str = ""
    """`Rose Adeyemi, Northmoor Constabulary`; empty while nobody is set."""
    kind: str = "Meeting"
    """`Meeting` or `Emergency meeting`."""

    @property
    def where(self) -> str:
        """Place and link in one line."""
        return ", ".join(part for part in (self.place, self.link) if part) or "Place not set"
