"""Who has something to say about a case, who has said it, and the risks that still have no answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.members import AgencyLine
from meetings.minutes_lines import lines_of, read_risk, read_shared
from meetings.research_lines import Line
from meetings.room_access import RoomCase
from meetings.tables.research import Ask

NIL = ("nil_known", "nil_no_trace")
SILENT = ("not_started", "in_progress")


@dataclass(frozen=True, slots=True)
class AgencyToSpeak:
    """One agency with its lines that this reader may have, and whether the minutes hold a word of it."""

    name: str
    short: str
    lines: tuple[Line, ...]  # to be shared with the meeting
    for_chair: tuple[Line, ...]  # empty for everyone but the chair
    has_spoken: bool


@dataclass(frozen=True, slots=True)
class Speaking:
    """All agencies asked about the case: with something to say, with nothing held, without an answer."""

    agencies: tuple[AgencyToSpeak, ...]
    nil: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def still_to_speak(self) -> tuple[AgencyToSpeak, ...]:
        return tuple(agency for agency in self.agencies if not agency.has_spoken)


async def speaking_of(
    room: RoomCase,
    lines: Sequence[Line],
    information: str,
    *,
    agencies: Mapping[UUID, AgencyLine],
    with_something: set[UUID],
) -> Speaking:
    asks = await Ask.select(Ask.agency, Ask.state).where(
        (Ask.case == room.case.id) & (Ask.meeting == room.item.meeting)
    )
    spoken = {read_shared(line).agency for line in lines_of(information)}
    talking = [agency for agency in agencies.values() if agency.id in with_something]
    return Speaking(
        agencies=tuple(_to_speak(agency, lines, spoken) for agency in talking),
        nil=_shorts(asks, NIL, agencies),
        silent=_shorts(asks, SILENT, agencies),
    )


def _to_speak(agency: AgencyLine, lines: Sequence[Line], spoken: set[str]) -> AgencyToSpeak:
    own = [line for line in lines if line.agency_id == agency.id]
    return AgencyToSpeak(
        name=agency.name,
        short=agency.short,
        lines=tuple(line for line in own if line.share == "share"),
        for_chair=tuple(line for line in own if line.share == "chair_only"),
        has_spoken=agency.short in spoken,
    )


def _shorts(
    asks: Iterable[Mapping[str, object]], states: Sequence[str], agencies: Mapping[UUID, AgencyLine]
) -> tuple[str, ...]:
    found = {row["agency"] for row in asks if row["state"] in states}
    return tuple(agency.short for agency in agencies.values() if agency.id in found)


@dataclass(frozen=True, slots=True)
class RiskShown:
    """A risk named in the meeting or in a line, with the actions that answer it."""

    label: str
    dash_item: int | None
    answered_by: tuple[str, ...]


def risks_of(risks: str, answers: Sequence[tuple[str, int | None, str]]) -> tuple[RiskShown, ...]:
    """`answers` are (words, question of the checklist, risk) of each action."""
    shown = []
    for line in lines_of(risks):
        dash_item, label = read_risk(line)
        found = [
            words
            for words, item, risk in answers
            if (dash_item is not None and item == dash_item) or (risk != "" and risk == label)
        ]
        shown.append(RiskShown(label, dash_item, tuple(found)))
    return tuple(shown)
