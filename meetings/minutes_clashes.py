"""Two texts of one line: shown beside each other until somebody decides, and nothing of either is lost."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm, Refused
from meetings.access import Condition
from meetings.minutes import Saved, Section, read_sections, save_section, standing_section, text_at
from meetings.room_access import RoomCase, find_room_case
from meetings.rules.minutes_merge import Clash, clashes_of, settle_texts
from meetings.tables.minutes import MinutesPart, MinutesRevision

KEEP = ("mine", "theirs", "both")


@dataclass(frozen=True, slots=True)
class ClashShown:
    """One text set aside, the lines in which it differs, and whose hands wrote the two."""

    heading: str
    words: str
    n: int
    lines: tuple[Clash, ...]  # "mine" is the text set aside
    aside_by: str
    aside_at: datetime
    is_own: bool
    standing_by: str
    standing_at: datetime | None


async def read_clashes(act: Act, meeting_ref: str, case_ref: str) -> tuple[ClashShown, ...]:
    """Everything of one case that waits for a decision, in the order of its sections."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    sections = [section for section in await read_sections(act, meeting_ref, case_ref) if section.aside]
    hands = {aside.by for section in sections for aside in section.aside}
    names = await names_of(act, hands | {section.by for section in sections if section.by})
    return tuple([clash for section in sections for clash in await _clashes_of(act, room, section, names)])


async def _clashes_of(act: Act, room: RoomCase, section: Section, names: dict[UUID, str]) -> list[ClashShown]:
    shown = []
    for aside in section.aside:
        base = await text_at(act, room, section.heading, await _base_of(room, section.heading, aside.n))
        lines = clashes_of(base=base, mine=aside.text, theirs=section.text)
        shown.append(
            ClashShown(
                heading=section.heading,
                words=section.words,
                n=aside.n,
                lines=lines or (Clash(aside.text, section.text),),
                aside_by=names.get(aside.by, ""),
                aside_at=aside.at,
                is_own=aside.by == act.officer_id,
                standing_by=names.get(section.by, "") if section.by else "",
                standing_at=section.saved_at,
            )
        )
    return shown


async def settle_aside(act: Act, meeting_ref: str, case_ref: str, heading: str, *, n: int, keep: str) -> Saved:
    """Decide a clash: `mine` (the text aside), `theirs` (the standing one) or `both`, one under the other.

    Lines that only one side wrote stay whatever is kept.
    """
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    if keep not in KEEP:
        raise InvalidForm({"keep": "Choose which text to keep, or both."})
    standing = await standing_section(act, room, heading)
    aside = next((text for text in standing.aside if text.n == n), None)
    if aside is None:
        raise Refused("This clash was already decided.")
    base = await text_at(act, room, heading, await _base_of(room, heading, n))
    text = settle_texts(base=base, mine=aside.text, theirs=standing.text, keep=keep)
    saved = await save_section(act, meeting_ref, case_ref, heading, text=text, base_n=standing.n)
    async with transaction():
        await MinutesRevision.update({MinutesRevision.settled_at: act.business_at}).where(_revision(room, heading, n))
        await act.record(Event.MINUTES_SETTLED, "case", room.case.id, part=heading, n=n, kept=keep)
    return saved


async def _base_of(room: RoomCase, heading: str, n: int) -> int:
    row = await MinutesRevision.select(MinutesRevision.base_n).where(_revision(room, heading, n)).first()
    return int(row["base_n"]) if row else 0


def _revision(room: RoomCase, heading: str, n: int) -> Condition:
    part = MinutesPart.select(MinutesPart.id).where(
        (MinutesPart.agenda_item == room.item.id) & (MinutesPart.heading == heading)
    )
    return MinutesRevision.part.is_in(part) & (MinutesRevision.n == n)
