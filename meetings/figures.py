"""The figures of the area: one row a meeting, each number computed from the cases this reader may see."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.members import agencies_of
from agencies.roles import Role
from agencies.seats import service_act
from agencies.settings import values_of
from marac.audit.events import Event
from marac.dates import years_old
from marac.errors import NotFound
from meetings.access import Condition, denied, visible
from meetings.arrivals import REFERRAL
from meetings.case_content import CaseContent, PersonCard
from meetings.evidence import Evidence, open_evidence_and_cards
from meetings.papers.figures_paper import FiguresPaper, figures_paper
from meetings.papers.workbook_paper import DIVERSITY, Counted, MeetingRow, WorkbookPaper
from meetings.rules.repeats import RepeatClock
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.people import Mention

# SafeLives counts victims of 16 and 17, and those of 17 or below who harm (Marac data, read on 21 November 2026).
YOUNG_VICTIM, ADULT = 16, 18


async def read_workbook(act: Act, *, until: date | None = None) -> WorkbookPaper:
    """True rows of meetings before `until`, for the coordinator alone; the workbook never leaves the area."""
    if not act.is_coordinator:
        raise await denied(act, "figures", row="workbook.read")
    rules = await settings_on(act, act.today)
    population = rules.value("adult_female_population")
    return WorkbookPaper(
        area_name=act.area.name,
        made_at=act.business_at,
        rows=tuple(row for row in await read_rows(act, rules) if until is None or row.meeting_on < until),
        adult_female_population=int(population) if population else None,
        population_note=await _population_note(act),
        is_practice=act.area.practice,
        marking=str(rules.value("marking")),
    )


async def _population_note(act: Act) -> str:
    rows = [row for row in await values_of(act.area.id) if row.name == "adult_female_population"]
    held = [row for row in rows if row.from_on <= act.today] or rows
    return held[-1].source if held else ""


async def read_figures(act: Act) -> FiguresPaper:
    """Quarters and twelve months: true for coordinator and chair; a steering reader gets what nobody can be told by."""
    rules = await settings_on(act, act.today)
    sees_cases = act.is_coordinator or act.is_chair
    if not sees_cases and Role.STEERING_READER not in act.roles:
        raise await denied(act, "figures", row="figures.read")
    await _record_reading(act, period="quarters")
    population = rules.value("adult_female_population")
    return figures_paper(
        await read_rows(act, rules) if sees_cases else await _count_for_service(act, rules),
        below=int(rules.value("small_cell_below")),
        is_suppressed=not sees_cases,
        population=int(population) if population else None,
    )


async def _count_for_service(act: Act, rules: RulesOfDay) -> tuple[MeetingRow, ...]:
    """Whoever reads suppressed figures sees no case, so what is counted does not depend on who reads."""
    service = await service_act(act.desk, act.area.id, now=act.at)
    with service.at_work():
        return await read_rows(service, rules)


async def read_meetings_of(act: Act, quarter: str) -> tuple[MeetingRow, ...]:
    """The meetings behind a number of one quarter, for those who may open it. NotFound for a quarter without any."""
    if not (act.is_coordinator or act.is_chair):
        raise await denied(act, "figures", row="figures.list")
    rows = await read_rows(act, await settings_on(act, act.today))
    chosen = tuple(row for row in rows if row.quarter.lower() == quarter)
    if not chosen:
        raise NotFound
    await _record_reading(act, period=quarter)
    return chosen


async def _record_reading(act: Act, *, period: str) -> None:
    """Figures show nobody, so the leaf names no case."""
    await act.desk.trail.record_apart(
        Event.FIGURES_READ,
        by=act.actor,
        kind="area",
        about=act.area.id,
        period=period,
        measure="all",
        objects=[],
        number_of_objects=0,
        objects_hash="",
    )


async def read_rows(act: Act, rules: RulesOfDay) -> tuple[MeetingRow, ...]:
    """A row for every meeting held, also one without a case. The service itself counts every case."""
    heard = await _first_heard(act)
    meetings = await _held_meetings(act, heard)
    cases = {case.id: case for case in await Case.objects().where(Case.id.is_in(list(heard) or [act.area.id]))}
    permit = act.permit(Event.FIGURES_MADE, "area", act.area.id)
    evidence, cards = await open_evidence_and_cards(act, list(cases.values()), permit, rules=rules)
    contents = {case_id: _content(case, evidence[case_id], cards[case_id]) for case_id, case in cases.items()}
    types = {agency.id: agency.type for agency in await agencies_of(act.area.id, on=act.today)}
    by_meeting: dict[UUID, list[UUID]] = {}
    for case_id, meeting_id in heard.items():
        by_meeting.setdefault(meeting_id, []).append(case_id)
    return tuple(
        _row(
            act,
            meeting,
            [contents[case_id] for case_id in by_meeting.get(meeting.id, [])],
            {
                c: evidence[c].repeats[RepeatClock.LAST_REFERRAL].verdict.is_repeat
                for c in by_meeting.get(meeting.id, [])
            },
            types,
            rules,
        )
        for meeting in meetings
    )


def _content(case: Case, evidence: Evidence, cards: Sequence[tuple[Mention, dict[str, Any]]]) -> CaseContent:
    people = tuple(
        PersonCard(mention.id, mention.person_id, mention.role, mention.n, card)
        for mention, card in cards
        if mention.document == case.opened_by
    )
    return CaseContent(case, REFERRAL, evidence.form_version, evidence.answers, people)


async def _first_heard(act: Act) -> dict[UUID, UUID]:
    """Each case with the meeting that heard it first: an emergency and its update are one case heard."""
    rows = (
        await AgendaItem.select(AgendaItem.case, AgendaItem.meeting)
        .where((AgendaItem.area == act.area.id) & (AgendaItem.state == "heard") & _counted_for(act))
        .order_by(AgendaItem.meeting.starts_at, ascending=False)
    )
    return {row["case"]: row["meeting"] for row in rows}


def _counted_for(act: Act) -> Condition:
    if act.officer_id is None:
        every: Condition = AgendaItem.area == act.area.id
        return every
    return visible(act, AgendaItem.case)


async def _held_meetings(act: Act, heard: Mapping[UUID, UUID]) -> list[Meeting]:
    """Meetings that were closed, and those that heard a case though their end was not recorded; by date."""
    held = Meeting.closed_at.is_not_null()
    if heard:
        held = held | Meeting.id.is_in(sorted(set(heard.values())))  # type: ignore[assignment]
    found: list[Meeting] = (
        await Meeting.objects().where((Meeting.area == act.area.id) & held).order_by(Meeting.starts_at)
    )
    return found


def _row(
    act: Act,
    meeting: Meeting,
    cases: Sequence[CaseContent],
    repeats: Mapping[UUID, bool],
    types: Mapping[UUID, str],
    rules: RulesOfDay,
) -> MeetingRow:
    on_meeting_day = rules.on(meeting.held_on).value("age_counted_on") == "meeting"
    return MeetingRow(
        marac_name=act.area.name,
        meeting_on=meeting.held_on,
        cases_discussed=len(cases),
        repeat_cases=sum(repeats.values()),
        children=sum(len(content.children) for content in cases),
        referrals=Counter(_source(content, types) for content in cases),
        diversity={
            measure: _counted(measure, cases, meeting.held_on if on_meeting_day else None) for measure in DIVERSITY
        },
    )


def _source(content: CaseContent, types: Mapping[UUID, str]) -> str:
    if content.answers["routes"]["transfer"]["applies"]:
        return "another_marac"
    return types.get(content.case.referring_agency, "other")


def _counted(measure: str, cases: Sequence[CaseContent], on: date | None) -> Counted:
    answers = [_answer(measure, content, on or content.case.referred_on) for content in cases]
    known = [answer for answer in answers if answer is not None]
    return Counted(count=sum(known), known=len(known), not_recorded=len(answers) - len(known)) if cases else _nobody()


def _nobody() -> Counted:
    """A meeting without a case holds its data: nobody."""
    return Counted(count=0, known=0, not_recorded=0)


def _answer(measure: str, content: CaseContent, on: date) -> bool | None:
    """Yes, no, or not recorded."""
    if measure == "male":
        return _yes({"male": "yes", "not_known": "not_known"}.get(content.victim.card["sex_recorded"], "no"))
    if measure == "victims_16_17":
        return _is_between(content.victim.card, on, content.case.referred_on, YOUNG_VICTIM, ADULT)
    if measure == "perpetrators_17_or_below":
        return _any(_is_between(person.card, on, content.case.referred_on, 0, ADULT) for person in content.perpetrators)
    return _yes((content.victim.card.get("diversity") or {}).get(measure, "not_known"))


def _yes(answer: str) -> bool | None:
    return None if answer not in ("yes", "no") else answer == "yes"


def _any(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    if any(found):
        return True
    return None if None in found else False


def _is_between(card: Mapping[str, Any], on: date, written_on: date, least: int, below: int) -> bool | None:
    """Whether the age on a day lies in a range; None where the birth date is too vague to say."""
    born = card.get("born_on") or {}
    value, precision = str(born.get("value")), born.get("precision")
    if precision == "exact":
        return least <= years_old(date.fromisoformat(value), on) < below
    if precision == "estimated_age":
        return least <= int(value) + (on.year - written_on.year) < below
    if precision in ("year", "month"):
        first = date.fromisoformat(f"{value}-01-01" if precision == "year" else f"{value}-01")
        ages = {years_old(first, on), years_old(first.replace(month=12, day=31) if precision == "year" else first, on)}
        inside = {least <= age < below for age in ages}
        return inside.pop() if len(inside) == 1 else None
    return None
