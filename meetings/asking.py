"""Asking agencies to search their records: who is asked and why, who in the agency answers, and by when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.members import agencies_of, members_of
from agencies.roles import Role
from marac.audit.events import Event
from marac.errors import InvalidForm
from marac.ids import new_ref, uuid7
from meetings.rules.asking import AgencyOnDay, ask_rules, who_is_asked
from meetings.schedule import deadlines_of_meeting
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.documents import Case, Exclusion, NamedReader
from meetings.tables.meeting import Meeting
from meetings.tables.research import Ask, Assignment

Json = dict[str, Any]
# An Idva speaks for the victim, also where another person represents the service.
ANSWERS = (Role.REPRESENTATIVE, Role.DEPUTY, Role.IDVA)


async def default_asks(act: Act, case: Case, answers: Json, meeting: Meeting, *, kind: str) -> dict[UUID, str]:
    """The agencies to ask by the rule of the day, each with its why; for the coordinator to add to and take from."""
    return await asks_on(act, case, answers, meeting.held_on, is_emergency=kind == "emergency")


async def asks_on(act: Act, case: Case, answers: Json, day: date, *, is_emergency: bool) -> dict[UUID, str]:
    """The same for a meeting of that day which is not in the calendar yet."""
    agencies = await agencies_of(act.area.id, on=day)
    barred = await _barred_agencies(case.id)
    rules = await settings_on(act, day)
    asked = who_is_asked(
        answers,
        [AgencyOnDay(each.slug, each.type, each.core, each.joined_on, each.left_on) for each in agencies],
        meeting_on=day,
        rules=ask_rules(rules.rows, day),
        is_emergency=is_emergency,
        left_out={each.slug for each in agencies if each.id in barred},
    )
    ids = {each.slug: each.id for each in agencies}
    return {ids[each.agency]: each.why for each in asked}


async def asks_for(act: Act, slugs: Sequence[str], *, why: str = "added") -> dict[UUID, str]:
    """The agencies of a list given by hand or by a practice area."""
    known = {agency.slug: agency.id for agency in await agencies_of(act.area.id, on=act.today)}
    if any(slug not in known for slug in slugs):
        raise InvalidForm({"asked": "Choose agencies of this area."})
    return {known[slug]: why for slug in slugs}


async def ask_agencies(act: Act, case: Case, meeting: Meeting, asked: Mapping[UUID, str]) -> int:
    """Ask each agency once for this meeting, and assign who answers. Inside a transaction; returns how many."""
    already = await Ask.objects().where(_here(case, meeting))
    known = {ask.agency for ask in already}
    again = [ask for ask in already if ask.agency in asked and ask.state == "not_required"]
    new = {agency_id: why for agency_id, why in asked.items() if agency_id not in known}
    if again:
        await Ask.update({Ask.state: "not_started"}).where(Ask.id.is_in([ask.id for ask in again]))
    if not new and not again:
        return 0
    rules = await settings_on(act, meeting.held_on)
    asks = [_ask(act, case, meeting, rules, agency_id=agency_id, why=why) for agency_id, why in new.items()]
    if asks:
        await Ask.insert(*asks)
    asks += again
    await _assign(act, case, asks)
    for ask in asks:
        await act.record(
            Event.RESEARCH_ASKED,
            "case",
            case.id,
            case=str(case.id),
            meeting=str(meeting.id),
            agency=str(ask.agency),
            why=ask.why,
        )
    return len(asks)


def _here(case: Case, meeting: Meeting) -> Any:
    return (Ask.case == case.id) & (Ask.meeting == meeting.id)


def _ask(act: Act, case: Case, meeting: Meeting, rules: RulesOfDay, *, agency_id: UUID, why: str) -> Ask:
    return Ask(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        case=case.id,
        meeting=meeting.id,
        agency=agency_id,
        why=why,
        state="not_started",
        asked_at=act.business_at,
        due_at=deadlines_of_meeting(act, meeting, rules).research_due,
    )


async def _assign(act: Act, case: Case, asks: list[Ask]) -> None:
    """Representatives, deputies and Idvas, none who is shut out; of a restricted case those named for it alone."""
    named = await _named(case.id) if case.restricted else None
    barred = await _barred_officers(case.id)
    members = await members_of(act.area.id, on=act.today, roles=ANSWERS)
    rows = []
    for ask in asks:
        officers = {member.officer_id for member in members if member.agency_id == ask.agency} - barred
        if named is not None:
            officers &= named
        rows += [
            Assignment(id=uuid7(), area=act.area.id, ask=ask.id, officer=officer, from_at=act.business_at)
            for officer in sorted(officers)
        ]
    if rows:
        await Assignment.insert(*rows)


async def _named(case_id: UUID) -> set[UUID]:
    readers = await NamedReader.select(NamedReader.officer).where(
        (NamedReader.case == case_id) & NamedReader.to_at.is_null()
    )
    return {reader["officer"] for reader in readers}


async def _barred_agencies(case_id: UUID) -> set[UUID]:
    rows = await Exclusion.select(Exclusion.agency).where(
        (Exclusion.case == case_id) & Exclusion.agency.is_not_null() & Exclusion.to_at.is_null()
    )
    return {row["agency"] for row in rows}


async def _barred_officers(case_id: UUID) -> set[UUID]:
    rows = await Exclusion.select(Exclusion.officer).where(
        (Exclusion.case == case_id) & Exclusion.officer.is_not_null() & Exclusion.to_at.is_null()
    )
    return {row["officer"] for row in rows}
