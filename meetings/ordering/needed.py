"""Who is needed for which case, who has to leave when, and which cases somebody may not see."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.dates import at_london
from marac.errors import InvalidForm
from marac.ids import uuid7
from meetings.seats import find_seat
from meetings.tables.agendas import Leaving
from meetings.tables.documents import Exclusion
from meetings.tables.meeting import Meeting
from meetings.tables.research import Assignment

NOT_NEEDED = ["nil_known", "nil_no_trace", "not_required"]


@dataclass(frozen=True, slots=True)
class Needed:
    """Representatives by case, and the minute of the meeting at which some of them go."""

    people: Mapping[UUID, frozenset[str]]
    leaves: Mapping[str, int]

    def by(self, case_id: UUID) -> frozenset[str]:
        return self.people.get(case_id, frozenset())

    def leaves_early(self, case_ids: Collection[UUID]) -> set[UUID]:
        """Cases that need somebody who has to go before the end."""
        return {case_id for case_id in case_ids if self.by(case_id) & self.leaves.keys()}


async def read_needed(meeting: Meeting, asks: Sequence[Mapping[str, Any]]) -> Needed:
    """Asked and not nil, of the asks a reader sees.

    Who answers for two agencies waits once; colleagues with the same cases wait as one.
    """
    wanted = [ask for ask in asks if ask["state"] not in NOT_NEEDED]
    rows = await Assignment.select(Assignment.officer, Assignment.ask.ref.as_alias("ask_ref")).where(
        (Assignment.ask.meeting == meeting.id) & Assignment.to_at.is_null()
    )
    by_ask = defaultdict(set)
    for row in rows:
        by_ask[row["ask_ref"]].add(str(row["officer"]))
    waiting = _who_waits(wanted, by_ask)
    return Needed(waiting, await _leaves(meeting, {person for people in waiting.values() for person in people}))


def _who_waits(asks: Sequence[Mapping[str, Any]], by_ask: Mapping[str, set[str]]) -> dict[UUID, frozenset[str]]:
    """One for each set of cases that somebody of an agency has; the agency itself where nobody is assigned."""
    cases: dict[str, set[UUID]] = defaultdict(set)
    own: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for ask in asks:
        for person in by_ask.get(ask["ref"]) or {str(ask["agency"])}:
            cases[person].add(ask["case"])
            own[ask["agency"], person].add(ask["case"])
    one_of: dict[tuple[UUID, frozenset[UUID]], str] = {}
    for (agency, person), theirs in sorted(own.items()):
        one_of.setdefault((agency, frozenset(theirs)), person)
    chosen = set(one_of.values())
    people: dict[UUID, set[str]] = defaultdict(set)
    for person in chosen:
        for case_id in cases[person]:
            people[case_id].add(person)
    return {case_id: frozenset(found) for case_id, found in people.items()}


async def _leaves(meeting: Meeting, people: Collection[str]) -> dict[str, int]:
    said = {str(officer): at for officer, at in (await _said(meeting.id)).items()}
    return {
        person: int((at - meeting.starts_at).total_seconds() // 60)
        for person, at in said.items()
        if at is not None and at < meeting.ends_at and person in people
    }


async def _said(meeting_id: UUID) -> dict[UUID, datetime | None]:
    said = Leaving.select(Leaving.officer, Leaving.leaves_at).where(Leaving.meeting == meeting_id)
    rows = await said.order_by(Leaving.id)
    return {row["officer"]: row["leaves_at"] for row in rows}


async def cases_unseen_by_some(meeting_cases: Collection[UUID]) -> set[UUID]:
    """Cases that are shut to somebody. Who it is matters to nobody here."""
    if not meeting_cases:
        return set()
    rows = await Exclusion.select(Exclusion.case).where(
        Exclusion.case.is_in(list(meeting_cases)) & Exclusion.to_at.is_null()
    )
    return {row["case"] for row in rows}


async def own_leaving(act: Act, meeting_ref: str) -> datetime | None:
    """When this officer said that they have to go."""
    own = (Leaving.officer == act.officer_id) & (Leaving.area == act.area.id)
    said = Leaving.select(Leaving.leaves_at).where((Leaving.meeting.ref == meeting_ref) & own)
    row = await said.order_by(Leaving.id, ascending=False).first()
    return row["leaves_at"] if row else None


async def say_leaving(act: Act, meeting_ref: str, at: str | None) -> None:
    """I must leave at that time of the day, `11:00`; nothing takes it back. The order by rule then asks for it."""
    meeting = (await find_seat(act, meeting_ref)).meeting
    leaves_at = at_london(meeting.held_on, at) if at else None
    if at is None or (leaves_at is not None and not meeting.starts_at < leaves_at < meeting.ends_at):
        raise InvalidForm({"leaves": "Enter a time after the meeting begins and before it ends, like 11am"})
    async with transaction():
        await Leaving.insert(
            Leaving(
                id=uuid7(),
                area=act.area.id,
                meeting=meeting.id,
                officer=act.officer_id,
                leaves_at=leaves_at,
                at=act.business_at,
            )
        )
        await act.record(Event.LEAVING_SAID, "meeting", meeting.id, leaves=leaves_at is not None)
