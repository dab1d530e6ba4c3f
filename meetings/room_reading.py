"""One case as it stands in the room: for those who run the meeting, and for those who speak for their agency.

The second page holds no prompt, nobody's silence and no line for the chair; it is built without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from marac.audit.events import Event
from meetings.actions import STATUS_WORDS
from meetings.agenda_lines import repeat_mark
from meetings.evidence import Evidence, open_evidence_and_cards
from meetings.minutes import Section, sections_of
from meetings.papers.agenda_paper import RepeatMark
from meetings.papers.person_from_card import MayRead, person_lines
from meetings.papers.person_lines import PersonLines
from meetings.research_lines import Line, agencies_with_something, read_lines
from meetings.risk.dash import risks_named, say_score
from meetings.risk.dash_labels import SHORT_LABELS
from meetings.room_access import RoomCase, find_room_case
from meetings.room_list import actions_of, next_meeting_after
from meetings.room_place import Place, place_of
from meetings.room_roster import PersonHere, agencies_by_id, people_here, roster_of
from meetings.room_speaking import Speaking, speaking_of
from meetings.rules.spoken_line import AtMeeting
from meetings.settings_in_force import settings_on
from meetings.tables.minutes import Action, Telling
from meetings.tables.people import Mention
from meetings.tables.research import Ask


@dataclass(frozen=True, slots=True)
class ActionGiven:
    """One action of this case, opened."""

    ref: str
    n: int
    text: str
    agency: str
    short: str
    owner: str
    agency_id: UUID
    due_on: date
    status: str
    risk: str
    dash_item: int | None
    contacts_victim: bool
    safe_method: str
    is_own: bool

    @property
    def words(self) -> str:
        return STATUS_WORDS[self.status]


@dataclass(frozen=True, slots=True)
class TellingAgreed:
    """Who tells the victim, how, and by when."""

    by: str
    method: str
    due_on: date


@dataclass(frozen=True, slots=True)
class CaseInRoom:
    """What the chair, the coordinator and the minute-taker work with."""

    place: Place
    people: tuple[PersonLines, ...]
    number_of_children: int
    repeat: RepeatMark | None
    why_here: tuple[str, ...]
    checklist: tuple[str, ...]
    score: str
    speaking: Speaking
    here: tuple[PersonHere, ...]
    sections: tuple[Section, ...]
    hands: dict[UUID, str]
    actions: tuple[ActionGiven, ...]
    telling: TellingAgreed | None
    roster: tuple[AtMeeting, ...]
    next_meeting_on: date | None

    def section(self, heading: str) -> Section:
        return next(section for section in self.sections if section.heading == heading)

    @property
    def number_aside(self) -> int:
        return sum(len(section.aside) for section in self.sections)


@dataclass(frozen=True, slots=True)
class CaseForAgency:
    """What somebody who speaks for an agency sees in the room."""

    place: Place
    people: tuple[PersonLines, ...]
    number_of_children: int
    shared: tuple[tuple[str, tuple[Line, ...]], ...]
    own_lines: tuple[Line, ...]
    ask_ref: str
    actions: tuple[ActionGiven, ...]


async def read_case_in_room(act: Act, meeting_ref: str, case_ref: str) -> CaseInRoom | CaseForAgency:
    """The page of this reader's seat. Recorded as a look at the case by everyone who opens it."""
    room = await find_room_case(act, meeting_ref, case_ref)
    if room.here.runs_the_room:
        return await _for_room(act, room)
    return await _for_agency(act, room)


async def _for_room(act: Act, room: RoomCase) -> CaseInRoom:
    agencies = await agencies_by_id(act, room.here.meeting)
    evidence, cards = await _open_case(act, room)
    sections = await sections_of(act, room)
    roster = await roster_of(act, room.here.meeting, agencies, case_id=room.case.id)
    following = await next_meeting_after(act, room.here.meeting)
    information = next(section.text for section in sections if section.heading == "information")
    lines = await read_lines(act, room)
    return CaseInRoom(
        place=await place_of(act, room),
        people=_people(act, room, cards),
        number_of_children=_count(cards, "child"),
        repeat=repeat_mark(evidence),
        why_here=tuple(f"{route.words}: {route.sentence}" for route in evidence.routes.shown if route.is_evidenced),
        checklist=_checklist(evidence),
        score=say_score(evidence.routes.counted) if evidence.routes.counted else "No checklist is attached.",
        speaking=await speaking_of(
            room,
            lines,
            information,
            agencies=agencies,
            with_something=await agencies_with_something(room.item.meeting, room.case),
        ),
        here=await people_here(act, room, agencies),
        sections=sections,
        hands=await names_of(act, {section.by for section in sections if section.by}),
        actions=await _actions(act, room, await actions_of([room.item.id])),
        telling=await _telling(act, room),
        roster=roster,
        next_meeting_on=following.held_on if following else None,
    )


