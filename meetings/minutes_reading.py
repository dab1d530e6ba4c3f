"""Minutes as one reader gets them: the cases this reader was present for or acts in, and how the meeting was held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import AgencyLine, agencies_of
from marac.audit.events import Event
from meetings.access import denied, may_see_every_case, not_barred
from meetings.actions import STATUS_WORDS
from meetings.case_content import CaseContent, open_cases
from meetings.meeting_reading import HowHeld, how_held, meeting_line, stamp_for
from meetings.minutes_lines import lines_of, read_risk, read_shared
from meetings.papers.minutes_paper import (
    ActionLine,
    Correction,
    MinutesCase,
    MinutesPaper,
    RiskLine,
    SharedLine,
    TellingVictim,
    VictimView,
)
from meetings.papers.person_from_card import MayRead, person_lines, relation_words
from meetings.papers.person_lines import PersonLines
from meetings.seats import seat_at
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Approval, CirculationReader, Meeting
from meetings.tables.minutes import Action, MinutesPart, MinutesRevision, Telling

# From 90 days after the case closed a reader gives a reason first.
READ_FREELY_DAYS = 90


@dataclass(frozen=True, slots=True)
class Written:
    """One revision, opened."""

    item_id: UUID
    heading: str
    n: int
    kind: str
    by: UUID
    at: Any
    text: str


async def read_minutes(
    act: Act, meeting_ref: str, *, reason_code: str = "own_case", copy_number: int = 0
) -> MinutesPaper:
    """The minutes of a meeting for this reader; NotFound for someone who is entitled to none of it."""
    meeting = await Meeting.objects().where((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id)).first()
    items = await _entitled_items(act, meeting) if meeting else []
    if meeting is None or not items:
        raise await denied(act, "minutes", row="minutes.read")
    return await _paper(act, meeting, items, reason_code, copy_number)


async def needs_a_reason(act: Act, meeting_ref: str) -> bool:
    """Whether all cases this reader would see closed more than 90 days ago."""
    if may_see_every_case(act):
        return False
    meeting = await Meeting.objects().where((Meeting.ref == meeting_ref) & (Meeting.area == act.area.id)).first()
    items = await _entitled_items(act, meeting) if meeting else []
    if not items:
        return False
    closed = await Case.select(Case.closed_on).where(Case.id.is_in([item.case for item in items]))
    edge = act.today - timedelta(days=READ_FREELY_DAYS)
    return all(row["closed_on"] is not None and row["closed_on"] < edge for row in closed)


async def _entitled_items(act: Act, meeting: Meeting) -> list[AgendaItem]:
    heard = (AgendaItem.meeting == meeting.id) & AgendaItem.state.is_in(["listed", "heard"])
    here = await seat_at(act, meeting)
    if not (may_see_every_case(act) or (here is not None and here.runs_the_room)):
        sent = CirculationReader.select(CirculationReader.agenda_item).where(
            (CirculationReader.officer == act.officer_id)
            & (CirculationReader.circulation.meeting == meeting.id)
            & (CirculationReader.circulation.kind == "minutes")
            & CirculationReader.circulation.recalled_at.is_null()
            & CirculationReader.agenda_item.is_not_null()
        )
        heard = heard & (AgendaItem.state == "heard") & AgendaItem.id.is_in(sent)
    rows: list[AgendaItem] = (
        await AgendaItem.objects().where(heard & not_barred(act, AgendaItem.case)).order_by(AgendaItem.position)
    )
    return rows


async def _paper(
    act: Act, meeting: Meeting, items: Sequence[AgendaItem], reason_code: str, copy_number: int
) -> MinutesPaper:
    cases = {case.id: case for case in await Case.objects().where(Case.id.is_in([item.case for item in items]))}
    permit = act.permit(Event.MINUTES_READ, "meeting", meeting.id, reason_code=reason_code)
    contents = await open_cases(act, permit, list(cases.values()))
    written = await _written(act, meeting, items, reason_code)
    actions = await _actions(act, meeting, items)
    tellings = await _tellings(act, meeting, items)
    held = await how_held(act, meeting)
    approval = await _approval(meeting)
    agencies = {line.id: line for line in await agencies_of(act.area.id, on=meeting.held_on)}
    people = {row.by for row in written} | {row.owner for row, _ in actions if row.owner} | set(held.officers)
    people |= {row.officer for row, _ in tellings.values() if row.officer} | ({approval.by} if approval else set())
    people |= {act.officer_id} if act.officer_id else set()
    names = await names_of(act, people)
    return MinutesPaper(
        stamp=await stamp_for(act, agencies, names, copy_number=copy_number),
        meeting=meeting_line(meeting, held, names, agencies),
        cases=tuple(
            _case(
                number,
                item,
                contents[item.case],
                act,
                [row for row in written if row.item_id == item.id],
                [(row, text) for row, text in actions if row.agenda_item == item.id],
                tellings.get(item.id),
                names,
                agencies,
                held,
            )
            for number, item in enumerate(items, start=1)
        ),
        attendees=held.attendees(names, agencies),
        apologies=held.apologies(names, agencies),
        observers=held.observers(names, agencies),
        quorum=held.quorum_sentence,
        statement_version=held.statement_version,
        affirmations=held.affirmations(names),
        unfinished=held.unfinished(agencies, names),
        minutes_taken_by=names.get(held.minute_taker, "") if held.minute_taker else "",
        approved_by=names.get(approval.by, "") if approval else "",
        approved_at=approval.business_at if approval else None,
    )


async def _written(act: Act, meeting: Meeting, items: Sequence[AgendaItem], reason_code: str) -> list[Written]:
    parts = {
        part.id: part
        for part in await MinutesPart.objects().where(MinutesPart.agenda_item.is_in([item.id for item in items]))
    }
    if not parts:
        return []
    rows = (
        await MinutesRevision.objects()
        .where(MinutesRevision.part.is_in(list(parts)) & (MinutesRevision.kind != "aside"))
        .order_by(MinutesRevision.n)
    )
    kept = _newest_and_corrections(rows)
    permit = act.permit(Event.MINUTES_READ, "meeting", meeting.id, reason_code=reason_code)
    opened = await act.vault.open_records(permit, kept)
    return [
        Written(
            parts[row.part].agenda_item,
            parts[row.part].heading,
            row.n,
            row.kind,
            row.by,
            row.business_at,
            values["text"],
        )
        for row, values in zip(kept, opened, strict=True)
    ]


def _newest_and_corrections(rows: Sequence[MinutesRevision]) -> list[MinutesRevision]:
    """The last draft of each section, and every correction after it: corrections are shown, not folded in."""
    last_draft = {row.part: row.id for row in rows if row.kind == "draft"}
    return [row for row in rows if row.kind == "correction" or last_draft.get(row.part) == row.id]


async def _actions(act: Act, meeting: Meeting, items: Sequence[AgendaItem]) -> list[tuple[Action, dict[str, Any]]]:
    rows = (
        await Action.objects()
        .where(Action.agenda_item.is_in([item.id for item in items]) & not_barred(act, Action.case))
        .order_by(Action.n)
    )
    opened = await act.vault.open_records(act.permit(Event.ACTION_READ, "meeting", meeting.id), rows)
    return list(zip(rows, opened, strict=True))


async def _tellings(
    act: Act, meeting: Meeting, items: Sequence[AgendaItem]
) -> dict[UUID, tuple[Telling, dict[str, Any]]]:
    rows = await Telling.objects().where(Telling.agenda_item.is_in([item.id for item in items]))
    opened = await act.vault.open_records(act.permit(Event.FEEDBACK_READ, "meeting", meeting.id), rows)
    return {row.agenda_item: (row, values) for row, values in zip(rows, opened, strict=True)}


async def _approval(meeting: Meeting) -> Approval | None:
    found: Approval | None = (
        await Approval.objects().where(Approval.meeting == meeting.id).order_by(Approval.at, ascending=False).first()
    )
    return found


def _case(  # noqa: PLR0913, PLR0917
    number: int,
    item: AgendaItem,
    content: CaseContent,
    act: Act,
    written: Sequence[Written],
    actions: Sequence[tuple[Action, dict[str, Any]]],
    telling: tuple[Telling, dict[str, Any]] | None,
    names: Mapping[UUID, str],
    agencies: Mapping[UUID, AgencyLine],
    held: HowHeld,
) -> MinutesCase:
    texts = {row.heading: row.text for row in written if row.kind == "draft"}
    victim, perpetrators, children = people_of(content, act, may=MayRead(addresses=False))
    return MinutesCase(
        number=number,
        case_number=content.case.case_number or "",
        case_ref=content.case.ref,
        victim=victim,
        perpetrators=perpetrators,
        children=children,
        kind={"emergency": "Emergency", "update": "Update"}.get(item.kind, ""),
        opened_at=item.opened_at,
        closed_at=item.closed_at,
        not_in_room=held.out_for(item.id, names),
        summary=texts.get("summary", ""),
        shared=tuple(_shared(line, agencies) for line in lines_of(texts.get("information", ""))),
        risks=_risks(texts.get("risks", ""), actions),
        victim_view=VictimView(text=texts["victim_view"]) if texts.get("victim_view") else None,
        decisions=tuple(lines_of(texts.get("decision", ""))),
        dissent=texts.get("dissent", ""),
        telling_victim=_telling(telling, names) if telling else None,
        actions=tuple(action_line(row, values, names, agencies) for row, values in actions),
        corrections=_corrections(written, names),
    )


def people_of(
    content: CaseContent, act: Act, *, may: MayRead
) -> tuple[PersonLines, tuple[PersonLines, ...], tuple[PersonLines, ...]]:
    """Victim, perpetrators and children of a case, as far as this reader may have them."""
    written_on = content.case.referred_on
    victim = person_lines("victim", content.victim.card, today=act.today, written_on=written_on, may=may)
    perpetrators = tuple(
        person_lines(
            "perpetrator",
            person.card,
            today=act.today,
            written_on=written_on,
            may=may,
            relationships=relation_words(person.card, victim=victim.full_name, perpetrators=()),
        )
        for person in content.perpetrators
    )
    adults = [person.full_name for person in perpetrators]
    children = tuple(
        person_lines(
            "child",
            person.card,
            today=act.today,
            written_on=written_on,
            may=may,
            relationships=relation_words(person.card, victim=victim.full_name, perpetrators=adults),
        )
        for person in content.children
    )
    return victim, perpetrators, children


def _shared(line: str, agencies: Mapping[UUID, AgencyLine]) -> SharedLine:
    shared = read_shared(line)
    by_short = {agency.short: agency.name for agency in agencies.values()}
    return SharedLine(
        agency=by_short.get(shared.agency, shared.agency),
        text=shared.text,
        kind="opinion" if shared.kind == "opinion" else "fact",
    )


def _risks(text: str, actions: Sequence[tuple[Action, dict[str, Any]]]) -> tuple[RiskLine, ...]:
    risks = []
    for line in lines_of(text):
        dash_item, label = read_risk(line)
        answering = [
            f"A{row.n}"
            for row, values in actions
            if values["risk"] == label or (dash_item is not None and row.dash_item == dash_item)
        ]
        risks.append(RiskLine(label=label, dash_item=dash_item, actions=tuple(answering)))
    return tuple(risks)


def _telling(telling: tuple[Telling, dict[str, Any]], names: Mapping[UUID, str]) -> TellingVictim:
    row, values = telling
    return TellingVictim(
        by=names.get(row.officer, ""),
        method=values["method"] or "",
        due_on=row.due_on,
        outcome=(row.outcome or "").replace("_", " "),
        told_on=row.told_on,
        reason=values["reason"] or "",
    )


def action_line(
    row: Action, values: Mapping[str, Any], names: Mapping[UUID, str], agencies: Mapping[UUID, AgencyLine]
) -> ActionLine:
    return ActionLine(
        ref=f"A{row.n}",
        text=values["text"],
        owner_agency=agencies[row.agency].name,
        owner_person=names.get(row.owner, "") if row.owner else "",
        due_on=row.due_on,
        status=STATUS_WORDS[row.status],
        risk=values["risk"] or "",
        safe_to_tell=values["safe_method"] or "" if row.contacts_victim else "",
    )


def _corrections(written: Sequence[Written], names: Mapping[UUID, str]) -> tuple[Correction, ...]:
    before = {row.heading: row.text for row in written if row.kind == "draft"}
    found = []
    for row in written:
        if row.kind == "correction":
            found.append(
                Correction(
                    corrected_at=row.at,
                    by=names.get(row.by, ""),
                    section=row.heading,
                    now=row.text,
                    before=before.get(row.heading, ""),
                )
            )
            before[row.heading] = row.text
    return tuple(found)
