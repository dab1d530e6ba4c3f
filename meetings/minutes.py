"""Minutes as they are written: revisions by section, merged line by line, nothing ever overwritten.

A text that cannot be merged is set aside and shown beside the other until somebody decides; both are kept.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import UniqueBroken, for_update, transaction
from marac.errors import Conflict, InvalidForm
from marac.ids import uuid7
from meetings.room_access import RoomCase, find_room_case
from meetings.rules.minutes_merge import merge_texts
from meetings.tables.meeting import Approval
from meetings.tables.minutes import MinutesPart, MinutesRevision

# The order in which a case is spoken of; the keys stand in the database.
HEADINGS = {
    "summary": "Why the case is here",
    "victim_view": "What the victim wants",
    "information": "Information shared",
    "risks": "Risks",
    "decision": "Decisions",
    "dissent": "Dissent",
}
MAX_TEXT = 20_000
TRIES = 5


@dataclass(frozen=True, slots=True)
class Section:
    """One section as it stands: its text, the number to send back with a change, and texts set aside."""

    heading: str
    words: str
    n: int
    text: str
    saved_at: datetime | None
    by: UUID | None
    aside: tuple["AsideText", ...] = ()


@dataclass(frozen=True, slots=True)
class AsideText:
    """A text that clashed with another on the same line, waiting for a decision."""

    n: int
    by: UUID
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save. `text` is the section as it now stands; `is_aside` when yours is kept beside it."""

    n: int
    text: str
    at: datetime
    is_aside: bool


async def read_sections(act: Act, meeting_ref: str, case_ref: str) -> tuple[Section, ...]:
    """Every section of one case, for those who run the room."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    return await sections_of(act, room)


async def sections_of(act: Act, room: RoomCase) -> tuple[Section, ...]:
    revisions = await _revisions(room.item.id)
    texts = await act.vault.open_records(
        act.permit(Event.MINUTES_READ, "case", room.case.id, reason_code="room"),
        [revision for _, revision in revisions],
    )
    by_heading: dict[str, list[tuple[MinutesRevision, str]]] = {}
    for (heading, revision), opened in zip(revisions, texts, strict=True):
        by_heading.setdefault(heading, []).append((revision, opened["text"]))
    return tuple(_section(heading, by_heading.get(heading, [])) for heading in HEADINGS)


def _section(heading: str, revisions: list[tuple[MinutesRevision, str]]) -> Section:
    standing = [pair for pair in revisions if pair[0].kind != "aside"]
    aside = tuple(
        AsideText(row.n, row.by, row.at, text)
        for row, text in revisions
        if row.kind == "aside" and row.settled_at is None
    )
    if not standing:
        return Section(heading, HEADINGS[heading], 0, "", None, None, aside)
    row, text = standing[-1]
    return Section(heading, HEADINGS[heading], row.n, text, row.business_at, row.by, aside)


async def _revisions(item_id: UUID) -> list[tuple[str, MinutesRevision]]:
    """The newest standing revision of each section and every text still aside, oldest first."""
    parts = await MinutesPart.objects().where(MinutesPart.agenda_item == item_id)
    if not parts:
        return []
    headings = {part.id: part.heading for part in parts}
    rows = await MinutesRevision.objects().where(MinutesRevision.part.is_in(list(headings))).order_by(MinutesRevision.n)
    newest = {row.part: row.id for row in rows if row.kind != "aside"}
    wanted = set(newest.values())
    return [
        (headings[row.part], row)
        for row in rows
        if row.id in wanted or (row.kind == "aside" and row.settled_at is None)
    ]


async def save_section(act: Act, meeting_ref: str, case_ref: str, heading: str, *, text: str, base_n: int) -> Saved:
    """Keep a section's text. When another saved meanwhile, lines are merged; the same line twice keeps both."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    _check(heading, text)
    for _ in range(TRIES):
        saved = await _try_to_save(act, room, heading, text=text, base_n=base_n)
        if saved is not None:
            return saved
    raise Conflict("Others are saving the same section at this moment. Your text is kept here; save again.")


async def add_line(act: Act, meeting_ref: str, case_ref: str, heading: str, line: str) -> Saved:
    """Put one line under the others."""
    room = await find_room_case(act, meeting_ref, case_ref, runs_the_room=True)
    _check(heading, line)
    for _ in range(TRIES):
        standing = await standing_section(act, room, heading)
        text = f"{standing.text}\n{line}" if standing.text else line
        saved = await _try_to_save(act, room, heading, text=text, base_n=standing.n)
        if saved is not None:
            return saved
    raise Conflict("Others are saving the same section at this moment. Your line is kept here; add it again.")


def _check(heading: str, text: str) -> None:
    if heading not in HEADINGS:
        raise InvalidForm({"heading": "Choose a section of the minutes."})
    if len(text) > MAX_TEXT:
        raise InvalidForm({"text": f"Write at most {MAX_TEXT:,} characters in one section."})


async def standing_section(act: Act, room: RoomCase, heading: str) -> Section:
    return next(section for section in await sections_of(act, room) if section.heading == heading)


