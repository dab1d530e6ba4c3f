"""Plays a practice area in: deliveries, decisions, verdicts on people and what happened in the rooms, in one order.

Every deed is done by the functions of the pages, as the officer who did it, at its own moment of the area's time.
Playing it twice changes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.areas import area_by_slug, move_clock
from agencies.members import MemberLine, members_of
from agencies.roles import Role
from agencies.seats import service_act
from agencies.tables import Area
from marac.audit.events import Event
from marac.audit.trail import Actor
from marac.database import transaction, within_area
from marac.dates import at_london, day_in_london
from marac.errors import InvalidForm, MaracError, Refused
from meetings.arrivals import REFERRAL
from meetings.intake import take_in
from meetings.practice import deciding
from meetings.practice.identities import Deciding, Identities
from meetings.practice.material import Material, chairs_of, listed_people, read_material, read_rooms
from meetings.practice.room_deeds import Deed, deeds_of
from meetings.practice.room_play import play
from meetings.practice.room_stage import Stage, load_statements, set_stage
from meetings.practice.timeline import (
    Arrive,
    Close,
    Decide,
    Hear,
    TakeOff,
    Timed,
    arrivals,
    closings,
    decisions_made,
    hearings,
    merged,
    rooms,
)
from meetings.tables.documents import Case, Document
from meetings.tables.meeting import Meeting

ONLY_PRACTICE = "Only an area loaded as a practice area can be replayed."


@dataclass(frozen=True, slots=True)
class Plan:
    """How far to play, and how. `decided_until` leaves later decisions for the visitor of a demonstration.

    `people_until` does the same for who is who in what arrived later: whoever coordinates may accept a referral first.
    """

    until: datetime | None = None
    deciding: Deciding = Deciding.STRONG
    decided_until: date | None = None
    people_until: date | None = None


@dataclass(slots=True)
class Played:
    """What a replay did, in numbers; and what could not be decided, by the sender's reference."""

    documents: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    number_heard: int = 0
    number_linked: int = 0
    number_in_rooms: int = 0
    failed: dict[str, str] = field(default_factory=dict)


def end_of_day(day: date) -> datetime:
    """The last second of a London day."""
    return at_london(day + timedelta(days=1), "00:00") - timedelta(seconds=1)


async def replay(desk: Desk, folder: Path, *, slug: str, plan: Plan) -> Played:
    """Raises Refused for an area that is no practice area."""
    area = await area_by_slug(slug)
    if not area.practice:
        raise Refused(ONLY_PRACTICE)
    material = read_material(folder)
    if material.area != slug:
        raise Refused("These files belong to another area.")
    with within_area(area.id):
        player = await _player(desk, area.id, material, plan)
        line = await _line(player, folder, plan)
        for timed in line:
            await player.move_to(timed)
            await player.do(timed)
        await player.finish(plan, line)
    return player.played