async def _for_agency(act: Act, room: RoomCase) -> CaseForAgency:
    agencies = await agencies_by_id(act, room.here.meeting)
    cards = await _open_cards(act, room)
    lines = await read_lines(act, room)
    shared: dict[UUID, list[Line]] = {}
    for line in lines:
        if line.is_shared:
            shared.setdefault(line.agency_id, []).append(line)
    mine = [action for action in await actions_of([room.item.id]) if action.agency == act.agency_id]
    return CaseForAgency(
        place=await place_of(act, room),
        people=_people(act, room, cards),
        number_of_children=_count(cards, "child"),
        shared=tuple((agencies[agency].name, tuple(found)) for agency, found in shared.items() if agency in agencies),
        own_lines=tuple(line for line in lines if line.agency_id == act.agency_id and not line.is_shared),
        ask_ref=await _own_ask(act, room),
        actions=await _actions(act, room, mine),
    )


Cards = Sequence[tuple[str, dict[str, Any]]]


async def _open_case(act: Act, room: RoomCase) -> tuple[Evidence, Cards]:
    permit = act.permit(Event.CASE_OPENED_IN_ROOM, "case", room.case.id, meeting=room.here.meeting.id)
    rules = await settings_on(act, act.today)
    evidence, cards = await open_evidence_and_cards(act, [room.case], permit, rules=rules)
    return evidence[room.case.id], [(mention.role, card) for mention, card in cards.get(room.case.id, ())]


async def _open_cards(act: Act, room: RoomCase) -> Cards:
    """Names alone: who is in the room without running it does not open the referral."""
    permit = act.permit(Event.CASE_OPENED_IN_ROOM, "case", room.case.id, meeting=room.here.meeting.id)
    mentions = await Mention.objects().where(Mention.document == room.case.opened_by).order_by(Mention.n)
    opened = await act.vault.open_records(permit.showing([room.case.id]), mentions)
    return [(mention.role, values["card"]) for mention, values in zip(mentions, opened, strict=True)]


def _people(act: Act, room: RoomCase, cards: Cards) -> tuple[PersonLines, ...]:
    """Victim first, then the perpetrators. Addresses are never on this page."""
    may = MayRead(addresses=False)
    return tuple(
        person_lines(role, card, today=act.today, written_on=room.case.referred_on, may=may)
        for wanted in ("victim", "perpetrator")
        for role, card in cards
        if role == wanted
    )


def _count(cards: Cards, role: str) -> int:
    return sum(1 for each, _ in cards if each == role)


def _checklist(evidence: Evidence) -> tuple[str, ...]:
    dash = evidence.answers.get("dash") or {}
    return tuple(f"{item}. {SHORT_LABELS[item]}" for item in risks_named(dash.get("answers")))


async def _actions(act: Act, room: RoomCase, rows: Sequence[Action]) -> tuple[ActionGiven, ...]:
    if not rows:
        return ()
    agencies = await agencies_by_id(act, room.here.meeting)
    names = await names_of(act, {row.owner for row in rows if row.owner})
    opened = await act.vault.open_records(act.permit(Event.ACTION_READ, "case", room.case.id), rows)
    return tuple(
        ActionGiven(
            ref=row.ref,
            n=row.n,
            text=values["text"],
            agency=agencies[row.agency].name,
            short=agencies[row.agency].short,
            owner=names.get(row.owner, "") if row.owner else "",
            agency_id=row.agency,
            due_on=row.due_on,
            status=row.status,
            risk=values["risk"] or "",
            dash_item=row.dash_item,
            contacts_victim=row.contacts_victim,
            safe_method=values["safe_method"] or "",
            is_own=row.owner == act.officer_id,
        )
        for row, values in zip(rows, opened, strict=True)
    )


async def _telling(act: Act, room: RoomCase) -> TellingAgreed | None:
    row = (
        await Telling.objects().where(Telling.agenda_item == room.item.id).order_by(Telling.id, ascending=False).first()
    )
    if row is None:
        return None
    opened = await act.vault.open_record(act.permit(Event.FEEDBACK_READ, "case", room.case.id), row)
    names = await names_of(act, [row.officer] if row.officer else [])
    return TellingAgreed(names.get(row.officer, ""), opened["method"] or "", row.due_on)


async def _own_ask(act: Act, room: RoomCase) -> str:
    row = (
        await Ask.select(Ask.ref)
        .where((Ask.case == room.case.id) & (Ask.meeting == room.item.meeting) & (Ask.agency == act.agency_id))
        .first()
    )
    return str(row["ref"]) if row else ""