async def _try_to_save(act: Act, room: RoomCase, heading: str, *, text: str, base_n: int) -> Saved | None:
    """None when somebody else saved between our reading and our writing."""
    standing = await standing_section(act, room, heading)
    merged = await _merged(act, room, heading, standing, text=text, base_n=base_n)
    if merged == standing.text and standing.n:
        return Saved(standing.n, standing.text, act.business_at, False)
    kind = await _kind(room.item.meeting) if merged is not None else "aside"
    try:
        async with transaction():
            part = await _part(act, room, heading)
            last = await _last_n(part.id)
            if await _standing_n(part.id) != standing.n:
                return None
            row = await _insert(
                act, room, part, n=last + 1, base_n=base_n, kind=kind, text=text if merged is None else merged
            )
    except UniqueBroken:
        return None
    if merged is None:
        return Saved(standing.n, standing.text, row.business_at, True)
    return Saved(row.n, merged, row.business_at, False)


async def _merged(act: Act, room: RoomCase, heading: str, standing: Section, *, text: str, base_n: int) -> str | None:
    """The text to keep, or None when the same line was changed twice."""
    if base_n == standing.n:
        return text
    base = await text_at(act, room, heading, base_n)
    return merge_texts(base=base, mine=text, theirs=standing.text).text


async def text_at(act: Act, room: RoomCase, heading: str, n: int) -> str:
    if n == 0:
        return ""
    row = (
        await MinutesRevision.objects()
        .where(
            (MinutesRevision.part.agenda_item == room.item.id)
            & (MinutesRevision.part.heading == heading)
            & (MinutesRevision.n == n)
        )
        .first()
    )
    if row is None:
        raise Conflict("This page is older than the minutes. Open the case again; your text is kept here.")
    opened = await act.vault.open_record(act.permit(Event.MINUTES_READ, "case", room.case.id, reason_code="room"), row)
    return str(opened["text"])


async def _part(act: Act, room: RoomCase, heading: str) -> MinutesPart:
    where = (MinutesPart.agenda_item == room.item.id) & (MinutesPart.heading == heading)
    part: MinutesPart | None = await for_update(MinutesPart.objects().where(where)).first()
    if part is None:
        part = MinutesPart(area=act.area.id, meeting=room.item.meeting, agenda_item=room.item.id, heading=heading)
        await part.save()
    return part


async def _last_n(part_id: UUID) -> int:
    return int(await MinutesRevision.count().where(MinutesRevision.part == part_id))


async def _standing_n(part_id: UUID) -> int:
    rows = (
        await MinutesRevision.select(MinutesRevision.n)
        .where((MinutesRevision.part == part_id) & (MinutesRevision.kind != "aside"))
        .order_by(MinutesRevision.n, ascending=False)
        .limit(1)
    )
    return rows[0]["n"] if rows else 0


async def _insert(
    act: Act, room: RoomCase, part: MinutesPart, *, n: int, base_n: int, kind: str, text: str
) -> MinutesRevision:
    if kind == "aside":
        await _put_away_own(act, part.id)
    row = MinutesRevision(
        id=uuid7(),
        area=act.area.id,
        part=part.id,
        n=n,
        base_n=base_n,
        kind=kind,
        by=act.officer_id,
        at=act.at,
        business_at=act.business_at,
        dk=room.case.dk,
    )
    await act.vault.seal(row, {MinutesRevision.text: text})
    await row.save()
    await act.record(
        Event.MINUTES_CORRECTED if kind == "correction" else Event.MINUTES_SAVED,
        "case",
        room.case.id,
        part=part.heading,
        n=n,
        **({} if kind == "correction" else {"base_n": base_n, "revision_kind": kind}),
    )
    return row


async def keep_aside(act: Act, room: RoomCase, heading: str, *, text: str, base_n: int) -> None:
    """Keep a text beside the minutes until somebody decides on it. Inside a transaction."""
    part = await _part(act, room, heading)
    await _insert(act, room, part, n=await _last_n(part.id) + 1, base_n=base_n, kind="aside", text=text)


async def _put_away_own(act: Act, part_id: UUID) -> None:
    """Whoever goes on typing in a clash has one text aside, the newest; the others stay as revisions."""
    await MinutesRevision.update({MinutesRevision.settled_at: act.business_at}).where(
        (MinutesRevision.part == part_id)
        & (MinutesRevision.kind == "aside")
        & (MinutesRevision.by == act.officer_id)
        & MinutesRevision.settled_at.is_null()
    )


async def _kind(meeting_id: UUID) -> str:
    """After the chair has signed, a change is a visible correction."""
    return "correction" if await Approval.exists().where(Approval.meeting == meeting_id) else "draft"


async def write_first(act: Act, room: RoomCase, sections: dict[str, str]) -> None:
    """The first text of several sections of a case at once, where none stands yet."""
    async with transaction():
        for heading, text in sections.items():
            part = await _part(act, room, heading)
            await _insert(act, room, part, n=1, base_n=0, kind="draft", text=text)


async def correct_section(act: Act, room: RoomCase, heading: str, line: str) -> None:
    """Put a correction under a section, visible as one when the minutes are signed."""
    standing = await standing_section(act, room, heading)
    await _try_to_save(act, room, heading, text=f"{standing.text}\n{line}".strip(), base_n=standing.n)
