"""All sections of a case kept at once, as a page sends them: only those that were changed become revisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from agencies.acts import Act
from marac.errors import InvalidForm
from meetings.minutes import HEADINGS, MAX_TEXT, Section, save_section, sections_of
from meetings.room_access import RoomCase, find_room_case


@dataclass(frozen=True, slots=True)
class Sent:
    """The text of one section as a page holds it, and the revision that page began from."""

    text: str
    base_n: int


@dataclass(frozen=True, slots=True)
class Kept:
    """How a section stands after keeping; with `is_aside` the sent text waits beside it for a decision."""

    n: int
    text: str
    is_aside: bool


@dataclass(frozen=True, slots=True)
class AllKept:
    at: datetime
    sections: Mapping[str, Kept]

    @property
    def has_aside(self) -> bool:
        return any(kept.is_aside for kept in self.sections.values())


async def keep_sections(act: Act, meeting_ref: str, case_ref: str, sent: Mapping[str, Sent]) -> AllKept:
    """Keep what differs from what stands. One look at the minutes, however many sections a page sends."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    too_long = [heading for heading in HEADINGS if heading in sent and len(sent[heading].text) > MAX_TEXT]
    if too_long:
        words = f"Write at most {MAX_TEXT:,} characters in one section."
        raise InvalidForm({f"section.{heading}": words for heading in too_long})
    standing = {section.heading: section for section in await sections_of(act, room)}
    kept = {
        heading: await _keep(act, room, meeting_ref, section=standing[heading], sent=sent[heading])
        for heading in HEADINGS
        if heading in sent
    }
    return AllKept(act.business_at, kept)


async def _keep(act: Act, room: RoomCase, meeting_ref: str, *, section: Section, sent: Sent) -> Kept:
    if sent.text.rstrip() == section.text.rstrip():
        return Kept(section.n, section.text, False)
    # A text aside is this officer's own latest word; sending it again changes nothing.
    if any(aside.by == act.officer_id and aside.text == sent.text for aside in section.aside):
        return Kept(sent.base_n, sent.text, True)
    saved = await save_section(act, meeting_ref, room.case.ref, section.heading, text=sent.text, base_n=sent.base_n)
    if saved.is_aside:
        return Kept(sent.base_n, sent.text, True)
    return Kept(saved.n, saved.text, False)