@dataclass(slots=True)
class _Player:
    """A replay at work."""

    service: Act
    members: list[MemberLine]
    board: deciding.Board
    material: Material
    identities: Identities
    plan: Plan
    stood_at: datetime | None
    told: dict[str, Any] | None = None
    stage: Stage | None = None
    at: datetime | None = None
    played: Played = field(default_factory=Played)

    def act_at(self, at: datetime) -> Act:
        """The service itself at a moment: documents arrive by themselves."""
        actor = replace(self.service.actor, at=self.service.desk.clock.now(), business_at=at)
        return replace(self.service, actor=actor)

    async def act_as(self, outside_id: str, at: datetime) -> Act:
        """One officer at a moment, with the roles of that day; the desk itself where the files name nobody."""
        if not outside_id:
            return self.act_at(at)
        day = day_in_london(at)
        held = [each for each in self.members if each.outside_id == outside_id and each.is_active_on(day)]
        if not held:
            raise Refused("Somebody in the files has no role in this area on that day.")
        first = held[0]
        actor = Actor(self.service.area.id, first.officer_id, None, at=self.service.desk.clock.now(), business_at=at)
        return replace(
            self.service,
            actor=actor,
            officer_id=first.officer_id,
            agency_id=next((each.agency_id for each in held if each.agency_id), None),
            role=first.role,
            roles=frozenset(each.role for each in held) | self._chair_of(outside_id, day),
            membership_id=first.membership_id,
        )

    def _chair_of(self, outside_id: str, day: date) -> frozenset[Role]:
        """A deputy chair has the chair's rights on the day of sitting in the chair."""
        sits = self.told is not None and chairs_of(self.told).get(day) == outside_id
        return frozenset({Role.CHAIR}) if sits else frozenset()

    async def move_to(self, timed: Timed) -> None:
        """The area's clock follows day by day, so that a replay that was stopped goes on where it stood."""
        if self.at is not None and timed.place.day > day_in_london(self.at):
            await self._stand(end_of_day(timed.place.day - timedelta(days=1)))
        self.at = timed.at

    async def _stand(self, at: datetime) -> None:
        if self.stood_at is None or at > self.stood_at:
            await move_clock(self.act_at(at), to=at)
            self.stood_at = at

    async def do(self, timed: Timed) -> None:
        happening = timed.happening
        if isinstance(happening, Arrive):
            await self._arrive(timed.at, happening)
        elif isinstance(happening, Decide | TakeOff | Close):
            await self._decide(timed.at, happening)
        elif isinstance(happening, Hear):
            await self._hear(timed.at, happening)
        elif self.stage is not None:
            await self._play(self.stage, happening)

    async def _hear(self, at: datetime, happening: Hear) -> None:
        """The meeting's end, said by whoever decided its first case; what cannot be told stops nothing."""
        try:
            act = await self.act_as(happening.decisions[0][0].decided_by or "", at)
            self.played.number_heard += await deciding.hear(act, self.board, happening)
        except MaracError as error:
            self.played.failed[f"{happening.meeting_on} {happening.kind}"] = str(error) or type(error).__name__

    async def _play(self, stage: Stage, deed: Deed) -> None:
        try:
            await play(stage, deed)
        except MaracError as error:
            self.played.failed[f"{deed.meeting} {deed.verb}"] = str(error) or type(error).__name__
        else:
            self.played.number_in_rooms += 1

    async def _arrive(self, at: datetime, happening: Arrive) -> None:
        act = self.act_at(at)
        taken = await take_in(act, self.material.document(happening.delivery))
        self.played.documents[taken.result.value] += 1
        if taken.case_ref is not None and happening.delivery.file.startswith("referrals/"):
            self.board.cases[taken.sender_reference] = taken.case_ref
        until = self.plan.people_until or self.plan.decided_until
        is_left_open = until is not None and day_in_london(at) > until
        self.played.number_linked += await self.identities.decide_new(act, is_left_open=is_left_open)

    async def _decide(self, at: datetime, happening: Decide | TakeOff | Close) -> None:
        """A decision that cannot be made is told at the end, and stops nothing."""
        decision = happening.decision
        try:
            act = await self.act_as(decision.decided_by or "", at)
            if isinstance(happening, Decide):
                outcome = await deciding.decide(act, self.board, happening)
            elif isinstance(happening, TakeOff):
                outcome = await deciding.take_off(act, self.board, happening)
            else:
                outcome = await deciding.close(act, self.board, happening)
        except InvalidForm as error:
            self.played.failed[decision.sender_reference] = "; ".join(error.messages.values())
        except MaracError as error:
            self.played.failed[decision.sender_reference] = str(error) or type(error).__name__
        else:
            self.played.decisions[outcome] += 1

    async def finish(self, plan: Plan, line: Sequence[Timed]) -> None:
        last = plan.until or (end_of_day(line[-1].place.day) if line else None)
        if last is not None:
            await self._stand(last)
        act = self.act_at(last or self.service.business_at)
        if plan.until is None:
            self.played.number_linked += await self.identities.link_by_hand(act)
        if self.played.number_heard or self.played.decisions.keys() - {"already"} or self.played.documents["received"]:
            async with transaction():
                until = day_in_london(act.business_at).isoformat()
                await act.record(
                    Event.PRACTICE_REPLAYED, "area", act.area.id, until=until, deciding=plan.deciding.value
                )


async def _player(desk: Desk, area_id: UUID, material: Material, plan: Plan) -> _Player:
    service = await service_act(desk, area_id)
    members = await members_of(area_id)
    stood = await Area.select(Area.practice_moment).where(Area.id == area_id).first()
    board = deciding.Board(
        cases=await _known_cases(service),
        meetings={(meeting.held_on, meeting.kind): meeting for meeting in await _meetings(service)},
        officers={member.outside_id: member.officer_id for member in members if member.outside_id},
    )
    identities = Identities(plan.deciding, material.persons)
    return _Player(service, members, board, material, identities, plan, stood["practice_moment"] if stood else None)


async def _known_cases(act: Act) -> dict[str, str]:
    rows = await Document.select(Document.sender_reference, Document.case).where(
        (Document.area == act.area.id) & (Document.form == REFERRAL) & (Document.result == "received")
    )
    refs = await _case_refs(act)
    return {row["sender_reference"]: refs[row["case"]] for row in rows if row["case"] in refs}


async def _case_refs(act: Act) -> dict[UUID, str]:
    rows = await Case.select(Case.id, Case.ref).where(Case.area == act.area.id)
    return {row["id"]: row["ref"] for row in rows}


async def _meetings(act: Act) -> list[Meeting]:
    found: list[Meeting] = await Meeting.objects().where(Meeting.area == act.area.id)
    return found


async def _line(player: _Player, folder: Path, plan: Plan) -> list[Timed]:
    decisions = [each for each in player.material.decisions if _is_played(each.decided_on, plan)]
    ends = {key: meeting.ends_at for key, meeting in player.board.meetings.items()}
    told = player.told = read_rooms(folder)
    if told is not None:
        player.board.listed = listed_people(told)
        player.stage = await set_stage(player.service.area.id, player.act_as)
        await load_statements(player.service, told)
    line = merged(
        arrivals(player.material.deliveries),
        decisions_made(decisions, player.material.deliveries),
        hearings(decisions, ends),
        closings(decisions),
        rooms(_new_deeds(player, deeds_of(told) if told else [])),
    )
    return [timed for timed in line if plan.until is None or timed.at <= plan.until]


def _is_played(decided_on: date | None, plan: Plan) -> bool:
    return plan.decided_until is None or (decided_on is not None and decided_on <= plan.decided_until)


def _new_deeds(player: _Player, deeds: Sequence[Deed]) -> list[Deed]:
    """A deed in a room is done once: what lies before the moment where the area stands was done."""
    stood_at = player.stood_at
    return [deed for deed in deeds if stood_at is None or deed.at > stood_at]
